"""What the index of both kinds of database shares: a row a published speech, its tokens, and what is asked of them.

The table speeches_search is the engines' own, not Django's: what it has beside `place`, `speech_id`, `facets` and
`digest` differs. `place` orders the rows: the newest speech has the highest. A filter is one more token of a query
(§year2021 §city12).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from ..models import SpeechState
from .query import Query
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
    """What is asked of an engine: a query, filter tokens, the time (what is not due is left out), and another query
    whose hits are left out."""

    query: Query
    filters: tuple[str, ...]
    at: datetime
    without: Query | None = None


def tokens_of(text: str) -> list[str]:
    found: list[str] = []
    for line in filter(None, text.split("\n")):
        found += tokens(line)
        found.append(GAP)
    return found[:MOST_TOKENS]


def due(at: datetime) -> tuple[str, list]:
    """A condition on `place`, with its values: not one of the few whose time has not come."""
    condition = f"""place NOT IN (
        SELECT row.place FROM {TABLE} AS row JOIN speeches_speech AS speech ON speech.id = row.speech_id
        WHERE speech.state = %s AND speech.publish_at > %s)"""  # noqa: S608 - no value in it
    return condition, [SpeechState.PUBLISHED.value, connection.ops.adapt_datetimefield_value(at)]


def speeches_at(places: list[int]) -> list[int]:
    """The speeches at these places, in their order."""
    if not places:
        return []
    found = dict(ask(f"SELECT place, speech_id FROM {TABLE} WHERE place IN ({', '.join(map(str, places))})"))  # noqa: S608
    return [found[place] for place in places if place in found]


def run(statement: str, values=()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def run_many(statement: str, rows: list) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)


def ask(question: str, values=()) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()
