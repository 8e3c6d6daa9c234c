"""PostgreSQL: tokens that we have made, as tsvector; never by to_tsvector, whose dictionaries differ."""

from itertools import chain, repeat

from django.db import connection

from .facets import tokens_of as filter_tokens_of
from .query import Query, Term, Word
from .table import ALL, EVERYTHING, GAP, TABLE, TITLE, Row, Search, ask, run, run_many, tokens_of, without

# Up to so many hits are ranked one by one: phrases and ranks read the tokens of every hit.
RANKED = 100
# Up to so many hits are found and sorted; for more the planner may go through the table from its end until it has
# enough of them, which it would do for rare words, too.
SORTED = 5_000
# A word in names and headline (A) weighs as much as ten in the text (D).
WEIGHTS = "{0.1, 0.1, 0.1, 1.0}"
# Beyond it a tsvector does not count.
LAST_POSITION = 16_383
POSITIONS = [str(position) for position in range(1, LAST_POSITION)]
# Until the end of the transaction, which is the statement itself where no other is open.
WITH_INDEX = "SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)"
# The vector itself, fetched once for all that reads it: nothing is deleted, because no vector has this token.
FETCHED = f"ts_delete(tsv, '{GAP}')"
COLUMNS = "speech_id, place, facets, digest, title_tsv, tsv"
WRITTEN_OVER = (
    "ON CONFLICT (place) DO UPDATE SET facets = excluded.facets, digest = excluded.digest,"
    " title_tsv = excluded.title_tsv, tsv = excluded.tsv"
)
VALUES = "(%s, %s, %s, %s, %s::tsvector, %s::tsvector)"


def ask_index(question: str, values: list) -> list[tuple]:
    """For frequent words the planner would read the whole table: 15 times slower than the index. What keeps it from
    that is sent together with the question, which takes half a millisecond less than a transaction around it."""
    with connection.cursor() as cursor:
        cursor.execute(f"{WITH_INDEX}; {question}", values)
        cursor.nextset()
        return cursor.fetchall()


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
    run("SELECT set_config('maintenance_work_mem', '256MB', true)")
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


def tidy() -> None:
    """So that rows need not be looked at to be counted. Autovacuum would do it, some minutes later."""
    if not connection.in_atomic_block:
        run(f"VACUUM ANALYZE {TABLE}")


def replace_rows(old: list[Row], new: list[Row], suffix: str = "") -> None:
    """A row that keeps its place is written over."""
    kept = {(row.speech, row.place) for row in new}
    gone = [(row.place,) for row in old if (row.speech, row.place) not in kept]
    run_many(f"DELETE FROM {TABLE}{suffix} WHERE place = %s", gone)  # noqa: S608
    run_many(f"INSERT INTO {TABLE}{suffix} ({COLUMNS}) VALUES {VALUES} {WRITTEN_OVER}", list(map(vectors, new)))  # noqa: S608


def vectors(row: Row) -> tuple:
    title = tokens_of(row.title, are_names=True)
    body = [*tokens_of(row.chinese), *tokens_of(row.english)]
    return (*row[:4], literal(title, []), literal(title, body, filter_tokens_of(row.facets)))


def literal(title: list[str], body: list[str], meta: list[str] | tuple = ()) -> str:
    """A tsvector as it is written; lines and texts are parted by a position that nothing has."""
    where: dict[str, str] = {}
    positions = chain(POSITIONS, repeat(str(LAST_POSITION)))
    for found, weight in ((title, "A"), (body, "")):
        for token, position in zip(found, positions, strict=False):
            where[token] = f"{where[token]},{position}{weight}" if token in where else f"{position}{weight}"
    where.pop(GAP, None)
    return " ".join([*(f"'{token}':{places}" for token, places in where.items()), *map(quoted, meta)])


def strangers(rows: list[Row]) -> set[int]:
    """Which of these rows (by speech) have other tokens in the index than they should."""
    same = f"SELECT speech_id FROM {TABLE} WHERE speech_id = %s AND title_tsv = %s::tsvector AND tsv = %s::tsvector"  # noqa: S608
    return {row.speech for row in rows if not ask(same, [row.speech, *vectors(row)[4:]])}


def orphans() -> int:
    """How many rows of tokens belong to no row of the table: they are one."""
    return 0


def count(search: Search, part: str = ALL) -> int:
    condition, values = matching(search, part)
    return ask_index(f"SELECT count(*) FROM {TABLE} WHERE {condition}", values)[0][0]  # noqa: S608


def newest(search: Search, few: int, skip: int = 0, part: str = ALL, *, count: int) -> list[int]:
    """The speeches among the hits, newest first."""
    condition, values = matching(search, part)
    apart = " OFFSET 0" if count <= SORTED or part == TITLE else ""
    hits = f"SELECT place, speech_id FROM {TABLE} WHERE {condition}{apart}"  # noqa: S608
    page = f"SELECT speech_id FROM ({hits}) AS hit ORDER BY place DESC LIMIT %s OFFSET %s"  # noqa: S608
    return [speech for (speech,) in ask_index(page, [*values, few, skip])]


def best(search: Search, few: int, skip: int = 0, *, with_ranks: bool = True) -> list[int]:
    """The speeches among the hits: with the exact phrase, then with the words in names and headline, then the
    rest; each by rank, and then the newest first. Without ranks, which take the most, phrases do not count either."""
    condition, values = matching(search, ALL)
    found = expression(search.query)
    order = {"title_tsv @@ %s::tsquery": [found]}
    if with_ranks:
        phrase = {"tsv @@ %s::tsquery": [expression(search.as_phrase.query)]} if search.as_phrase else {}
        order = phrase | order | {"ts_rank(%s::float4[], tsv, %s::tsquery)": [WEIGHTS, found]}
    hits = f"SELECT place, speech_id, title_tsv, {FETCHED} AS tsv FROM {TABLE} WHERE {condition} OFFSET 0"  # noqa: S608
    ordered = ", ".join(f"{rank} DESC" for rank in [*order, "place"])
    page = f"SELECT speech_id FROM ({hits}) AS hit ORDER BY {ordered} LIMIT %s OFFSET %s"  # noqa: S608
    return [speech for (speech,) in ask_index(page, [*values, *chain(*order.values()), few, skip])]


def facets(search: Search) -> str:
    """The facets of all hits."""
    condition, values = matching(search, ALL)
    return ask_index(f"SELECT string_agg(facets, ' ') FROM {TABLE} WHERE {condition}", values)[0][0] or ""  # noqa: S608


def matching(search: Search, part: str) -> tuple[str, list]:
    """A condition on the table, with its values."""
    found = expression(search.query)
    others = list(map(quoted, search.filters))
    if search.query.excluded:
        others.append(f"!({' | '.join(map(one_of, search.query.excluded))})")
    if search.without:
        others.append(f"!({expression(search.without)})")
    hidden = without(search.hidden, "place")
    if part == TITLE:  # whose words the other vector has as well, and need not be fetched
        conditions, values = ["title_tsv @@ %s::tsquery"], [found]
        if others:
            conditions, values = [*conditions, "tsv @@ %s::tsquery"], [found, " & ".join(others)]
        return f"{' AND '.join(conditions)}{hidden}", values
    condition, values = f"tsv @@ %s::tsquery{hidden}", [" & ".join([f"({found})", *others])]
    return (condition, values) if part == ALL else (f"{condition} AND NOT title_tsv @@ %s::tsquery", [*values, found])


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
