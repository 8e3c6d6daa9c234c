"""The paper as a document of Word (.docx). Pure.

Read from its XML: numbers of automatic lists, changes that nobody has accepted yet (read as accepted), soft line breaks
and merged cells are more than libraries give. Text boxes and footnotes belong to no speech: left out, and said.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from speeches import archives
from speeches.digest.readers import grid, numbering
from speeches.digest.readers.grid import Aside, Cell, Line, Table
from speeches.digest.readers.numbering import Level
from speeches.records import Paper, Refusal

MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_STYLES = {
    "decimal": "1",
    "decimalZero": "01",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
    "decimalEnclosedCircle": "①",
    "decimalEnclosedCircleChinese": "①",
    "decimalFullWidth": "１",
    "ideographTraditional": "甲",
    "taiwaneseCounting": "一",
    "taiwaneseCountingThousand": "一",
    "chineseCounting": "一",
    "chineseCountingThousand": "一",
    "ideographDigital": "一",
    "taiwaneseDigital": "一",
    "japaneseCounting": "一",
    "none": "",
    "bullet": numbering.BULLET,
}
_PAGE_HEADER = re.compile(r"word/header\d+\.xml")
_HEADING = re.compile(r"(?:heading|標題|标题)\s*\d", re.IGNORECASE)
# Wrappers whose content is read as if they were not there; insertions are accepted.
_THROUGH = {_W + name for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo")}
# Another document, a sheet, an object of another program.
_EMBEDDED = {"aFChunk", "package", "oleObject"}
_OFF = {"0", "false", "off"}
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-", "ptab": " "}


def read(data: bytes) -> Paper:
    """The paper in these bytes. Raises Refusal for what cannot be opened, and for a document without text."""
    archive = archives.checked_zip(data)
    main = archives.part(archive, MAIN) or b""
    if _STRICT in main[:4000]:
        main = main.replace(_STRICT, _W[1:-1].encode())
    document = _Document(
        _Lists(archives.xml_part(archive, "word/numbering.xml"), archives.xml_part(archive, "word/styles.xml"))
    )
    body = archives.xml(main).find(_W + "body")
    if body is None:
        raise Refusal(archives.DAMAGED)
    pieces = list(document.pieces(body))
    for name in ("footnotes", "endnotes"):
        for note in _children(archive, f"word/{name}.xml"):
            if note.get(_W + "type") in (None, "normal"):
                document.aside.add(grid.NOTES_LEFT_OUT, _all_text(note))
    for relation in _children(archive, "word/_rels/document.xml.rels"):
        if relation.get("Type", "").rpartition("/")[2] in _EMBEDDED:
            document.aside.add(grid.EMBEDDED, relation.get("Target", "").rpartition("/")[2])
    headers = sorted(name for name in archive.namelist() if _PAGE_HEADER.fullmatch(name))
    above = [_all_text(line) for name in headers for line in _children(archive, name)]
    return grid.paper(pieces, document.aside, above)


class _Document:
    def __init__(self, lists: "_Lists"):
        self.lists = lists
        self.aside = Aside()

    def pieces(self, container: Element) -> Iterator[str | Table]:
        for block in _blocks(container):
            if block.tag == _W + "p":
                yield self.line(block).text
            elif (framed := _framed(block)) is not None:
                yield from self.pieces(framed)
            else:
                yield [cells for row in _rows(block) if (cells := self.row(row))]

    def row(self, row: Element) -> list[Cell]:
        properties = row.find(_W + "trPr")
        if properties is not None and properties.find(_W + "del") is not None:
            return []
        column = _value(properties, "gridBefore", 0)
        cells = []
        for cell in _unwrapped(row, _W + "tc"):
            shape = cell.find(_W + "tcPr")
            span = max(1, min(_value(shape, "gridSpan", 1), 100))
            merged = shape.find(_W + "vMerge") if shape is not None else None
            continues = merged is not None and merged.get(_W + "val", "continue") == "continue"
            lines = [] if continues else list(self.lines(cell))
            cells.append(Cell(grid.written(lines, column), column, span, continues))
            column += span
        return cells

    def lines(self, cell: Element) -> Iterator[Line]:
        """The paragraphs of a cell; one whose end was deleted goes on in the next."""
        held = ""
        for block in _blocks(cell):
            if block.tag == _W + "tbl":
                rows = [self.row(row) for row in _rows(block)]
                self.aside.add(grid.NESTED, " ".join(cell.text for row in rows for cell in row))
                yield from (Line(cell.text) for row in rows for cell in row)
                continue
            line = self.line(block)
            line = Line(held + line.text, line.kind, line.marker)
            held = line.text if block.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None else ""
            if not held:
                yield line
        if held:
            yield Line(held)

    def line(self, paragraph: Element) -> Line:
        text = "".join(self.texts(paragraph))
        level, marker = self.lists.marker(paragraph)
        if marker and (text.strip() or level == 0):
            return grid.listed(text, marker, level)
        return Line(text, "h3" if self.lists.is_heading(paragraph) else "p")

    def texts(self, element: Iterable[Element]) -> Iterator[str]:
        """The text of a paragraph, of a run, or of what wraps them. Deleted text stands in other elements."""
        for child in element:
            if child.tag == _W + "t" or child.tag == _M + "t":
                yield child.text or ""
            elif child.tag == _W + "r":
                if _is_hidden(child):
                    self.aside.add(grid.HIDDEN_LEFT_OUT, _all_text(child))
                else:
                    yield from self.texts(child)
            elif child.tag in _THROUGH or child.tag.startswith(_M):
                yield from self.texts(child)
            elif child.tag == _W + "sdt":
                yield from self.texts(_inside(child, "sdtContent"))
            elif child.tag == _W + "ruby":
                yield from self.texts(_inside(child, "rubyBase"))
            elif child.tag == _W + "sym":
                yield _symbol(child.get(_W + "char", ""))
            elif child.tag.startswith(_W) and (known := _BREAKS.get(child.tag[len(_W) :])):
                yield known
            else:
                self.look_aside(child)

    def look_aside(self, element: Element) -> None:
        """Pictures say nothing; a text box does. Word writes it twice, for itself and for older programs."""
        box = next(element.iter(_W + "txbxContent"), None)
        if box is not None:
            self.aside.add(grid.BOXES_LEFT_OUT, _all_text(box))


def _children(archive: zipfile.ZipFile, name: str) -> list[Element]:
    """Of the root of a part; none where there is no such part."""
    root = archives.xml_part(archive, name)
    return [] if root is None else list(root)


def _all_text(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(_W + "t"))


def _is_hidden(run: Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(_W + "val", "1") not in _OFF


def _framed(table: Element) -> Element | None:
    """The one cell of a table that is a frame around others."""
    cells = [cell for row in _rows(table) for cell in _unwrapped(row, _W + "tc")]
    return cells[0] if len(cells) == 1 and any(block.tag == _W + "tbl" for block in _blocks(cells[0])) else None


def _inside(element: Element, name: str) -> Iterable[Element]:
    """The children of the child of that name."""
    found = element.find(_W + name)
    return found if found is not None else ()


def _unwrapped(container: Iterable[Element], *tags: str) -> Iterator[Element]:
    """The children of these kinds, also where a content control or a mark of revision stands around them."""
    for child in container:
        if child.tag in tags:
            yield child
        elif child.tag == _W + "sdt":
            yield from _unwrapped(_inside(child, "sdtContent"), *tags)
        elif child.tag in _THROUGH:
            yield from _unwrapped(child, *tags)


def _blocks(container: Element) -> Iterator[Element]:
    return _unwrapped(container, _W + "p", _W + "tbl")


def _rows(table: Element) -> Iterator[Element]:
    return _unwrapped(table, _W + "tr")


def _value(properties: Element | None, name: str, default: int) -> int:
    element = properties.find(_W + name) if properties is not None else None
    return _integer(element.get(_W + "val") if element is not None else None, default)


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else default


def _symbol(code: str) -> str:
    return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) and not "D800" <= code.upper() < "E000" else ""


class _Lists:
    """What a paragraph's style and its own properties say of its list, and how far that list has counted."""

    def __init__(self, numbers: Element | None, styles: Element | None):
        self.styles = {}
        for style in styles if styles is not None else ():
            if style.tag == _W + "style" and style.get(_W + "type", "paragraph") == "paragraph":
                self.styles[style.get(_W + "styleId")] = style
        self.abstract: dict[str, str] = {}
        self.overridden: dict[str, list[tuple[int, int]]] = {}
        self.counter = numbering.Counter({})
        for element in numbers if numbers is not None else ():
            if element.tag == _W + "abstractNum":
                self.counter.lists[element.get(_W + "abstractNumId")] = [*map(_level, element.findall(_W + "lvl"))]
            elif element.tag == _W + "num":
                self._add(element)

    def _add(self, element: Element) -> None:
        name, pointer = element.get(_W + "numId"), element.find(_W + "abstractNumId")
        self.abstract[name] = pointer.get(_W + "val") if pointer is not None else ""
        for override in element.findall(_W + "lvlOverride"):
            if override.find(_W + "startOverride") is not None:
                level = _integer(override.get(_W + "ilvl"), 0)
                self.overridden.setdefault(name, []).append((level, _value(override, "startOverride", 1)))

    def marker(self, paragraph: Element) -> tuple[int, str]:
        """The paragraph's level (from 0) and its number or bullet; "" outside of lists."""
        name, level = None, None
        for properties in self._properties(paragraph):
            of_list = properties.find(_W + "numPr")
            if of_list is not None:
                if name is None and (pointer := of_list.find(_W + "numId")) is not None:
                    name = pointer.get(_W + "val")
                level = level if level is not None else _value(of_list, "ilvl", -1)
                level = None if level == -1 else level
        level = min(level or 0, 8)
        if name not in self.abstract:
            return level, ""
        counted = self.abstract[name]
        for at, value in self.overridden.pop(name, ()):
            self.counter.restart(counted, at, value)
        return level, self.counter.marker(counted, level)

    def is_heading(self, paragraph: Element) -> bool:
        for properties in self._properties(paragraph):
            if properties.find(_W + "outlineLvl") is not None:
                return _value(properties, "outlineLvl", 9) < 9
        style = self.styles.get(_style_of(paragraph.find(_W + "pPr")))
        name = style.find(_W + "name") if style is not None else None
        return name is not None and bool(_HEADING.match(name.get(_W + "val", "")))

    def _properties(self, paragraph: Element) -> Iterator[Element]:
        """The paragraph's own properties, then those of its style and of the styles that this one is based on."""
        own = paragraph.find(_W + "pPr")
        if own is None:
            return
        yield own
        seen: set[str | None] = set()
        style = _style_of(own)
        while style in self.styles and style not in seen:
            seen.add(style)
            if (properties := self.styles[style].find(_W + "pPr")) is not None:
                yield properties
            parent = self.styles[style].find(_W + "basedOn")
            style = parent.get(_W + "val") if parent is not None else None


def _style_of(properties: Element | None) -> str | None:
    style = properties.find(_W + "pStyle") if properties is not None else None
    return style.get(_W + "val") if style is not None else None


def _level(element: Element) -> Level:
    def value(name: str, default: str) -> str:
        found = element.find(_W + name)
        return found.get(_W + "val", default) if found is not None else default

    style = _STYLES.get(value("numFmt", "decimal"), "1")
    template = value("lvlText", "")
    if style != numbering.BULLET and "%" not in template and not template.strip():
        style = ""
    return Level(style, template=template, start=_integer(value("start", "1"), 1))
