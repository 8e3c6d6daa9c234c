"""The paper as a spreadsheet: .xlsx, and .csv in any encoding and with any of the usual separators. Pure."""

import csv
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from io import StringIO
from xml.etree.ElementTree import Element

from speeches import archives
from speeches.cells import bare
from speeches.digest import columns
from speeches.digest.columns import Holds
from speeches.digest.markup import PARAGRAPH
from speeches.digest.readers import grid, text
from speeches.digest.readers.grid import Aside, Cell, Table
from speeches.digest.rows import MORE_CELLS, is_header
from speeches.records import Paper, Problem, Refusal, gettext_noop

MAIN = "xl/workbook.xml"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATION = re.compile(
    r"\{http://(?:schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml)/officeDocument/.*relationships\}id"
)
_CHARACTER = re.compile("_x([0-9A-Fa-f]{4})_")
_RANGE, _ROW = re.compile("([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"), re.compile("[0-9]{1,7}")
_NO_CHARACTER = re.compile("[\0\ufffe\uffff]")
_YES = ("1", "true")
# The formats General, whole number and text.
_AS_STORED = ("0", "1", "49")
_LONGEST_CELL = 2_000_000
_COLUMNS, _REPEATED = 100, 200

NO_RESULT = gettext_noop("Formulas without a result were left out: %(text)s")
HIDDEN_READ = gettext_noop(
    "What is hidden in the spreadsheet was read like all else: %(text)s. Look whether it belongs to the paper."
)
STORED = gettext_noop(
    "A cell holds a number that is shown otherwise than it is stored; it was read as stored: %(text)s"
)
QUOTES = gettext_noop(
    "The quotation marks of the CSV file do not fit together (from line %(line)s): correct them, or save the paper as "
    ".xlsx, and try again."
)


def read_csv(data: bytes) -> Paper | None:
    """The paper in these bytes; None where no commas, semicolons or tabs part a digest's header. Tabs between the
    office's own columns are the text reader's, which knows pages.

    Raises Refusal where quotation marks do not fit together: whole rows would be one cell, and the marks gone."""
    content, encoding = text.decode(data)
    content, problems = text.without_controls(content)
    # One cell may hold a whole speech.
    csv.field_size_limit(_LONGEST_CELL)
    for separator in ",;\t":
        try:
            rows = [*_csv_rows(content, separator)]
        except csv.Error:
            continue
        header = next(filter(columns.understood, ([cell for cell in row if cell.strip()] for row in rows)), None)
        if header and not (separator == "\t" and is_header(header)):
            _check_quotes(content, separator)
            paper = grid.paper([_csv_table(rows, separator)], is_sheet=True)
            return replace(paper, encoding=encoding, problems=(*problems, *paper.problems))
    return None


def _csv_rows(content: str, separator: str, strict: bool = False) -> Iterator[list[str]]:
    return csv.reader(StringIO(content, newline=""), delimiter=separator, strict=strict)


def _check_quotes(content: str, separator: str) -> None:
    reader = _csv_rows(content, separator, strict=True)
    line = 0
    try:
        for _ in reader:
            line = reader.line_num
    except csv.Error:
        raise Refusal(QUOTES, line=line + 1) from None


def _csv_table(rows: list[list[str]], separator: str) -> Table:
    """The rows as cells. Where more of them are filled than the header has names, a separator stood in a text without
    quotation marks: the text is put together again, and that is said."""
    table = []
    last = None
    for row in rows:
        filled = [place for place, cell in enumerate(row) if cell.strip()]
        kinds = columns.understood([row[place] for place in filled])
        if kinds is not None:
            last = filled[-1] if kinds[-1] is Holds.CONTENT else None
        cells = [Cell(_unescaped(cell), column) for column, cell in enumerate(row[:_COLUMNS])]
        if last is not None and filled and filled[-1] > last:
            rest = separator.join(row[last : filled[-1] + 1])
            cells[last:] = [Cell(_unescaped(rest), last, doubts=(Problem(None, MORE_CELLS),))]
        table.append(cells)
    return table


def _unescaped(cell: str) -> str:
    """The cell as it was typed: whoever ends a line in a cell ends a paragraph."""
    return re.sub("[\v\f\x85\u2028]", "\n", re.sub("\r\n?|\n", PARAGRAPH, bare(cell)))


def read(data: bytes) -> Paper:
    """The paper in a workbook, sheet after sheet. Raises Refusal for what cannot be opened or holds no text."""
    archive = archives.checked_zip(data)
    main = _xml(archive, MAIN)
    if main is None:
        raise Refusal(archives.DAMAGED)
    targets = _targets(archive)
    book = _Book(_shown_otherwise(_xml(archive, targets.get("styles", ""))))
    book.strings = [book.string(item) for item in _children(_xml(archive, targets.get("sharedStrings", "")))]
    tables = []
    for sheet in main.iter(_MAIN + "sheet"):
        name = next((value for key, value in sheet.items() if _RELATION.fullmatch(key)), "")
        if (root := _xml(archive, targets.get(name, ""))) is not None:
            tables.append(book.table(root, sheet.get("name", ""), sheet.get("state", "visible") != "visible"))
    return grid.paper(tables, book.aside, is_sheet=True)


