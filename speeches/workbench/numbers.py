"""Do two texts say the same numbers, each in the way of its language? Pure.

A number may be meant in several ways (110 年 is 2021 and 110 years, 18 個月 a year and a half), so that each has a
set of values. Two numbers agree where they share one. A number that stands several times has to come once: people say
“both” and “that year”. What is often no number (一起, one, second) has to come nowhere, but may stand for one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise


def listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


HALF_WIDTH = str.maketrans("０１２３４５６７８９％．：／＋－～〜", "0123456789%.:/+-~~")
# No number of the text: digits within addresses.
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s，。；、）]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
UNITS = frozenset(
    listed(
        "k m km kg g mg cm mm nm kw mw gw kwh mwh gwh w wh v kv gb mb tb pb kb mbps gbps bps ghz mhz hz ha t l ml hr"
        " hrs h min mins s sec ms px bn mn tn x th st nd rd am pm c f ft in lb mph kph usd ntd twd"
    )
)
# The power of a unit is no number.
POWER = re.compile(r"(?<=\d)\s?[kcm]?m[23](?![A-Za-z0-9])|(?<![A-Za-z])[kcm]?m[23](?![A-Za-z0-9])")
# 5G, PM2.5, COVID-19, ISO27001. Not NT500, 5km and $30K, which are numbers.
CODE = re.compile(
    r"(?<![A-Za-z0-9.,$€£¥])(?:(?P<name>[A-Za-z]+)-?\d+(?:\.\d+)*[A-Za-z]*\d*|\d+(?P<tail>[A-Za-z]+)[A-Za-z0-9]*)(?![A-Za-z0-9])"
)
CURRENCIES = frozenset(listed("nt ntd us usd twd eur jpy rmb cny gbp hk hkd nz au no fy q h"))
# 2021/3/24, 110.3.24: three numbers, none with a decimal point.
DATE = re.compile(r"(?<![\d.])(\d{2,4})([./-])(\d{1,2})\2(\d{1,2})(?![\d.]*\d)")
# A day (3/24) or a part (1/3).
SLASH = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,3})(?![\d/])")
TIME = re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])")


@dataclass(frozen=True, slots=True)
class Said:
    """A number where it stands: any of `values` is meant. `required`: the other language has to say it too."""

    start: int
    end: int
    values: frozenset[Fraction]
    required: bool = True
    is_percent: bool = False
    is_word: bool = False
    # What it counts: thousands, tenths, hundredths.
    scale: Fraction | int = 1
    # Of a time: am or pm, where the text says so.
    half_of_day: str = ""
    # How people are told of it, where that is not plain from the values.
    told: str = ""

    def meaning(self, *values) -> "Said":
        """The same, that may be meant in these ways, too."""
        return replace(self, values=self.values | {Fraction(value) for value in values})

    @property
    def in_digits(self) -> str:
        if self.told:
            return self.told
        value = max(self.values, key=lambda value: (value.denominator == 1, -value))
        return f"{shown(min(self.values) * 100)}%" if self.is_percent else shown(value)


@dataclass(frozen=True, slots=True)
class Code:
    """A name with digits in it."""

    start: int
    end: int
    name: str


def shown(value: Fraction) -> str:
    """1,000, 1.76 or 1/3."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    decimal = f"{float(value):,.6f}".rstrip("0")
    return decimal if Fraction(decimal.replace(",", "")) == value else str(value)


def number(digits: str) -> Fraction:
    """1,000.5 as a value."""
    return Fraction(re.sub("[,，]", "", digits))


def half_width(text: str) -> str:
    """As long as the text, with addresses and the 2 of m2 blanked."""
    plain = ADDRESS.sub(lambda found: " " * len(found[0]), text.translate(HALF_WIDTH))
    return POWER.sub(lambda found: " " * len(found[0]), plain)


def codes(text: str) -> list[Code]:
    """In a text of half width."""
    found = []
    for match in CODE.finditer(text):
        name, tail = (match["name"] or "").lower(), (match["tail"] or "").lower()
        # 5g are grams, 5G is a network.
        if name not in CURRENCIES and (tail not in UNITS or match["tail"] in {"G", "K", "D", "H", "T"}):
            found.append(Code(match.start(), match.end(), match[0]))
    return found


