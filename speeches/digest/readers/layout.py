"""Where characters and lines stand on pages becomes tables and text. Pure.

Drawn lines part the columns and the rows; the edges of a page part a row too, whose rest stands on the next page, in
a row without number and name. Within a cell a printed line that had no room for more goes on in the next.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from math import inf
from statistics import median

from speeches.digest.blocks import OPENER
from speeches.digest.columns import understood
from speeches.digest.markup import is_wide
from speeches.digest.readers import unruled
from speeches.digest.readers.places import Cell, Character, Line, Page, Stroke, is_apart, lines_of
from speeches.digest.readers.text import PAGE_NUMBER
from speeches.records import Refusal

# Points: what stands closer together is one line; a cell's border is a rectangle of its own width.
_CLOSE = 2.5
# No line begins with one of these, so a character takes them along; and none ends with one of those.
_NEVER_FIRST = frozenset("，。、；：！？」』）》〉】］％,.;:!?)]}%”’…—～·‧")
_HANGING = re.compile(rf"{OPENER.pattern}|\d{{1,3}}[.、)]")
_NEVER_LAST = frozenset("「『（《〈【［([{“‘")


def pieces(pages: Iterable[Page]) -> tuple[list, bool]:
    """What `grid.paper` takes, as JSON has it: texts, and tables of rows of [text, column, span]. And whether the rows
    were told apart by the places of words alone.

    Raises Refusal for a digest without drawn lines, whose columns cannot be told apart."""
    pages = list(pages)
    made: list[str | list[list[Cell]]] = []
    found, by_places = _tables_of(pages)
    for page, tables in zip(pages, found, strict=True):
        inside = {id(character) for rows in tables for row in rows for cell in row for character in cell.characters}
        outside = lines_of([character for character in page.characters if id(character) not in inside])
        # Of a page in two columns the right one is read after the left one.
        right = max((rows[0][0].left for rows in tables), default=0) if len(tables) > 1 else 0
        halved = right > max((rows[0][-1].right for rows in tables if rows[0][0].left < right), default=inf)
        placed = [(halved and rows[0][0].left >= right, rows[0][0].top, rows) for rows in tables]
        texts = [line for line in outside if not PAGE_NUMBER.fullmatch(line.text.strip())]
        placed += [(halved and line.x0 >= right, line.y, line.text) for line in texts]
        made.extend(piece for *_, piece in sorted(placed, key=lambda place: place[:2]))
    _measure([piece for piece in made if not isinstance(piece, str)])
    written = [piece if isinstance(piece, str) else [_written(row) for row in piece] for piece in made]
    _rejoin([piece for piece in written if not isinstance(piece, str)])
    return written, by_places


def _tables_of(pages: list[Page]) -> tuple[list[list[list[list[Cell]]]], bool]:
    """The tables of each page, as they are drawn; or (True) by the places of their words alone, where that finds more
    rows: some tables have no lines, and some have them around every second row."""
    drawn = [_tables(page) for page in pages]
    try:
        printed = unruled.tables(pages)
    except Refusal:
        if _numbered(drawn):
            return drawn, False
        raise
    by_places = _numbered(printed) > _numbered(drawn)
    return (printed if by_places else drawn), by_places


def _numbered(pages: list[list[list[list[Cell]]]]) -> int:
    """How many rows of a digest there are; none without its header."""
    rows = [
        [line.text for cell in row for line in cell.lines[:1]] for tables in pages for rows in tables for row in rows
    ]
    if not any(map(understood, rows)):
        return 0
    return sum(any(map(unruled.NUMBER.fullmatch, row)) for row in rows)


def _written(row: list[Cell]) -> list[list]:
    return [[_text(cell), cell.column, cell.span] for cell in row]


def _rejoin(tables: list[list[list]]) -> None:
    """Put the rest of a row that a page's end has cut behind its beginning: a page's first row, if it has no number."""
    last: list | None = None
    for table in tables:
        rows = [row for row in table if not understood(_filled(row))]
        if last is not None and rows and len(rows[0]) == len(last) and not rows[0][0][0]:
            rest = rows.pop(0)
            table.remove(rest)
            for cell, more in zip(last, rest, strict=True):
                cell[0] = "\f".join(filter(None, (cell[0], more[0])))
        last = rows[-1] if rows else last


def _filled(row: list) -> list[str]:
    return [text for text, _, _ in row if text]


def _tables(page: Page) -> list[list[list[Cell]]]:
    """The cells of each table with their characters: where upright lines stand one below the other is one table."""
    made: list[list[Stroke]] = []
    bottom = 0.0
    for stroke in sorted((stroke for stroke in page.strokes if stroke.is_upright), key=lambda stroke: stroke.y0):
        if made and stroke.y0 <= bottom + _CLOSE:
            made[-1].append(stroke)
        else:
            made.append([stroke])
        bottom = max(bottom, stroke.y1)
    tables = (_rows(page, upright) for below in made for upright in _side_by_side(page, below))
    return [rows for rows in tables if rows]


def _side_by_side(page: Page, upright: list[Stroke]) -> list[list[Stroke]]:
    """The upright lines of each table, where a page is set in two columns: no level line joins the two."""
    columns = _clusters(_middle(stroke) for stroke in upright)
    level = [stroke for stroke in page.strokes if stroke.is_level]
    made: list[list[Stroke]] = [[]]
    for start, end in pairwise([*columns, inf]):
        made[-1].extend(stroke for stroke in upright if start - _CLOSE < _middle(stroke) < start + _CLOSE)
        if not any(
            stroke.x0 < start + 2 * _CLOSE and stroke.x1 > min(end, page.width) - 2 * _CLOSE for stroke in level
        ):
            made.append([])
    return [those for those in made if those]


def _middle(stroke: Stroke) -> float:
    return (stroke.x0 + stroke.x1) / 2


def _rows(page: Page, upright: list[Stroke]) -> list[list[Cell]]:
    """The rows of one table. No closing line is drawn where a page cuts a row."""
    columns = _clusters(_middle(stroke) for stroke in upright)
    if len(columns) < 3:
        return []
    left, right = columns[0], columns[-1]
    top, bottom = min(stroke.y0 for stroke in upright), max(stroke.y1 for stroke in upright)
    level = [stroke for stroke in page.strokes if stroke.is_level and left - 9 < stroke.x0 and stroke.x1 < right + 9]
    level = [stroke for stroke in level if top - _CLOSE < stroke.y0 < bottom + _CLOSE]
    breaks = [y for y in _clusters(stroke.y0 for stroke in level) if _reach(level, y) > 0.6 * (right - left)]
    if not breaks or breaks[0] > top + _CLOSE:
        breaks.insert(0, top)
    if breaks[-1] < bottom - _CLOSE:
        breaks.append(bottom)
    rows = [_band(columns, upright, above, below) for above, below in pairwise(breaks)]
    for character in page.characters:
        x, y = character.middle
        if rows and breaks[0] - 1 < y < breaks[-1] + 1 and left - 1 < x < right + 1:
            row = rows[max(0, min(bisect_left(breaks, y), len(rows)) - 1)]
            next((cell for cell in row if x < cell.right), row[-1]).characters.append(character)
    for row in rows:
        for cell in row:
            cell.lines = lines_of(cell.characters)
    filled = [row for row in rows if any(cell.lines for cell in row)]
    return [part for row in filled for part in _parted(row)]


def _parted(row: list[Cell]) -> list[list[Cell]]:
    """A row as it is; in two, where no line is drawn between a header that a page repeats and the rest of a row."""
    heads = [cell.lines[:1] for cell in row]
    if not understood([line.text for lines in heads for line in lines]) or all(len(cell.lines) < 2 for cell in row):
        return [row]
    rest = [replace(cell, lines=cell.lines[1:]) for cell in row]
    return [[replace(cell, lines=lines) for cell, lines in zip(row, heads, strict=True)], rest]


def _band(columns: list[float], upright: list[Stroke], above: float, below: float) -> list[Cell]:
    """The cells between two level lines: an upright line that is not drawn there parts nothing."""
    middle = (above + below) / 2
    drawn = {
        min(range(len(columns)), key=lambda index: abs(columns[index] - stroke.x0))
        for stroke in upright
        if stroke.y0 - _CLOSE < middle < stroke.y1 + _CLOSE
    }
    edges = sorted(drawn | {0, len(columns) - 1})
    return [Cell(start, end - start, columns[start], columns[end], above) for start, end in pairwise(edges)]


def _clusters(values: Iterable[float]) -> list[float]:
    """The values in order, those that stand close together as one."""
    made: list[float] = []
    last = None
    for value in sorted(values):
        if last is None or value - last > _CLOSE:
            made.append(value)
        last = value
    return made


def _reach(level: list[Stroke], y: float) -> float:
    """How long the level lines at a height are together, what is drawn twice counted once."""
    reached, total = 0.0, 0.0
    for stroke in sorted((stroke for stroke in level if abs(stroke.y0 - y) <= _CLOSE), key=lambda stroke: stroke.x0):
        total += max(0.0, stroke.x1 - max(stroke.x0, reached))
        reached = max(reached, stroke.x1)
    return total


def _measure(tables: list[list[list[Cell]]]) -> None:
    """Where the text of each column ends at most: as far from the line as it begins, or farther if it ever is; and how
    far its printed lines stand apart, by those that go on."""
    columns: dict[tuple[int, int], list[Cell]] = {}
    for cell in (cell for rows in tables for row in rows for cell in row if cell.lines):
        columns.setdefault((cell.column, round(cell.right)), []).append(cell)
    for cells in columns.values():
        lines = [line for cell in cells for line in cell.lines]
        margin = max(0.0, min(line.x0 - cell.left for cell in cells for line in cell.lines))
        edge = max(cells[0].right - margin, *map(_end, lines))
        pairs = [pair for cell in cells for pair in pairwise(cell.lines) if _is_full(*pair, edge)]
        pitch = median(below.y - above.y for above, below in pairs) if pairs else inf
        for cell in cells:
            cell.edge, cell.pitch = edge, pitch


def _end(line: Line) -> float:
    """Where a printed line ends, but for the punctuation that may hang over the edge."""
    words = (char.x1 for char in line.characters if char.text not in _NEVER_FIRST and not char.text.isspace())
    return max(words, default=0.0)


def _text(cell: Cell) -> str:
    """The words of a cell: printed lines that were full are joined, others end in "\\n" or, where more room than
    between lines follows, as a paragraph. Whether the last of a page ended one, a tag says."""
    if not cell.lines:
        return ""
    written = [cell.lines[0].text.lstrip()]
    listed = bool(_HANGING.match(written[0]))
    for line, following in pairwise(cell.lines):
        text = following.text.lstrip()
        begins = cell.column > 1 and (following.y - line.y > 1.2 * cell.pitch or _begins(line, following))
        if begins or OPENER.match(text) or not _is_full(line, following, cell.edge):
            written[-1] = written[-1].rstrip()
            # An item of a list is one line or goes on; in other paragraphs a line can end for its looks.
            written.append("<p>" if begins or listed else "\n")
            listed = bool(_HANGING.match(text))
        else:
            written.append(_glue(written[-1], text))
        written.append(text)
    last = cell.lines[-1]
    ended = last.x1 < cell.edge - 1.5 * last.size
    return "".join(written).rstrip() + ("</p>" if ended and cell.column else "")


def _begins(line: Line, following: Line) -> bool:
    """Whether a paragraph begins: its number hangs to the left, or its first line is indented."""
    if following.x0 < line.x0 - 0.5 * line.size:
        return bool(_HANGING.match(following.text))
    return following.x0 > line.x0 + 0.8 * line.size and not _HANGING.match(line.text)


def _is_full(line: Line, following: Line, edge: float) -> bool:
    """Whether the first word of the next line had no room in this one."""
    room = edge - line.x1
    first = _first_word(following.characters)
    needed = first[-1].x1 - first[0].x0
    return room < needed + 0.3 * line.size


def _first_word(characters: list[Character]) -> list[Character]:
    """What cannot be parted: a word of Latin letters, or a Han character with the signs that cling to it."""
    word = [characters[0]]
    for before, after in pairwise(characters):
        clings = after.text in _NEVER_FIRST or before.text in _NEVER_LAST
        latin = not (after.text.isspace() or is_wide(after.text) or is_apart(before, after))
        if not clings and not (latin and (before.text in _NEVER_FIRST or not is_wide(before.text))):
            break
        word.append(after)
    return word


def _glue(before: str, after: str) -> str:
    """What stands at a printed line's end: between words of Latin letters a space, else nothing."""
    if not before or not after or before[-1].isspace() or before[-1] in "-/–—":
        return ""
    return "" if is_wide(before[-1]) or is_wide(after[0]) else " "
