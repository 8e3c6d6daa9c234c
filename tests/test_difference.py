"""Differences by character: both texts can be had again from the pieces, in a time that does not explode."""

import time

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from speeches.difference import GONE, NEW, SAME, Piece, difference

TEXT = st.text(st.sampled_from("甲乙丙丁。，ab \n𠮷é"), max_size=60)


@given(TEXT, TEXT)
def test_the_pieces_make_up_both_texts(old, new):
    pieces = difference(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != NEW) == old
    assert "".join(piece.text for piece in pieces if piece.kind != GONE) == new
    assert all(piece.text for piece in pieces)


@given(TEXT)
def test_equal_texts_are_one_piece(text):
    assert difference(text, text) == ((Piece(SAME, text),) if text else ())


def test_one_character():
    assert difference("智慧城市的願景", "智慧城市的遠景") == (
        Piece(SAME, "智慧城市的"),
        Piece(GONE, "願"),
        Piece(NEW, "遠"),
        Piece(SAME, "景"),
    )


def seconds(old, new):
    start = time.perf_counter()
    difference(old, new)
    return time.perf_counter() - start


@pytest.mark.parametrize("every", [7, 100, 20_001])
def test_long_texts_take_no_longer_than_patience_and_a_little(every):
    """Edited everywhere, here and there, or not the same at all: 20,000 characters each."""
    letters = [chr(0x4E00 + (number * 7919) % 20_000) for number in range(20_000)]
    old = "".join(letters)
    new = "".join("改" if number % every == 0 else letter for number, letter in enumerate(letters))
    assert seconds(old, new if every <= 20_000 else old[::-1]) < 5


def rendered(tag: str, old: str, new: str) -> str:
    return Template(f"{{% load difference %}}{{% {tag} old new %}}").render(Context({"old": old, "new": new}))


def test_the_tag_marks_with_elements_and_words_and_escapes():
    html = rendered("difference", "<b>甲", "<b>乙")
    assert html.startswith("&lt;b&gt;<del>")
    assert html.count("visually-hidden") == 4
    assert "甲<" in html.partition("</del>")[0]
    assert "乙<" in html.partition("<ins>")[2]
    assert rendered("difference", "同", "同") == "同"


def test_an_added_end_of_line_can_be_seen():
    assert "↵\n" in rendered("difference", "甲乙", "甲\n乙")


def test_a_replacement_is_one_as_a_whole():
    html = rendered("replacement", "草稿", "已發布草稿")
    assert (html.count("<del>"), html.count("<ins>")) == (1, 1)
    assert rendered("replacement", "", "新").count("<del>") == 0
    assert rendered("replacement", "同", "同") == "同"
