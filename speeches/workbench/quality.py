"""What is probably wrong with a translation? Pure: the words for people live where they are shown.

What is doubted is said rarely rather than wrongly: a finding that is often nonsense is read by nobody.
"""

import operator
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from .. import text
from . import chinese_numbers, english_numbers, figures, names
from .inflection import says
from .numbers import Said, codes, digits_of, half_width, unsaid
from .quotes import lonely, unquoted
from .terms import Matcher

Span = tuple[int, int]

HAN = re.compile(f"[{text.HAN}]+")
# What breaks a text for its readers: control characters, signs that turn its direction, halves of characters, and the
# sign that stands for a lost one. A tab, and the end of a line, break nothing.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff\ufffd]")
FULL_WIDTH = re.compile("[\u3000-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff65\uffe0-\uffe6]+")
MARKUP = re.compile(
    r"</?[a-zA-Z][^<>\n]{0,80}>|&(?:[a-zA-Z]{2,8}|#x?[0-9a-fA-F]{2,6});|â€.|Ã[\x80-\xbf]|%\((?:\w+)\)[sd]"
)
SPACES = re.compile(
    r"(?<=\S)[ \u00a0]{2,}(?=\S)|(?<=\w) +(?=[,;](?:\w|\s|$)|[:!?.](?:\s|$))"
    r"|(?<=[A-Za-z]),(?=[A-Za-z])|(?<=[a-z]{2})[.!?](?=[A-Z][a-z]*(?:\s|,))"
)
# So much of a text is shown on either side of a place where nothing stands that could be named.
AROUND = 6
REPEATED = re.compile(
    r"\b(?!(?:had|that|bora|walla|pago|sing|baden|wagga)\b)([A-Za-z]{2,})\s+\1\b|([,;:])\s*\2|(?<!\.)\.\.(?!\.)",
    re.IGNORECASE,
)
LAST = re.compile(r"[.!?…](?:[”’\"')\]»]|\s)*$|[.!?][”’\"')\]]*\s*(?:\([^()]*\)|\[[^\]]*\])$")
# So many characters of English stand for one of Chinese; one of a Latin name stands for itself.
USUAL, SHORTEST, LONGEST, ROOM = 4.5, 0.4, 2, 30
# Long texts vary less; half of one is not translated, where only this much is there.
MANY, SHORTEST_OF_MANY = 60, 0.55


class Severity(StrEnum):
    """Only text that no reader could read is `blocking`: it is not saved. All else is for people to decide."""

    BLOCKING = "blocking"
    WARNING = "warning"


