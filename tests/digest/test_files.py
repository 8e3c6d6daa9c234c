"""A file is known by what is in it, and what cannot be read is refused with one sentence."""

import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from speeches import archives
from speeches.digest.parse import parse
from speeches.digest.readers import file, grid, pdf, pdf_pages
from speeches.records import Refusal
from tests.digest import documents
from tests.digest.documents import Block, Speech

OFFICE = Path(__file__).parent / "papers" / "office"
SPEECHES = [Speech("臺北市 市長 柯文哲", (Block("甲。"), Block("乙。", "number"), Block("丙。", "number")))]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LOCKED_ODT = {"META-INF/manifest": '<m xmlns="x"><encryption-data/></m>'}


def pdf_of(content: bytes, pages: int = 1) -> bytes:
    """A PDF of so many pages with this compressed content."""
    stream = zlib.compress(content, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b"3 0 R " * pages, pages),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources "
        b"<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
    ]
    return (
        b"%PDF-1.4\n"
        + b"".join(b"%d 0 obj\n%b\nendobj\n" % numbered for numbered in enumerate(objects, 1))
        + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF"
    )


def saved(document) -> bytes:
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def zipped(**members: str) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return content.getvalue()


DOCX = documents.as_docx(SPEECHES)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), archives.ENCRYPTED),
        (OLE + "WordDocument".encode("utf-16-le"), file.OLD_FORMAT),
        (rb"{\rtf1 hello}", file.OLD_FORMAT),
        (b"\x89PNG\r\n\x1a\n", grid.NO_TEXT),
        (b"\xff\xd8\xff\xe0", grid.NO_TEXT),
        (DOCX[:-100], archives.DAMAGED),
        (DOCX[:500], archives.DAMAGED),
        (b"PK\x03\x04 and nothing", archives.DAMAGED),
        (zipped(a="b"), file.OTHER_ARCHIVE),
        (zipped(**{"word/document.xml": ""}), archives.DAMAGED),
        (zipped(**{"word/document.xml": "<a/>"}), archives.DAMAGED),
        (zipped(**{"content.xml": "<a"}), archives.DAMAGED),
        (zipped(**{"xl/workbook.xml": "<a>"}), archives.DAMAGED),
        (zipped(**{"xl/workbook.xml": "<a/>"}), grid.NO_TEXT),
        (documents.odt("", **LOCKED_ODT), archives.ENCRYPTED),
        (saved(docx.Document()), grid.NO_TEXT),
        (saved(openpyxl.Workbook()), grid.NO_TEXT),
        (b"%PDF-1.7", archives.DAMAGED),
        ((OFFICE / "real.pdf").read_bytes()[:20_000], archives.DAMAGED),
        ((OFFICE / "locked.pdf").read_bytes(), archives.ENCRYPTED),
        (pdf_of(b"0 0 m 9 9 l S"), grid.NO_TEXT),
        (pdf_of(b"0 0 m 9 9 l S", pages=501), pdf_pages.TOO_MANY_PAGES),
        (bytes(archives.UPLOAD + 1), archives.TOO_LARGE),
    ],
)
def test_refused(data, message):
    with pytest.raises(Refusal) as caught:
        file.read(data)
    assert caught.value.message == message


def test_a_pdf_that_asks_for_all_memory():
    with pytest.raises(Refusal) as caught:
        file.read(pdf_of(b"0 0 m 1 1 l S\n" * 20_000_000))
    assert caught.value.message == pdf.TOO_MUCH_WORK


def test_a_pdf_that_asks_for_all_time(monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 0.01)
    with pytest.raises(Refusal) as caught:
        file.read((OFFICE / "real.pdf").read_bytes())
    assert caught.value.message == pdf.TOO_MUCH_WORK


def test_the_process_that_reads_a_pdf_knows_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canary")
    seen = {}

    def run(*arguments, **options):
        seen.update(options)
        raise pdf.subprocess.TimeoutExpired("x", 1)

    monkeypatch.setattr(pdf.subprocess, "run", run)
    with pytest.raises(Refusal):
        pdf.read(b"%PDF-1.4")
    assert "canary" not in str(seen["env"])


@pytest.mark.parametrize(
    "data",
    [
        documents.odt("<text:p>甲</text:p>"),
        zipped(**{"word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
        b"PK\x05\x06" + bytes(18),
    ],
)
def test_no_digest(data):
    with pytest.raises(Refusal):
        parse(file.read(data))


def test_a_text_that_stands_in_a_million_cells():
    cell = (
        '<table:table-cell table:number-columns-repeated="200"><text:p>' + "甲" * 1000 + "</text:p></table:table-cell>"
    )
    row = f'<table:table-row table:number-rows-repeated="200">{cell}</table:table-row>'
    with pytest.raises(Refusal) as caught:
        file.read(documents.odt(f"<table:table>{row}</table:table>"))
    assert caught.value.message == archives.TOO_LARGE_UNPACKED


def test_the_empty_end_of_a_sheet_is_not_read():
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    data = documents.as_odt(SPEECHES)
    content = zipfile.ZipFile(BytesIO(data)).read("content.xml").decode()
    body = content[content.index("<office:text>") + 13 : content.index("</office:text>")]
    again = documents.odt(body.replace("</table:table>", f"{empty}</table:table>"))
    assert file.read(again) == file.read(data)


def test_a_formula_without_a_result_is_said():
    book = openpyxl.load_workbook(BytesIO(documents.as_xlsx(SPEECHES)))
    book.active["C4"] = "=1+1"
    paper = file.read(saved(book))
    assert "C4" in paper.problems[0].say()


def test_the_number_of_a_row_can_be_an_automatic_list():
    document = docx.Document(BytesIO(documents.as_docx(SPEECHES * 2)))
    for row in document.tables[0].rows[1:]:
        row.cells[0].paragraphs[0].clear().style = "List Number"
        row.cells[2].paragraphs[1].style = row.cells[2].paragraphs[2].style = "List Bullet"
    digest = parse(file.read(saved(document)))
    assert [speech.number for speech in digest.speeches] == [1, 2]
    assert digest.problems == ()


def test_a_table_within_a_cell_is_read_and_said():
    document = docx.Document(BytesIO(DOCX))
    inner = document.tables[0].rows[1].cells[2].add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "丁。", "戊。"
    digest = parse(file.read(saved(document)))
    assert [p.text for p in digest.speeches[0].paragraphs][-2:] == ["丁。", "戊。"]
    assert "丁。 戊。" in digest.problems[0].say()


def test_a_gap_in_the_numbers_is_said():
    document = docx.Document(BytesIO(documents.as_docx(SPEECHES * 3)))
    document.tables[0]._tbl.remove(document.tables[0].rows[2]._tr)
    digest = parse(file.read(saved(document)))
    assert [problem.row for problem in digest.problems] == [2]
