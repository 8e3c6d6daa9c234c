"""What texts say of numbers beyond their values: about how many, less than nothing, on which day of the week. Pure.

Each of these is doubted only where the English says another one, not where it says none.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from .chinese_numbers import LARGE, NUMERAL, SMALL
from .english_words import SCALES
from .numbers import Said, half_width, shown

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Other:
    """What the Chinese says, what that is in English, and what the English has instead (if that stands somewhere)."""

    chinese: Span
    meant: str
    english: Span | None = None


# 數十萬, 上千; 千萬 before what is counted; 數以萬計.
SCALE = "[十百千]?[萬億兆]|[十百千]"
VAGUE_CHINESE = re.compile(
    rf"(?<![\d.點分{NUMERAL}])(?:[數幾上逾近破](?P<about>{SCALE})(?!分之|[{NUMERAL}\d年])"
    rf"|數以(?P<count>{SCALE})計|(?P<bare>[十百千]?[萬億兆]|[百千])(?=[人名位家輛座個棟件戶噸元盞次]))"
)
SCALE_WORD = "hundred|thousand|million|billion|trillion"
VAGUE_ENGLISH = re.compile(
    rf"\b(?:(?P<many>tens|dozens|hundreds|thousands)\s+of\s+)?(?P<plural>dozens|(?:{SCALE_WORD})s)\b"
    r"(?:\s+(?:upon|and|of)\s+(?P=plural))?"
    rf"|(?<!half\s)(?<!of\s)\b(?:a|one|several|few)\s+(?P<scale>{SCALE_WORD})\b"
    r"(?:\s+(?P<more>thousand|million|billion)\b)?",
    re.IGNORECASE,
)
# Powers of ten: dozens are tens.
TENS = {"tens": 10, "dozens": 10} | {f"{word}s": value for word, value in SCALES.items() if value >= 100}

MINUS_CHINESE = re.compile(
    rf"(?:(?<![A-Za-z0-9.%~°度年月日{NUMERAL}-])[-−](?=\d+(?:\.\d+)?\s*(?:%|度|°|個?百分點))"
    r"|(?<=[是為約達至到率（(，])-(?=\d))[\d.]+%?"
)
MINUS_ENGLISH = re.compile(
    r"(?<![\w.%])[-−–]\s?\d|\b(?:minus|negative|below|down|fall|falls|fell|fallen|fewer|less|lower|declin\w+|drop\w*"
    r"|decreas\w+|shr[aiu]nk\w*|contract\w*|los[est]\w*|cuts?|reduc\w+|slip\w+|slump\w*|plung\w+)\b",
    re.IGNORECASE,
)

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CHINESE_DAYS = "一二三四五六日天"
DAY_CHINESE = re.compile("(?:[週周]|星期|禮拜)([" + CHINESE_DAYS + "])(?![年個])")
DAY_ENGLISH = re.compile(rf"\b({'|'.join(DAYS)})s?\b")


def others(chinese: str, english: str, said: Iterable[Said], translated: Iterable[Said]) -> Iterator[Other]:
    """`said` and `translated` are the numbers of the two texts."""
    yield from other_magnitudes(chinese, english, values_of(said), values_of(translated))
    yield from lost_minus(chinese, english)
    yield from other_days(chinese, english)


def values_of(numbers: Iterable[Said]) -> set[Fraction]:
    """Those that are said exactly."""
    return {value for number in numbers if number.required for value in number.values}


def other_magnitudes(chinese: str, english: str, said: set[Fraction], translated: set[Fraction]) -> Iterator[Other]:
    """Thousands for 數百: compared where each text says one such number, so that it is plain which stands for which."""
    vague = [(match, value) for match in VAGUE_CHINESE.finditer(chinese) if (value := power(match)) not in translated]
    stated = [(match, value) for match in VAGUE_ENGLISH.finditer(english) if (value := scale(match)) not in said]
    if len(vague) == len(stated) == 1 and vague[0][1] != stated[0][1]:
        yield Other(vague[0][0].span(), shown(Fraction(vague[0][1])), stated[0][0].span())


def power(match: re.Match) -> int:
    written = match["about"] or match["count"] or match["bare"]
    value = 1
    for character in written:
        value *= (SMALL | LARGE)[character]
    return value


def scale(match: re.Match) -> int:
    if match["plural"]:
        return TENS.get((match["many"] or "").lower(), 1) * TENS[match["plural"].lower()]
    return SCALES[match["scale"].lower()] * SCALES.get((match["more"] or "").lower(), 1)


def lost_minus(chinese: str, english: str) -> Iterator[Other]:
    """-0.8% has a minus in English, too, or a word that says so."""
    for match in MINUS_CHINESE.finditer(half_width(chinese)):
        if not MINUS_ENGLISH.search(english):
            yield Other(match.span(), match[0])


def other_days(chinese: str, english: str) -> Iterator[Other]:
    days = [(match, DAYS[min(CHINESE_DAYS.index(match[1]), 6)]) for match in DAY_CHINESE.finditer(chinese)]
    stated = {match[1]: match for match in DAY_ENGLISH.finditer(english)}
    missing = [(match, day) for match, day in days if day not in stated]
    added = [match for day, match in stated.items() if day not in {day for _match, day in days}]
    for (match, day), other in zip(missing, added, strict=False):
        yield Other(match.span(), day, other.span())
