"""Tokens: what is typed is found in what was written, and nothing is syntax."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.folding import fold
from speeches.search.query import parse
from speeches.search.tokens import CJK, stem, stretches, tokens


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("臺北市的 5G cities", "台北 北市 市的 的 5g citi"),
        ("加強軟 體技術。", "加强 强软 软体 体技 技术 术"),
        ("市，民", "市 民"),
        ("水", "水"),
        ("COVID-19", "covid 19"),
        ("city’s O'Brien", "citi obrien"),
        ("buses, bus", "bus bus"),
        ("5G網路", "5g 网路 路"),
        ("カナダ 서울", "カナ ナダ ダ서 서울 울"),
        ("!?… —", ""),
    ],
)
def test_tokens(written, expected):
    assert tokens(fold(written)) == expected.split()


@given(st.text())
def test_a_token_is_letters_and_digits_only(written):
    for token in tokens(fold(written)):
        assert token
        assert all(character.isalnum() or re.match(f"[{CJK}]", character) for character in token)
        assert not set(token) & set(" \"'*():^-+\\&|!<>{}§¶\0")


@given(st.text())
def test_stretches_stand_where_they_say(written):
    folded, end = fold(written), 0
    for stretch in stretches(folded):
        assert end <= stretch.start < stretch.end
        assert "".join(folded[stretch.start : stretch.end].split()) == stretch.text
        end = stretch.end


HAN = st.text("臺北市民數位轉型智慧城水火", min_size=1, max_size=6)


@given(HAN, HAN, HAN)
def test_every_part_of_a_han_run_is_found(before, word, after):
    index = tokens(fold(before + word + after))
    for term in parse(word).terms:
        [own] = term.words
        if own.begins:
            assert any(token.startswith(own.tokens[-1]) for token in index)
        else:
            assert set(own.tokens) <= set(index)


@given(st.from_regex(r"[a-zA-Z]{1,60}", fullmatch=True))
def test_a_word_has_one_stem_whatever_its_case(word):
    assert stem(fold(word.upper())) == stem(fold(word))
