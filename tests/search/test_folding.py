"""Folding: what readers mean is one, and every character knows where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches import folding, text
from speeches.folding import fold, fold_with_offsets
from tests.search import make_variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("臺北", "台北"),
        ("數位轉型", "数位转型"),
        ("頭髮與發展", "头发与发展"),
        ("隨著", "随着"),
        ("身份", "身分"),
        ("ＩＣＴ５Ｇ", "ict5g"),
        ("Rodríguez Asunción MEDELLÍN", "rodriguez asuncion medellin"),
        ("re\u0301sume\u0301", "resume"),
        ("數\u200b位\ufeff", "数位"),
        ("ﬁber", "fiber"),
    ],
)
def test_what_is_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("市民", "市長"), ("水", "冰"), ("cat", "car"), ("5G", "4G")])
def test_what_stays_apart(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(written):
    assert folding.VARIANTS.keys().isdisjoint(map(ord, fold(written)))
    assert fold(fold(written)) == fold(fold(fold(written)))


@given(st.text(st.sampled_from("臺北數位轉型 aéÅﬁ５Ｇ㈱İß\u0301\u200b\ud800\U0001f600\u202e…ｶﾞ각각")))
def test_offsets_lead_back_to_what_was_written(written):
    folded, offsets = fold_with_offsets(written)
    assert len(offsets) == len(folded) + 1
    assert list(offsets) == sorted(offsets)
    assert offsets[-1] == len(written)
    for place, character in enumerate(folded):
        end = next((offset for offset in offsets[place + 1 :] if offset > offsets[place]), len(written))
        assert character in fold(written[offsets[place] : end]), "a character comes from where its offset says"


@given(st.text(st.characters(codec="utf-8")))
def test_the_short_way_through_text_fold_is_the_long_one(written):
    normal = text.unicodedata.normalize("NFKC", written)
    long_way = text.without_accents(normal.translate(text.INVISIBLE)).lower().translate(text.VARIANTS)
    assert text.fold(written) == long_way


def test_the_table_is_what_its_generator_makes():
    assert make_variants.FILE.read_text().split() == make_variants.groups()
    assert all(len(line) > 1 for line in make_variants.groups())
    assert len(folding.VARIANTS) > 4000
