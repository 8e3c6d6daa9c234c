"""The paper as text: a table whose cells are separated by tabs, cut into pages. Pure.

The layout is that of the office's 首長高峰會談話內容摘要: a title, the table's header, one line a speech; where a
page ends the title is repeated and the row goes on in a line with two empty cells.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import zip_longest

from speeches.digest import titles
from speeches.digest.markup import plain, shortened
from speeches.digest.readers.grid import LEFT_OUT
from speeches.records import Paper, Problem, Refusal, Row, gettext_noop

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_HTML = re.compile(r"\s*(?:<\?xml|<!doctype|<html|<head|<body|<meta|<!--)", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
_NUMBER = re.compile(r"\s*(?:第|No\.?|#)?\s*\d{1,6}\s*(?:號|号|[.．、)）])?\s*", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\s*\d{1,4}\s*")
# 「3」「- 3 -」「第 3 頁」「第3頁，共5頁」「3/5」「Page 2 of 5」
PAGE_NUMBER = re.compile(
    r"[-－–—─~\s]*\d{1,3}[-－–—─~\s]*"
    r"|第?\s*\d{1,3}\s*頁(?:\s*[,，、/／]?\s*[(（]?\s*共\s*\d{1,3}\s*頁\s*[)）]?)?"
    r"|\d{1,3}\s*[/／]\s*\d{1,3}"
    r"|(?:page|p\.?|pg\.?)\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?",
    re.IGNORECASE,
)
_GLUED_PAGE_NUMBER = re.compile(
    r"(?<=摘要)\d{1,3}$|\(續\)$|第?\d{1,3}頁(?:[,、/]?共\d{1,3}頁)?$|-\d{1,3}-$|page\d{1,3}(?:of\d{1,3})?$"
)
# A title, a page number or a wrapped name is short; what is longer is text and is not looked at closely.
_SHORT = 200

CONTROLS = gettext_noop("The file has control characters; they were left out.")


def read(data: bytes) -> Paper:
    """The paper in these bytes. Raises Refusal for what is no text; what is no digest is `parse`'s to refuse."""
    if not data.strip(b"\0 \t\r\n\f\v") or data in (bom for bom, _ in _BOMS):
        raise Refusal(gettext_noop("The file is empty."))
    text, encoding = decode(data)
    if not text.strip():
        raise Refusal(gettext_noop("The file is empty."))
    if _HTML.match(text):
        raise Refusal(
            gettext_noop("This is a web page (HTML), no digest: save the paper itself as text and try again.")
        )
    text, problems = without_controls(text)
    lines = [line for page in _pages(text) for line in page]
    title, columns, start = _opening(lines)
    table = _Table(_furniture(title, columns), numbers=_whole_rows(lines[start:]))
    _mark_page_numbers(lines, start, table)
    for number in range(start, len(lines)):
        table.add(lines[number], number + 1)
    if table.stray:
        message = gettext_noop("Text before the first row belongs to no speech and was left out: %(text)s")
        problems.append(Problem(None, message, {"text": shortened(" ".join(table.stray))}))
    title, left = titles.parted(title)
    if left:
        problems.append(Problem(None, LEFT_OUT, {"text": shortened(" / ".join(left))}))
    session = titles.session(*title, *left)
    return Paper(" ".join(title), columns, table.finished(), encoding, tuple(problems), session=session)


def without_controls(text: str) -> tuple[str, list[Problem]]:
    """The text without what no program shows and no database takes, and the problem that says so."""
    if not _CONTROL.search(text):
        return text, []
    return _CONTROL.sub("", text), [Problem(None, CONTROLS)]


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises Refusal for a binary file or an unknown encoding."""
    text, encoding = _decoded(data)
    text = text.removesuffix("\x1a")
    controls = sum(1 for _ in _CONTROL.finditer(text))
    if "\0" in text or controls > 3 + len(text) // 1000:
        raise Refusal(gettext_noop("This is no text file: save the paper as text (UTF-8) and try again."))
    return text, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    candidates = [encoding for bom, encoding in _BOMS if data.startswith(bom)]
    if not candidates:
        candidates = _utf16_without_bom(data) if b"\0" in data else ["utf-8", "cp950"]
    for encoding in candidates:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    if b"\0" in data:
        raise Refusal(gettext_noop("This is no text file: save the paper as text (UTF-8) and try again."))
    raise Refusal(gettext_noop("The characters of the file are in no known encoding: save it as UTF-8 and try again."))


def _utf16_without_bom(data: bytes) -> list[str]:
    """Tabs and line ends tell the byte order; without any of them in either order it is no text."""
    little = sum(data[::2].count(char) for char in (b"\n", b"\t")) if len(data) % 2 == 0 else 0
    big = sum(data[1::2].count(char) for char in (b"\n", b"\t")) if len(data) % 2 == 0 else 0
    if data[1::2].count(0) > data[::2].count(0):
        return ["utf-16-le"] if little else []
    return ["utf-16-be"] if big else []


def _pages(text: str) -> list[list[str]]:
    """The lines; a form feed stands as a line of its own, because it ends a page wherever it stands."""
    pages = [_LINE_END.split(page) for page in text.split("\f")]
    return [lines if index == 0 else ["\f", *lines] for index, lines in enumerate(pages)]


def _squeezed(line: str) -> str:
    """The line without markup, white space, width and case: how a repeated header is known."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", plain(line))).lower()


