"""Where characters and lines stand on pages becomes tables and text. Pure.

Drawn lines part the columns and the rows; the edges of a page part a row too, whose rest stands on the next page, in
a row without number and name. Within a cell a printed line that had no room for more goes on in the next.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf
from statistics import median

from speeches.digest.blocks import OPENER
from speeches.digest.markup import is_wide
from speeches.digest.readers.text import PAGE_NUMBER
from speeches.digest.rows import is_header

# Points: what stands closer together is one line; a cell's border is a rectangle of its own width.
_CLOSE, _SHORTEST = 2.5, 5.0
# No line begins with one of these, so a character takes them along; and none ends with one of those.
_NEVER_FIRST = frozenset("，。、；：！？」』）》〉】］％,.;:!?)]}%”’…—～·‧")
_HANGING = re.compile(rf"{OPENER.pattern}|\d{{1,3}}[.、)]")
_NEVER_LAST = frozenset("「『（《〈【［([{“‘")


@dataclass(frozen=True, slots=True)
class Character:
    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def size(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn line; only those along the page's edges are of interest."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_upright(self) -> bool:
        return self.x1 - self.x0 < 1 and self.y1 - self.y0 > _SHORTEST

    @property
    def is_level(self) -> bool:
        return self.y1 - self.y0 < 1 and self.x1 - self.x0 > _SHORTEST


@dataclass(frozen=True, slots=True)
class Page:
    """In points, from the upper left corner."""

    width: float
    height: float
    characters: list[Character]
    strokes: list[Stroke]


@dataclass(slots=True)
class _Line:
    """A printed line of a cell."""

    characters: list[Character]

    @property
    def x0(self) -> float:
        return self.characters[0].x0

    @property
    def x1(self) -> float:
        return max(character.x1 for character in self.characters if not character.text.isspace())

    @property
    def y(self) -> float:
        return median(character.middle[1] for character in self.characters)

    @property
    def size(self) -> float:
        return median(character.size for character in self.characters)

    @property
    def text(self) -> str:
        """With a space where words of Latin letters stand apart; around Han characters only those that are written."""
        written = [self.characters[0].text]
        for before, after in pairwise(self.characters):
            if _is_apart(before, after):
                written.append(" ")
            written.append(after.text)
        return "".join(written)


def _is_apart(before: Character, after: Character) -> bool:
    """Whether a space stands between them that is not drawn. What typesetters put between Han characters and Latin
    letters is narrower."""
    if before.text.isspace() or after.text.isspace() or (is_wide(before.text) and is_wide(after.text)):
        return False
    least = 0.25 if is_wide(before.text) or is_wide(after.text) else 0.15
    return after.x0 - before.x1 > least * after.size


@dataclass(slots=True)
class _Cell:
    column: int
    span: int
    left: float
    right: float
    top: float
    characters: list[Character] = field(default_factory=list)
    lines: list[_Line] = field(default_factory=list)
    edge: float = 0.0
    pitch: float = inf


def pieces(pages: Iterable[Page]) -> list:
    """What `grid.paper` takes, as JSON has it: texts, and tables of rows of [text, column, span]."""
    made: list[str | list[list[_Cell]]] = []
    for page in pages:
        tables = _tables(page)
        inside = {id(character) for rows in tables for row in rows for cell in row for character in cell.characters}
        outside = _lines([character for character in page.characters if id(character) not in inside])
        placed = [(rows[0][0].top, rows) for rows in tables]
        placed += [(line.y, line.text) for line in outside if not PAGE_NUMBER.fullmatch(line.text.strip())]
        made.extend(piece for _, piece in sorted(placed, key=lambda place: place[0]))
    _measure([piece for piece in made if not isinstance(piece, str)])
    written = [piece if isinstance(piece, str) else [_written(row) for row in piece] for piece in made]
    _rejoin([piece for piece in written if not isinstance(piece, str)])
    return written


def _written(row: list[_Cell]) -> list[list]:
    return [[_text(cell), cell.column, cell.span] for cell in row]


def _rejoin(tables: list[list[list]]) -> None:
    """Put the rest of a row that a page's end has cut behind its beginning: a page's first row, if it has no number."""
    last: list | None = None
    for table in tables:
        rows = [row for row in table if not is_header(_filled(row))]
        if last is not None and rows and len(rows[0]) == len(last) and not rows[0][0][0]:
            rest = rows.pop(0)
            table.remove(rest)
            for cell, more in zip(last, rest, strict=True):
                cell[0] = "\f".join(filter(None, (cell[0], more[0])))
        last = rows[-1] if rows else last


def _filled(row: list) -> list[str]:
    return [text for text, _, _ in row if text]


def _tables(page: Page) -> list[list[list[_Cell]]]:
    """The cells of each table with their characters: where upright lines stand one below the other is one table."""
    made: list[list[Stroke]] = []
    bottom = 0.0
    for stroke in sorted((stroke for stroke in page.strokes if stroke.is_upright), key=lambda stroke: stroke.y0):
        if made and stroke.y0 <= bottom + _CLOSE:
            made[-1].append(stroke)
        else:
            made.append([stroke])
        bottom = max(bottom, stroke.y1)
    tables = (_rows(page, upright) for upright in made)
    return [rows for rows in tables if rows]


def _rows(page: Page, upright: list[Stroke]) -> list[list[_Cell]]:
    """The rows of one table. No closing line is drawn where a page cuts a row."""
    columns = _clusters((stroke.x0 + stroke.x1) / 2 for stroke in upright)
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
            cell.lines = _lines(cell.characters)
    filled = [row for row in rows if any(cell.lines for cell in row)]
    return [part for row in filled for part in _parted(row)]


def _parted(row: list[_Cell]) -> list[list[_Cell]]:
    """A row as it is; in two, where no line is drawn between a header that a page repeats and the rest of a row."""
    heads = [cell.lines[:1] for cell in row]
    if not is_header([line.text for lines in heads for line in lines]) or all(len(cell.lines) < 2 for cell in row):
        return [row]
    rest = [replace(cell, lines=cell.lines[1:]) for cell in row]
    return [[replace(cell, lines=lines) for cell, lines in zip(row, heads, strict=True)], rest]


def _band(columns: list[float], upright: list[Stroke], above: float, below: float) -> list[_Cell]:
    """The cells between two level lines: an upright line that is not drawn there parts nothing."""
    middle = (above + below) / 2
    drawn = {
        min(range(len(columns)), key=lambda index: abs(columns[index] - stroke.x0))
        for stroke in upright
        if stroke.y0 - _CLOSE < middle < stroke.y1 + _CLOSE
    }
    edges = sorted(drawn | {0, len(columns) - 1})
    return [_Cell(start, end - start, columns[start], columns[end], above) for start, end in pairwise(edges)]


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


def _lines(characters: list[Character]) -> list[_Line]:
    """The printed lines, from top to bottom, each from left to right."""
    made: list[list[Character]] = []
    middle = 0.0
    for character in sorted(characters, key=lambda character: character.middle[1]):
        if made and character.middle[1] - middle < 0.5 * character.size:
            made[-1].append(character)
        else:
            made.append([character])
            middle = character.middle[1]
    lines = [_Line(sorted(line, key=lambda character: character.x0)) for line in made]
    return [line for line in lines if line.text.strip()]


def _measure(tables: list[list[list[_Cell]]]) -> None:
    """Where the text of each column ends at most: as far from the line as it begins, or farther if it ever is; and how
    far its printed lines stand apart, by those that go on."""
    columns: dict[tuple[int, int], list[_Cell]] = {}
    for cell in (cell for rows in tables for row in rows for cell in row if cell.lines):
        columns.setdefault((cell.column, round(cell.right)), []).append(cell)
    for cells in columns.values():
        lines = [line for cell in cells for line in cell.lines]
        margin = max(0.0, min(line.x0 - cell.left for cell in cells for line in cell.lines))
        edge = max(cells[0].right - margin, *(line.x1 for line in lines))
        pairs = [pair for cell in cells for pair in pairwise(cell.lines) if _is_full(*pair, edge)]
        pitch = median(below.y - above.y for above, below in pairs) if pairs else inf
        for cell in cells:
            cell.edge, cell.pitch = edge, pitch


def _text(cell: _Cell) -> str:
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


def _begins(line: _Line, following: _Line) -> bool:
    """Whether a paragraph begins: its number hangs to the left, or its first line is indented."""
    if following.x0 < line.x0 - 0.5 * line.size:
        return bool(_HANGING.match(following.text))
    return following.x0 > line.x0 + 0.8 * line.size and not _HANGING.match(line.text)


def _is_full(line: _Line, following: _Line, edge: float) -> bool:
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
        latin = not (after.text.isspace() or is_wide(after.text) or _is_apart(before, after))
        if not clings and not (latin and (before.text in _NEVER_FIRST or not is_wide(before.text))):
            break
        word.append(after)
    return word


def _glue(before: str, after: str) -> str:
    """What stands at a printed line's end: between words of Latin letters a space, else nothing."""
    if not before or not after or before[-1].isspace() or before[-1] in "-/–—":
        return ""
    return "" if is_wide(before[-1]) or is_wide(after[0]) else " "