class Code(StrEnum):
    """What `chinese` and `english` of the finding say stands behind each."""

    CONTROL = "control"  # blocking. english: the sign that cannot be shown, as U+0007
    # chinese: the number as written; english: its value, where that is written in another way; instead: the number that
    # the English has
    NUMBER_MISSING = "number-missing"
    NUMBER_ADDED = "number-added"  # english: the number as written
    CODE_MISSING = "code-missing"  # chinese: a name with digits that has to stand as it is (5G)
    NAME_MISSING = "name-missing"  # chinese, english: the approved name in both languages
    TERM_MISSING = "term-missing"  # chinese: the word as written; english: the glossary's
    CHINESE_LEFT = "chinese-left"  # english: the Chinese characters that are left
    FULL_WIDTH = "full-width"  # english: the signs
    UNCHANGED = "unchanged"  # the English is the Chinese
    TOO_SHORT = "too-short"  # chinese, english: how many characters
    TOO_LONG = "too-long"  # the same
    ENDING = "ending"  # chinese: the sign at the end; english: how the English ends
    SPACES = "spaces"  # english: what stands around double spaces, spaces before a sign, none behind it
    QUOTES = "quotes"  # english: quotes or brackets that have no partner, or words that should have quotes
    REPEATED = "repeated"  # english: the word or sign that stands twice
    MARKUP = "markup"  # english: a tag or an entity of HTML


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt: what it is about in each language (see Code), and where that stands in each text."""

    code: Code
    chinese: str = ""
    english: str = ""
    chinese_spans: tuple[Span, ...] = ()
    english_spans: tuple[Span, ...] = ()
    instead: str = ""

    @property
    def severity(self) -> Severity:
        return Severity.BLOCKING if self.code == Code.CONTROL else Severity.WARNING


class Term(Protocol):
    """A term of the glossary, as a record or as a row: what it is called in English."""

    english: str


def findings(
    chinese: str, english: str, known: names.Names | None = None, terms: Matcher[Term] | None = None
) -> tuple[Finding, ...]:
    """All doubts about the English of a Chinese text, worst first; none about a text that has no English.

    Names and terms are made once for many texts; `terms` is a Matcher of (spelling, term) pairs.
    """
    if not english.strip():
        return ()
    found = list(signs(english, CONTROL, Code.CONTROL, lambda place: f"U+{ord(place[0]):04X}"))
    if text.has_han(chinese) and text.digest(chinese) == text.digest(english):
        return (*found, Finding(Code.UNCHANGED))
    found += numbers(chinese, english)
    if known is not None:
        found += missing_names(chinese, english, known)
    if terms is not None:
        found += missing_terms(chinese, english, terms)
    found += signs(english, HAN, Code.CHINESE_LEFT)
    found += signs(english, FULL_WIDTH, Code.FULL_WIDTH)
    found += [*length(chinese, english), *ending(chinese, english), *quotes(chinese, english)]
    found += signs(english, SPACES, Code.SPACES, lambda place: around(english, place))
    found += signs(english, REPEATED, Code.REPEATED)
    found += signs(english, MARKUP, Code.MARKUP)
    return tuple(found)


def signs(
    english: str, pattern: re.Pattern, code: Code, say: Callable[[re.Match], str] = operator.itemgetter(0)
) -> Iterator[Finding]:
    """One finding for all places of a kind."""
    places = list(pattern.finditer(english))
    if places:
        said = " ".join(dict.fromkeys(map(say, places)))
        yield Finding(code, english=said, english_spans=tuple(place.span() for place in places))


def around(english: str, place: re.Match) -> str:
    return english[max(place.start() - AROUND, 0) : place.end() + AROUND]


def numbers(chinese: str, english: str) -> Iterator[Finding]:
    said, translated = chinese_numbers.numbers_in(chinese), english_numbers.numbers_in(english)
    missing = [missing_number(chinese, number) for number in in_order(unsaid(said, translated))]
    added = [added_number(english, number) for number in in_order(unsaid(translated, said))]
    missing += [other_number(chinese, english, other) for other in figures.others(chinese, english, said, translated)]
    if len(missing) == len(added) == 1 and not missing[0].instead:  # one slip, one doubt
        (one,), (other,) = missing, added
        missing, added = [replace(one, instead=other.english, english_spans=other.english_spans)], []
    yield from [*missing, *added]
    yield from missing_codes(chinese, english, translated)


def in_order(found: Iterable[Said]) -> list[Said]:
    return sorted(found, key=lambda number: number.start)


def missing_number(chinese: str, number: Said) -> Finding:
    written = chinese[number.start : number.end].strip()
    is_told = number.in_digits.replace(",", "") == re.sub("[,，\\s]", "", half_width(written))
    told = "" if is_told else number.in_digits
    return Finding(Code.NUMBER_MISSING, written, told, ((number.start, number.end),))


def added_number(english: str, number: Said) -> Finding:
    written = english[number.start : number.end].strip()
    return Finding(Code.NUMBER_ADDED, english=written, english_spans=((number.start, number.end),))


def other_number(chinese: str, english: str, other: figures.Other) -> Finding:
    start, end = other.chinese
    written, spans = chinese[start:end], (other.english,) if other.english else ()
    instead = english[slice(*other.english)] if other.english else ""
    return Finding(
        Code.NUMBER_MISSING, written, "" if written == other.meant else other.meant, ((start, end),), spans, instead
    )


def missing_codes(chinese: str, english: str, translated: list[Said]) -> Iterator[Finding]:
    """5G has to stand there, or to be said in words: fifth generation."""
    in_words = set().union(*(number.values for number in translated if number.is_word))
    for code in codes(half_width(chinese)):
        if not stands(code.name, english) and not any(said.values & in_words for said in digits_of([code])):
            yield Finding(Code.CODE_MISSING, code.name, chinese_spans=((code.start, code.end),))


def stands(name: str, english: str) -> bool:
    """Whether a name with digits stands there, whatever its case, spaces and hyphens (QR-4, ISO 27001)."""
    if name.lower().startswith("covid") and not re.search(r"covid-?\s?(?!19)\d", english, re.IGNORECASE):
        return re.search(r"covid|pandemic|epidemic|coronavirus", english, re.IGNORECASE) is not None
    loose = r"[\s-]*".join(map(re.escape, name.replace("-", "")))
    return re.search(rf"(?<![A-Za-z0-9]){loose}(?![0-9])", half_width(english), re.IGNORECASE) is not None


def missing_names(chinese: str, english: str, known: names.Names) -> Iterator[Finding]:
    for name, spans in names.missing(chinese, english, known):
        yield Finding(Code.NAME_MISSING, name.chinese, name.english, spans)


def missing_terms(chinese: str, english: str, terms: Matcher[Term]) -> Iterator[Finding]:
    places: dict[str, list[Span]] = {}
    for place in terms.find(chinese):
        places.setdefault(place.meaning.english, []).append((place.start, place.end))
    for term, spans in places.items():
        if not says(english, term):
            start, end = spans[0]
            yield Finding(Code.TERM_MISSING, chinese[start:end], term, tuple(spans))


def length(chinese: str, english: str) -> Iterator[Finding]:
    han = sum(len(run) for run in HAN.findall(chinese))
    usual = USUAL * han + sum(character.isascii() and not character.isspace() for character in chinese)
    shortest = SHORTEST_OF_MANY * usual if han > MANY else SHORTEST * usual - ROOM / 4
    is_short, is_long = len(english) < shortest, len(english) > LONGEST * usual + ROOM
    if is_short or is_long:
        yield Finding(Code.TOO_SHORT if is_short else Code.TOO_LONG, str(len(chinese)), str(len(english)))


def ending(chinese: str, english: str) -> Iterator[Finding]:
    """A sentence that ends in Chinese has to end in English: what does not was probably cut off.

    An item of a list (；) may end in any way; Chinese characters at the end are another finding.
    """
    sign, english = chinese.rstrip()[-1:], english.rstrip()
    is_chinese = HAN.fullmatch(english[-1]) or FULL_WIDTH.fullmatch(english[-1])
    if sign in {"。", "！", "？"} and not LAST.search(english) and not is_chinese:
        yield Finding(Code.ENDING, sign, english[-12:])


def quotes(chinese: str, english: str) -> Iterator[Finding]:
    if spans := lonely(english) or unquoted(chinese, english):
        yield Finding(
            Code.QUOTES, english=" ".join(english[start:end] for start, end in spans), english_spans=tuple(spans)
        )
