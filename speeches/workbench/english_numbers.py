"""Which numbers does an English text say, in digits and in words? Pure. See `numbers`."""

import re
from collections.abc import Iterator
from fractions import Fraction

from .english_words import (
    AND_A_HALF,
    CARDINALS,
    HUNDREDTH,
    PERCENT,
    PERIODS,
    SCALES,
    SIGNS,
    TENS,
    WORD,
    in_words,
    part_behind,
)
from .numbers import (
    Said,
    blanked,
    codes,
    dates_and_times,
    digits_of,
    half_width,
    in_half_of_day,
    listed,
    number,
    with_ranges,
)

SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_MONTHS = listed("january february march april may june july august september october november december")
# They may stand for a number of the Chinese, but say none that has to be there.
LOOSE = {month: {value} for value, month in enumerate(_MONTHS, 1)}
# The nineties of a century, or of a life.
LOOSE |= {f"{word[:-1]}ies": {value * 10, 1900 + value * 10} for value, word in enumerate(TENS, 2)}
for _value, _words in {
    2: "both double doubles doubled doubling twice dual twin twins pair pairs couple either bilateral another secondary"
    " again bimonthly biannual second secondly neither alternate",
    3: "triple tripled tripling thrice trilateral tertiary trio treble",
    4: "quadruple quadrupled quadrupling quarterly quad",
    5: "quintuple",
    10: "decade",
    12: "annually",
    14: "fortnights",
    100: "century centennial centenary",
}.items():
    LOOSE |= {_word: {_value} for _word in listed(_words)}
LOOSE |= {"fortnight": {14, 2}} | {f"{word}fold": {value} for word, value in CARDINALS.items() if value > 1}
# What one of these is in smaller ones.
ONE_OF = {
    "minute": (60,),
    "hour": (60,),
    "day": (24,),
    "week": (7,),
    "month": (30, 4),
    "quarter": (3,),
    "year": (12, 365),
}
A_UNIT = re.compile(
    r"\b(?:a|an|one|per|each|every|the|this|that)\s+(minute|hour|day|week|month|quarter|year)\b", re.IGNORECASE
)
HALF_OF_DAY = re.compile(
    r"(?::[0-5]\d)?\s*(?:o[’']?clock\s*)?(?:(?P<am>a\.?\s?m\b\.?|in the morning\b)"
    r"|p\.?\s?m\b\.?|in the (?:afternoon|evening)\b|at night\b)",
    re.IGNORECASE,
)
A_NUMBER = rf"(\d+|{'|'.join(CARDINALS)})"
PART_OF_ALL = re.compile(rf"\b{A_NUMBER}(?:\s+[a-z]+)?\s+(?:in|out of|of every|in every)\s+{A_NUMBER}\b", re.IGNORECASE)
EVERY_OTHER = re.compile(r"\bevery\s+(?:other|second)\b", re.IGNORECASE)
ROMAN = {"II": {2}, "III": {3}, "IV": {4}, "V": {5}, "VI": {6}, "VII": {7}, "VIII": {8}, "IX": {9}, "X": {10}}

# A number whose groups are not in threes (3,0000) cannot be read: it agrees with none.
DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?!,?\d)(?:\.\d+)?|(?P<wrong>\d{1,3}(?:,\d+)*,\d{3,}(?:,\d+)*)|\d+(?:\.\d+)?|(?<![\d.])\.\d+"
)
ARABIC = re.compile(
    rf"(?P<digits>{DIGITS})(?P<ordinal>(?:st|nd|rd|th)\b)?(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion)\b"
    r"|\s?(?P<short>k|mn|m|bn|b|tn)\b(?![-/]))?(?P<more>(?:[\s-](?:thousand|million|billion|trillion)\b)?)",
    re.IGNORECASE,
)
# Turns of phrase whose numbers are none of the Chinese.
IDIOMS = re.compile(
    r"\b(?:24/7|24\s*[x×]\s*7|24 hours a day|twenty-four hours a day|seven days a week|7 days a week|365 days a year|"
    r"three[- ]dimensional(?:ly)?|square one|at sixes and sevens|fifty[- ]fifty|second[- ]hand|third[- ]party|"
    r"7-eleven)\b",
    re.IGNORECASE,
)


