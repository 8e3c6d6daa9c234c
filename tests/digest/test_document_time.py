"""Documents are read in time that grows with their size and no faster."""

import pytest

from speeches.digest.parse import parse
from speeches.digest.readers import file, pdf_pages
from speeches.output.writers import pdf
from speeches.output.writers.paper import Block as Words
from speeches.output.writers.paper import Paper, Row
from tests import clock
from tests.digest import documents
from tests.digest.documents import Block, Speech

MOST = 2.6


def speeches(count: int) -> list[Speech]:
    points = (Block(f"第{number}項：推動智慧城市。", "number") for number in range(1, 5))
    blocks = (Block("今日很榮幸參與首長高峰會，分享經驗。"), *points)
    return [Speech("美國伊利市 市長 Mr. Joseph V. Schember", blocks) for _ in range(count)]


def as_pdf(those: list[Speech]) -> bytes:
    def words(texts) -> tuple[Words, ...]:
        return tuple(Words(text, "zh-Hant-TW") for text in texts)

    rows = (Row(number, (words([one.who]), words(documents.lines(one))), ()) for number, one in enumerate(those, 1))
    return pdf.as_pdf(Paper(documents.TITLE, "zh-Hant-TW", documents.COLUMNS, tuple(rows), (2, 5)))


def read(data: bytes) -> None:
    parse(file.read(data))


FORMATS = {
    "docx": (documents.as_docx, read, 50),
    "odt": (documents.as_odt, read, 200),
    "xlsx": (documents.as_xlsx, read, 200),
    "csv": (documents.as_csv, read, 400),
    "pdf": (as_pdf, pdf_pages.found, 40),
}


@pytest.mark.parametrize("form", FORMATS)
def test_twice_the_rows_take_twice_the_time(form):
    make, work, rows = FORMATS[form]
    few, many = make(speeches(rows)), make(speeches(2 * rows))
    small = big = float("inf")
    for _ in range(12):
        small, big = min(small, clock.seconds(work, few)), min(big, clock.seconds(work, many))
        if big <= MOST * small:
            return
    raise AssertionError(f"{big:.3f} s for twice what took {small:.3f} s")
