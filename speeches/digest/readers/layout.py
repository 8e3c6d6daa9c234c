"""Where characters and lines stand on pages becomes tables and text. Pure.

Drawn lines part the columns and the rows; the edges of a page part a row too, whose rest stands on the next page, in
a row without number and name.
"""

from collections.abc import Iterable
from math import inf

from speeches.digest.columns import Holds, understood
from speeches.digest.readers import flow, ruled, unruled
from speeches.digest.readers.grid import BY_PLACES
from speeches.digest.readers.places import Cell, Line, Page, lines_of
from speeches.digest.readers.text import PAGE_NUMBER
from speeches.records import Refusal, gettext_noop

NUMBER_BELOW = gettext_noop(
    "Rows whose number stands on a later page than their first lines: check where they begin. Numbers: %(text)s"
)
OVERPRINTED = gettext_noop("Words stand upon other words; they were read one after the other: %(text)s")
HYPHENS = gettext_noop(
    "Hyphens at the ends of printed lines were kept; they may belong to the words or only to the print: %(text)s"
)

Table = list[list[Cell]]
# The rows of a table as they are written: each cell has its text, its column, its span, and whether it goes on.
Written = list[list[list]]


def pieces(pages: Iterable[Page]) -> tuple[list[str | Written], dict[str, list[str]]]:
    """What `grid.paper` takes, as JSON has it: texts and tables. And what is to be said of them: messages, with the
    texts that each is about.

    Raises Refusal for a digest without drawn lines, whose columns cannot be told apart."""
    pages = list(pages)
    found, by_places = _tables_of(pages)
    made: list[str | Table] = []
    lines: list[Line] = []
    begun: list[bool] = []
    for page, tables in zip(pages, found, strict=True):
        outside = _outside(page, tables)
        lines += outside
        for half in _halves(tables, outside):
            made += half
            count = sum(not isinstance(piece, str) for piece in half)
            begun += [index == 0 for index in range(count)]
    cells = [cell for piece in made if not isinstance(piece, str) for row in piece for cell in row]
    flow.measure(cells)
    written = [piece if isinstance(piece, str) else [[*map(_written, row)] for row in piece] for piece in made]
    tables = [piece for piece in written if not isinstance(piece, str)]
    below = _rejoin(tables, begun)
    lines += [line for cell in cells for line in cell.lines]
    overprinted = [*dict.fromkeys(line.text.strip() for line in lines if line.overprinted)]
    headers = [item for table in tables for row in table for item in _header(row).items()]
    read = {column for column, kind in headers if kind <= Holds.CONTENT}
    hyphens = [*dict.fromkeys(word for cell in cells if cell.column in read for word in flow.hyphened(cell))]
    about = ((NUMBER_BELOW, below), (OVERPRINTED, overprinted), (HYPHENS, hyphens))
    said: dict[str, list[str]] = {message: texts for message, texts in about if texts}
    if by_places:
        said[BY_PLACES] = []
    return written, said


def _outside(page: Page, tables: list[Table]) -> list[Line]:
    inside = {id(character) for rows in tables for row in rows for cell in row for character in cell.characters}
    lines = lines_of([character for character in page.characters if id(character) not in inside])
    return [line for line in lines if not PAGE_NUMBER.fullmatch(line.text.strip())]


def _halves(tables: list[Table], outside: list[Line]) -> list[list[str | Table]]:
    """What stands on a page, from top to bottom; of one in two columns, what stands in each."""
    right = max((rows[0][0].left for rows in tables), default=0) if len(tables) > 1 else 0
    halved = right > max((rows[0][-1].right for rows in tables if rows[0][0].left < right), default=inf)
    placed: list[tuple[bool, float, str | Table]] = [
        *((halved and rows[0][0].left >= right, rows[0][0].top, rows) for rows in tables),
        *((halved and line.x0 >= right, line.y, line.text) for line in outside),
    ]
    placed.sort(key=lambda place: place[:2])
    return [[piece for side, _, piece in placed if side is half] for half in (False, True)]


def _tables_of(pages: list[Page]) -> tuple[list[list[Table]], bool]:
    """The tables of each page, as they are drawn; or (True) by the places of their words alone, where that finds more
    rows: some tables have no lines, and some have them around every second row."""
    drawn = [ruled.tables(page) for page in pages]
    try:
        printed = unruled.tables(pages)
    except Refusal:
        if _numbered(drawn):
            return drawn, False
        raise
    by_places = _numbered(printed) > _numbered(drawn)
    return (printed if by_places else drawn), by_places


def _numbered(pages: list[list[Table]]) -> int:
    """How many rows of a digest there are; none without its header."""
    rows = [
        [line.text for cell in row for line in cell.lines[:1]] for tables in pages for rows in tables for row in rows
    ]
    if not any(map(understood, rows)):
        return 0
    return sum(any(map(unruled.NUMBER.fullmatch, row)) for row in rows)


def _written(cell: Cell) -> list:
    return [flow.text(cell), cell.column, cell.span, cell.goes_on]


def _rejoin(tables: list[Written], begun: list[bool]) -> list[str]:
    """Put together what a page's end has cut: its first row, if it has no number, is the rest of the row before. Where
    only last rows have none, the number stands in the middle of its row, on the next page: those numbers are returned.

    `begun` says which tables are the first of a page or of a half of one."""
    bodies, column = [], 0
    for table in tables:
        header = next(filter(None, map(_header, table)), {})
        column = next((column for column, kind in header.items() if kind is Holds.NUMBER), column)
        bodies.append(([row for row in table if not _header(row)], column))
    inner = [row for rows, column in bodies for row in rows[1:-1] if not _at(row, column)]
    below: list[str] = []
    last: list | None = None
    above: Written = []
    seen = False
    for table, is_first, (rows, column) in zip(tables, begun, bodies, strict=True):
        first = rows[0] if rows else None
        if first is not None and last is not None and is_first and len(first) == len(last):
            if not _at(first, column):
                _join(last, first, last)
                _remove(table, rows.pop(0))
            elif not _at(last, column) and not inner:
                _join(last, first, first)
                _remove(above, last)
                below.append(_at(first, column))
        if rows:
            # Alone on its page, a row without a number is the rest of another and no beginning.
            is_rest = seen and rows[-1] is first and not _at(first, column)
            last, above, seen = None if is_rest else rows[-1], table, True
    return below


def _header(row: list) -> dict[int, Holds]:
    """What the columns hold, by where they begin, if the row is the header of a digest."""
    filled = [(text, column) for text, column, *_ in row if text]
    kinds = understood([text for text, _ in filled]) or []
    return {column: kind for (_, column), kind in zip(filled, kinds, strict=False)}


def _at(row: list, column: int) -> str:
    """The words of a row in a column."""
    return "".join(text for text, start, *_ in row if start == column)


def _join(upper: list, lower: list, kept: list) -> None:
    for one, other, cell in zip(upper, lower, kept, strict=True):
        cell[0] = "\f".join(filter(None, (one[0], other[0])))


def _remove(table: Written, row: list) -> None:
    table[:] = [other for other in table if other is not row]
