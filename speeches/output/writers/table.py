"""Rows as CSV (RFC 4180) or JSON, made piece by piece however many there are.

A cell is a text, a number, a truth value, nothing (None), or several texts (a tuple).

CSV begins with a byte order mark, without which Excel takes UTF-8 for another encoding. A text that a spreadsheet could
take for a formula gets an apostrophe in front, and so does one that begins with an apostrophe: whoever takes one away
has the text again, character by character. JSON holds every text as it is.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from speeches.cells import shielded

Cell = str | int | float | bool | tuple[str, ...] | None

BYTE_ORDER_MARK = "\ufeff"
BETWEEN_TEXTS = "|"
# Characters: pieces of this size cost little each and never much memory.
PIECE = 50_000


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    buffer = StringIO()
    buffer.write(BYTE_ORDER_MARK)
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([csv_cell(cell) for cell in row])
        if buffer.tell() > PIECE:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def csv_cell(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, tuple):
        cell = BETWEEN_TEXTS.join(cell)
    return shielded(cell) if isinstance(cell, str) else cell


def as_json(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """An array of objects, one a line."""
    pieces, size, separator = ["["], 0, "\n"
    for row in rows:
        line = json.dumps(dict(zip(header, row, strict=True)), ensure_ascii=False)
        pieces.append(separator + line)
        size, separator = size + len(line), ",\n"
        if size > PIECE:
            yield "".join(pieces)
            pieces, size = [], 0
    yield "".join([*pieces, "\n]\n"])
