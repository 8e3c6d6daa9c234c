"""Spreadsheets: what stands beyond the columns, lists, quotation marks, signs and formats, and what is hidden."""

import datetime
from io import BytesIO

import openpyxl
import pytest

from speeches.digest.parse import parse
from speeches.digest.readers import file
from speeches.records import Refusal
from tests.digest.documents import COLUMNS, TITLE, saved
from tests.digest.test_variants import book, word

WHO = "臺北市 市長 柯文哲"


def said(data: bytes):
    digest = parse(file.read(data))
    return [[p.text for p in s.paragraphs] for s in digest.speeches], [p.say() for p in digest.problems]


def csv_of(*lines: str) -> bytes:
    return "\r\n".join([f"{TITLE},,", ",".join(COLUMNS), *lines]).encode()


def test_what_stands_beyond_the_columns_is_nobodys_words():
    rows = [(*COLUMNS, None, None), (1, WHO, "甲。", None, "內部資料"), (2, WHO, "乙。", "v", None)]
    document, _ = word(*[[str(cell or "") for cell in row] for row in rows])
    for data in (book(*rows), saved(document)):
        texts, problems = said(data)
        assert texts == [["甲。"], ["乙。"]]
        assert len(problems) == 1
        assert "內部資料 / v" in problems[0]


def test_a_wide_header_covers_what_stands_below():
    data = book((*COLUMNS, None), (1, WHO, "甲。", "乙。"), merged=["C2:D2"])
    assert said(data) == ([["甲。", "乙。"]], [])


SIGNS = "- – － ‐ ◎ ○ □ ★ ▲ ◇ → ※ * ➀ ✓ \uf06e 📌".split()
NUMBERS = "A. (a) Ⅰ. II. 甲、 壹、 （甲） 第一， 第一點： 【1】 [1] 〈一〉 1： o\u00a0".split(" ")


@pytest.mark.parametrize("marks", SIGNS + NUMBERS)
def test_items_of_a_list_do_not_fuse(marks):
    lines = ["談話", *(f"{marks}{' ' if marks in '-–' else ''}{words}" for words in ("智慧交通", "開放政府"))]
    assert said(book(COLUMNS, (1, WHO, "\n".join(lines))))[0] == [lines]
    assert said(csv_of(f'1,{WHO},"{chr(10).join(lines)}"'))[0] == [lines]


def test_whoever_ends_a_line_in_a_cell_ends_a_paragraph():
    assert said(book(COLUMNS, (1, WHO, "智慧城市\n以人為本\r\n1.\n甲")))[0] == [["智慧城市", "以人為本", "甲"]]
    assert said(book(COLUMNS, (1, "臺北市\n市長\n柯文哲", "甲。")))[1] == []


@pytest.mark.parametrize("cell", ['"未關閉', '"他說"智慧"很重要"', '"他說"智慧"很重要', '"甲" 乙'])
def test_quotation_marks_that_do_not_fit_together_are_refused(cell):
    with pytest.raises(Refusal) as refused:
        file.read(csv_of(f"1,{WHO},甲。", f"2,{WHO},{cell}", f"3,{WHO},乙。"))
    assert "line 4" in str(refused.value)


def test_quotation_marks_that_are_text():
    texts, problems = said(csv_of(f'1,{WHO},他說"智慧"很重要', f'2,{WHO},"他說""智慧"", 很重要"'))
    assert (texts, problems) == ([['他說"智慧"很重要'], ['他說"智慧", 很重要']], [])


@pytest.mark.parametrize("separator", ",;")
def test_a_separator_in_a_text_without_quotation_marks(separator):
    data = (
        csv_of().decode().replace(",", separator) + f"\r\n1{separator}{WHO}{separator}第一{separator} 開放。{separator}"
    )
    texts, problems = said(data.encode())
    assert texts == [[f"第一{separator} 開放。"]]
    assert "more than three cells" in problems[0]


def test_signs_that_no_database_takes():
    made = openpyxl.Workbook()
    for row in ([TITLE], COLUMNS, (1, WHO, "前NUL後，鈴BEL，換VT行，雙HIGHLOW。")):
        made.active.append(row)
    content = saved(made)
    for name, code in {"NUL": "0000", "BEL": "0007", "VT": "000B", "HIGH": "D83D", "LOW": "DE00"}.items():
        content = replaced(content, name, f"_x{code}_")
    texts, problems = said(content)
    assert texts == [["前\ufffd後，鈴，換行，雙😀。"]]
    assert len(problems) == 2
    assert said(csv_of(f"1,{WHO},鈴\x07聲")) == ([["鈴聲"]], ["The file has control characters; they were left out."])


def replaced(content: bytes, old: str, new: str) -> bytes:
    """The workbook with other words in its texts."""
    source = openpyxl.load_workbook(BytesIO(content))
    for row in source.active.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace(old, new)
    return saved(source)


def test_what_is_hidden_is_read_and_said():
    made = openpyxl.load_workbook(BytesIO(book(COLUMNS, (1, WHO, "甲。"), (2, WHO, "乙。"))))
    assert said(saved(made))[1] == []
    sheet = made.active
    sheet.row_dimensions[4].hidden = sheet.column_dimensions["B"].hidden = True
    second = made.create_sheet("舊稿")
    for row in (COLUMNS, (3, WHO, "丙。")):
        second.append(row)
    second.sheet_state = "hidden"
    texts, problems = said(saved(made))
    assert texts == [["甲。"], ["乙。"], ["丙。"]]
    assert len(problems) == 1
    assert "Sheet!B,4 / 舊稿" in problems[0]


def test_numbers_that_are_shown_otherwise_than_they_are_stored():
    made = openpyxl.load_workbook(
        BytesIO(book(COLUMNS, (1, WHO, 12345), (2, WHO, 0.985), (3, WHO, True), (4, WHO, datetime.date(2022, 3, 23))))
    )
    made.active["C4"].number_format = "0.0%"
    made.active["A3"].number_format = "00"
    digest = parse(file.read(saved(made)))
    assert [s.paragraphs[0].text for s in digest.speeches] == ["12345", "0.985", "1", "44643"]
    assert [p.row for p in digest.problems] == [2, 3, 4]
    assert "0.985" in digest.problems[0].say()