def dates_and_times(text: str) -> Iterable[Said]:
    """Of both languages; 15:30 is 3:30 p.m., and 00 minutes are not said."""
    for match in DATE.finditer(text):
        for group in (1, 3, 4):
            value = int(match[group])
            republican = {value + 1911} if group == 1 and value < 200 else set()
            yield Said(*match.span(group), frozenset(map(Fraction, {value} | republican)))
    for match in SLASH.finditer(text):
        upper, lower = int(match[1]), int(match[2])
        part = {Fraction(upper, lower)} if 0 < upper < lower else set()
        yield Said(*match.span(1), frozenset({Fraction(upper)} | part))
        yield Said(*match.span(2), frozenset({Fraction(lower)} | part))
    for match in TIME.finditer(text):
        hour, minutes = int(match[1]), int(match[2])
        yield Said(*match.span(1), clock(hour), half_of_day="pm" if 12 < hour < 24 else "", told=match[0])
        yield Said(*match.span(2), frozenset([Fraction(minutes)]), required=minutes > 0)


def clock(hour: int) -> frozenset[Fraction]:
    """In which ways an hour is said: 15 is 3 p.m., and midnight 0, 12 or 24."""
    values = {0, 12, 24} if hour % 12 == 0 else {hour, hour - 12 if hour > 12 else hour + 12}
    return frozenset(map(Fraction, values))


def in_half_of_day(said: Said, half: str, start: int, end: int) -> Said:
    """With the words that say which half it is; twelve is noon or midnight, in both."""
    if not said.values.isdisjoint({0, 12}):
        return said
    told = f"{said.told} {half[0]}.m." if said.told else ""
    return replace(said, start=start, end=end, half_of_day=half, told=told)


def blanked(text: str, taken: Iterable) -> str:
    """The text with spaces in place of what was read already."""
    characters = list(text)
    for one in taken:
        characters[one.start : one.end] = " " * (one.end - one.start)
    return "".join(characters)


def digits_of(found: Iterable[Code]) -> list[Said]:
    """The numbers in names may be said in words (fifth generation), but need not."""
    return [
        Said(code.start, code.end, frozenset([number(digits)]), required=False)
        for code in found
        for digits in re.findall(r"\d+(?:\.\d+)?", code.name)
    ]


RANGE = re.compile(r"\s*(?:to|and|or|through|[-–—~至到或])\s*", re.IGNORECASE)


def with_ranges(text: str, found: Iterable[Said]) -> list[Said]:
    """In 10–20%, 三至五成, 百分之三至五 and 5 到 10 萬 either number may be meant as the other is."""
    ordered = sorted(found, key=lambda said: (said.start, said.end))
    for place, (one, other) in enumerate(pairwise(ordered)):
        if not RANGE.fullmatch(text[one.end : other.start]):
            continue
        if one.scale < 1 <= other.scale:
            ordered[place + 1] = other.meaning(*(value * one.scale for value in other.values))
        elif other.scale < 1 <= one.scale or other.scale > one.scale:
            ordered[place] = one.meaning(*(value * other.scale for value in one.values))
    return ordered


def unsaid(numbers: Iterable[Said], others: Iterable[Said]) -> list[Said]:
    """Which of the numbers that have to come do not come. One and zero hide in “a” and “no”."""
    others = list(others)
    there = {Fraction(0), Fraction(1)}.union(*(other.values for other in others))
    return [
        said
        for said in numbers
        if said.required and (said.values.isdisjoint(there) or is_in_the_other_half(said, others))
    ]


def is_in_the_other_half(said: Said, others: list[Said]) -> bool:
    """9 a.m. where only 9 p.m. is said."""
    if not said.half_of_day:
        return False
    halves = {other.half_of_day for other in others if not said.values.isdisjoint(other.values)}
    return bool(halves) and halves.isdisjoint({"", said.half_of_day})
