"""PostgreSQL: tokens that we have made, as tsvector; never by to_tsvector, whose dictionaries differ."""

from collections import defaultdict
from contextlib import contextmanager

from django.db import transaction

from .facets import tokens_of as filter_tokens_of
from .query import Query, Term, Word
from .table import ALL, EVERYTHING, GAP, TABLE, TITLE, Row, Search, ask, run, run_many, tokens_of, without

# Up to so many hits are ranked one by one: phrases and ranks read the tokens of every hit.
RANKED = 200
# A word in names and headline (A) weighs as much as ten in the text (D).
WEIGHTS = "{0.1, 0.1, 0.1, 1.0}"
# Beyond it a tsvector does not count.
LAST_POSITION = 16_383
VALUES = "(%s, %s, %s, %s, %s::tsvector, %s::tsvector)"


@contextmanager
def session():
    """For frequent words the planner would read the whole table: 15 times slower than the index."""
    with transaction.atomic():
        run("SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)")
        yield


def create(suffix: str = "") -> None:
    drop(suffix)
    run(
        f"CREATE TABLE {TABLE}{suffix} (place bigint PRIMARY KEY, speech_id bigint NOT NULL UNIQUE,"
        " facets text NOT NULL, digest text NOT NULL, title_tsv tsvector NOT NULL, tsv tsvector NOT NULL)"
    )
    # Compression saves nothing here, and each rank or phrase would undo it first.
    run(f"ALTER TABLE {TABLE}{suffix} ALTER COLUMN tsv SET STORAGE EXTERNAL")


def finish(suffix: str = "") -> None:
    """Make the indexes, once the table is filled. A changed speech waits in a list, which each query reads: so that a
    save does not wait for hundreds of places in the index, nor a query for more than a megabyte."""
    waiting = "fastupdate = on, gin_pending_list_limit = 1024"
    for column in ("title_tsv", "tsv"):
        run(f"CREATE INDEX ON {TABLE}{suffix} USING gin ({column}) WITH ({waiting})")


def exists(suffix: str) -> bool:
    return ask("SELECT to_regclass(%s) IS NOT NULL", [TABLE + suffix])[0][0]


def drop(suffix: str = "") -> None:
    run(f"DROP TABLE IF EXISTS {TABLE}{suffix}")


def replace(suffix: str) -> None:
    """Put this index in the place of the one that is used."""
    drop()
    run(f"ALTER TABLE {TABLE}{suffix} RENAME TO {TABLE}")


def add(rows: list[Row], suffix: str = "") -> None:
    columns = "speech_id, place, facets, digest, title_tsv, tsv"
    run_many(f"INSERT INTO {TABLE}{suffix} ({columns}) VALUES {VALUES}", [vectors(row) for row in rows])  # noqa: S608


def remove(rows: list[Row], suffix: str = "") -> None:
    run_many(f"DELETE FROM {TABLE}{suffix} WHERE place = %s", [(row.place,) for row in rows])  # noqa: S608


def vectors(row: Row) -> tuple:
    title = tokens_of(row.title)
    body = [*tokens_of(row.chinese), *tokens_of(row.english)]
    return (*row[:4], literal(title, []), literal(title, body, filter_tokens_of(row.facets)))


def literal(title: list[str], body: list[str], meta: list[str] | tuple = ()) -> str:
    """A tsvector as it is written; lines and texts are parted by a position that nothing has."""
    positions: dict[str, list[str]] = defaultdict(list)
    for number, token in enumerate(title, start=1):
        positions[token].append(f"{min(number, LAST_POSITION)}A")
    for number, token in enumerate(body, start=len(title) + 1):
        positions[token].append(str(min(number, LAST_POSITION)))
    positions.pop(GAP, None)
    return " ".join([*(f"{quoted(token)}:{','.join(where)}" for token, where in positions.items()), *map(quoted, meta)])


def strangers(rows: list[Row]) -> set[int]:
    """Which of these rows (by speech) have other tokens in the index than they should."""
    same = f"SELECT speech_id FROM {TABLE} WHERE speech_id = %s AND title_tsv = %s::tsvector AND tsv = %s::tsvector"  # noqa: S608
    return {row.speech for row in rows if not ask(same, [row.speech, *vectors(row)[4:]])}


def orphans() -> int:
    """How many rows of tokens belong to no row of the table: they are one."""
    return 0


def count(search: Search, part: str = ALL) -> int:
    condition, values = matching(search, part)
    return ask(f"SELECT count(*) FROM {TABLE} WHERE {condition}", values)[0][0]  # noqa: S608


def newest(search: Search, few: int, skip: int = 0, part: str = ALL) -> list[int]:
    """The speeches among the hits, newest first."""
    condition, values = matching(search, part)
    hits = f"SELECT speech_id FROM {TABLE} WHERE {condition} ORDER BY place DESC LIMIT %s OFFSET %s"  # noqa: S608
    return [speech for (speech,) in ask(hits, [*values, few, skip])]


def best(search: Search, few: int, skip: int = 0) -> list[int]:
    """The speeches among the hits: with the exact phrase, then with the words in names and headline, then the
    rest; each by rank, and then the newest first."""
    condition, values = matching(search, ALL)
    found, order, ranks = expression(search.query), [], []
    if search.as_phrase:
        order, ranks = ["tsv @@ %s::tsquery DESC"], [expression(search.as_phrase.query)]
    order += ["title_tsv @@ %s::tsquery DESC", "ts_rank(%s::float4[], tsv, %s::tsquery) DESC", "place DESC"]
    ordered = f"ORDER BY {', '.join(order)} LIMIT %s OFFSET %s"
    hits = f"SELECT speech_id FROM {TABLE} WHERE {condition} {ordered}"  # noqa: S608
    return [speech for (speech,) in ask(hits, [*values, *ranks, found, WEIGHTS, found, few, skip])]


def facets(search: Search) -> str:
    """The facets of all hits."""
    condition, values = matching(search, ALL)
    return ask(f"SELECT string_agg(facets, ' ') FROM {TABLE} WHERE {condition}", values)[0][0] or ""  # noqa: S608


def matching(search: Search, part: str) -> tuple[str, list]:
    """A condition on the table, with its values."""
    found = expression(search.query)
    wanted = [f"({found})", *map(quoted, search.filters)]
    if search.query.excluded:
        wanted.append(f"!({' | '.join(map(one_of, search.query.excluded))})")
    if search.without:
        wanted.append(f"!({expression(search.without)})")
    condition, values = f"tsv @@ %s::tsquery{without(search.hidden, 'place')}", [" & ".join(wanted)]
    if part == ALL:
        return condition, values
    in_title = "title_tsv @@ %s::tsquery"
    return f"{condition} AND {in_title if part == TITLE else f'NOT {in_title}'}", [*values, found]


def expression(query: Query) -> str:
    terms = map(one_of, query.terms)
    return (" | " if query.any_term else " & ").join(terms) or quoted(EVERYTHING)


def one_of(term: Term) -> str:
    return f"({' | '.join(map(all_of, term.words))})"


def all_of(word: Word) -> str:
    *others, last = map(quoted, word.tokens)
    between = " <-> " if word.is_phrase else " & "
    return f"({between.join([*others, last + (':*' if word.begins else '')])})"


def quoted(token: str) -> str:
    return f"'{token}'"
