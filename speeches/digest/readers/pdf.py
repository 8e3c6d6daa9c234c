"""The paper as PDF: read by a process of its own, whose memory and time are limited. Pure.

A PDF is drawn by a program, and a hostile one can ask for any amount of work. `pdf_pages` is that process.
"""

import json
import subprocess
import sys
from pathlib import Path

from speeches import archives
from speeches.digest.readers import grid
from speeches.digest.readers.grid import Aside, Cell
from speeches.records import Paper, Refusal, gettext_noop

SECONDS = 30
_ROOT = Path(__file__).parents[3]

TOO_MUCH_WORK = gettext_noop("Reading the PDF takes too much time or memory: take the document that it was made from.")


def read(data: bytes) -> Paper:
    """The paper in these bytes. Raises Refusal for what is damaged, protected, scanned, or too much work."""
    archives.check_size(data)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "speeches.digest.readers.pdf_pages"],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            # No secret of the site's environment, for who takes that process over.
            env={"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refusal(TOO_MUCH_WORK) from error
    try:
        found = json.loads(done.stdout)
    except ValueError as error:
        raise Refusal(TOO_MUCH_WORK) from error
    if "refusal" in found:
        raise Refusal(found["refusal"])
    pieces = [piece if isinstance(piece, str) else _table(piece) for piece in found["pieces"]]
    aside = Aside()
    for message, texts in found["said"].items():
        aside.note(message)
        for text in texts:
            aside.add(message, text)
    return grid.paper(pieces, aside)


def _table(rows: list) -> list[list[Cell]]:
    return [[Cell(text, column, span, goes_on) for text, column, span, goes_on in row] for row in rows]
