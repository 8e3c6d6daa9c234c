"""A table of drawn lines: upright ones part its columns, level ones its rows. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from math import inf

from speeches.digest.columns import understood
from speeches.digest.readers.places import Cell, Page, Stroke, lines_of

# Points: what stands closer together is one line; a cell's border is a rectangle of its own width.
_CLOSE = 2.5
# Shares of a column's width: a line over less than the first parts no rows, what underlines words for example; where
# rows are parted by other columns, one over less than the second does not close a cell.
_WHOLE, _MOST = 0.75, 0.5


def tables(page: Page) -> list[list[list[Cell]]]:
    """The cells of each table with their characters: where upright lines stand one below the other is one table."""
    made: list[list[Stroke]] = []
    bottom = 0.0
    for stroke in sorted((stroke for stroke in page.strokes if stroke.is_upright), key=lambda stroke: stroke.y0):
        if made and stroke.y0 <= bottom + _CLOSE:
            made[-1].append(stroke)
        else:
            made.append([stroke])
        bottom = max(bottom, stroke.y1)
    found = (_rows(page, upright) for below in made for upright in _side_by_side(page, below))
    return [rows for rows in found if rows]


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
    lines = [(y, strokes) for y, strokes in _at_heights(level) if _parts(strokes, columns)]
    if not lines or lines[0][0] > top + _CLOSE:
        lines.insert(0, (top, []))
    if lines[-1][0] < bottom - _CLOSE:
        lines.append((bottom, []))
    breaks = [y for y, _ in lines]
    rows = [_band(columns, upright, above, below) for above, below in pairwise(breaks)]
    for character in page.characters:
        x, y = character.middle
        if rows and breaks[0] - 1 < y < breaks[-1] + 1 and left - 1 < x < right + 1:
            row = rows[max(0, min(bisect_left(breaks, y), len(rows)) - 1)]
            next((cell for cell in row if x < cell.right), row[-1]).characters.append(character)
    _go_on(rows, [strokes for _, strokes in lines])
    for row in rows:
        for cell in row:
            cell.lines = lines_of(cell.characters)
    filled = [row for row in rows if any(cell.lines for cell in row)]
    return [part for row in filled for part in _parted(row)]


def _at_heights(level: list[Stroke]) -> list[tuple[float, list[Stroke]]]:
    """The heights where level lines are, from top to bottom, and which."""
    heights = _clusters(stroke.y0 for stroke in level)
    made: list[tuple[float, list[Stroke]]] = [(y, []) for y in heights]
    for stroke in sorted(level, key=lambda stroke: stroke.x0):
        made[bisect_right(heights, stroke.y0) - 1][1].append(stroke)
    return made


def _parts(strokes: list[Stroke], columns: list[float]) -> bool:
    """Whether the level lines at a height reach over one column at least."""
    return any(
        _reach(strokes, x0, x1) > max(_WHOLE * (x1 - x0), x1 - x0 - 1.5 * _CLOSE) for x0, x1 in pairwise(columns)
    )


def _reach(strokes: Iterable[Stroke], left: float, right: float) -> float:
    """How long level lines, sorted by where they begin, are together between two places; what is drawn twice counts
    once."""
    reached, total = left, 0.0
    for stroke in strokes:
        end = min(stroke.x1, right)
        total += max(0.0, end - max(stroke.x0, reached))
        reached = max(reached, end)
    return total


def _go_on(rows: list[list[Cell]], lines: list[list[Stroke]]) -> None:
    """A cell without a line above it is the lower part of the cell above, whose words all are."""
    whole: dict[int, Cell] = {}
    for index, row in enumerate(rows):
        above, whole = whole, {}
        for cell in row:
            upper = above.get(cell.column)
            is_closed = _reach(lines[index], cell.left, cell.right) > _MOST * (cell.right - cell.left)
            if upper is not None and upper.span == cell.span and not is_closed:
                upper.characters.extend(cell.characters)
                cell.characters, cell.goes_on = [], True
            whole[cell.column] = upper if cell.goes_on and upper else cell


def _parted(row: list[Cell]) -> list[list[Cell]]:
    """A row as it is; in two, where no line is drawn between a header that a page repeats and the rest of a row."""
    heads = [cell.lines[:1] for cell in row]
    whole = ["".join(line.text for line in cell.lines) for cell in row if cell.lines]
    if understood(whole) or not understood([line.text for lines in heads for line in lines]):
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
