"""Which approved names does a Chinese text say, and does its English say them, too? Pure.

A city is said by its whole name, a body by that or its initials, a person by the surname. A given name may be left out
or be another (Bill for William), but not nearly the approved one: that is a slip.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from .. import text

Span = tuple[int, int]


class Kind(StrEnum):
    CITY = "city"
    BODY = "body"
    PERSON = "person"


class Name(NamedTuple):
    kind: str
    chinese: str
    english: str


# No letter stands beside a whole word; Chinese characters do (市長Lily Mei歡迎各位).
LATIN = r"A-Za-z0-9\u00c0-\u024f"
BEFORE, AFTER = rf"(?<![{LATIN}])", rf"(?![{LATIN}])"
# What follows a Chinese name of two characters that is whole: 伊利市, not 伊利諾; 王明市長, not 王明白.
AFTER_CITY = f"(?=[市城府的在於與和及、，。；：將已也為有是近目]|$|[^{text.HAN}])"
AFTER_PERSON = "(?=副?(?:市長|縣長|州長|部長|局長|處長|主任|執行長|主席|議員|代表|大使|院長|教授|博士|先生|女士))"
# People of a city: Taipeians, Atlantans, Londoners.
PEOPLE = r"(?:i?ans?|(?<=a)ns?|ers?|ites?|ese)?"
OF_A_CITY = re.compile(r"^(?:the )?city of |^the | city$|,.*$", re.IGNORECASE)
OF_A_BODY = re.compile(
    r"^the | in [\w\s-]+$|(?:,? (?:co|corp|corporation|company|inc|ltd|limited|llc|gmbh|ag)\b\.?)+$", re.IGNORECASE
)
INITIAL = re.compile(r"\w\.?")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
ACRONYM = re.compile(rf"{BEFORE}[A-Z]{{3,}}{AFTER}")
# A word of so many letters may be this far from the one that is meant.
SHORT, FAR, NEAR = 6, 2, 1


class Names:
    """Made once for many texts: a text is looked through for those alone that stand in it."""

    def __init__(self, names: Iterable[Name]):
        # By how they begin, so that their number does not matter. One character alone is no sure name.
        self._starting: dict[str, list[tuple[str, Name]]] = defaultdict(list)
        for name in names:
            known = key(name)
            if len(known) > 1 and name.english:
                self._starting[known[:2]].append((known, name))

    def said_in(self, chinese: str) -> list[tuple[Name, tuple[Span, ...]]]:
        """And where; a name within a longer one (台北 in 駐台北貿易辦事處) is not said."""
        plain = spelled_plainly(chinese)
        found = {
            name: None
            for start in range(len(plain) - 1)
            for known, name in self._starting.get(plain[start : start + 2], ())
            if plain.startswith(known, start)
        }
        places = [(name, [match.span() for match in calls(name).finditer(chinese)]) for name in found]
        every = [span for _name, spans in places for span in spans]
        whole = ((name, tuple(span for span in spans if not is_within(span, every))) for name, spans in places)
        return [(name, spans) for name, spans in whole if spans]


def missing(chinese: str, english: str, names: Names) -> list[tuple[Name, tuple[Span, ...]]]:
    """The names that the Chinese says and the English does not, or nearly."""
    return [(name, spans) for name, spans in names.said_in(chinese) if not is_said(name, english)]


def key(name: Name) -> str:
    return spelled_plainly(text.short_place(name.chinese) if name.kind == Kind.CITY else name.chinese)


def spelled_plainly(chinese: str) -> str:
    return chinese.replace("臺", "台").lower()


def is_within(span: Span, others: Iterable[Span]) -> bool:
    start, end = span
    return any(one <= start and end <= other and (one, other) != span for one, other in others)


@lru_cache(maxsize=1000)
def calls(name: Name) -> re.Pattern:
    """Where a Chinese text says the name: whole, or a city without 市."""
    if not text.has_han(name.chinese):
        return re.compile(f"{BEFORE}{either_way(name.chinese)}{AFTER}", re.IGNORECASE)
    short = text.short_place(name.chinese) if name.kind == Kind.CITY else name.chinese
    after = {Kind.CITY: AFTER_CITY, Kind.PERSON: AFTER_PERSON}.get(name.kind, "") if len(short) <= 2 else ""
    whole = f"{either_way(name.chinese)}|" if short != name.chinese else ""
    return re.compile(f"{whole}{either_way(short)}{after}")


def either_way(name: str) -> str:
    """A pattern for 臺 and 台."""
    return re.sub("[臺台]", "[臺台]", re.escape(name))


def is_said(name: Name, english: str) -> bool:
    if name.kind == Kind.CITY:
        return stands(OF_A_CITY.sub("", name.english), english)
    if name.kind == Kind.BODY:
        return stands(name.english, english) or is_said_in_parts(name.english, english)
    units = units_of(name.english)
    return any(stands(unit, english) for unit in surnames(name)) and not is_nearly_said(units, english)


def stands(words: str, english: str) -> bool:
    """Whether the words stand there, whatever their hyphens and spaces; they do not begin with a small letter."""
    found = (match[0][:1] for match in pattern(words).finditer(english))
    return any(first == words[:1] or first.isupper() for first in found)


@lru_cache(maxsize=1000)
def pattern(words: str) -> re.Pattern:
    """Accents may be left out, and no others may stand there."""
    parts = map(part_of, re.findall(r"[^\W_]+|&|[^\w\s]", words))
    return re.compile(BEFORE + r"[\s-]*".join(parts) + PEOPLE + AFTER, re.IGNORECASE)


def part_of(part: str) -> str:
    if part.lower() in {"and", "&"}:
        return "(?:and|&)"
    if not part.isalnum():  # a stop or hyphen
        return f"{re.escape(part)}?"
    plain = (text.without_accents(letter) for letter in part)
    return "".join(
        re.escape(letter) if one == letter else f"(?:{letter}|{one})" for letter, one in zip(part, plain, strict=True)
    )


def is_said_in_parts(body: str, english: str) -> bool:
    """By each of its parts (the bureau and the government that it belongs to), or by its initials."""
    short = OF_A_BODY.sub("", body)
    parts = [OF_A_BODY.sub("", part).strip() for part in re.split(r"\s*[,;()/]\s*", short)]
    if all(stands(part, english) for part in parts if part):
        return True
    initials = ["".join(re.findall(r"\b[A-Z]", name)) for name in (body, short)]
    return any(is_short_for(acronym, letters) for acronym in ACRONYM.findall(english) for letters in initials)


def is_short_for(acronym: str, initials: str) -> bool:
    """The initials in order, one or two other letters among them: ISECO of an Israel Economic and Cultural Office."""
    rest = iter(acronym)
    in_order = all(letter in rest for letter in initials)
    return len(initials) > 2 and acronym[0] == initials[0] and in_order and len(acronym) <= len(initials) + 2


def units_of(person: str) -> list[str]:
    """Given names and surnames, with the small words before them (van den Broek), without initials."""
    units, small = [], ""
    for word in person.split():
        if word[0].islower():
            small += f"{word} "
        elif not INITIAL.fullmatch(word):
            units.append(small + word)
            small = ""
    return units or [person]


def surnames(name: Name) -> list[str]:
    """All but the first of Latin names, of which one is enough; of Chinese ones either, as their order differs."""
    units = units_of(name.english)
    is_latin = not text.has_han(name.chinese) or re.search("[・·‧•]", name.chinese)
    return units[1:] or units if is_latin else units


def is_nearly_said(units: list[str], english: str) -> bool:
    """Beside another part of the name stands a word that is nearly this one: Diana Calvert."""
    words = [word for word in WORD.findall(english) if not INITIAL.fullmatch(word)]
    known = {word for unit in units for word in unit.split()}
    wanted = [unit for unit in units if not stands(unit, english)]
    return any(
        is_near(word, unit)
        for one, other in pairwise(words)
        for word, beside in ((one, other), (other, one))
        if beside in known
        for unit in wanted
    )


def is_near(word: str, meant: str) -> bool:
    if not word[0].isupper() or len(meant) < 4:
        return False
    return 0 < Levenshtein.distance(word.lower(), meant.lower()) <= (FAR if len(meant) >= SHORT else NEAR)
