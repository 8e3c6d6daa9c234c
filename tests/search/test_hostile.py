"""Nothing that can be typed breaks it, and both databases count what a plain reading of the tokens counts.

The plain reading is written out here: texts as lists of tokens, a query as what has to be in them. Each database that
equals it equals the other.
"""

import random

import pytest

from speeches.models import SearchText, Speech
from speeches.search import Filters, excerpts, find, index, marked, suggestions
from speeches.search.query import Query, Term, Word, parse
from speeches.search.table import Search, tokens_of
from tests import factories

TEXTS = [
    ("智慧城市的願景為符合市民需求。", "水資源與薪水。"),
    ("臺北市的５Ｇ網路，Smart cities and a smart citizen.",),
    ("數位轉型：市民、疫情、COVID-19。", "開放資料 open data 1+7 領域。"),
    ("疫情 之下的城市 O’Brien said: buses, bus.",),
    ("加強軟 體技術，カナダ 서울 città.",),
]
WORDS = """市民 疫情 水 城 數位轉型 数位 臺北 台北 5G ５Ｇ smart cities citizen data COVID-19 1+7 O’Brien bus buses
    カナダ 서울 的 之下 軟體 xyzzy 火星 città citta § ¶ §all §year2021 meta title AND OR NOT NEAR and or not""".split()
SYNTAX = (
    ' " \' “ ” 「 」 『 』 « » ( ) * : ^ ~ + - − － & | ! < > <-> <2> \\ / % _ ; -- /* */ {title} {title}: NEAR( "" '
    "'' "
    "\0 \t \n \r \x1f \x7f \u200b \u200d \u202e \u2066 \ufeff \ud800 \udfff \U0001f600 \U0001f1f9\U0001f1fc "
    "e\u0301 \u0301 ﷽ ㍿ İ ß ﬁ 𠮷 \U00031350 \U0010ffff '; DROP x' OR 1=1 {{7*7}} <script> &amp; %00 $1 ? :*  |"
).split(" ")
NUMBER = 4200


def inputs() -> list[str]:
    chance = random.Random(2021)
    fixed = ["", " ", "\0", "-", '"', '""', "「」", "*" * 10_000, "市" * 10_000, "a " * 5_000, '"' * 999, "-" * 999]
    fixed += ["".join(chance.choices(SYNTAX, k=5_000)), "\ud800" * 300, "市民\0疫情", "水 " * 100, " -".join(WORDS)]
    drawn = []
    while len(fixed) + len(drawn) < NUMBER:
        parts = [chance.choice(WORDS if chance.random() < 0.6 else SYNTAX) for _ in range(chance.randint(1, 7))]
        drawn.append(chance.choice(["", " ", " "]).join(parts))
    return fixed + drawn


def has_word(texts: list[list[str]], word: Word) -> bool:
    *first, last = word.tokens

    def fits(token: str) -> bool:
        return token.startswith(last) if word.begins else token == last

    if word.is_phrase:
        return any(
            text[at : at + len(first)] == first and fits(text[at + len(first)])
            for text in texts
            for at in range(len(text) - len(first))
        )
    every = {token for text in texts for token in text}
    return every.issuperset(first) and any(map(fits, every))


def has_term(texts: list[list[str]], term: Term) -> bool:
    return any(has_word(texts, word) for word in term.words)


def expected(query: Query, speeches: list[list[list[str]]]) -> int:
    some = any if query.any_term else all
    return sum(
        (not query.terms or some(has_term(texts, term) for term in query.terms))
        and not any(has_term(texts, term) for term in query.excluded)
        for texts in speeches
    )


@pytest.fixture
def speeches(db):
    for number, texts in enumerate(TEXTS, start=1):
        factories.make_speech(*texts, number=number, state="published")
    columns = [[text.title, text.chinese, text.english] for text in SearchText.objects.all()]
    return [[tokens_of(column) for column in row] for row in columns]


def test_every_input_is_answered_and_counted_alike(speeches):
    counted = 0
    for text in inputs():
        for query in (parse(text), *parse(text).relaxed()):
            if query:
                found = index.engine().count(Search(query, ()))
                assert found == expected(query, speeches), (text, query)
                counted += 1
    assert counted > NUMBER


def test_every_input_gets_an_answer(speeches):
    pks = list(Speech.objects.values_list("pk", flat=True))
    for number, text in enumerate(inputs()):
        found = find(
            text, Filters(year=2021) if number % 3 else Filters(), order="newest" if number % 2 else "relevance"
        )
        assert len(found.pks) == found.count
        assert set(found.pks) <= set(pks)
        assert sum(found.facets.get("year", {}).values()) == found.count
        if number % 7 == 0:
            excerpts(found.words, pks, "en")
            assert "".join(run.text for run in marked(found.words, TEXTS[1][0])) == TEXTS[1][0]
            suggestions(text)


@pytest.mark.parametrize(
    "filters", [Filters(year=-5), Filters(region="'"), Filters(country='" OR'), Filters(city=10**30)]
)
def test_filters_that_are_nothing_find_nothing(speeches, filters):
    assert find("", filters).count == 0


@pytest.mark.parametrize("page", [2, 10**6, 10**30])
def test_beyond_the_last_page_is_nothing(speeches, page):
    found = find("", page=page)
    assert (found.count, found.pks) == (len(TEXTS), [])
