"""Two people at one row: the second save is refused with both texts shown, and nothing typed is lost."""

import pytest
from django.urls import reverse

from speeches import roles
from speeches.changes import recorded
from speeches.models import Paragraph, Revision, Speech, StaleRow
from speeches.workbench import states
from tests import factories
from tests.admin.conftest import Fields, form_fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def speech():
    return factories.make_speech("甲。", "乙。", "丙。", headline_zh_hant="標題", topics=[factories.make_topic("交通")])


@pytest.fixture
def url(speech):
    return reverse("admin:speeches_speech_change", args=[speech.pk])


def somebody_else(row, **changes):
    with recorded(reason="somebody else"):
        for field, value in changes.items():
            setattr(row, field, value)
        row.save()


def page(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_a_stale_speech_is_refused_with_both_texts(editor, speech, url):
    fields = form_fields(editor, url) | {"headline_zh_hant": "我的標題"}
    somebody_else(Speech.objects.get(), headline_zh_hant="別人的標題")
    before = Revision.objects.count()
    html = page(editor.post(url, fields))
    assert 'value="我的標題"' in html
    assert "別人的標題" in html
    assert (Speech.objects.get().headline_zh_hant, Revision.objects.count()) == ("別人的標題", before)


def test_a_stale_paragraph_is_refused_with_both_texts_and_nothing_else_is_saved(editor, speech, url):
    fields = form_fields(editor, url) | {"paragraphs-1-text_zh_hant": "我的乙。", "headline_zh_hant": "我的標題"}
    somebody_else(speech.paragraphs.in_order()[1], text_zh_hant="別人的乙。")
    html = page(editor.post(url, fields))
    assert "我的乙。</textarea>" in html
    assert "別人的乙。" in html
    assert Speech.objects.get().headline_zh_hant == "標題"


def test_who_has_seen_both_texts_may_save(editor, speech, url):
    fields = form_fields(editor, url) | {"paragraphs-1-text_zh_hant": "我的乙。"}
    somebody_else(speech.paragraphs.in_order()[1], text_zh_hant="別人的乙。")
    response = editor.post(url, fields)
    shown = response.context["inline_admin_formsets"][0].formset.forms[1]["shown_version"].value()
    assert editor.post(url, fields | {"paragraphs-1-shown_version": shown}).status_code == 302
    assert speech.paragraphs.in_order()[1].text_zh_hant == "我的乙。"


def test_two_people_at_different_fields_of_one_row_never_meet(editor, speech, url):
    fields = form_fields(editor, url) | {"honorific": "Mr.", "paragraphs-1-text_zh_hant": "我的乙。"}
    topic = factories.make_topic("環境")
    editor.post(url, form_fields(editor, url) | {"topics": [topic.pk], "paragraphs-1-text_en": "B."})
    assert editor.post(url, fields).status_code == 302
    assert [topic.name_zh_hant for topic in speech.topics.all()] == ["環境"]
    assert Speech.objects.get().honorific == "Mr."
    paragraph = speech.paragraphs.in_order()[1]
    assert (paragraph.text_zh_hant, paragraph.text_en) == ("我的乙。", "B.")


def test_an_editor_on_the_chinese_and_a_translator_on_the_english_never_meet(editor, speech, url):
    """The translator's save moves the version; the editor's form does not mind, and the English is outdated then."""
    fields = form_fields(editor, url) | {"paragraphs-0-text_zh_hant": "甲改。", "headline_zh_hant": "新標題"}
    translated = [(speech.paragraphs.in_order()[0], {"text": "A."}), (Speech.objects.get(), {"role": "Mayor"})]
    with recorded(reason="translator"):
        for row, english in translated:
            states.write_english(row, **english)
            row.save()
    assert editor.post(url, fields).status_code == 302
    first, now = speech.paragraphs.in_order()[0], Speech.objects.get()
    assert (first.text_zh_hant, first.text_en, first.is_outdated, first.basis) == ("甲改。", "A.", True, "甲。")
    assert (now.headline_zh_hant, now.role_en, now.is_outdated) == ("新標題", "Mayor", True)


def test_of_topics_that_both_changed_both_choices_are_shown(editor, speech, url):
    fields = form_fields(editor, url) | {"topics": [factories.make_topic("健康").pk]}
    editor.post(url, form_fields(editor, url) | {"topics": [factories.make_topic("環境").pk]})
    html = page(editor.post(url, fields))
    assert "環境" in html
    assert "健康" in html
    assert [topic.name_zh_hant for topic in speech.topics.all()] == ["環境"]


def test_each_text_can_be_taken_or_kept(editor, speech, url):
    """Two paragraphs in conflict: the other's first and our second, in one more save."""
    mine = {"paragraphs-0-text_zh_hant": "我的甲。", "paragraphs-1-text_zh_hant": "我的乙。"}
    fields = form_fields(editor, url) | mine
    for number, theirs in ((0, "別人的甲。"), (1, "別人的乙。")):
        somebody_else(speech.paragraphs.in_order()[number], text_zh_hant=theirs)
    html = page(editor.post(url, fields))
    assert html.count('name="take-paragraphs-') == 2
    again = Fields(html).values | {"take-paragraphs-0-text_zh_hant": "1"}
    assert editor.post(url, again).status_code == 302
    assert [p.text_zh_hant for p in speech.paragraphs.in_order()] == ["別人的甲。", "我的乙。", "丙。"]


def test_the_same_correction_by_both_is_no_conflict(editor, speech, url):
    fields = form_fields(editor, url) | {"paragraphs-1-text_zh_hant": "乙改。"}
    somebody_else(speech.paragraphs.in_order()[1], text_zh_hant="乙改。")
    assert editor.post(url, fields).status_code == 302


def test_a_form_without_what_it_showed_is_refused(editor, speech, url):
    fields = form_fields(editor, url) | {"headline_zh_hant": "我的標題"}
    del fields["shown_version"], fields["shown_values"]
    page(editor.post(url, fields))
    assert Speech.objects.get().headline_zh_hant == "標題"


def test_a_paragraph_deleted_meanwhile_keeps_what_was_typed(editor, speech, url):
    fields = form_fields(editor, url) | {
        "paragraphs-0-text_zh_hant": "我的甲。",
        "paragraphs-2-text_zh_hant": "我的丙。",
    }
    with recorded():
        speech.paragraphs.in_order()[0].delete()
    html = page(editor.post(url, fields))
    assert "我的甲。</textarea>" in html
    assert "我的丙。</textarea>" in html
    assert editor.post(url, fields | {"paragraphs-0-DELETE": "on"}).status_code == 302
    assert [paragraph.text_zh_hant for paragraph in speech.paragraphs.in_order()] == ["乙。", "我的丙。"]


def test_a_paragraph_added_meanwhile_stays(editor, speech, url):
    fields = form_fields(editor, url) | {"paragraphs-0-text_zh_hant": "我的甲。"}
    with recorded():
        Paragraph(speech=speech, position=9, text_zh_hant="丁。").save()
    assert editor.post(url, fields).status_code == 302
    assert [paragraph.text_zh_hant for paragraph in speech.paragraphs.in_order()] == [
        "我的甲。",
        "乙。",
        "丙。",
        "丁。",
    ]


def test_a_changed_paragraph_is_not_deleted_unseen(editor, speech, url):
    fields = form_fields(editor, url) | {"paragraphs-1-DELETE": "on"}
    somebody_else(speech.paragraphs.in_order()[1], text_zh_hant="別人的乙。")
    assert "別人的乙。" in page(editor.post(url, fields))
    assert speech.paragraphs.count() == 3


def test_who_is_faster_between_reading_and_writing_is_seen_too(editor, speech, url, monkeypatch):
    """The row changes after the form was checked: the guard refuses, the form is checked again and shows both."""
    fields = form_fields(editor, url) | {"headline_zh_hant": "我的標題"}
    save, calls = Speech.save, []

    def late(self, *args, **kwargs):
        calls.append(self)
        if len(calls) == 1:
            raise StaleRow(self)
        return save(self, *args, **kwargs)

    monkeypatch.setattr(Speech, "save", late)
    assert editor.post(url, fields).status_code == 302
    assert Speech.objects.get().headline_zh_hant == "我的標題"
    monkeypatch.setattr(Speech, "save", lambda self, *args, **kwargs: (_ for _ in ()).throw(StaleRow(self)))
    response = editor.post(url, form_fields(editor, url) | {"headline_zh_hant": "又改"}, follow=True)
    assert response.status_code == 200
    assert list(response.context["messages"])


@pytest.mark.parametrize(
    "make", [factories.make_city, factories.make_speaker, factories.make_topic, factories.make_organization]
)
def test_every_form_of_a_versioned_row_is_guarded(as_role, make):
    client, thing = as_role(roles.EDITOR), make()
    url = reverse(f"admin:speeches_{thing._meta.model_name}_change", args=[thing.pk])
    fields = form_fields(client, url) | {"name_en": "Mine"}
    somebody_else(type(thing).objects.get(), name_en="Theirs")
    html = page(client.post(url, fields))
    assert 'value="Mine"' in html
    assert "Theirs" in html
    assert type(thing).objects.get().name_en == "Theirs"
