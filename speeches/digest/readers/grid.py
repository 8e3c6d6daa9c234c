"""What every document of tables has in common: text before, tables, text between. It becomes a `records.Paper`. Pure.

The words of a cell are those of the text reader (`digest.markup`): paragraphs in <p>, items of lists in <li>, a line
that ends within its paragraph as "\\n". So a paper says the same in whatever format it comes.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from speeches.archives import TOO_LARGE_UNPACKED
from speeches.digest.markup import plain
from speeches.digest.rows import is_header
from speeches.records import Paper, Problem, Refusal, Row, gettext_noop

# Characters in all cells: a hundred papers' worth. A text that is written once can stand in a million cells.
MOST = 5_000_000
_SHOWN = 200
_NO_END = 1_000_000
_ENGLISH = frozenset(("english", "英文", "英譯", "英文翻譯"))
# The number or bullet of a list's item that makes a point of it.
_POINT = re.compile(r"[(（]?(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})[)）.．、]?|[①-⒛㈠-㈩]|[^\w\s]?")

NO_TEXT = gettext_noop("The file holds no text: of a scanned paper, recognise the text first (OCR).")
LEFT_OUT = gettext_noop("Text outside of the table belongs to no speech and was left out: %(text)s")
OTHER_TABLE = gettext_noop("A table with other columns was left out: %(text)s")
NOTES_LEFT_OUT = gettext_noop("Footnotes were left out: %(text)s")
BOXES_LEFT_OUT = gettext_noop("Text boxes were left out: %(text)s")
NESTED = gettext_noop("A table stands within a cell; its cells were read as paragraphs: %(text)s")


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell, the column where it begins (from 0), and over how many it reaches."""

    text: str
    column: int
    span: int = 1


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

    def problems(self) -> list[Problem]:
        return [
            Problem(None, message, {"text": " / ".join(texts)[:_SHOWN]})
            for message, texts in sorted(self.found.items())
        ]


def written(lines: Sequence[Line], column: int) -> str:
    """The paragraphs of a cell as its words. One alone, that is no item, needs no tags. In the first column the number
    of an automatic list is the number of the row."""
    if column == 0:
        return " ".join(f"{line.marker}{line.text}" for line in lines)
    lines = [line for line in lines if line.text.strip()]
    texts = [line.text if line.kind == "li" else f"{line.marker}{line.text}" for line in lines]
    if len(lines) == 1 and lines[0].kind == "p":
        return texts[0]
    return "".join(f"<{line.kind}>{text}</{line.kind}>" for line, text in zip(lines, texts, strict=True))


def listed(text: str, marker: str, level: int) -> Line:
    """An item of an automatic list (level from 0). What the text reader takes for a list number makes a point; another
    number, and that of a list within a list, stays in front: it is a word of the paper."""
    return Line(text, "li" if level == 0 and _POINT.fullmatch(marker) else "p", f"{marker} ")


def paper(pieces: Iterable[str | Table], aside: Aside | None = None) -> Paper:
    """The paper in a document's pieces, in their order: paragraphs outside of tables, and tables.

    Raises Refusal where there is no text at all; what is no digest is `parse`'s to refuse.
    """
    made = _Paper(aside or Aside())
    for piece in pieces:
        if isinstance(piece, str):
            made.add_text(piece)
        else:
            made.add_table(piece)
    return made.finished()


@dataclass
class _Paper:
    aside: Aside
    title: list[str] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    starts: list[int] = field(default_factory=list)
    end: int = 0
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
        widths = {len(_filled(row)) for row in table}
        firsts = (
            [plain(row[0].text) for row in table if row and row[0].column <= self.starts[0]] if self.columns else []
        )
        numbered = [first for first in firsts if first]
        return bool(firsts) and max(widths) <= 3 and all(re.search(r"\d", first[:8]) for first in numbered)

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
        filled = _header(header)
        self.starts = [cell.column for cell in filled]
        others = [cell.column for cell in header if plain(cell.text) and cell not in filled]
        self.end = min((column for column in others if column > self.starts[-1]), default=_NO_END)
        if not self.columns:
            self.columns = tuple(plain(cell.text) for cell in filled)
            self.furniture = {_squeezed(text) for text in (*self.title, "".join(self.title))}

    def _add_row(self, row: list[Cell]) -> None:
        cells = ["", "", ""]
        filled = [cell for cell in row if cell.column < self.end and plain(cell.text)]
        if len(filled) == 1 and filled[0].column + filled[0].span > self.starts[2] > self.starts[0] >= filled[0].column:
            self.add_text(filled[0].text)  # a line across the whole table
            return
        for cell in filled:
            place = max(0, bisect_right(self.starts, cell.column) - 1)
            cells[place] = f"{cells[place]}\n{cell.text}" if cells[place] else cell.text
        if "".join(map(_squeezed, cells)) not in self.furniture:
            self.rows.append(Row(plain(cells[0]), *cells[1:], self.line))

    def finished(self) -> Paper:
        if not (self.title or self.columns or self.others):
            raise Refusal(NO_TEXT)
        if self.columns:
            for other in self.others:
                self.aside.add(OTHER_TABLE, " | ".join(other))
        columns = self.columns or (self.others[0] if self.others else ())
        return Paper(" ".join(self.title), columns, tuple(self.rows), "", tuple(self.aside.problems()))


def _filled(row: list[Cell]) -> tuple[str, ...]:
    return tuple(text for cell in row if (text := plain(cell.text)))


def _header(row: list[Cell]) -> list[Cell]:
    """The cells of a header that count: a paper in both languages has the English beside."""
    return [cell for cell in row if (text := plain(cell.text)) and _squeezed(text) not in _ENGLISH]


def _is_header(row: list[Cell]) -> bool:
    return is_header([cell.text for cell in _header(row)])


def has_header(rows: Iterable[Sequence[str]]) -> bool:
    """Whether one of these rows of texts names a digest's columns."""
    return any(_is_header([Cell(text, column) for column, text in enumerate(row)]) for row in rows)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", plain(text))).lower()