def _opening(lines: list[str]) -> tuple[list[str], tuple[str, ...], int]:
    """The title's lines, the cells of the table's header, and the index of the line after it."""
    title: list[str] = []
    for index, line in enumerate(lines):
        cells = [plain(cell) for cell in line.split("\t")]
        filled = [cell for cell in cells if cell]
        if len(filled) > 1:
            return title, tuple(filled), index + 1
        if filled and not PAGE_NUMBER.fullmatch(filled[0][:_SHORT]):
            title.append(filled[0])
    return title, (), len(lines)


def _furniture(title: list[str], columns: tuple[str, ...]) -> frozenset[str]:
    """What pages repeat, squeezed: the title (whole and by its lines) and the table's header."""
    squeezed = [_squeezed(line) for line in (*title, "".join(title))]
    return frozenset([*squeezed, *(_GLUED_PAGE_NUMBER.sub("", line) for line in squeezed), _squeezed("".join(columns))])


def _whole_rows(lines: list[str]) -> frozenset[int]:
    """The numbers of the rows that have all their cells."""
    firsts = (line.partition("\t")[0] for line in lines if line.count("\t", 0, 1000) > 1)
    return frozenset(int(first) for first in firsts if _BARE_NUMBER.fullmatch(first))


def _mark_page_numbers(lines: list[str], start: int, table: "_Table") -> None:
    """Blank the page numbers in place, but only where a page ends or begins: a number in a cell is text."""
    filled = [index for index in range(start, len(lines)) if lines[index].strip() or lines[index] == "\f"]
    before: int | None = None
    for index, after in zip_longest(filled, filled[1:]):
        line = lines[index]
        candidate = "\t" not in line.strip() and len(line) < _SHORT and PAGE_NUMBER.fullmatch(line.strip())
        if candidate and (
            after is None
            or "\t" in lines[after]
            or table.is_furniture(lines[after])
            or (before is not None and table.is_furniture(lines[before]))
        ):
            lines[index] = "\f"
        before = index


@dataclass
class _Table:
    """Lines go in, rows come out. `open` is the row that a line without tabs continues."""

    furniture: frozenset[str]
    rows: list[Row] = field(default_factory=list)
    open: list[list[str]] = field(default_factory=list)
    line: int = 0
    number: int = 0
    numbers: frozenset[int] = frozenset()
    page_ended: bool = False
    stray: list[str] = field(default_factory=list)

    def is_furniture(self, line: str) -> bool:
        if line == "\f":
            return True
        if len(line) > _SHORT:
            return False
        squeezed = _squeezed(line)
        return bool(squeezed) and (squeezed in self.furniture or _GLUED_PAGE_NUMBER.sub("", squeezed) in self.furniture)

    def add(self, line: str, number: int) -> None:
        if self.is_furniture(line):
            self.page_ended = True
        elif line.strip():
            self._add_cells(line.split("\t", 2), number)
            self.page_ended = False

    def _add_cells(self, cells: list[str], number: int) -> None:
        first = plain(cells[0])
        numbered = bool(_NUMBER.fullmatch(first[:_SHORT]))
        incomplete = 0 < len(self.open) < 3
        if len(cells) > 1 and incomplete and first and not numbered:
            self._continue(cells)
        elif len(cells) == 3:
            self._begin(cells, number)
        elif len(cells) == 2 and not first:
            self._begin(["", "", cells[1]], number)
        elif len(cells) == 2 and (not self.open or self._is_next(first)):
            self._begin(cells, number)
        elif self.open:
            self._continue(["\t".join(cells)])
        else:
            self.stray.append(" ".join(cells).strip())

    def _is_next(self, first: str) -> bool:
        """Whether a number with one tab behind begins a row without text, and is no list number of the open row."""
        if not _BARE_NUMBER.fullmatch(first[:_SHORT]):
            return False
        return int(first) == self.number + 1 and int(first) not in self.numbers

    def _begin(self, cells: list[str], number: int) -> None:
        self._close()
        self.open = [[cell] for cell in cells]
        self.line = number
        digits = re.search(r"\d{1,6}", plain(cells[0][:_SHORT]))
        self.number = int(digits[0]) if digits else self.number

    def _continue(self, cells: list[str]) -> None:
        """A further physical line of the open row; only a short one can belong to the name."""
        if len(self.open) == 2 and len(cells) == 1 and (len(cells[0]) > 40 or re.search("[<。，]", cells[0])):
            self.open.append([cells[0]])
            return
        self.open[-1].append(("\f" if self.page_ended else "\n") + cells[0])
        self.open.extend([cell] for cell in cells[1:])

    def _close(self) -> None:
        if self.open:
            cells = [_unquoted("".join(parts)) for parts in self.open]
            number, who, content = (*cells, "", "")[:3]
            self.rows.append(Row(number.strip(), who.strip(), content.rstrip("\t"), self.line))
        self.open = []

    def finished(self) -> tuple[Row, ...]:
        self._close()
        return tuple(self.rows)


def _unquoted(cell: str) -> str:
    """A spreadsheet puts quotes around a cell of several lines and doubles those inside; undo that only."""
    inner = cell.strip()[1:-1]
    if cell[:1] != '"' or cell.rstrip()[-1:] != '"' or "\n" not in inner or '"' in inner.replace('""', ""):
        return cell
    return inner.replace('""', '"')
