"""The parser takes anything and means what a reader means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.search.query import LONGEST, MOST_CHARACTERS, MOST_TERMS, Query, parse, words_of


def said(text: str) -> list[str]:
    """The query in one notation: phrases in quotes, excluded terms behind a minus, * behind a mere beginning."""
    query = parse(text)
    return [notation(term) for term in query.terms] + [f"-{notation(term)}" for term in query.excluded]


def notation(term) -> str:
    [word] = term.words
    tokens = " ".join(word.tokens) + ("*" if word.begins else "")
    return f'"{tokens}"' if word.is_phrase else tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市民 疫情", ["市民", "疫情"]),
        ("數位轉型", ["数位 位转 转型"]),
        ("5G網路", ["5g", "网路"]),
        ("水", ["水*"]),
        ('"smart cities"', ['"smart citi"']),
        ("「智慧城市」", ['"智慧 慧城 城市"']),
        ("『台北 5G』", ['"台北 北 5g"']),
        ("“a b” «c d» ＂e f＂", ['"a b"', '"c d"', '"e f"']),
        ("疫情 -台北", ["疫情", "-台北"]),
        ('疫情 -"smart city" －市民', ["疫情", '-"smart citi"', "-市民"]),
        ("COVID-19 1+7 Wen-je", ['"covid 19"', '"1 7"', '"wen je"']),
        ("台北 AND 5G OR NOT *", ["台北", "5g"]),
        ('- -- " 「 AND', []),
        ('"unclosed phrase', ["unclos", "phrase"]),
        ("a - b", ["a", "b"]),
        ("水 火 土 木", ["水*", "火*"]),
        ("疫情 疫情 疫情", ["疫情"]),
        (" ".join("abcdefghijklmnop"), list("abcdefghij")),
        ("Who is the mayor of Erie?", ["mayor", "eri"]),
        ("WHO IT who", ["who", "it"]),
        ("what is the", ["what", "is", "the"]),
        ('"the mayor of"', ['"the mayor of"']),
        ("市府 -of", ["市府", "-of"]),
        ("臺北市的5G 紐西蘭的城市", ["台北 北市", "5g", "纽西 西兰 城市"]),
        ("施政目的 目的地 水的", ["施政 政目 目的", "目的 的地", "水的"]),
        ("「紐西蘭的城市」", ['"纽西 西兰 兰的 的城 城市"']),
        ("traffic/transportation 3,000", ["traffic", "transport", '"3 000"']),
        ("wi-fi,AI；A&B", ['"wi fi"', "ai", "a", "b"]),
    ],
)
def test_what_is_meant(text, expected):
    assert said(text) == expected


@given(st.text(max_size=400))
def test_any_text_is_a_bounded_query(text):
    query = parse(text)
    terms = [*query.terms, *query.excluded]
    assert len(terms) <= MOST_TERMS
    assert sum(term.words[0].begins for term in terms) <= MOST_CHARACTERS
    assert all(term.words[0].tokens for term in terms)
    assert query == parse(text[:LONGEST])
    assert parse(text.replace("\0", " ")) is not None


SYNTAX = st.text(st.sampled_from("市民 smart-\"「」『』“”«»*():^+\\&|!<>'\0\ud800水§¶"), max_size=60)


@given(SYNTAX)
def test_relaxing_and_expanding_never_lose_the_query(text):
    query = parse(text)
    expanded = query.expanded({"市民": (words_of("居民"), words_of("citizens"))})
    assert len(expanded.terms) <= len(query.terms)
    assert expanded.excluded == query.excluded
    for relaxed in query.relaxed():
        assert bool(relaxed.terms) == bool(query.terms)
        assert not any(word.is_phrase for term in relaxed.terms for word in term.words)


def test_small_words_count_in_the_exact_phrase_and_in_words_of_a_list():
    assert parse("the mayor of Taipei").whole.tokens == ("the", "mayor", "of", "taipei")
    things, network = words_of("Internet of Things"), words_of("物聯網")
    [term] = parse("internet of things").expanded({things.key: (things, network)}).terms
    assert term.words[1:] == (network,)
    assert things.tokens == ("internet", "of", "thing")


def test_synonyms_are_alternatives_also_of_several_words():
    synonyms = {
        key: (words_of("digital transformation"), words_of("數位轉型"))
        for key in (words_of("digital transformation").key, words_of("數位轉型").key)
    }
    [term, other] = parse("Digital transformations 5G").expanded(synonyms).terms
    assert [word.tokens for word in term.words] == [("digit", "transform"), ("数位", "位转", "转型")]
    assert len(other.words) == 1
    [quoted] = parse('"數位轉型"').expanded(synonyms).terms
    assert len(quoted.words) == 1, "quotes mean exactly this"


def test_nothing_is_no_query():
    assert not parse("")
    assert not Query()
    assert parse("水")
    assert parse("-水")
