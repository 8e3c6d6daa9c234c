"""One paragraph becomes two, two become one: keys, English and its state stay with their text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.changes import recorded
from speeches.models import Paragraph, Speech
from speeches.workbench import paragraphs, states
from tests import factories

pytestmark = pytest.mark.django_db


def give_english(paragraph, english, state=states.APPROVED):
    states.write_english(paragraph, state=state, text=english)
    with recorded():
        paragraph.save()


def split_at(paragraph, chinese, english=None):
    paragraph.text_zh_hant = chinese
    if english is not None:
        paragraph.text_en = english
    with recorded():
        paragraph.save()
        rows = paragraphs.split(paragraph)
        paragraphs.number(rows)
    return list(Paragraph.objects.in_order())


def test_without_a_blank_line_nothing_is_split():
    paragraph = factories.make_speech("一。\n二。").paragraphs.get()
    assert [p.pk for p in split_at(paragraph, "一。\n二。")] == [paragraph.pk]


def test_a_split_keeps_key_kind_and_english_that_is_split_alike():
    paragraph = factories.make_speech("一。二。三。").paragraphs.get()
    give_english(paragraph, "One. Two. Three.")
    rows = split_at(paragraph, "一。\n\n二。\n \u3000\n三。", "One.\n\nTwo.\n\nThree.")
    assert [(p.position, p.text_zh_hant, p.text_en) for p in rows] == [
        (1, "一。", "One."), (2, "二。", "Two."), (3, "三。", "Three.")
    ]  # fmt: skip
    assert rows[0].key == paragraph.key
    assert len({p.key for p in rows}) == 3
    assert {(p.translation_state, p.is_outdated) for p in rows} == {("approved", False)}


def test_english_that_is_not_split_stays_whole_with_the_first_and_is_outdated():
    paragraph = factories.make_speech("一。二。").paragraphs.get()
    give_english(paragraph, "One. Two.")
    first, second = split_at(paragraph, "一。\n\n二。")
    assert (first.text_en, first.translation_state, first.is_outdated, first.basis) == (
        "One. Two.", "approved", True, "一。二。"
    )  # fmt: skip
    assert (second.text_en, second.translation_state) == ("", "untranslated")


def join(first, second):
    with recorded():
        paragraphs.join(first, second)
        paragraphs.number(list(first.speech.paragraphs.in_order()))
    return Speech.objects.get().paragraphs.get()


def test_a_join_keeps_both_keys_texts_and_english():
    speech = factories.make_speech("一。", "二。")
    first, second = speech.paragraphs.in_order()
    give_english(first, "One.")
    give_english(second, "Two.", states.TRANSLATED)
    row = join(*speech.paragraphs.in_order())
    assert (row.key, row.former_keys) == (first.key, [second.key])
    assert (row.text_zh_hant, row.text_en, row.translation_state, row.is_outdated) == (
        "一。二。", "One. Two.", "translated", False
    )  # fmt: skip


@pytest.mark.parametrize("translated", [0, 1])
def test_english_of_one_half_is_outdated_after_a_join(translated):
    speech = factories.make_speech("一。", "二。")
    give_english(speech.paragraphs.in_order()[translated], "Half.")
    row = join(*speech.paragraphs.in_order())
    assert (row.text_en, row.translation_state, row.is_outdated) == ("Half.", "approved", True)


def test_what_was_joined_and_is_split_again_is_as_before():
    speech = factories.make_speech("一。", "二。")
    keys = [p.key for p in speech.paragraphs.in_order()]
    row = join(*speech.paragraphs.in_order())
    assert [(p.key, p.text_zh_hant, p.former_keys) for p in split_at(row, "一。\n\n二。")] == [
        (keys[0], "一。", []), (keys[1], "二。", [])
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "glued"), [("市", "民", "市民"), ("a.", "B", "a. B"), ("用 5G", "網路", "用 5G網路")]
)
def test_chinese_runs_on_and_latin_words_stay_apart(one, other, glued):
    assert paragraphs.glued(one, other) == glued


@given(st.text("一二三。 \n\u3000", max_size=40))
def test_no_character_is_lost_at_a_cut(string):
    assert "".join("".join(paragraphs.parts_of(string)).split()) == "".join(string.split())