def numbers_in(text: str) -> list[Said]:
    """All numbers of the text, in no particular order."""
    plain = half_width(text)
    named = codes(plain)
    found = [*digits_of(named), *dates_and_times(blanked(plain, named))]
    plain = blanked(plain, [*named, *found])
    found += idioms(plain)
    plain = IDIOMS.sub(lambda match: " " * len(match[0]), plain)
    arabic = list(in_digits(plain))
    words = list(in_words(blanked(plain, arabic)))
    numbers = with_parts(plain, with_ranges(plain, [*found, *arabic, *words]))
    return [*(with_half_of_day(plain, said) for said in numbers), *loose(plain)]


def with_half_of_day(plain: str, said: Said) -> Said:
    """9 a.m., half past nine in the evening."""
    behind = HALF_OF_DAY.match(plain, said.end)
    return in_half_of_day(said, "am" if behind["am"] else "pm", said.start, behind.end()) if behind else said


def idioms(plain: str) -> Iterator[Said]:
    for match in IDIOMS.finditer(plain):
        for digits in re.findall(r"\d+", match[0]) or ["3"]:
            yield Said(*match.span(), frozenset([number(digits)]), required=False)
    for match in re.finditer(r"\b(?:a)?round[- ]the[- ]clock\b|\bday and night\b", plain, re.IGNORECASE):
        yield Said(*match.span(), frozenset([Fraction(24)]), required=False)


def in_digits(plain: str) -> Iterator[Said]:
    for match in ARABIC.finditer(plain):
        if match["wrong"]:
            yield Said(*match.span("wrong"), frozenset())
            continue
        value = number(match["digits"])
        values, scale = {value}, 1
        if match["scale"]:
            scale = SCALES[match["scale"].lower()] * SCALES.get(match["more"].strip(" -").lower(), 1)
            value *= scale
            values = {value}
        elif match["short"]:
            values.add(value * SHORT_SCALES[match["short"].lower()])
        end = match.end()
        if percent := PERCENT.match(plain, end):
            yield Said(match.start(), percent.end(), frozenset([value / 100]), is_percent=True, scale=HUNDREDTH)
            continue
        if half := AND_A_HALF.match(plain, end):
            end, values = half.end(), values | {value + part_behind(half)}
        if period := WORD.match(plain, end + 1):
            values.add(value * PERIODS.get(period[0].lower(), 1))
        if re.match(r"s\b", plain[match.end() :]) and 1900 <= value < 2100:
            values.add(value % 100)  # the 1980s
        yield Said(match.start(), end, frozenset(values), scale=scale)


def with_parts(plain: str, found: list[Said]) -> list[Said]:
    """4 in 10, four people out of ten: each of the two numbers may be meant as the part that they make."""
    for match in PART_OF_ALL.finditer(plain):
        upper, lower = (value_of(word) for word in match.groups())
        if upper and lower and upper < lower <= 1000:
            found = [
                said.meaning(upper / lower) if match.start() <= said.start and said.end <= match.end() else said
                for said in found
            ]
    return found


def value_of(word: str) -> Fraction | None:
    if word.isascii() and word.isdigit():
        return Fraction(word)
    return Fraction(CARDINALS[word.lower()]) if word.lower() in CARDINALS else None


def loose(plain: str) -> Iterator[Said]:
    """What may stand for a number, and need not: a week for seven days, both for two, II, August."""
    for match in A_UNIT.finditer(plain):
        values = ONE_OF[match[1].lower()]
        yield Said(*match.span(), frozenset(map(Fraction, values)), required=False)
    for match in re.finditer("[½¼¾]", plain):
        yield Said(*match.span(), frozenset([SIGNS[match[0]]]), required=False)
    for match in EVERY_OTHER.finditer(plain):
        yield Said(*match.span(), frozenset([Fraction(2)]), required=False)
    for word in WORD.finditer(plain):
        if values := LOOSE.get(word[0].lower()) or ROMAN.get(word[0]):
            yield Said(*word.span(), frozenset(map(Fraction, values)), False, is_word=word[0].lower() in LOOSE)
