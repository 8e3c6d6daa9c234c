"""SQLite: an FTS5 table of tokens that we have made, without the texts themselves (`content=''`).

SQLite 3.40 forgets a row of such a table when it is told the tokens that the row had.
"""

from .facets import tokens_of as filter_tokens_of
from .query import Query, Term, Word
from .table import ALL, EVERYTHING, REST, TABLE, TITLE, Row, Search, ask, run, run_many, tokens_of, without

TOKENS = f"{TABLE}_tokens"
# The first column needs no mark beside each place: the longest text is first, which makes the index a fifth smaller.
COLUMNS = "chinese, title, english, meta"
# Up to so many hits are ranked one by one.
RANKED = 1000
# A word in names and headline weighs as much as ten in the text.
WEIGHTS = "1.0, 10.0, 1.0, 0.0"


def create(suffix: str = "") -> None:
    drop(suffix)
    run(
        f"CREATE TABLE {TABLE}{suffix} (place INTEGER PRIMARY KEY, speech_id INTEGER NOT NULL UNIQUE,"
        " facets TEXT NOT NULL, digest TEXT NOT NULL)"
    )
    # `ascii` parts at spaces and leaves every other character of our tokens alone.
    run(f"CREATE VIRTUAL TABLE {TOKENS}{suffix} USING fts5({COLUMNS}, content='', tokenize='ascii')")


def finish(suffix: str = "") -> None:
    """Nothing: the index grows with its rows."""


def exists(suffix: str) -> bool:
    return bool(ask("SELECT 1 FROM sqlite_master WHERE name = %s", [TABLE + suffix]))


def drop(suffix: str = "") -> None:
    run(f"DROP TABLE IF EXISTS {TOKENS}{suffix}")
    run(f"DROP TABLE IF EXISTS {TABLE}{suffix}")


def replace(suffix: str) -> None:
    """Put this index in the place of the one that is used."""
    drop()
    run(f"ALTER TABLE {TABLE}{suffix} RENAME TO {TABLE}")
    run(f"ALTER TABLE {TOKENS}{suffix} RENAME TO {TOKENS}")


def tidy() -> None:
    """Nothing is left over."""


def replace_rows(old: list[Row], new: list[Row], suffix: str = "") -> None:
    """What was is forgotten as it was added."""
    run_many(
        f"INSERT INTO {TOKENS}{suffix} ({TOKENS}{suffix}, rowid, {COLUMNS}) VALUES ('delete', %s, %s, %s, %s, %s)",  # noqa: S608
        [token_row(row) for row in old],
    )
    run_many(f"DELETE FROM {TABLE}{suffix} WHERE place = %s", [(row.place,) for row in old])  # noqa: S608
    run_many(
        f"INSERT INTO {TABLE}{suffix} (speech_id, place, facets, digest) VALUES (%s, %s, %s, %s)",  # noqa: S608
        [row[:4] for row in new],
    )
    run_many(
        f"INSERT INTO {TOKENS}{suffix} (rowid, {COLUMNS}) VALUES (%s, %s, %s, %s, %s)",  # noqa: S608
        [token_row(row) for row in new],
    )


def token_row(row: Row) -> tuple:
    texts = [tokens_of(row.chinese), tokens_of(row.title, are_names=True), tokens_of(row.english)]
    return (row.place, *map(" ".join, [*texts, filter_tokens_of(row.facets)]))


def strangers(rows: list[Row]) -> set[int]:
    """Which of these rows (by speech) have other tokens in the index than they should."""
    places = ", ".join(str(row.place) for row in rows)
    sizes = dict(ask(f"SELECT id, sz FROM {TOKENS}_docsize WHERE id IN ({places})"))  # noqa: S608 - integers
    return {row.speech for row in rows if bytes(sizes.get(row.place, b"")) != size_of(row)}


def size_of(row: Row) -> bytes:
    """The numbers of tokens of the columns, as FTS5 keeps them beside its index: as variable-length integers."""
    size = b""
    for text in token_row(row)[1:]:
        number = len(text.split())
        varint = [number & 0x7F]
        while number := number >> 7:
            varint.insert(0, number & 0x7F | 0x80)
        size += bytes(varint)
    return size


