"""Words of a list are found where they stand: the longest, whole, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches import text
from speeches.workbench.terms import Matcher
from tests import clock


def found(words, written):
    return [(written[one.start : one.end], one.meaning) for one in Matcher((w, w) for w in words).find(written)]


def test_the_longest_word_counts():
    assert found(["防疫", "科技防疫", "科技"], "以科技防疫，防疫用科技。") == [
        ("科技防疫", "科技防疫"),
        ("防疫", "防疫"),
        ("科技", "科技"),
    ]


@pytest.mark.parametrize(
    ("word", "written", "stretch"),
    [
        ("臺北通", "推廣台北通 APP", "台北通"),
        ("台北通", "推廣臺北通 APP", "臺北通"),
        ("身分識別", "就是身份識別", "身份識別"),
        ("5G", "以５Ｇ連網", "５Ｇ"),
        ("Asunción", "in ASUNCION today", "ASUNCION"),
        ("medellin", "De Medelli\u0301n a", "Medelli\u0301n"),
        ("data-driven", "A data driven city", "data driven"),
        ("smart bus", "Smart buses run", "Smart buses"),
        ("smart city", "of smart cities", "smart cities"),
        ("AI", "運用AI運算", "AI"),
        ("公私協力", "公私\u200b協力，", "公私\u200b協力"),
        ("...", "等…等", "…"),
    ],
)
def test_spelling_does_not_matter_and_offsets_are_those_of_the_text(word, written, stretch):
    assert found([word], written) == [(stretch, word)]


@pytest.mark.parametrize("written", ["AIR", "xAI", "PAID", "AI2", "2AI"])
def test_latin_words_are_whole(written):
    assert found(["AI"], written) == []


def test_a_word_may_be_found_within_a_longer_one_that_is_not_whole():
    assert found(["job", "job offers"], "a job offersx") == [("job", "job")]


def test_a_part_of_a_character_is_no_word():
    assert found([".", ".."], "等…等") == []


def test_the_first_meaning_counts_and_empty_words_do_not():
    assert Matcher([("甲", 1), ("甲", 2), ("", 3), (" - ", 4)]).find("甲 - ")[0].meaning == 1
    assert Matcher([]).find("甲") == []


CHARACTERS = "臺台北市AIai -ﬁé…\u0301"


@given(st.lists(st.text(CHARACTERS, min_size=1), max_size=8), st.text(CHARACTERS))
def test_what_is_found_is_one_of_the_words_in_order(words, written):
    end = 0
    for one in Matcher((word, word) for word in words).find(written):
        assert end <= one.start < one.end <= len(written)
        end = one.end
        assert folded(written[one.start : end]).removeprefix(folded(one.meaning)) in {"", "s", "es"}


def folded(word):
    return text.fold(word).replace("-", " ").strip()


@given(st.text())
def test_a_folded_text_knows_where_it_comes_from(written):
    folded, offsets = text.fold_with_offsets(written)
    assert len(offsets) == len(folded) + 1
    assert list(offsets) == sorted(offsets)
    assert offsets[-1] == len(written)


def test_time_grows_with_the_text_only():
    few, many = (Matcher((f"詞{number}語", number) for number in range(size)) for size in (10, 20_000))
    written = "智慧城市詞7語的願景" * 2_000
    assert all(len(matcher.find(written)) == 2_000 for matcher in (few, many))
    short, long = (min(clock.seconds(matcher.find, written) for _ in range(3)) for matcher in (few, many))
    assert long < 3 * short + 0.05
