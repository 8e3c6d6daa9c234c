"""Splitting, joining and pasting in the form of a speech, and what readers are told of a correction."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from speeches.changes import recorded
from speeches.models import Revision
from speeches.workbench import states
from tests import factories
from tests.admin.conftest import form_fields

pytestmark = pytest.mark.django_db


def url(speech):
    return reverse("admin:speeches_speech_change", args=[speech.pk])


def texts(speech):
    return [(p.position, p.text_zh_hant, p.text_en) for p in speech.paragraphs.in_order()]


def send(client, speech, **fields):
    return client.post(url(speech), form_fields(client, url(speech)) | fields)


def test_a_blank_line_parts_a_paragraph(editor):
    speech = factories.make_speech("一。二。", "三。")
    before = Revision.objects.of(speech).count()
    assert send(editor, speech, **{"paragraphs-0-text_zh_hant": "一。\r\n\r\n二。"}).status_code == 302
    assert texts(speech) == [(1, "一。", ""), (2, "二。", ""), (3, "三。", "")]
    assert Revision.objects.of(speech).count() == before + 1


def test_approved_english_that_is_only_split_stays_approved(editor):
    speech = factories.make_speech("一。二。")
    paragraph = speech.paragraphs.get()
    states.write_english(paragraph, state=states.APPROVED, text="One. Two.")
    with recorded():
        paragraph.save()
    split = {"paragraphs-0-text_zh_hant": "一。\r\n\r\n二。", "paragraphs-0-text_en": "One.\r\n\r\nTwo."}
    assert send(editor, speech, **split).status_code == 302
    assert texts(speech) == [(1, "一。", "One."), (2, "二。", "Two.")]
    assert {(p.translation_state, p.is_outdated) for p in speech.paragraphs.all()} == {("approved", False)}


def test_paragraphs_are_joined_in_the_order_of_the_form(editor):
    speech = factories.make_speech("一。", "二。", "三。", "四。")
    keys = [p.key for p in speech.paragraphs.in_order()]
    assert send(editor, speech, **{"paragraphs-1-join": "on", "paragraphs-2-join": "on"}).status_code == 302
    assert texts(speech) == [(1, "一。二。三。", ""), (2, "四。", "")]
    first, last = speech.paragraphs.in_order()
    assert (first.key, first.former_keys, last.key) == (keys[0], keys[1:3], keys[3])


def test_a_change_and_a_join_in_one_save(editor):
    speech = factories.make_speech("一。", "二。")
    changes = {"paragraphs-0-text_zh_hant": "一改。", "paragraphs-1-text_zh_hant": "二改。", "paragraphs-1-join": "on"}
    assert send(editor, speech, **changes).status_code == 302
    assert texts(speech) == [(1, "一改。二改。", "")]


def test_the_first_has_none_before_it(editor):
    speech = factories.make_speech("一。", "二。")
    response = send(editor, speech, **{"paragraphs-0-join": "on"})
    assert response.context["inline_admin_formsets"][0].formset.errors[0]["join"]
    assert len(texts(speech)) == 2


def test_pasted_text_becomes_paragraphs_behind_the_others(editor):
    speech = factories.make_speech("一。")
    pasted = {
        "pasted_zh_hant": "二。\r\n\r\n1.\t交通：公車。\r\n2.\t環境。",
        "pasted_en": "Two.\nTransport: buses.\nThe environment.",
    }
    assert send(editor, speech, **pasted).status_code == 302
    assert texts(speech) == [
        (1, "一。", ""),
        (2, "二。", "Two."),
        (3, "交通：公車。", "Transport: buses."),
        (4, "環境。", "The environment."),
    ]
    rows = list(speech.paragraphs.in_order())
    assert [p.kind for p in rows] == ["lead", "lead", "point", "point"]
    assert [p.translation_state for p in rows] == ["untranslated", "translated", "translated", "translated"]


def test_english_with_other_lines_is_refused_and_kept(editor):
    speech = factories.make_speech("一。")
    response = send(editor, speech, pasted_zh_hant="二。\n三。", pasted_en="Two.")
    assert response.context["adminform"].form.errors["pasted_en"]
    assert "Two.</textarea>" in response.content.decode()
    assert len(texts(speech)) == 1


CHANGES = [
    {"paragraphs-0-text_zh_hant": "甲改。"},
    {"paragraphs-1-DELETE": "on"},
    {"headline_zh_hant": "新標題"},
    {"role_zh_hant": "副市長"},
    {"pasted_zh_hant": "丙。"},
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_public_text_is_not_changed_in_silence(editor, change):
    speech = factories.make_speech("甲。", "乙。", state="published")
    before = Revision.objects.of(speech).count()
    response = send(editor, speech, **change)
    assert response.status_code == 200
    assert all(value in response.content.decode() for value in change.values())
    assert Revision.objects.of(speech).count() == before
    told = {"correction_zh_hant": "更正數字。", "correction_en": "A figure corrected."}
    assert send(editor, speech, **change, **told).status_code == 302
    newest = Revision.objects.of(speech)[0]
    assert (newest.correction_zh_hant, newest.correction_en) == ("更正數字。", "A figure corrected.")


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_too_small_to_be_told_is_said_to_be(editor, change):
    speech = factories.make_speech("甲。", "乙。", state="published")
    assert send(editor, speech, **change, small_correction="1").status_code == 302
    assert not Revision.objects.of(speech).corrections().exists()


@pytest.mark.parametrize("state", [None, "in_review", "withdrawn", "scheduled"])
def test_nobody_is_told_of_a_text_that_nobody_has_read(editor, state):
    later = {"at": timezone.now() + timedelta(hours=1)} if state == "scheduled" else {}
    speech = factories.make_speech("甲。", state="published" if later else state, **later)
    change = {"paragraphs-0-text_zh_hant": "甲改。", "correction_zh_hant": "更正。"}
    assert send(editor, speech, **change).status_code == 302
    assert not Revision.objects.of(speech).corrections().exists()


def test_topics_are_no_text(editor):
    speech = factories.make_speech("甲。", state="published")
    assert send(editor, speech, topics=[factories.make_topic().pk]).status_code == 302
