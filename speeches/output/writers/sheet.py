"""A digest as a spreadsheet: .xlsx, or .csv that any program opens. Pure.

A text that a spreadsheet could take for a formula gets an apostrophe in front (`cells`), in both: whoever saves the one
as the other keeps it.
"""

from collections.abc import Iterator
from io import BytesIO

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from speeches.cells import shielded
from speeches.output.writers import table
from speeches.output.writers.paper import Paper
from speeches.output.writers.undated import undated

# Characters of a column for each share of `Paper.widths`.
_SHARE = 12


def as_csv(paper: Paper) -> str:
    return "".join(table.as_csv([paper.title], [[], paper.columns, *_rows(paper)]))


def as_xlsx(paper: Paper) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A4"
    for letter, width in zip("ABCD", (0.6, *paper.widths), strict=False):
        sheet.column_dimensions[letter].width = _SHARE * width
    for row in ([paper.title], [], paper.columns):
        sheet.append([_cell(sheet, text, bold=True) for text in row])
    for row in _rows(paper):
        sheet.append([_cell(sheet, text) for text in row])
    file = BytesIO()
    book.save(file)
    return undated(file.getvalue())


def _rows(paper: Paper) -> Iterator[list[str | int]]:
    for row in paper.rows:
        yield [row.number, *row.sheet]


def _cell(sheet, value: str | int, bold: bool = False) -> WriteOnlyCell:
    """A text is one, whatever it begins with; XML cannot hold control characters."""
    if isinstance(value, str):
        value = shielded(ILLEGAL_CHARACTERS_RE.sub("", value))
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s" if isinstance(value, str) else "n"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell
