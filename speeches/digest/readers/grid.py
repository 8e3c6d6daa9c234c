"""What every document of tables has in common: text before, tables, text between. It becomes a `records.Paper`. Pure.

The words of a cell are those of the text reader (`digest.markup`): paragraphs in <p>, items of lists in <li>, a line
that ends within its paragraph as "\\n". So a paper says the same in whatever format it comes.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from speeches.archives import TOO_LARGE_UNPACKED
from speeches.digest import columns, titles
from speeches.digest.columns import Holds
from speeches.digest.markup import plain, shortened
from speeches.records import Paper, Problem, Refusal, Row, gettext_noop

# Characters in all cells: a hundred papers' worth. A text that is written once can stand in a million cells.
MOST = 5_000_000
# The number or bullet of a list's item that makes a point of it.
_POINT = re.compile(r"[(（]?(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})[)）.．、]?|[①-⒛㈠-㈩]|[^\w\s]?")

NO_TEXT = gettext_noop("The file holds no text: of a scanned paper, recognise the text first (OCR).")
LEFT_OUT = gettext_noop("Text outside of the table belongs to no speech and was left out: %(text)s")
OTHER_COLUMNS = gettext_noop("Columns that a digest does not have were left out: %(text)s")
OTHER_TABLE = gettext_noop("A table with other columns was left out: %(text)s")
NOTES_LEFT_OUT = gettext_noop("Footnotes were left out: %(text)s")
BOXES_LEFT_OUT = gettext_noop("Text boxes were left out: %(text)s")
BY_PLACES = gettext_noop(
    "The table of the PDF has no lines: its rows were parted where the numbers stand. Check where each begins and ends."
)
EMBEDDED = gettext_noop(
    "What is embedded in the document was not read: %(text)s. If it belongs to a speech, paste it as text, save the "
    "document and try again."
)
HIDDEN_LEFT_OUT = gettext_noop("Hidden text was left out: %(text)s")
NESTED = gettext_noop("A table stands within a cell; its cells were read as paragraphs: %(text)s")


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell, the column where it begins (from 0), and over how many it reaches. One that `goes_on` is
    the lower part of a cell of several rows, and has no words of its own. `doubts` are said of a row to whose speech
    the words belong."""

    text: str
    column: int
    span: int = 1
    goes_on: bool = False
    doubts: tuple[Problem, ...] = ()


