"""The checks tell planted faults, and are silent about good translations: those of the site, and all in pairs.toml."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.records import Term
from speeches.workbench import chinese_numbers, content, english_numbers, english_words
from speeches.workbench.inflection import says
from speeches.workbench.names import Kind, Name, Names
from speeches.workbench.quality import Code, Finding, Severity, findings
from speeches.workbench.terms import Matcher
from tests import clock

ROOT = Path(__file__).parents[2]
PAIRS = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text())
CONTENT = content.read(ROOT / "fixtures")
KINDS = {Kind.CITY: CONTENT.cities, Kind.BODY: CONTENT.organizations, Kind.PERSON: CONTENT.speakers}
NAMES = Names(Name(kind, one.name.chinese, one.name.english) for kind, found in KINDS.items() for one in found)
TERMS = Matcher((word, term) for term in CONTENT.terms for word in (term.chinese, *term.variants))
REAL = [
    (string.chinese, string.english)
    for translations in CONTENT.translations.values()
    for translation in translations
    for string in (translation.headline, translation.role, *translation.paragraphs)
]


def doubts(chinese: str, english: str) -> tuple[Finding, ...]:
    return findings(chinese, english, NAMES, TERMS)


def codes(chinese: str, english: str) -> set[str]:
    return {finding.code.value for finding in doubts(chinese, english)}


@pytest.mark.parametrize(("chinese", "english"), [*REAL, *((pair["zh"], pair["en"]) for pair in PAIRS["good"])])
def test_a_good_translation_is_not_doubted(chinese, english):
    assert doubts(chinese, english) == ()


@pytest.mark.parametrize("pair", PAIRS["bad"], ids=lambda pair: f"{pair['code']}-{pair['zh'][:12]}")
def test_a_planted_fault_is_found(pair):
    assert pair["code"] in codes(pair["zh"], pair["en"])


def test_a_digit_that_is_another_is_found():
    """In each good pair, each number in turn: but for what stands in addresses."""
    changed = [
        (pair["zh"], f"{pair['en'][: number.end() - 1]}{(int(number[0][-1]) + 3) % 10}{pair['en'][number.end() :]}")
        for pair in PAIRS["good"]
        for number in re.finditer(r"\d[\d,.]*(?<=\d)", pair["en"])
        if "://" not in pair["en"]
    ]
    missed = [pair for pair in changed if codes(*pair).isdisjoint({"number-missing", "number-added", "code-missing"})]
    assert len(changed) > 150
    assert len(missed) <= 3, missed


def test_there_are_enough_pairs_of_each_kind():
    assert len(REAL) >= 50
    assert len(PAIRS["good"]) >= 60
    assert len(PAIRS["bad"]) >= 50
    assert {pair["code"] for pair in PAIRS["bad"]} == set(Code)


@pytest.mark.parametrize("pair", PAIRS["bad"])
def test_only_what_cannot_be_read_blocks(pair):
    blocking = {finding.code for finding in doubts(pair["zh"], pair["en"]) if finding.severity == Severity.BLOCKING}
    assert blocking == ({Code.CONTROL} if pair["code"] == Code.CONTROL else set())


def test_a_finding_says_what_and_where():
    chinese, english = "今年投入 3 億元，推動數位轉型。", "This year 30 million is  invested in change."
    found = {finding.code: finding for finding in doubts(chinese, english)}
    missing = found[Code.NUMBER_MISSING]
    assert (missing.chinese, missing.english, missing.instead) == ("3 億", "300,000,000", "30 million")
    assert [chinese[start:end] for start, end in missing.chinese_spans] == ["3 億"]
    assert [english[start:end] for start, end in missing.english_spans] == ["30 million"]
    assert Code.NUMBER_ADDED not in found
    term = found[Code.TERM_MISSING]
    assert (term.chinese, term.english) == ("數位轉型", "digital transformation")
    assert [chinese[start:end] for start, end in term.chinese_spans] == ["數位轉型"]
    assert [english[start:end] for start, end in found[Code.SPACES].english_spans] == ["  "]
    assert found[Code.SPACES].english == "ion is  invest"


@pytest.mark.parametrize(
    ("chinese", "english", "told"),
    [
        ("民國110年成立。", "It was set up in 2020.", ("110", "2021", "2020")),
        ("從1990年代起。", "Since long ago.", ("1990", "", "")),
        ("三個半月內。", "Within two months.", ("三個半月", "3.5", "")),
        ("失業率降到8%。", "Unemployment fell to 8.", ("8%", "", "8")),
        ("下午3時開會。", "It begins at 3 a.m. sharp.", ("下午3", "3 p.m.", "3 a.m.")),
        ("數百萬人受惠。", "Thousands of people benefit.", ("數百萬", "1,000,000", "Thousands")),
        ("星期三開會。", "It is on Tuesday.", ("星期三", "Wednesday", "Tuesday")),
        ("成長為-0.8%。", "Growth was 0.8%.", ("-0.8%", "", "")),
    ],
)
def test_a_number_is_told_once_and_in_the_way_of_people(chinese, english, told):
    (found,) = (finding for finding in doubts(chinese, english) if finding.code.value.startswith("number"))
    assert (found.chinese, found.english, found.instead) == told


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("數十個國家、上千人。", "Hundreds of people from a thousand towns."),  # two such numbers: which is which?
        ("近百年來。", "For centuries."),
        ("每年減少10%-20%。", "It falls by 10% to 20% a year."),
        ("週六、日開放。", "It is open on Saturdays and Sundays."),
        ("氣溫-5度。", "It is five degrees below zero."),
    ],
)
def test_what_cannot_be_compared_is_not_doubted(chinese, english):
    assert doubts(chinese, english) == ()


def test_what_has_no_english_is_not_doubted():
    assert doubts("五大未來方向：", " \n") == ()


@pytest.mark.parametrize(
    ("english", "term", "used"),
    [
        ("It transforms the city digitally.", "digital transformation", False),
        ("Smart Cities are here.", "smart city", True),
        ("The city is driven by data.", "data-driven", True),
        ("Identity EasyCards for students", "(digital) student identity EasyCard", True),
        ("the neighbourhood’s offices", "neighborhood / borough", True),
        ("It modernised.", "modernize", True),
        ("It was relieved.", "relief", False),
        ("reliefs", "relief", True),
        ("data centres", "data center", True),
        ("a fibre network", "fiber network", True),
        ("becoming carbon neutral", "carbon neutrality", True),
        ("to develop sustainably", "sustainable development", True),
        ("epidemics were prevented", "epidemic prevention", True),
        ("It was locked down.", "lockdown", True),
        ("Councilors", "Councillor", True),
        ("A smart car, a bus, a train, and no city", "smart city", False),
        ("The platform of every citizen is a service", "Citizen Service Platform", False),
        ("The Agreement, which we signed in Paris", "Paris Agreement", False),
        ("Taipei Pass", "Taipei PASS", False),
        ("two Senior EasyCards", "Senior EasyCard", True),
    ],
)
def test_a_term_is_known_however_it_is_inflected(english, term, used):
    assert says(english, term) == used


def values(said) -> set[str]:
    return {str(value) for one in said for value in one.values}


@pytest.mark.parametrize(
    ("chinese", "value"),
    [
        ("3 億 5,000 萬", "350000000"),
        ("一萬兩千三百四十五", "12345"),
        ("三萬五", "35000"),
        ("三萬零五", "30005"),
        ("１２．５％", "1/8"),
        ("百分之三點五", "7/200"),
        ("千分之五", "1/200"),
        ("二〇二一年", "2021"),
        ("5 百萬", "5000000"),
        ("兩千三百億", "230000000000"),
        ("十二", "12"),
        ("廿一", "21"),
        ("七成五", "3/4"),
        ("2 兆", "2000000000000"),
        ("100 兆瓦", "100"),
        ("三點五倍", "7/2"),
        ("一百二、三十萬", "1300000"),
        ("二、三十個", "20"),
        ("3又4分之1", "13/4"),
        ("八〇年代", "1980"),
        ("民國八十年代", "1990"),
        ("成長四倍", "5"),
        ("去（109）年", "2020"),
        ("15時", "3"),
        ("三至五成", "3/10"),
        ("百分之三至五", "1/20"),
        ("百分之十五到二十", "1/5"),
    ],
)
def test_a_chinese_number_has_its_value(chinese, value):
    assert value in values(chinese_numbers.numbers_in(chinese))


@pytest.mark.parametrize(
    ("english", "value"),
    [
        ("one hundred and twenty-three", "123"),
        ("two hundred thousand", "200000"),
        ("half a million", "500000"),
        ("3.5 million", "3500000"),
        ("US$1.2bn", "1200000000"),
        ("two and a half years", "5/2"),
        ("three-quarters", "3/4"),
        ("twenty-first", "21"),
        ("42nd", "42"),
        ("seven percent", "7/100"),
        ("two dozen", "24"),
        ("three decades", "30"),
        ("nine out of ten", "9/10"),
        ("one day in four", "1/4"),
        ("1/3", "1/3"),
        ("the nineties", "1990"),
        ("three centuries", "300"),
        ("half a millennium", "500"),
        ("a quarter century", "25"),
        ("a two-and-a-half-hour drive", "5/2"),
        ("three and a quarter percent", "13/400"),
        ("$30K", "30000"),
        ("sevenfold", "7"),
        ("every other year", "2"),
        ("a fortnight", "2"),
    ],
)
def test_an_english_number_has_its_value(english, value):
    assert value in values(english_numbers.numbers_in(english))


ANY = st.text(
    "一二三十百千萬億兆成半年個第零點分之0123456789%,.-/ :GgAa“”‘’()。，％５年月日onetwhundred and half", max_size=60
)


@given(ANY | st.text(max_size=60), ANY | st.text(max_size=60))
def test_whatever_the_texts_are_each_place_is_in_them(chinese, english):
    for finding in doubts(chinese, english):
        assert all(0 <= start < end <= len(chinese) for start, end in finding.chinese_spans)
        assert all(0 <= start < end <= len(english) for start, end in finding.english_spans)


@given(st.integers(2, 10**12))
def test_a_number_in_digits_agrees_with_itself(number):
    assert doubts(f"共 {number} 元。", f"A total of NT${number:,}.") == ()


@given(st.integers(2, 99))
def test_a_number_in_words_agrees_with_itself(number):
    chinese = f"{'一二三四五六七八九'[number // 10 - 1] * (number > 19)}{'十' * (number > 9)}"
    chinese += "一二三四五六七八九"[number % 10 - 1] * (number % 10 > 0)
    tens, ones = english_words.TENS, english_words.SMALL
    last = f"-{ones[number % 10 - 1]}" if number % 10 else ""
    english = ones[number - 1] if number < 20 else f"{tens[number // 10 - 2]}{last}"
    assert doubts(f"共有{chinese}個社區參加。", f"In all {english} communities take part.") == ()
    assert "number-missing" in codes(f"共有{chinese}個社區參加。", "Communities take part in this.")


def test_terms_of_records_and_rows_are_one():
    term = Term("防疫", "epidemic prevention", "official", "")
    (found,) = findings("推動防疫。", "It fights diseases.", None, Matcher([("防疫", term)]))
    assert found.code == Code.TERM_MISSING


def test_time_grows_with_the_text_only():
    pair = max(REAL, key=lambda pair: len(pair[0]))

    def spent(times: int) -> float:
        return clock.seconds(doubts, pair[0] * times, pair[1] * times)

    # The best of three: another process may take the memory between.
    few, many = (min(spent(times) for _ in range(3)) for times in (10, 40))
    assert many < 6 * few + 0.1
