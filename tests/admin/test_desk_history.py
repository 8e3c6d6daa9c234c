"""The English of one text through its revisions, and back: the Chinese stays as it is."""

import pytest
from django.urls import reverse

from speeches import roles
from speeches.changes import recorded
from speeches.history.english import versions
from speeches.models import Paragraph, Revision, Speech
from speeches.models.remark import HEADLINE
from speeches.workbench import states
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def speech():
    return factories.make_speech("甲。", "乙。", headline_zh_hant="標題")


@pytest.fixture
def first(speech):
    """A paragraph with three English texts, the second of them approved, and a Chinese that was changed last."""
    row = speech.paragraphs.in_order()[0]
    writer, chief = factories.make_user(roles.TRANSLATOR, "writer"), factories.make_user(roles.CHIEF_EDITOR, "reviewer")
    for text in ("One.", "Two.", "Three."):
        with recorded(writer):
            states.write_english(row, writer, text=text)
            row.save()
        if text == "Two.":
            with recorded(chief):
                assert states.approve(row, chief)
                row.save()
    with recorded(chief):
        row.text_zh_hant = "甲改。"
        row.save()
    return row


@pytest.fixture
def url(speech, first):
    return reverse("desk_history", args=[speech.pk, first.key])


def test_only_changes_of_the_english_are_listed_newest_first(speech, first):
    found = versions(speech, first.key)
    assert [(version.english.text[0], version.english.state) for version in found] == [
        ("Three.", "translated"), ("Two.", "approved"), ("Two.", "translated"), ("One.", "translated"),
        ("", "untranslated"),
    ]  # fmt: skip
    assert [str(version.revision.user) for version in found[:2]] == ["writer", "reviewer"]
    assert {version.chinese for version in found} == {"甲。"}
    assert [version.english.state for version in versions(speech, HEADLINE)] == ["untranslated"]


def restore(client, url, number, **more):
    row = Paragraph.objects.in_order().first()
    return client.post(url, {"revision": number, "shown_version": row.version} | more)


@pytest.mark.parametrize(("role", "state"), [(roles.TRANSLATOR, "translated"), (roles.CHIEF_EDITOR, "approved")])
def test_earlier_english_comes_back_with_its_writer_and_is_outdated_where_the_chinese_is_another(
    as_role, speech, first, url, role, state
):
    client = as_role(role)
    version = next(one for one in versions(speech, first.key) if one.english.state == "approved")
    before = Revision.objects.of(speech).count()
    assert restore(client, url, version.revision.number).url.endswith(f"#p-{first.key}")
    row = Paragraph.objects.get(pk=first.pk)
    assert (row.text_en, row.text_zh_hant, row.translation_state, row.is_outdated) == ("Two.", "甲改。", state, True)
    assert row.written_by.username == "writer"
    last = Revision.objects.of(speech).first()
    assert (Revision.objects.of(speech).count(), str(version.revision.number) in last.reason) == (before + 1, True)


def test_headline_and_role_come_back_together(as_role, speech):
    for headline in ("One", "Two"):
        with recorded():
            states.write_english(speech, headline=headline, role="Mayor")
            speech.save()
    client, url = as_role(roles.TRANSLATOR), reverse("desk_history", args=[speech.pk, HEADLINE])
    (_now, one, _none) = versions(speech, HEADLINE)
    assert client.post(url, {"revision": one.revision.number, "shown_version": speech.version}).status_code == 302
    assert (Speech.objects.get().headline_en, Speech.objects.get().role_en) == ("One", "Mayor")


def test_who_was_slower_restores_nothing(as_role, speech, first, url):
    client = as_role(roles.TRANSLATOR)
    restore(client, url, versions(speech, first.key)[-2].revision.number, shown_version=first.version - 1)
    assert Paragraph.objects.get(pk=first.pk).text_en == "Three."


@pytest.mark.parametrize("role", [roles.VIEWER, roles.EDITOR])
def test_who_may_not_translate_looks_only(as_role, speech, first, url, role):
    client = as_role(role)
    assert client.get(url).status_code == 200
    assert b'name="revision"' not in client.get(url).content
    assert restore(client, url, versions(speech, first.key)[-2].revision.number).status_code == 403


def test_what_is_not_there_is_404_or_refused(as_role, speech, url):
    client = as_role(roles.TRANSLATOR)
    assert client.get(reverse("desk_history", args=[speech.pk, "nothing"])).status_code == 404
    for number in ("", "abc", 999):
        assert restore(client, url, number).status_code == 400
