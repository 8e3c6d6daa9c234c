"""What the index of both kinds of database shares: a row a published speech, its tokens, and what is asked of them.

The table speeches_search is the engines' own, not Django's: what it has beside `place`, `speech_id`, `facets` and
`digest` differs. `place` orders the rows: the newest speech has the highest. A filter is one more token of a query
(§year2021 §city12).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.db import connection

from ..models import Speech
from .query import Query, Term
from .tokens import tokens

TABLE = "speeches_search"
# Stands before each filter token, and between two lines of a text: no reader's text has a token with either.
SIGN, GAP = "§", "¶"
EVERYTHING = f"{SIGN}all"
# Of one text; more would be longer than a tsvector may be. It is what somebody says in an hour and a half.
MOST_TOKENS = 20_000
# Which hits: all, those in names and headline, the others.
ALL, TITLE, REST = "all", "title", "rest"


class Row(NamedTuple):
    """A published speech as it is found; in the texts, which are folded, a line is a name or a paragraph."""

    speech: int
    place: int
    facets: str
    digest: str
    title: str
    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked of an engine: a query, filter tokens, the places of what is hidden, and another query whose hits
    are left out."""

    query: Query
    filters: tuple[str, ...]
    hidden: tuple[int, ...] = ()
    without: Query | None = None

    @property
    def as_phrase(self) -> "Search | None":
        """All terms side by side; None where that says no more than the query itself."""
        whole = self.query.whole
        return whole and replace(self, query=Query((Term((whole,), ""),), self.query.excluded))


def tokens_of(text: str, *, are_names: bool = False) -> list[str]:
    found: list[str] = []
    read = tokens_of_name if are_names else tokens
    for line in filter(None, text.split("\n")):
        found += read(line)
        found.append(GAP)
    return found[:MOST_TOKENS]


# Many speeches have the same city, country and topics.
tokens_of_name = lru_cache(maxsize=20_000)(tokens)


def not_due(stamp: tuple | None, at: datetime) -> tuple[int, ...]:
    """The places of the few published speeches whose time has not come at this moment, which is now or later."""
    speeches = ", ".join(str(speech) for due, speech in waiting(stamp) if due > at)
    if not speeches:  # as a rule
        return ()
    rows = ask(f"SELECT place FROM {TABLE} WHERE speech_id IN ({speeches}) ORDER BY place")  # noqa: S608 - integers
    return tuple(place for (place,) in rows)


@lru_cache(maxsize=1)
def waiting(_stamp: tuple | None) -> list[tuple[datetime, int]]:
    """When which speeches come due. Only a change adds to them, and that moves the stamp of the content."""
    return list(Speech.objects.scheduled().order_by("publish_at").values_list("publish_at", "pk"))


def without(hidden: tuple[int, ...], column: str) -> str:
    """A condition, or nothing."""
    return f" AND {column} NOT IN ({', '.join(map(str, hidden))})" if hidden else ""


def run(statement: str, values=()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def run_many(statement: str, rows: list) -> None:
    # psycopg makes much ado about many rows, even if they are one.
    if len(rows) == 1:
        run(statement, rows[0])
    elif rows:
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)


def ask(question: str, values=()) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()