Table = list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a cell. `kind` is "p", "li" or "h3"; `marker` is the number or bullet of an automatic list."""

    text: str
    kind: str = "p"
    marker: str = ""


@dataclass
class Aside:
    """What is in a document and in no speech: to be said, once a kind."""

    found: dict[str, list[str]] = field(default_factory=dict)

    def add(self, message: str, text: str) -> None:
        if text := " ".join(text.split()):
            self.found.setdefault(message, []).append(text)

    def note(self, message: str) -> None:
        """What is to be said of the document as a whole."""
        self.found.setdefault(message, [])

    def problems(self) -> list[Problem]:
        return [
            Problem(None, message, {"text": shortened(" / ".join(texts))})
            for message, texts in sorted(self.found.items())
        ]


def written(lines: Sequence[Line], column: int) -> str:
    """The paragraphs of a cell as its words. One alone, that is no item, needs no tags. In the first column the number
    of an automatic list is the number of the row: it may stand alone."""
    if column == 0:
        lines = [Line(f"{line.marker}{line.text}") for line in lines]
    lines = [line for line in lines if line.text.strip()]
    texts = [line.text if line.kind == "li" else f"{line.marker}{line.text}" for line in lines]
    if len(lines) == 1 and lines[0].kind == "p":
        return texts[0]
    return "".join(f"<{line.kind}>{text}</{line.kind}>" for line, text in zip(lines, texts, strict=True))


def listed(text: str, marker: str, level: int) -> Line:
    """An item of an automatic list (level from 0). What the text reader takes for a list number makes a point; another
    number, and that of a list within a list, stays in front: it is a word of the paper."""
    return Line(text, "li" if level == 0 and _POINT.fullmatch(marker) else "p", f"{marker} ")


def paper(
    pieces: Iterable[str | Table], aside: Aside | None = None, above: Iterable[str] = (), is_sheet: bool = False
) -> Paper:
    """The paper in a document's pieces, in their order: paragraphs outside of tables, and tables.

    `above` are the lines that stand above each page: the title, where there is no other. In a sheet, which has no pages
    that cut a row, what stands below a text is a paragraph of its own.

    Raises Refusal where there is no text at all; what is no digest is `parse`'s to refuse.
    """
    made = _Paper(aside or Aside(), is_sheet)
    pieces = list(pieces)
    if is_sheet:
        pieces.sort(key=lambda table: not any(map(_is_header, table)))
    for piece in pieces:
        if isinstance(piece, str):
            made.add_text(piece)
        else:
            made.add_table(piece)
    return made.finished(above)


@dataclass(frozen=True, slots=True)
class _Column:
    start: int
    end: int
    name: str
    holds: Holds

    @classmethod
    def of(cls, cell: Cell, holds: Holds) -> "_Column":
        return cls(cell.column, cell.column + cell.span, plain(cell.text), holds)


@dataclass
class _Paper:
    aside: Aside
    is_sheet: bool
    title: list[str] = field(default_factory=list)
    names: tuple[str, ...] = ()
    columns: list[_Column] = field(default_factory=list)
    is_new: bool = False
    above: dict[_Column, str] = field(default_factory=dict)
    furniture: set[str] = field(default_factory=set)
    rows: list[Row] = field(default_factory=list)
    others: list[tuple[str, ...]] = field(default_factory=list)
    line: int = 0
    size: int = 0

    def add_text(self, text: str) -> None:
        text = plain(text)
        if text and not self.columns:
            if text not in self.title:  # a heading that also stands above each page
                self.title.append(text)
        elif text and _squeezed(text) not in self.furniture:
            self.aside.add(LEFT_OUT, text)

    def add_table(self, table: Table) -> None:
        self.size += sum(len(cell.text) for row in table for cell in row)
        if self.size > MOST:
            raise Refusal(TOO_LARGE_UNPACKED)
        header = next((index for index, row in enumerate(table) if _is_header(row)), None)
        if header is None and not self._continues(table):
            self._add_other(table)
            return
        for index, row in enumerate(table):
            self.line += 1
            if header is not None and index < header:
                self._add_above(row)
            elif _is_header(row):
                self._begin(row)
            else:
                self._add_row(row)

    def _continues(self, table: Table) -> bool:
        """Whether a table without a header is the digest's that goes on: as many columns, numbers or nothing first."""
        if not self.columns:
            return False
        widths = {len(_filled(row)) for row in table}
        firsts = [plain(cell.text) for row in table for cell in row if cell.column == self._number_at]
        numbered = [first for first in firsts if first]
        fits = bool(firsts) and max(widths) <= len(self.columns)
        return fits and all(re.search(r"\d", first[:8]) for first in numbered)

    def _add_other(self, table: Table) -> None:
        rows = [filled for row in table if (filled := _filled(row))]
        self.line += len(table)
        if not rows or (len(rows) == 1 and len(rows[0]) == 1):
            self.add_text(rows[0][0] if rows else "")  # a frame around a text
        else:
            self.others.append(next((row for row in rows if len(row) > 1), rows[0]))

    def _add_above(self, row: list[Cell]) -> None:
        for text in _filled(row):
            self.add_text(text)

    def _begin(self, header: list[Cell]) -> None:
        cells = [cell for cell in header if plain(cell.text)]
        self._know(cells, columns.understood([cell.text for cell in cells]) or [])
        self.is_new, self.above = True, {}
        if not self.names:
            self.names = columns.NAMES
            self.furniture = {_squeezed(text) for text in (*self.title, "".join(self.title))}

    def _know(self, cells: list[Cell], kinds: list[Holds]) -> None:
        known = [_Column.of(cell, kind) for cell, kind in zip(cells, kinds, strict=True)]
        self.columns = sorted(known, key=lambda column: column.start)

    def _divide(self, row: list[Cell]) -> bool:
        """Whether this is the second row of a header: it says what is in the columns below a wider cell."""
        below = [cell for cell in row if plain(cell.text)]
        if not self.is_new or not columns.is_part_of_header([cell.text for cell in below]):
            return False
        starts = {cell.column for cell in below}
        wider = [column for column in self.columns if column.start not in starts]
        divided = [_Column.of(cell, columns.holds(cell.text)) for cell in below]
        self.columns = sorted((*wider, *divided), key=lambda column: column.start)
        return True

    def _add_row(self, row: list[Cell]) -> None:
        if self._divide(row):
            return
        self.is_new = False
        filled = [cell for cell in row if plain(cell.text)]
        if len(filled) == 1 and self._is_across(filled[0]):
            self.add_text(filled[0].text)
            return
        words, doubts = self._words(row)
        cells = (
            "\n".join(text for column, text in words if column.holds is Holds.NUMBER),
            self._who([(column, text) for column, text in words if column.holds.is_who]),
            "\n".join(text for column, text in words if column.holds is Holds.CONTENT),
        )
        goes_on = any(cell.goes_on for cell in row if cell.column == self._number_at)
        if self.rows and (self.is_sheet or goes_on) and not plain(cells[0] + cells[1]):
            last = self.rows[-1]
            end = "<p>" if self.is_sheet else "\f<p>"
            self.rows[-1] = replace(last, content=f"{last.content}{end}{cells[2]}", doubts=last.doubts + doubts)
        elif "".join(map(_squeezed, cells)) not in self.furniture:
            self.rows.append(Row(plain(cells[0]), *cells[1:], self.line, doubts))

    @property
    def _number_at(self) -> int:
        return next(column.start for column in self.columns if column.holds is Holds.NUMBER)

    def _is_across(self, cell: Cell) -> bool:
        """Whether a cell is a line across the whole table."""
        first, last = self.columns[0].start, self.columns[-1].start
        return cell.column <= first < last < cell.column + cell.span

    def _words(self, row: list[Cell]) -> tuple[list[tuple[_Column, str]], tuple[Problem, ...]]:
        """The words of a row by their columns, and what is to be doubted of those of the speech. Who spoke can stand
        once for several numbers."""
        placed = [(self._column_of(cell), cell) for cell in row]
        numbered = any(column.holds is Holds.NUMBER and plain(cell.text) for column, cell in placed)
        words = []
        for column, cell in placed:
            text = self.above.get(column, "") if cell.goes_on and column.holds.is_who and numbered else cell.text
            if not plain(text):
                continue
            words.append((column, text))
            if column.holds is Holds.OTHER:
                self.aside.add(OTHER_COLUMNS, f"{column.name}：{plain(text)}" if column.name else plain(text))
        self.above.update((column, text) for column, text in words if column.holds.is_who)
        told = (cell.doubts for column, cell in placed if column.holds.is_who or column.holds is Holds.CONTENT)
        return words, tuple(doubt for doubts in told for doubt in doubts)

    def _column_of(self, cell: Cell) -> _Column:
        """The column where a cell begins. Beyond the last name stands what has none, and is nobody's words."""
        if cell.column >= self.columns[-1].end:
            return _Column(self.columns[-1].end, cell.column + cell.span, "", Holds.OTHER)
        starts = [column.start for column in self.columns]
        return self.columns[max(0, bisect_right(starts, cell.column) - 1)]

    @staticmethod
    def _who(words: list[tuple[_Column, str]]) -> str:
        if len({column for column, _ in words}) < 2:
            return "\n".join(text for _, text in words)
        return columns.who((column.holds, plain(text)) for column, text in words)

    def finished(self, above: Iterable[str]) -> Paper:
        if not (self.title or self.names or self.others):
            raise Refusal(NO_TEXT)
        if self.names:
            for other in self.others:
                self.aside.add(OTHER_TABLE, " | ".join(other))
        title, left = titles.parted(self.title)
        title = title or list(dict.fromkeys(line for text in above if (line := plain(text))))
        for text in left:
            self.aside.add(LEFT_OUT, text)
        names = self.names or (self.others[0] if self.others else ())
        session = titles.session(*title, *self.aside.found.get(LEFT_OUT, ()))
        return Paper(" ".join(title), names, tuple(self.rows), "", tuple(self.aside.problems()), session=session)


def _filled(row: list[Cell]) -> tuple[str, ...]:
    return tuple(text for cell in row if (text := plain(cell.text)))


def _is_header(row: list[Cell]) -> bool:
    return columns.understood([cell.text for cell in row if plain(cell.text)]) is not None


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", plain(text))).lower()