def orphans() -> int:
    """How many rows of tokens belong to no row of the table."""
    return ask(f"SELECT count(*) FROM {TOKENS}_docsize WHERE id NOT IN (SELECT place FROM {TABLE})")[0][0]  # noqa: S608


def count(search: Search, part: str = ALL) -> int:
    condition, values = matching(search, part)
    return ask(f"SELECT count(*) FROM {TOKENS} WHERE {condition}", values)[0][0]  # noqa: S608


def newest(search: Search, few: int, skip: int = 0, part: str = ALL, *, count: int) -> list[int]:
    """The speeches among the hits, newest first: the index has them in this order, however many (`count`) they are."""
    condition, values = matching(search, part)
    hits = f"SELECT rowid AS place FROM {TOKENS} WHERE {condition} ORDER BY rowid DESC LIMIT %s OFFSET %s"  # noqa: S608
    rows = ask(
        f"SELECT speech_id FROM ({hits}) AS hit JOIN {TABLE} AS row ON row.place = hit.place ORDER BY row.place DESC",  # noqa: S608
        [*values, few, skip],
    )
    return [speech for (speech,) in rows]


def best(search: Search, few: int, skip: int = 0, *, with_ranks: bool = True) -> list[int]:
    """The speeches among the hits: with the exact phrase, then with the words in names and headline, then the
    rest; each by score (the lower the better), and then the newest first. Without ranks, which take the most, phrases
    do not count either."""
    condition, values = matching(search, ALL)
    phrase = search.as_phrase if with_ranks else None
    ranks = [expression_of(phrase, ALL) if phrase else None, expression_of(search, TITLE)]
    order = [f"rowid IN (SELECT rowid FROM {TOKENS} WHERE {TOKENS} MATCH %s) DESC" for rank in ranks if rank]  # noqa: S608
    order += [*([f"bm25({TOKENS}, {WEIGHTS})"] if with_ranks else []), "rowid DESC"]
    ordered = f"ORDER BY {', '.join(order)} LIMIT %s OFFSET %s"
    hits = ask(f"SELECT rowid FROM {TOKENS} WHERE {condition} {ordered}", [*values, *filter(None, ranks), few, skip])  # noqa: S608
    return speeches_at([place for (place,) in hits])


def speeches_at(places: list[int]) -> list[int]:
    """The speeches at these places, in their order."""
    rows = ask(f"SELECT place, speech_id FROM {TABLE} WHERE place IN ({', '.join(map(str, places))})")  # noqa: S608
    found = dict(rows)
    return [found[place] for place in places]


def facets(search: Search) -> str:
    """The facets of all hits."""
    condition, values = matching(search, ALL)
    hits = f"SELECT rowid AS place FROM {TOKENS} WHERE {condition}"  # noqa: S608
    joined = f"SELECT group_concat(facets, ' ') FROM ({hits}) AS hit CROSS JOIN {TABLE} AS row ON row.place = hit.place"  # noqa: S608
    return ask(joined, values)[0][0] or ""


def matching(search: Search, part: str) -> tuple[str, list]:
    """A condition on the table of tokens, with its values."""
    return f"{TOKENS} MATCH %s{without(search.hidden, 'rowid')}", [expression_of(search, part)]


def expression_of(search: Search, part: str) -> str:
    """What FTS5 is to match."""
    found = expression(search.query)
    if part == TITLE:
        found = f"{{title}} : ({found})"
    elif part == REST:
        found = f"({found}) NOT ({{title}} : ({found}))"
    if search.query.excluded:
        found = f"({found}) NOT ({' OR '.join(map(one_of, search.query.excluded))})"
    if search.without:
        found = f"({found}) NOT ({expression(search.without)})"
    return " AND ".join([f"({found})", *map(quoted, search.filters)])


def expression(query: Query) -> str:
    terms = map(one_of, query.terms)
    return (" OR " if query.any_term else " AND ").join(terms) or quoted(EVERYTHING)


def one_of(term: Term) -> str:
    return f"({' OR '.join(map(all_of, term.words))})"


def all_of(word: Word) -> str:
    beginning = " *" if word.begins else ""
    if word.is_phrase:
        return quoted(" ".join(word.tokens)) + beginning
    return f"({' AND '.join(map(quoted, dict.fromkeys(word.tokens)))}{beginning})"


def quoted(tokens: str) -> str:
    return f'"{tokens}"'
