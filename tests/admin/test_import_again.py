"""A paper that is here already on the import screen: what it changed, conflicts, and what changes meanwhile."""

import pytest
from django.db import IntegrityError

from speeches import roles
from speeches.changes import recorded
from speeches.digest.load import import_paper
from speeches.models import ContentVersion, Revision, Speaker, Speech, StaleRow, Upload
from tests import factories
from tests.admin.conftest import Fields
from tests.admin.importing import PAPER, REAL, SCREEN, SMALL, changed, confirm, edit, line, preview_of, said, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported():
    return import_paper(REAL, PAPER.name)


def test_what_the_paper_changed_is_shown_and_can_be_corrected(editor, imported):
    address = preview_of(editor, changed(SMALL, ("Mr. Mike Hurley", "Ms. Mike Hurley")))
    response = editor.get(address)
    assert [one.number for one in response.context["lines"]] == [5, 7]
    fields = shown(editor, address)
    assert "全天監控" in fields["r5-text0"]
    assert {name for name in fields if name.startswith("r7-")} == {"r7-shown", "r7-honorific"}
    html = response.content.decode()
    assert "<del>" in html
    assert "<ins>" in html
    confirm(editor, address, **{"r5-text0": fields["r5-text0"].replace("全天", "整天")})
    speech = Speech.objects.get(number=5)
    assert "整天監控" in speech.paragraphs.get().text_zh_hant
    assert Speech.objects.get(number=7).honorific == "Ms."
    again = editor.get(preview_of(editor, changed(SMALL, ("Mr. Mike Hurley", "Ms. Mike Hurley"))))
    assert again.context["lines"] == [], "what was corrected is the editor's, and asks no more"


@pytest.mark.parametrize(
    ("side", "text", "asks_again"),
    [
        ("later", "編者改了。", True),
        ("", "編者改了。", True),
        ("ours", "編者改了。", False),
        ("papers", "全天監控", False),
    ],
)
def test_a_conflict_is_decided(editor, imported, side, text, asks_again):
    edit()
    paper = changed(SMALL)
    address = preview_of(editor, paper)
    response = editor.get(address)
    assert [one.number for one in response.context["lines"]] == [5]
    was, here, now = line(response, 5).differences[0][1:]
    assert ("24 小時監控" in was, here, "全天監控" in now) == (True, "編者改了。", True)
    confirm(editor, address, **{"r5-side": side})
    assert text in Speech.objects.get(number=5).paragraphs.get().text_zh_hant
    assert bool(editor.get(preview_of(editor, paper)).context["lines"]) == asks_again


@pytest.mark.parametrize(("side", "role"), [("ours", "顧問"), ("papers", "副市長")])
def test_a_conflict_of_roles_is_decided(editor, imported, side, role):
    speech = Speech.objects.get(number=8)
    with recorded():
        speech.role_zh_hant = "顧問"
        speech.save()
    paper = changed(("美國伊利市 市長", "美國伊利市 副市長"))
    confirm(editor, preview_of(editor, paper), **{"r8-side": side})
    assert Speech.objects.get(number=8).role_zh_hant == role
    assert editor.get(preview_of(editor, paper)).context["lines"] == []


def test_what_was_deleted_here_and_changed_in_the_paper_comes_back_only_if_asked(editor, imported):
    speech = Speech.objects.get(number=5)
    with recorded():
        speech.paragraphs.get().delete()
    paper = changed(SMALL)
    confirm(editor, preview_of(editor, paper), **{"r5-side": "papers"})
    assert "全天監控" in speech.paragraphs.get().text_zh_hant
    assert editor.get(preview_of(editor, paper)).context["lines"] == []


@pytest.mark.parametrize("side", ["later", "ours", "papers"])
def test_a_speech_that_was_typed_by_hand(editor, side):
    speech = factories.make_speech("手打的一段。", number=5, city=factories.make_city("巴拉圭亞松森市", "", "PY"))
    confirm(editor, preview_of(editor), **{"r5-side": side})
    texts = [paragraph.text_zh_hant for paragraph in speech.paragraphs.in_order()]
    assert len(texts) == (2 if side == "papers" else 1)
    assert "手打的一段。" in texts
    assert Speech.objects.count() == 17
    assert bool(editor.get(preview_of(editor)).context["lines"]) == (side == "later")


def test_readers_are_told_of_a_public_speech_that_the_paper_corrected(editor):
    import_paper(REAL, PAPER.name, publish=True)
    confirm(editor, preview_of(editor, changed(SMALL)))
    assert Revision.objects.of(Speech.objects.get(number=5)).first().correction_zh_hant


def test_a_confirmation_of_what_has_changed_meanwhile_is_refused(editor, imported):
    address = preview_of(editor, changed(SMALL))
    data = shown(editor, address) | {"do": "import", "r5-text0": "我打的字。"}
    edit()
    response = editor.post(address, data)
    assert response.status_code == 200
    assert said(response)
    assert Speech.objects.get(number=5).paragraphs.get().text_zh_hant == "編者改了。"
    assert line(response, 5).is_conflict, "the preview is fresh"
    assert response.context["stamp"] != data["stamp"]
    response = confirm(editor, address, **{"r5-side": "papers"})
    assert response.status_code == 302


def test_what_else_changed_refuses_nothing(editor, imported):
    address = preview_of(editor, changed(SMALL))
    data = shown(editor, address) | {"do": "import"}
    factories.make_topic("別的議題")
    assert editor.post(address, data).status_code == 302


def test_somebody_who_came_to_be_known_meanwhile_is_shown_first(editor):
    address = preview_of(editor)
    data = shown(editor, address) | {"do": "import"}
    factories.make_speaker("Joseph V. Schember")
    assert editor.post(address, data).status_code == 200
    assert confirm(editor, address).status_code == 302
    assert Speaker.objects.called("Joseph V. Schember").count() == 1


def test_confirming_twice_imports_once(editor):
    address = preview_of(editor)
    data = shown(editor, address) | {"do": "import"}
    assert editor.post(address, data).status_code == 302
    before = ContentVersion.objects.get().number
    response = editor.post(address, data)
    assert (response.status_code, response.url) == (302, SCREEN)
    assert ContentVersion.objects.get().number == before


@pytest.mark.parametrize("error", [IntegrityError(), StaleRow(Speaker())])
def test_whoever_is_faster_loses_us_nothing(editor, monkeypatch, error):
    """Between our reading and our writing, which no test can hit otherwise."""

    def overtaken(*arguments, **options):
        factories.make_speaker("Written by our change")
        raise error

    address = preview_of(editor)
    data = shown(editor, address) | {"do": "import", "r5-text0": "我打的字。"}
    monkeypatch.setattr("speeches.admin.importing.import_read", overtaken)
    response = editor.post(address, data)
    assert said(response)
    assert Fields(response.content.decode()).values["r5-text0"] == "我打的字。"
    assert not Speaker.objects.exists()
    assert Upload.objects.exists()


def test_two_people_with_one_paper(as_role):
    one, other = as_role(roles.EDITOR), type(as_role(roles.EDITOR))()
    other.force_login(factories.make_user(roles.CHIEF_EDITOR))
    first, second = preview_of(one), preview_of(other)
    assert other.get(first).status_code == 302, "nobody sees what another has sent"
    data = shown(other, second) | {"do": "import"}
    assert confirm(one, first).status_code == 302
    assert other.post(second, data).status_code == 200
    assert Speech.objects.count() == 17
