"""The one vocabulary of everything that comes in or goes out.

Frozen dataclasses without Django: a reader of documents makes them, the database is written from them and
read into them, revisions store them, writers print them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogue; whoever shows it to a person translates it."""
    return message


class Kind(StrEnum):
    LEAD = "lead"
    POINT = "point"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Problem:
    """A doubt about one row (or about the paper, when `row` is None): what was seen and what was assumed.

    `message` is an English sentence with named placeholders, to be filled from `values` after translation.
    """

    row: int | None
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def say(self, translate: Callable[[str], str] = str) -> str:
        return translate(self.message) % self.values


class Refusal(ValueError):
    """A document that cannot be taken at all: one clear sentence, nothing written."""

    def __init__(self, message: str, **values: Any):
        super().__init__(message % values)
        self.message = message
        self.values = values

    def say(self, translate: Callable[[str], str] = str) -> str:
        return translate(self.message) % self.values


@dataclass(frozen=True, slots=True)
class English:
    """The English of one or more texts, its state, and the Chinese that it was made from.

    `writer` and `reviewer` are the numbers of the accounts that wrote and approved it, where it was people.
    """

    text: tuple[str, ...]
    state: str = "untranslated"
    basis: str = ""
    writer: int | None = None
    reviewer: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a speech. The text of a point includes its label; list numbers are not text.

    A paper gives text, kind and label; keys and English are known of a paragraph that is kept.
    """

    text: str
    kind: Kind = Kind.LEAD
    label: str = ""
    key: str = ""
    former_keys: tuple[str, ...] = ()
    english: English | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a speech that is kept, beyond what its paper says; others are named by their keys."""

    key: str
    year: int
    slug: str
    session: str
    speaker: str
    city: str = ""
    organization: str = ""
    document: int | None = None
    topics: tuple[str, ...] = ()
    state: str = ""
    publish_at: str = ""
    headline: str = ""
    english: English | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """One row of a digest: who spoke for whom, in which role, and what was said.

    `country` is ISO 3166-1 alpha-2 or "". `city` is as written without the country, `organization` as
    written; a speech has one of them or both. Role and honorific are those of that day.
    """

    number: int
    country: str = ""
    city: str = ""
    organization: str = ""
    role: str = ""
    honorific: str = ""
    speaker: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    problems: tuple[Problem, ...] = ()
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """One paper: the speeches of one session. `date` is ISO 8601; `title` is as the paper has it. `session` is the name
    of the session, where somebody has said which of a day it is; None leaves it to the paper, which may have `named`
    it. Of a paper that `is_printed` nobody sees whether a space stood at the end of a line."""

    title: str
    year: int
    date: str
    speeches: tuple[Speech, ...]
    problems: tuple[Problem, ...] = ()
    session: str | None = None
    named: str = ""
    is_printed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a paper's table as it stands: raw cells, and the line (or row) where it begins, counted from 1.

    In a cell "\\n" is the end of a line and "\\f" the end of a page. A row without number and name continues
    the row before it on a new page. `doubts` are the reader's, on this row.
    """

    number: str
    who: str
    content: str
    line: int = 0
    doubts: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """What a reader makes of a file: the title, the table's header and its rows, nothing interpreted.

    Page numbers and repeated headers are gone. `encoding` is that of a text file ("" for other formats), `session` is
    how the paper calls the session of its day, if it names one.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str = ""
    problems: tuple[Problem, ...] = ()
    session: str = ""
    is_printed: bool = False


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in both languages; "" where it is not known."""

    chinese: str = ""
    english: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """How a city, an organization or a speaker is called. Only places and bodies have a country (ISO 3166-1 alpha-2),
    only cities coordinates (degrees, north and east positive)."""

    name: Bilingual
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """One word of the vocabulary; synonyms are of either language."""

    slug: str
    name: Bilingual
    description: Bilingual
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One year's summit, with its figures as the organizers counted them."""

    year: int
    theme: Bilingual
    description: Bilingual
    starts_on: date | None = None
    ends_on: date | None = None
    leaders: int | None = None
    cities: int | None = None
    countries: int | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the glossary; `status` is official, press or proposal."""

    chinese: str
    english: str
    status: str
    source: str
    variants: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Words that mean the same to who searches."""

    words: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """What a speech has beyond its paper: headline, topics (by their slugs), and the English of role and paragraphs."""

    number: int
    speaker: str
    role: Bilingual
    headline: Bilingual
    topics: tuple[str, ...]
    paragraphs: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """All that a folder of content holds; the translations stand by the day of their session."""

    cities: tuple[Name, ...] = ()
    organizations: tuple[Name, ...] = ()
    speakers: tuple[Name, ...] = ()
    topics: tuple[Topic, ...] = ()
    editions: tuple[Edition, ...] = ()
    terms: tuple[Term, ...] = ()
    synonyms: tuple[Synonyms, ...] = ()
    translations: Mapping[date, tuple[Translation, ...]] = field(default_factory=dict)
