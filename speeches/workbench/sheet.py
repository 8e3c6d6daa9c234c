"""Units as a spreadsheet (.xlsx) for those who have no translation program. Pure."""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils.exceptions import InvalidFileException

from .. import archives, cells
from ..records import Refusal, gettext_noop
from .unit import Unit, written

COLUMNS = {"id": 24, "note": 24, "chinese": 60, "english": 80, "state": 14}
LONGEST_CELL = 32_767
ROWS, WIDTH = 100_000, 50
# What a damaged workbook makes the library raise.
ERRORS = (
    *(AttributeError, EOFError, IndexError, InvalidFileException, KeyError, OSError, OverflowError, ParseError),
    *(RuntimeError, TypeError, ValueError, zipfile.BadZipFile),
)

NO_TABLE = gettext_noop("The spreadsheet has no row with the headings id, chinese, english and state.")
TOO_LONG = gettext_noop("A text of %(length)s characters does not fit into a cell of a spreadsheet: take XLIFF.")


def write(units: Iterable[Unit]) -> bytes:
    """One row for each unit. Raises Refusal for a text that no cell can hold."""
    book = Workbook()
    page = book.active
    page.title = "zh-TW en"
    page.append(list(COLUMNS))
    for unit in units:
        page.append([cell(value) or None for value in (unit.id, unit.note, unit.source, unit.target, unit.state)])
    for letter, width in zip("ABCDE", COLUMNS.values(), strict=True):
        page.column_dimensions[letter].width = width
    for row in page.iter_rows():
        for one in row:
            one.data_type = "s" if one.value else "n"
            one.number_format = "@"
            one.alignment = Alignment(wrap_text=True, vertical="top")
            one.font = Font(bold=one.row == 1)
    page.freeze_panes = "A2"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def cell(value: str) -> str:
    shielded = cells.shielded(written(value))
    if len(shielded) > LONGEST_CELL:
        raise Refusal(TOO_LONG, length=len(value))
    return shielded


def read(data: bytes) -> list[Unit]:
    """The units of the first sheet that has such a table; columns may have moved, and others been added.

    Raises Refusal for what is no workbook, too large, hostile (archives.checked_zip), or has no such table.
    """
    archives.checked_zip(data).close()
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        for page in book.worksheets:
            page.reset_dimensions()
            if (units := read_page(page)) is not None:
                return units
    except ERRORS as error:
        raise Refusal(archives.DAMAGED) from error
    raise Refusal(NO_TABLE)


def read_page(page: Any) -> list[Unit] | None:
    rows = ([words(value) for value in row] for row in islice(page.iter_rows(max_col=WIDTH, values_only=True), ROWS))
    header = [heading.strip().lower() for heading in next(rows, [])]
    if not {"id", "chinese", "english", "state"} <= set(header):
        return None
    places = {heading: header.index(heading) for heading in ("id", "chinese", "english", "state")}
    return list(units_in(rows, places))


def units_in(rows: Iterable[list[str]], places: dict[str, int]) -> Iterator[Unit]:
    for row in rows:
        name, chinese, english, state = (row[place] if place < len(row) else "" for place in places.values())
        if name.strip():
            yield Unit(id=name.strip(), source=chinese, target=english, state=known(state.strip().lower()))


def known(state: str) -> str:
    """That somebody wrote “approved” into a cell approves nothing; new English beside “untranslated” is translated."""
    return {"draft": "draft", "translated": "translated", "approved": "translated"}.get(state, "")


def words(value: Any) -> str:
    """A number that a program has made of the text is written as people write it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return cells.bare(str(value).replace("\r\n", "\n"))
