"""The paper as a spreadsheet: .xlsx, and .csv in any encoding and with any of the usual separators. Pure."""

import csv
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from io import StringIO
from xml.etree.ElementTree import Element

from speeches import archives
from speeches.cells import bare
from speeches.digest import columns
from speeches.digest.readers import grid, text
from speeches.digest.readers.grid import Aside, Cell, Table
from speeches.digest.rows import is_header
from speeches.records import Paper, Refusal, gettext_noop

MAIN = "xl/workbook.xml"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATION = re.compile(
    r"\{http://(?:schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml)/officeDocument/.*relationships\}id"
)
_CHARACTER = re.compile("_x([0-9A-Fa-f]{4})_")
_RANGE, _ROW = re.compile("([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"), re.compile("[0-9]{1,7}")
_LONGEST_CELL = 2_000_000
_COLUMNS, _REPEATED = 100, 200

NO_RESULT = gettext_noop("Formulas without a result were left out: %(text)s")


def read_csv(data: bytes) -> Paper | None:
    """The paper in these bytes; None where no commas, semicolons or tabs part a digest's header. Tabs between the
    office's own columns are the text reader's, which knows pages."""
    content, encoding = text.decode(data)
    # One cell may hold a whole speech.
    csv.field_size_limit(_LONGEST_CELL)
    for separator in ",;\t":
        try:
            rows = [*csv.reader(StringIO(content, newline=""), delimiter=separator)]
        except csv.Error:
            continue
        header = next(filter(columns.understood, ([cell for cell in row if cell.strip()] for row in rows)), None)
        if header and not (separator == "\t" and is_header(header)):
            paper = grid.paper([[_csv_row(row) for row in rows]], is_sheet=True)
            return Paper(paper.title, paper.columns, paper.rows, encoding, paper.problems)
    return None


def _csv_row(row: list[str]) -> list[Cell]:
    return [Cell(_unescaped(cell), column) for column, cell in enumerate(row[:_COLUMNS])]


def _unescaped(cell: str) -> str:
    return re.sub("\r\n?", "\n", bare(cell))


def read(data: bytes) -> Paper:
    """The paper in a workbook, sheet after sheet. Raises Refusal for what cannot be opened or holds no text."""
    archive = archives.checked_zip(data)
    book = _xml(archive, MAIN)
    if book is None:
        raise Refusal(archives.DAMAGED)
    targets = _targets(archive)
    strings = [_string(item) for item in _children(_xml(archive, targets.get("sharedStrings", "")))]
    aside = Aside()
    tables = []
    for sheet in book.iter(_MAIN + "sheet"):
        name = next((value for key, value in sheet.items() if _RELATION.fullmatch(key)), "")
        if (root := _xml(archive, targets.get(name, ""))) is not None:
            tables.append(_table(root, strings, aside))
    return grid.paper(tables, aside, is_sheet=True)


def _xml(archive, name: str) -> Element | None:
    content = archives.part(archive, name)
    return None if content is None else archives.xml(content.replace(_STRICT, _MAIN[1:-1].encode()))


def _targets(archive) -> dict[str, str]:
    """The parts that the workbook names, by the name of the relation, and the shared texts."""
    found = {}
    for relation in _children(archives.xml_part(archive, "xl/_rels/workbook.xml.rels")):
        target = posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
        found[relation.get("Id", "")] = target
        if relation.get("Type", "").endswith("/sharedStrings"):
            found["sharedStrings"] = target
    return found


def _children(element: Element | None) -> Iterable[Element]:
    return element if element is not None else ()


def _string(item: Element | None) -> str:
    """The text of all runs, without the readings that stand above."""
    if item is None:
        return ""
    texts = [text.text or "" for child in item for text in _texts(child)]
    return _CHARACTER.sub(lambda match: _character(match[1]), "".join(texts)).replace("\r\n", "\n")


def _texts(child: Element) -> Iterator[Element]:
    if child.tag == _MAIN + "t":
        yield child
    elif child.tag == _MAIN + "r":
        yield from child.findall(_MAIN + "t")


def _character(code: str) -> str:
    return "" if "D800" <= code.upper() < "E000" else chr(int(code, 16))


def _table(sheet: Element, strings: list[str], aside: Aside) -> Table:
    spans, covered = _merged(sheet)
    table = []
    for place, row in enumerate(sheet.iter(_MAIN + "row"), start=1):
        cells = []
        for at, cell in enumerate(row.findall(_MAIN + "c")):
            name = cell.get("r", "")
            column = _column(name, at)
            if column < _COLUMNS and (value := _value(cell, strings, aside)):
                cells.append(Cell(value, column, spans.get(name, 1)))
        number = row.get("r", "")
        cells.extend(covered.get(int(number) if _ROW.fullmatch(number) else place, ()))
        table.append(sorted(cells, key=lambda cell: cell.column))
    return table


def _merged(sheet: Element) -> tuple[dict[str, int], dict[int, list[Cell]]]:
    """Over how many columns the cells reach that reach over several; and what they cover below, by rows."""
    spans, covered = {}, defaultdict(list)
    for merged in sheet.iter(_MAIN + "mergeCell"):
        if not (corners := _RANGE.fullmatch(merged.get("ref", ""))):
            continue
        column, last = _column(corners[1], 0), _column(corners[3], 0)
        spans[corners[1] + corners[2]] = max(1, last - column + 1)
        for row in range(int(corners[2]) + 1, min(int(corners[4]), int(corners[2]) + _REPEATED) + 1):
            covered[row].append(Cell("", column, goes_on=True))
    return spans, covered


def _column(name: str, place: int) -> int:
    """AB12 -> 27; a cell without a name stands in its place."""
    letters = re.match("[A-Z]{1,3}", name)
    if not letters:
        return place
    column = 0
    for letter in letters[0]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _value(cell: Element, strings: list[str], aside: Aside) -> str:
    kind, value = cell.get("t", "n"), cell.findtext(_MAIN + "v") or ""
    if kind == "inlineStr":
        return _unescaped(_string(cell.find(_MAIN + "is")))
    if kind == "s":
        known = re.fullmatch("[0-9]{1,7}", value) and int(value) < len(strings)
        return _unescaped(strings[int(value)]) if known else ""
    if kind == "e" or (not value and cell.find(_MAIN + "f") is not None):
        aside.add(NO_RESULT, cell.get("r", ""))
        return ""
    if kind == "n" and re.fullmatch(r"[0-9]{1,9}\.0+", value):
        return value.partition(".")[0]
    return value
