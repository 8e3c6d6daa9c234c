"""What is probably wrong with a translation? Pure: the words for people live where they are shown.

What is doubted is said rarely rather than wrongly: a finding that is often nonsense is read by nobody.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from .. import text
from ..records import Bilingual
from . import chinese_numbers, english_numbers
from .inflection import says
from .numbers import Said, codes, digits_of, half_width, listed, unsaid
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
SPACES = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)|(?<=\w) +(?=[,;:!?](?:\s|$)|\.(?:\s|$))|(?<=[A-Za-z]),(?=[A-Za-z])")
REPEATED = re.compile(
    r"\b(?!(?:had|that|bora|walla|pago|sing|baden|wagga)\b)([A-Za-z]{2,})\s+\1\b|([,;:])\s*\2|(?<!\.)\.\.(?!\.)",
    re.IGNORECASE,
)
PAIRS = {")": "(", "]": "[", "}": "{", "”": "“", "»": "«", "›": "‹"}
LAST = re.compile(r"[.!?…](?:[”’\"')\]»]|\s)*$|[.!?][”’\"')\]]*\s*(?:\([^()]*\)|\[[^\]]*\])$")
# So many characters of English stand for one of Chinese; one of a Latin name stands for itself.
USUAL, SHORTEST, LONGEST, ROOM = 4.5, 0.4, 2, 30


class Severity(StrEnum):
    """Only text that no reader could read is `blocking`: it is not saved. All else is for people to decide."""

    BLOCKING = "blocking"
    WARNING = "warning"


class Code(StrEnum):
    """What `chinese` and `english` of the finding say stands behind each."""

    CONTROL = "control"  # blocking. english: the sign that cannot be shown, as U+0007
    NUMBER_MISSING = "number-missing"  # chinese: the number as written; english: its value in digits
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
    SPACES = "spaces"  # double spaces, spaces before a sign
    QUOTES = "quotes"  # english: quotes or brackets that have no partner
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

    @property
    def severity(self) -> Severity:
        return Severity.BLOCKING if self.code == Code.CONTROL else Severity.WARNING


class Term(Protocol):
    """A term of the glossary, as a record or as a row: what it is called in English."""

    english: str


def findings(
    chinese: str, english: str, names: Iterable[Bilingual] = (), terms: Matcher[Term] | None = None
) -> tuple[Finding, ...]:
    """All doubts about the English of a Chinese text, worst first; none about a text that has no English.

    `names` are those of the speaker, the city and the organization; `terms` is made once for many texts: Matcher of
    (spelling, term) pairs.
    """
    if not english.strip():
        return ()
    found = list(signs(english, CONTROL, Code.CONTROL, lambda sign: f"U+{ord(sign):04X}"))
    if text.has_han(chinese) and text.digest(chinese) == text.digest(english):
        return (*found, Finding(Code.UNCHANGED))
    found += [*numbers(chinese, english), *missing_names(chinese, english, names)]
    if terms is not None:
        found += missing_terms(chinese, english, terms)
    found += signs(english, HAN, Code.CHINESE_LEFT)
    found += signs(english, FULL_WIDTH, Code.FULL_WIDTH)
    found += [*length(chinese, english), *ending(chinese, english), *quotes(english)]
    found += [*signs(english, SPACES, Code.SPACES), *signs(english, REPEATED, Code.REPEATED)]
    found += signs(english, MARKUP, Code.MARKUP)
    return tuple(found)


def signs(english: str, pattern: re.Pattern, code: Code, say: Callable[[str], str] = str) -> Iterator[Finding]:
    """One finding for all places of a kind."""
    places = list(pattern.finditer(english))
    if places:
        said = " ".join(dict.fromkeys(say(place[0]) for place in places))
        yield Finding(code, english=said, english_spans=tuple(place.span() for place in places))


def numbers(chinese: str, english: str) -> Iterator[Finding]:
    said, translated = chinese_numbers.numbers_in(chinese), english_numbers.numbers_in(english)
    for number in sorted(unsaid(said, translated), key=lambda number: number.start):
        written = chinese[number.start : number.end].strip()
        yield Finding(Code.NUMBER_MISSING, written, number.in_digits, ((number.start, number.end),))
    for number in sorted(unsaid(translated, said), key=lambda number: number.start):
        written = english[number.start : number.end].strip()
        yield Finding(Code.NUMBER_ADDED, english=written, english_spans=((number.start, number.end),))
    yield from missing_codes(chinese, english, translated)


def missing_codes(chinese: str, english: str, translated: list[Said]) -> Iterator[Finding]:
    """5G has to stand there, or to be said in words: fifth generation."""
    in_words = set().union(*(number.values for number in translated if number.is_word))
    for code in codes(half_width(chinese)):
        if not stands(code.name, english) and not any(said.values & in_words for said in digits_of([code])):
            yield Finding(Code.CODE_MISSING, code.name, chinese_spans=((code.start, code.end),))


def stands(name: str, english: str) -> bool:
    """Whether a name with digits stands there, whatever its case, spaces and hyphens (QR-4, ISO 27001)."""
    if name.lower().startswith("covid") and re.search(r"covid|pandemic|epidemic|coronavirus", english, re.IGNORECASE):
        return True
    loose = r"[\s-]*".join(map(re.escape, name.replace("-", "")))
    return re.search(rf"(?<![A-Za-z0-9]){loose}(?![0-9])", half_width(english), re.IGNORECASE) is not None


def missing_names(chinese: str, english: str, names: Iterable[Bilingual]) -> Iterator[Finding]:
    """A name that the Chinese says has to come in its approved English, whole or by a part that says it."""
    folded = text.name_key(english)
    for name in names:
        if not (name.chinese and name.english):
            continue
        spans = tuple(match.span() for match in calls(name.chinese).finditer(chinese))
        if (
            spans
            and text.name_key(name.english) not in folded
            and not any(
                re.search(rf"\b{re.escape(part)}\b", text.without_accents(english)) for part in called_by(name.english)
            )
        ):
            yield Finding(Code.NAME_MISSING, name.chinese, name.english, spans)


def calls(name: str) -> re.Pattern:
    """Where a Chinese text says the name: whole, or a city without 市. Two characters may be the beginning of another
    name (伊利, 伊利諾): they count before a word that shows that they are whole."""
    short = text.short_place(name)
    spellings = [either_way(name)]
    if short != name:
        after = "" if len(short) > 2 else f"(?=[市城府的在於與和及、，。；：將已也為有是近目]|$|[^{text.HAN}])"
        spellings.append(either_way(short) + after)
    latin = not text.has_han(name)
    return re.compile(rf"\b(?:{'|'.join(spellings)})\b" if latin else "|".join(spellings), re.IGNORECASE)


def either_way(name: str) -> str:
    """A pattern for 臺 and 台."""
    return re.sub("[臺台]", "[臺台]", re.escape(name))


def called_by(english: str) -> list[str]:
    """Parts of a name that say it: Peduto of William Peduto, Langley of City of Langley, CTOT."""
    words = re.findall(r"[^\W\d_][\w’'-]*\w", text.without_accents(english))
    proper = [word for word in words if word[0].isupper() and word not in GENERIC]
    if len(words) > 3 and len(proper) != len(words):  # a body: its initials
        return ["".join(word[0] for word in words if word[0].isupper())]
    return [word for word in proper if len(word) > 2]


GENERIC = frozenset(
    listed(
        "City County District Region State Province Town Township Municipality The New San Santa Los Las El La Saint"
        " North South East West Office Trade Cultural Economic Ministry Commission Department Government Council"
        " Company Association"
    )
)


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
    is_short, is_long = len(english) < SHORTEST * usual - ROOM / 4, len(english) > LONGEST * usual + ROOM
    if is_short or is_long:
        yield Finding(Code.TOO_SHORT if is_short else Code.TOO_LONG, str(len(chinese)), str(len(english)))


def ending(chinese: str, english: str) -> Iterator[Finding]:
    """A sentence that ends in Chinese has to end in English: what does not was probably cut off."""
    if chinese.rstrip()[-1:] in {"。", "！", "？", "；"} and not LAST.search(english.rstrip()):
        yield Finding(Code.ENDING, chinese.rstrip()[-1:], english.rstrip()[-12:])


def quotes(english: str) -> Iterator[Finding]:
    """What was opened and not closed, or closed and not opened; apostrophes are no quotes."""
    open_signs: list[tuple[str, int]] = []
    lonely: list[int] = []
    for place, sign in enumerate(english):
        if sign in PAIRS.values():
            open_signs.append((sign, place))
        elif sign in PAIRS and not is_list_mark(english, place):
            if open_signs and open_signs[-1][0] == PAIRS[sign]:
                open_signs.pop()
            else:
                lonely.append(place)
    lonely += [place for sign, place in open_signs]
    straight = [match.start() for match in re.finditer(r'(?<!\d)"', english)]
    lonely += straight[-1:] if len(straight) % 2 else []
    singles = [match.start() for match in re.finditer("‘", english)]
    closing = len(re.findall(r"’(?![A-Za-z])", english))
    lonely += singles[-1:] if len(singles) > closing else []
    lonely += [match.start() for match in re.finditer(r"``|''|,,(?=\w)|„", english)]
    if lonely:
        places = sorted(set(lonely))
        yield Finding(
            Code.QUOTES,
            english=" ".join(english[place] for place in places),
            english_spans=tuple((place, place + 1) for place in places),
        )


def is_list_mark(english: str, place: int) -> bool:
    """The bracket of 1) or a)."""
    before = english[max(place - 6, 0) : place]
    return english[place] == ")" and re.search(r"(?:^|[\s:;,])(?:\d{1,2}|[a-z]|[ivx]{1,4})$", before) is not None