def _xml(archive, name: str) -> Element | None:
    content = archives.part(archive, name)
    return None if content is None else archives.xml(content.replace(_STRICT, _MAIN[1:-1].encode()))


def _targets(archive) -> dict[str, str]:
    """The parts that the workbook names, by the name of the relation, and the shared texts and formats."""
    found = {}
    for relation in _children(archives.xml_part(archive, "xl/_rels/workbook.xml.rels")):
        target = posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
        found[relation.get("Id", "")] = target
        kind = relation.get("Type", "").rpartition("/")[2]
        if kind in ("sharedStrings", "styles"):
            found[kind] = target
    return found


def _children(element: Element | None) -> Iterable[Element]:
    return element if element is not None else ()


def _texts(child: Element) -> Iterator[Element]:
    if child.tag == _MAIN + "t":
        yield child
    elif child.tag == _MAIN + "r":
        yield from child.findall(_MAIN + "t")


def _shown_otherwise(styles: Element | None) -> list[bool]:
    """Of each format of cells, whether a number is shown otherwise than it is stored: as a date, in per cent."""
    found = styles.find(_MAIN + "cellXfs") if styles is not None else None
    return [form.get("numFmtId", "0") not in _AS_STORED for form in _children(found)]


@dataclass
class _Book:
    """What all sheets share."""

    shown_otherwise: list[bool]
    strings: list[str] = field(default_factory=list)
    aside: Aside = field(default_factory=Aside)

    def table(self, sheet: Element, name: str, is_hidden: bool) -> Table:
        spans, covered = _merged(sheet)
        hidden_columns = _hidden_columns(sheet)
        hidden = []
        table = []
        for place, row in enumerate(sheet.iter(_MAIN + "row"), start=1):
            number = int(row.get("r", "")) if _ROW.fullmatch(row.get("r", "")) else place
            cells = [*self.cells(row, spans)]
            if cells and row.get("hidden") in _YES:
                hidden.append(str(number))
            hidden.extend(letters for cell in cells if (letters := hidden_columns.get(cell.column)))
            table.append(sorted((*cells, *covered.get(number, ())), key=lambda cell: cell.column))
        if is_hidden and any(table):
            self.aside.add(HIDDEN_READ, name)
        elif hidden:
            self.aside.add(HIDDEN_READ, f"{name}!{','.join(dict.fromkeys(hidden))}")
        return table

    def cells(self, row: Element, spans: dict[str, int]) -> Iterator[Cell]:
        for at, cell in enumerate(row.findall(_MAIN + "c")):
            name = cell.get("r", "")
            column = _column(name, at)
            if column < _COLUMNS and (value := self.value(cell)):
                doubts = (Problem(None, STORED, {"text": value}),) if self.is_shown_otherwise(cell) else ()
                yield Cell(value, column, spans.get(name, 1), doubts=doubts)

    def is_shown_otherwise(self, cell: Element) -> bool:
        kind, form = cell.get("t", "n"), cell.get("s", "")
        known = _ROW.fullmatch(form) and int(form) < len(self.shown_otherwise)
        return kind in ("b", "d") or bool(kind == "n" and known and self.shown_otherwise[int(form)])

    def value(self, cell: Element) -> str:
        kind, value = cell.get("t", "n"), cell.findtext(_MAIN + "v") or ""
        if kind == "inlineStr":
            return _unescaped(self.string(cell.find(_MAIN + "is")))
        if kind == "s":
            known = _ROW.fullmatch(value) and int(value) < len(self.strings)
            return _unescaped(self.strings[int(value)]) if known else ""
        if kind == "e" or (not value and cell.find(_MAIN + "f") is not None):
            self.aside.add(NO_RESULT, cell.get("r", ""))
            return ""
        if kind == "n" and re.fullmatch(r"[0-9]{1,9}\.0+", value):
            return value.partition(".")[0]
        return self.clean(value)

    def string(self, item: Element | None) -> str:
        """The text of all runs, without the readings that stand above."""
        if item is None:
            return ""
        return self.clean("".join(text.text or "" for child in item for text in _texts(child)))

    def clean(self, value: str) -> str:
        """The text with the characters that XML cannot hold; of those none can, a sign says that there was one."""
        value = _CHARACTER.sub(lambda match: chr(int(match[1], 16)), value)
        value = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        value, problems = text.without_controls(_NO_CHARACTER.sub("\ufffd", value))
        if problems:
            self.aside.note(text.CONTROLS)
        return value


def _hidden_columns(sheet: Element) -> dict[int, str]:
    """The letters of the columns that are hidden, by their places."""
    found = {}
    for column in sheet.iter(_MAIN + "col"):
        first, last = column.get("min", ""), column.get("max", "")
        if column.get("hidden") in _YES and _ROW.fullmatch(first) and _ROW.fullmatch(last):
            found |= {place - 1: _letters(place) for place in range(int(first), min(int(last), _COLUMNS) + 1)}
    return found


def _letters(place: int) -> str:
    """1 -> A, 28 -> AB."""
    before, last = divmod(place - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + last)


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
