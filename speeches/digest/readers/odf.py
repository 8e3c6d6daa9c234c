"""The paper as an OpenDocument text (.odt) or spreadsheet (.ods): both hold the same tables. Pure."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from speeches import archives
from speeches.digest.readers import grid, numbering
from speeches.digest.readers.grid import Aside, Cell, Line, Table
from speeches.digest.readers.numbering import Level
from speeches.records import Paper, Refusal

MAIN = "content.xml"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_OFFICE, _TEXT, _TABLE, _DRAW, _STYLE, _MANIFEST = (
    "{" + _NAMES.format(name) + "}" for name in ("office", "text", "table", "drawing", "style", "manifest")
)
_FORMATS = {"①, ②, ③, ...": "①", "甲, 乙, 丙, ...": "甲", "１, ２, ３, ...": "１"} | dict.fromkeys(
    ("一, 二, 三, ...", "一, 二, ...", "壹, 貳, 參, ...", "壹, 貳, ..."), "一"
)
# Wrappers in front of paragraphs and of rows.
_THROUGH = {_TEXT + "section", _TEXT + "index-body", _OFFICE + "text", _OFFICE + "spreadsheet"}
_ROWS_THROUGH = {_TABLE + "table-header-rows", _TABLE + "table-rows", _TABLE + "table-row-group"}
_SILENT = {_TEXT + "tracked-changes", _TEXT + "ruby-text", _OFFICE + "annotation", _OFFICE + "annotation-end"}
# A sheet repeats its last, empty row a million times; a text no paper repeats.
_REPEATED = 200


def read(data: bytes) -> Paper:
    """The paper in these bytes. Raises Refusal for what cannot be opened, and for a document without text."""
    archive = archives.checked_zip(data)
    manifest = archives.part(archive, "META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise Refusal(archives.ENCRYPTED)
    content = archives.xml(archives.part(archive, MAIN) or b"")
    styles = archives.xml_part(archive, "styles.xml")
    document = _Document([content, styles])
    body = content.find(_OFFICE + "body")
    pieces = [piece for part in (body if body is not None else ()) for piece in document.pieces(part)]
    headers = [*styles.iter(_STYLE + "header")] if styles is not None else []
    above = ["".join(line.itertext()) for header in headers for line in header]
    is_sheet = body is not None and body.find(_OFFICE + "spreadsheet") is not None
    return grid.paper(pieces, document.aside, above, is_sheet)


class _Document:
    def __init__(self, sources: list[Element | None]):
        self.aside, self.size = Aside(), 0
        found = [style for source in sources if source is not None for style in source.iter(_TEXT + "list-style")]
        # The styles that the content brings along count before those of the same name in the template.
        self.counter = numbering.Counter(
            {style.get(_STYLE + "name", ""): [*map(_level, style)] for style in reversed(found)}
        )
        self.hidden = {
            style.get(_STYLE + "name", "")
            for source in sources
            for style in (source.iter(_STYLE + "style") if source is not None else ())
            if any(shape.get(_TEXT + "display") == "none" for shape in style)
        }
        self.names: dict[str, str] = {}
        # How many rows the cells above reach down yet, by their columns.
        self.below: dict[int, int] = {}

    def pieces(self, container: Element) -> Iterator[str | Table]:
        for block in container:
            if block.tag in _THROUGH:
                yield from self.pieces(block)
            elif block.tag == _TABLE + "table" and (framed := _framed(block)) is not None:
                yield from self.pieces(framed)
            elif block.tag == _TABLE + "table":
                yield [cells for row in _rows(block) for cells in self.rows(row)]
            else:
                yield from (line.text for line in self.lines([block]))

    def rows(self, row: Element) -> Iterator[list[Cell]]:
        cells, column = [], 0
        for cell in row:
            repeated = _integer(cell.get(_TABLE + "number-columns-repeated"), 1)
            if cell.tag == _TABLE + "table-cell":
                span = max(1, _integer(cell.get(_TABLE + "number-columns-spanned"), 1))
                self.below[column] = _integer(cell.get(_TABLE + "number-rows-spanned"), 1) - 1
                text = grid.written(list(self.lines(cell)), column)
                if text:
                    cells.extend(Cell(text, column + at, span) for at in range(min(repeated, _REPEATED)))
                elif repeated == 1:
                    cells.append(Cell("", column, span))
            elif cell.tag == _TABLE + "covered-table-cell" and self.below.get(column, 0) > 0:
                self.below[column] -= 1
                cells.append(Cell("", column, goes_on=True))
            if cell.tag in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
                column += repeated
        repeated = min(_integer(row.get(_TABLE + "number-rows-repeated"), 1), _REPEATED)
        if size := sum(len(cell.text) for cell in cells):
            self.size += size * repeated
            if self.size > grid.MOST:
                raise Refusal(archives.TOO_LARGE_UNPACKED)
            yield from [cells] * repeated

    def lines(self, container: Element | list[Element]) -> Iterator[Line]:
        for block in container:
            if block.tag == _TEXT + "p":
                yield Line(self.text(block))
            elif block.tag == _TEXT + "h":
                yield Line(self.text(block), "h3")
            elif block.tag == _TEXT + "list":
                yield from self.items(block, self.list_name(block))
            elif block.tag == _TABLE + "table":
                cells = [cell for row in _rows(block) for cells in self.rows(row) for cell in cells]
                self.aside.add(grid.NESTED, " ".join(cell.text for cell in cells))
                yield from (Line(cell.text) for cell in cells)
            elif block.tag in _THROUGH:
                yield from self.lines(block)
            elif block.tag.startswith(_DRAW):
                self.aside.add(grid.BOXES_LEFT_OUT, "".join(block.itertext()))

    def list_name(self, block: Element) -> str:
        """The style of a list; the one that it goes on with, or a count of its own."""
        style = block.get(_TEXT + "style-name", "")
        continued = block.get(_TEXT + "continue-list")
        counted = self.names.get(continued, "") if continued else style
        if not continued and block.get(_TEXT + "continue-numbering") != "true":
            self.counter.restart(style)
        self.names[block.get("{http://www.w3.org/XML/1998/namespace}id", "")] = counted or style
        return style

    def items(self, block: Element, style: str, level: int = 0) -> Iterator[Line]:
        for item in block:
            if item.tag not in (_TEXT + "list-item", _TEXT + "list-header"):
                continue
            first = item.tag == _TEXT + "list-item"
            if start := item.get(_TEXT + "start-value"):
                self.counter.restart(style, level, _integer(start, 1))
            for child in item:
                if child.tag == _TEXT + "list":
                    yield from self.items(child, child.get(_TEXT + "style-name", style), min(level + 1, 9))
                    continue
                for line in self.lines([child]):
                    yield self.listed(line, style, level) if first else line
                    first = False

    def listed(self, line: Line, style: str, level: int) -> Line:
        """Later paragraphs of an item have no number, and the first has none where the style says so."""
        marker = self.counter.marker(style, level)
        return grid.listed(line.text, marker, level) if marker else line

    def text(self, element: Element) -> str:
        """The text of a paragraph. White space of the file is one space, what is meant as more has elements."""
        pieces = [_collapsed(element.text)]
        for child in element:
            if child.tag == _TEXT + "line-break":
                pieces.append("\n")
            elif child.tag == _TEXT + "tab":
                pieces.append(" ")
            elif child.tag == _TEXT + "s":
                pieces.append(" " * min(_integer(child.get(_TEXT + "c"), 1), 1000))
            elif child.tag == _TEXT + "note":
                body = child.find(_TEXT + "note-body")
                self.aside.add(grid.NOTES_LEFT_OUT, "".join(body.itertext()) if body is not None else "")
            elif child.tag.startswith(_DRAW):
                self.aside.add(grid.BOXES_LEFT_OUT, "".join(child.itertext()))
            elif child.get(_TEXT + "style-name") in self.hidden:
                self.aside.add(grid.HIDDEN_LEFT_OUT, "".join(child.itertext()))
            elif child.tag not in _SILENT:
                pieces.append(self.text(child))
            pieces.append(_collapsed(child.tail))
        return "".join(pieces)


def _collapsed(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == _TABLE + "table-row":
            yield child
        elif child.tag in _ROWS_THROUGH:
            yield from _rows(child)


def _framed(table: Element) -> Element | None:
    """The one cell of a table that is a frame around others."""
    cells = [cell for row in _rows(table) for cell in row if cell.tag == _TABLE + "table-cell"]
    return cells[0] if len(cells) == 1 and cells[0].find(_TABLE + "table") is not None else None


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,7}", text) else default


def _level(element: Element) -> Level:
    if element.tag != _TEXT + "list-level-style-number":
        return Level(numbering.BULLET)
    style = element.get(_STYLE + "num-format", "")
    before, after = element.get(_STYLE + "num-prefix", ""), element.get(_STYLE + "num-suffix", "")
    template = element.get("{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}num-list-format", "")
    template = re.sub(r"%(\d+)%", r"%\1", template)
    start = _integer(element.get(_TEXT + "start-value"), 1)
    return Level(_FORMATS.get(style, style), before.strip(), after.strip(), template, start)
