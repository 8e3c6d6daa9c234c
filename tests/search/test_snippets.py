"""Snippets: marks fall right, and nothing is cut in two."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from speeches.search import snippets
from speeches.search.query import parse

LONG = "智慧城市的願景為符合市民需求，市長在公務繁忙之餘應該要了解數位技術、尋求適合資源規劃。" * 6


def words(text: str):
    return [word for term in parse(text).terms for word in term.words]


def shown(text: str, query: str, **options) -> str:
    runs = snippets.runs(text, snippets.spans(text, words(query), **options))
    return "".join(f"[{run.text}]" if run.marked else run.text for run in runs)


def test_marks_fall_on_what_was_written():
    assert shown("臺北市的數位轉型", "台北 数位转型") == "[臺北]市的[數位轉型]"
    assert shown("加強軟 體技術", "軟體") == "加強[軟 體]技術"
    assert shown("Cities and a city, Citizens", "cities") == "[Cities] and a [city], Citizens"
    assert shown("Oscar Rodríguez, ５Ｇ…", "rodriguez 5g") == "Oscar [Rodríguez], [５Ｇ]…"
    assert shown("水資源與薪水", "水") == "[水]資源與薪[水]"
    assert shown("a smart city, smart cities", '"smart city"') == "a [smart city], [smart cities]"
    assert shown("數位策略，轉型", "數位轉型") == "數位策略，轉型"
    assert shown("數位策略，轉型", "數位轉型", apart=True) == "[數位]策略，[轉型]"


@given(
    st.text(st.sampled_from("臺北數位轉型市民 smart city, ﬁ５é\u0301\u200b㈱…'’"), max_size=300), st.text(max_size=20)
)
def test_the_runs_are_the_text(text, query):
    for apart in (False, True):
        found = snippets.spans(text, words(query), apart=apart)
        assert "".join(run.text for run in snippets.runs(text, found)) == text
        assert all(one[1] < other[0] for one, other in pairwise(found))


@given(st.integers(0, 240), st.sampled_from(["市民", "Cybersecurity", "數位轉型"]))
def test_a_window_cuts_neither_match_nor_word(place, word):
    text = LONG[:place] + f" {word} " + LONG[place:]
    found = snippets.spans(text, words(word))
    window = snippets.window(text, found)
    part = "".join(run.text for run in window.runs)
    assert part in text
    assert any(run.marked for run in window.runs)
    assert window.cut_before == (not text.startswith(part))
    assert window.cut_after == (not text.endswith(part))
    assert len(part) < 2 * snippets.ROOM
    start = text.index(part)
    for first, last in found:
        assert not first < start < last
        assert not first < start + len(part) < last


@given(st.lists(st.from_regex(r"[a-z]{1,25}", fullmatch=True), min_size=60, max_size=90), st.integers(0, 50))
def test_no_latin_word_is_cut(letters, place):
    text = " ".join(letters)
    window = snippets.window(text, snippets.spans(text, words(letters[place])))
    part = "".join(run.text for run in window.runs)
    assert set(part.split()) <= set(letters)


def test_a_short_text_is_shown_whole():
    window = snippets.window("市民很多。", snippets.spans("市民很多。", words("市民")))
    assert (window.cut_before, window.cut_after) == (False, False)
    assert "".join(run.text for run in window.runs) == "市民很多。"
