"""A table without drawn lines: its columns are where its header's names stand, its rows where the numbers do. Pure."""

import re
from dataclasses import dataclass
from itertools import groupby, pairwise

from speeches.digest.columns import Holds, understood
from speeches.digest.readers.places import Cell, Character, Line, Page, lines_of
from speeches.digest.readers.text import PAGE_NUMBER
from speeches.records import Refusal, gettext_noop

NO_COLUMNS = gettext_noop(
    "The table of the PDF has no lines, and its columns cannot be told apart: take the document that it was made from."
)
# What parts two words of a header, in heights of a character; what stands closer is one run of text.
_APART = 0.7
# What stands closer goes on over a column's edge; the next printed line begins within so many.
_NEAR, _NEXT = 0.25, 1.5
# A line in so many may reach over a column's edge: a title on each page, a remark behind the table.
_STRAY, _FEW = 0.15, 2
_LONGEST_NAME = 16
_PADDING, _WORD = 4.0, 36.0
NUMBER = re.compile(r"\s*(?:第|No\.?|#)?\s*[0-9０-９]{1,4}\s*(?:號|[.．、)）])?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The edges of the columns, from left to right, and which of them holds the numbers."""

    edges: list[float]
    number: int

    def column(self, x: float) -> int:
        return next((index for index, edge in enumerate(self.edges[1:]) if x < edge), len(self.edges) - 2)

    def first_words(self, line: Line) -> str:
        """What of a line begins in the column of the numbers."""
        return "".join(Line(run).text for run in _runs(line) if self.column(run[0].x0) == self.number)

    def is_across(self, run: list[Character]) -> bool:
        """Whether words go on over a column's edge. Two columns can stand as near to each other as two words."""
        return any(
            self.column(before.middle[0]) != self.column(after.middle[0]) and after.x0 - before.x1 < _NEAR * after.size
            for before, after in pairwise(run)
        )


def tables(pages: list[Page]) -> list[list[list[list[Cell]]]]:
    """The tables of each page, of rows of cells; none where no line names a digest's columns.

    Raises Refusal where one does, and what stands below is in no columns or not in rows."""
    printed = [lines_of(page.characters) for page in pages]
    header = next((line for lines in printed for line in lines if _is_header(line)), None)
    if header is None:
        return [[] for _ in printed]
    grid = _grid_of(header, printed, pages[0].width)
    begun = False
    made = []
    for lines in printed:
        rows, begun = _rows(_table_lines(lines, grid), grid, begun)
        made.append([[_cells(row, grid) for row in rows]] if rows else [])
    return made


def _table_lines(lines: list[Line], grid: _Grid) -> list[Line]:
    """The lines of a page without page numbers and without what stands above the header that the page repeats."""
    header = _header_at(lines)
    if any(NUMBER.fullmatch(grid.first_words(line)) for line in lines[:header]):
        header = 0  # another table, below the rows of one
    lines = lines[header:]
    return [line for index, line in enumerate(lines) if not _is_page_number(line) or _numbers_row(index, lines, grid)]


def _numbers_row(index: int, lines: list[Line], grid: _Grid) -> bool:
    """Whether a number that is alone on its line is a row's. A page's own is the last line, or the first and apart."""
    line, following = lines[index], lines[index + 1 : index + 2]
    is_apart = not following or (index == 0 and following[0].y - line.y > _NEXT * line.size)
    return not is_apart and bool(NUMBER.fullmatch(grid.first_words(line)))


def _is_page_number(line: Line) -> bool:
    return bool(PAGE_NUMBER.fullmatch(line.text.strip()))


def _runs(line: Line, apart: float = _APART) -> list[list[Character]]:
    """The line where it is parted by more than a space."""
    runs: list[list[Character]] = []
    end = None
    for character in line.characters:
        if character.text.isspace():
            continue
        if end is None or character.x0 - end > apart * character.size:
            runs.append([])
        runs[-1].append(character)
        end = character.x1
    return runs


def _is_header(line: Line) -> bool:
    words = _words(line)
    return understood(words) is not None and max(map(len, words)) <= _LONGEST_NAME


def _header_at(lines: list[Line]) -> int:
    """Where the header stands among the lines of a page; 0 where there is none."""
    return next((index for index, line in enumerate(lines) if _is_header(line)), 0)


def _words(line: Line) -> list[str]:
    return [Line(run).text for run in _runs(line)]


def _grid_of(header: Line, printed: list[list[Line]], width: float) -> _Grid:
    names = _runs(header)
    kinds = understood(_words(header)) or []
    everything = [line for lines in printed for line in lines[_header_at(lines) :] if not _is_page_number(line)]
    below = everything[everything.index(header) :]
    covered = [[(run[0].x0, run[-1].x1) for run in _runs(line, _NEAR)] for line in below]
    starts = [_start(one, other, covered) for one, other in pairwise(names)]
    left = min(run[0] for runs in covered for run in runs) - _PADDING
    right = _right([line.end for line in below], left, width)
    edges = [left, *(start - _PADDING for start in starts), right]
    return _Grid(edges, kinds.index(Holds.NUMBER))


def _right(ends: list[float], left: float, width: float) -> float:
    """Where the last column ends: where its printed lines do, if several end there; or as far from the page's edge as
    the first begins, less the padding of a cell."""
    last, guess = max(ends), width - left - 2 * _PADDING
    are_full = last > guess - _WORD and sum(end > last - _PADDING for end in ends) > _FEW
    return last + _PADDING if are_full else max(last + _PADDING, guess)


def _start(name: list[Character], following: list[Character], covered: list[list[tuple[float, float]]]) -> float:
    """Where the column of the following name begins: where the widest gap between the two names ends."""
    low, high = int((name[0].x0 + name[-1].x1) / 2), int((following[0].x0 + following[-1].x1) / 2)
    counts = [0] * (high - low + 2)
    for runs in covered:
        for x0, x1 in runs:
            if x1 > low and x0 < high:
                counts[max(0, int(x0) - low)] += 1
                counts[min(high, int(x1)) - low + 1] -= 1
    depth, depths = 0, []
    for count in counts[:-1]:
        depth += count
        depths.append(depth)
    least = min(depths)
    if least > max(_FEW, _STRAY * len(covered)):
        raise Refusal(NO_COLUMNS)
    gaps, at = [], low
    for is_gap, those in groupby(depths, lambda depth: depth == least):
        length = len([*those])
        at += length
        if is_gap:
            gaps.append((length, at))
    return float(max(gaps)[1])


def _rows(lines: list[Line], grid: _Grid, begun: bool) -> tuple[list[list[Line]], bool]:
    """The rows of a page, each of printed lines: a header, what goes on from the page before, one for each number."""
    rows: list[list[Line]] = []
    is_header = False
    for line in lines:
        first_words = grid.first_words(line)
        numbered = bool(NUMBER.fullmatch(first_words))
        if _is_header(line):
            rows.append([line])
            first, is_header, begun = not begun, True, True
        elif not begun or (first_words and not numbered) or any(map(grid.is_across, _runs(line))):
            continue  # a text outside of the table
        elif is_header and first and not numbered:
            raise Refusal(NO_COLUMNS)  # its number stands in the middle of the row
        elif numbered or is_header or not rows:
            rows.append([line])
            is_header = False
        else:
            rows[-1].append(line)
    return rows, begun


def _cells(row: list[Line], grid: _Grid) -> list[Cell]:
    top = min(character.y0 for character in row[0].characters)
    cells = [Cell(index, 1, start, end, top) for index, (start, end) in enumerate(pairwise(grid.edges))]
    for character in (character for line in row for character in line.characters):
        cells[grid.column(character.middle[0])].characters.append(character)
    for cell in cells:
        cell.lines = lines_of(cell.characters)
    return cells
