"""What is asked of the search and what it answers: the words between it and the pages."""

from dataclasses import dataclass, field
from typing import NamedTuple

from .query import Word

# The kinds of filters and facets, in the order in which pages show them.
KINDS = ("year", "region", "country", "city", "topic", "language")
# Of what has no country.
OTHER = "other"
RELEVANCE, NEWEST = "relevance", "newest"


@dataclass(frozen=True, slots=True)
class Filters:
    """One value of each kind, or none. `region` is a code of countries.REGIONS, `country` ISO 3166-1 alpha-2 (either is
    OTHER for speeches of no country); `city` and `topic` are primary keys; `language` is "zh-hant" or "en": what the
    speech can be read in."""

    year: int | None = None
    region: str = ""
    country: str = ""
    city: int | None = None
    topic: int | None = None
    language: str = ""

    def values(self) -> dict[str, int | str]:
        """Those that are set, by their kind."""
        return {kind: value for kind in KINDS if (value := getattr(self, kind)) not in (None, "")}


# For each kind, how many hits each value has: as long as the list that the reader gets who chooses it (all other
# filters stay, one of the same kind gives way). Years, cities and topics are integers, the others codes.
Facets = dict[str, dict[int | str, int]]


@dataclass(frozen=True, slots=True)
class Also:
    """Speeches that are no hits, but have the glossary's word of the other language (數位轉型: digital transformation).

    `words` is the query in that other word; `pks` are the first few of `count` speeches.
    """

    words: str
    count: int
    pks: list[int]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query. Close matches (`is_close`) are what nearly fits where nothing fits, whatever the filters.

    `pks` are the speeches of the page in their order; `count` is how many there are on all pages. `did_you_mean` is
    another query that has hits, or "". `words` are what is marked in a hit: the reader's, and their synonyms.
    """

    count: int
    pks: list[int]
    is_close: bool = False
    facets: Facets = field(default_factory=dict)
    did_you_mean: str = ""
    also: Also | None = None
    words: tuple[Word, ...] = ()


class Run(NamedTuple):
    """A stretch of text as written; whether it is what was searched for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Where in a speech the hit is: paragraph (its key), language ("zh-hant" or "en") and the words around it.

    `cut_before` and `cut_after`: whether the paragraph has more than the runs.
    """

    paragraph: str
    language: str
    runs: tuple[Run, ...]
    cut_before: bool
    cut_after: bool


class Suggestion(NamedTuple):
    """Something with public speeches whose name holds what was typed: a Speaker, City, Organization or Topic.

    `kind` is the model's name ("speaker").
    """

    kind: str
    thing: object
