"""Whole papers: titles and dates, pages, encodings, rows in doubt, and files that are no digest."""

import datetime

import pytest

from speeches.digest.parse import parse_text
from speeches.digest.readers import text
from speeches.records import Refusal

TITLE = "2021 首長高峰會(3/24)談話內容摘要"
COLUMNS = "編號\t城市首長或代表\t內容摘要"
ROWS = (
    "臺北市 市長 柯文哲\t甲。",
    "美國伊利市 市長 Mr. Joseph V. Schember\t乙。",
    "貝里斯貝爾墨潘市 市長 Sheran Palacio\t丙。",
)


def paper(*lines: str, title: str = TITLE, columns: str = COLUMNS) -> bytes:
    return "\n".join(["", "", title, "", columns, *lines]).encode()


def rows(count: int = 3) -> list[str]:
    return [f"{number}\t{row}" for number, row in enumerate(ROWS[:count], 1)]


def texts(data: bytes) -> list[list[str]]:
    return [[paragraph.text for paragraph in speech.paragraphs] for speech in parse_text(data).speeches]


def refusal(data: bytes, session_date: datetime.date | None = None) -> str:
    with pytest.raises(Refusal) as caught:
        parse_text(data, session_date)
    sentence = str(caught.value)
    assert sentence == caught.value.say()
    assert sentence.endswith((".", "?"))
    assert "\n" not in sentence
    return sentence


# Encodings


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp950", "cp950"),
    ],
)
def test_encoding(codec, encoding, line_end):
    data = paper("1\t臺北市 市長 柯文哲\t1. 甲。 2. 一乙。", rows(3)[1], *rows(3)[2:]).decode().replace("\n", line_end)
    found = text.read(data.encode(codec))
    assert found.encoding == encoding
    assert found.title == TITLE
    assert [row.number for row in found.rows] == ["1", "2", "3"]
    assert texts(data.encode(codec))[0] == ["甲。", "一乙。"]


def test_utf16_big_endian_with_mark():
    assert text.read(b"\xfe\xff" + paper(*rows()).decode().encode("utf-16-be")).encoding == "utf-16"


def test_control_characters_are_left_out_and_reported():
    digest = parse_text(paper("1\t臺北市 市長 柯文哲\t甲\x02乙。"))
    assert [p.text for p in digest.speeches[0].paragraphs] == ["甲乙。"]
    assert digest.problems[0].row is None


def test_end_of_file_mark_of_old_systems():
    assert parse_text(paper(*rows()) + b"\r\n\x1a").problems == ()


# Titles and dates


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("2021 首長高峰會(3/24)談話內容摘要", "2021-03-24"),
        ("2021首長高峰會（３／２４）談話內容摘要", "2021-03-24"),
        ("２０２２ 智慧城市首長高峰會（3/22）談話內容摘要", "2022-03-22"),
        ("2022 智慧城市首長高峰會 3月22日 談話內容摘要", "2022-03-22"),
        ("2022 智慧城市首長高峰會 3 月 22 日談話內容摘要", "2022-03-22"),
        ("2022年智慧城市首長高峰會(3月22日)談話內容摘要", "2022-03-22"),
        ("2022 年 3 月 22 日 智慧城市首長高峰會談話內容摘要", "2022-03-22"),
        ("智慧城市首長高峰會談話內容摘要 (2023/03/28)", "2023-03-28"),
        ("智慧城市首長高峰會談話內容摘要 2023-03-28", "2023-03-28"),
        ("智慧城市首長高峰會談話內容摘要 2023.3.28", "2023-03-28"),
        ("民國110年 首長高峰會(3/24)談話內容摘要", "2021-03-24"),
        ("民國 110 年首長高峰會 3月24日 談話內容摘要", "2021-03-24"),
        ("110 年首長高峰會(3/24)談話內容摘要", "2021-03-24"),
        ("110年度首長高峰會(3/24)談話內容摘要", "2021-03-24"),
        ("首長高峰會(110/3/24)談話內容摘要", "2021-03-24"),
        ("首長高峰會(110.03.24)談話內容摘要", "2021-03-24"),
        ("首長高峰會談話內容摘要（110年3月24日）", "2021-03-24"),
        ("中華民國一一〇年首長高峰會三月二十四日談話內容摘要", "2021-03-24"),
        ("2020 首長高峰會(08/13)談話內容摘要", "2020-08-13"),
        ("2021 首長高峰會(3.24)談話內容摘要", "2021-03-24"),
        ("2021 首長高峰會【3-24】談話內容摘要", "2021-03-24"),
        ("2021 智慧城市 4.0 首長高峰會(3/24)談話內容摘要", "2021-03-24"),
        ("2024 首長高峰會(2/29)談話內容摘要", "2024-02-29"),
        ("2100 首長高峰會(3/24)談話內容摘要", "2100-03-24"),
        ("2415 首長高峰會(3/24)談話內容摘要", "2415-03-24"),
    ],
)
def test_title(title, date):
    digest = parse_text(paper(*rows(), title=title))
    assert (digest.year, digest.date, digest.problems) == (int(date[:4]), date, ())
    assert digest.title == title


def test_title_of_two_lines():
    digest = parse_text(
        paper(
            *rows(1), "2021 首長高峰會", "(3/24)談話內容摘要", *rows()[1:], title="2021 首長高峰會\n(3/24)談話內容摘要"
        )
    )
    assert digest.date == "2021-03-24"
    assert [len(speech.paragraphs) for speech in digest.speeches] == [1, 1, 1]


def test_title_of_several_days_is_reported():
    digest = parse_text(paper(*rows(), title="2021 首長高峰會(3/23-24)談話內容摘要"))
    assert digest.date == "2021-03-23"
    assert [problem.row for problem in digest.problems] == [None]


def test_title_whose_date_has_another_year_is_reported():
    digest = parse_text(paper(*rows(), title="2021 首長高峰會(2022/3/24)談話內容摘要"))
    assert (digest.year, digest.date, len(digest.problems)) == (2021, "2022-03-24", 1)


@pytest.mark.parametrize(
    "title", ["2021 首長高峰會談話內容摘要", "首長高峰會談話內容摘要", "首長高峰會(3/24)談話內容摘要", ""]
)
def test_a_date_that_is_missing_can_be_given(title):
    assert "--session-date" in refusal(paper(*rows(), title=title))
    digest = parse_text(paper(*rows(), title=title), datetime.date(2021, 3, 24))
    assert (digest.year, digest.date) == (2021, "2021-03-24")


def test_the_date_given_is_that_of_the_title():
    assert parse_text(paper(*rows()), datetime.date(2021, 3, 24)).date == "2021-03-24"
    assert (
        parse_text(paper(*rows(), title="2021 首長高峰會(3/23-24)談話內容摘要"), datetime.date(2021, 3, 24)).problems
        == ()
    )


@pytest.mark.parametrize("given", [datetime.date(2021, 3, 23), datetime.date(2022, 3, 24)])
def test_the_date_given_contradicts_the_title(given):
    assert given.isoformat() in refusal(paper(*rows()), given)


@pytest.mark.parametrize("day", ["2/30", "13/45", "0/1", "2/29", "4月31日", "2021/2/29", "110/13/1"])
def test_a_date_that_cannot_be(day):
    assert "cannot be" in refusal(paper(*rows(), title=f"2021 首長高峰會({day})談話內容摘要"))


@pytest.mark.parametrize("title", ["1999 首長高峰會(3/24)談話內容摘要", "民國80年首長高峰會(3/24)談話內容摘要"])
def test_a_year_before_there_were_summits(title):
    assert "cannot be" in refusal(paper(*rows(), title=title))


# Pages

PAGE_NUMBERS = [
    "1",
    "- 2 -",
    "第 3 頁",
    "第3頁，共5頁",
    "第 3 頁 / 共 5 頁",
    "3/5",
    "Page 2 of 5",
    "page 2",
    "－３－",
    "12",
    "p. 3",
]
CUT = ("3\t加拿大駐台北貿易辦事處 代表 Mr. Jordan Reeves\t<p>強化軟</p>", "\t\t體技術。")
JOINED = [["甲。"], ["乙。"], ["強化軟體技術。"]]


@pytest.mark.parametrize("number", PAGE_NUMBERS)
@pytest.mark.parametrize(
    "page_end",
    [
        ["", "{n}", "", TITLE, ""],
        ["{n}", TITLE],
        ["", TITLE, "{n}", ""],
        ["{n}"],
        ["", "{n}", ""],
        [TITLE, "", COLUMNS],
        ["{n}", "\f" + TITLE, COLUMNS],
        ["", " 2021  首長高峰會（3/24）談話內容摘要\t\t", ""],
    ],
)
def test_a_page_cuts_a_row(number, page_end):
    lines = [line.format(n=number) for line in page_end]
    assert texts(paper(*rows(2), CUT[0], *lines, CUT[1], "", number)) == JOINED


@pytest.mark.parametrize("number", PAGE_NUMBERS)
def test_a_page_ends_between_rows(number):
    data = paper(rows()[0], "", number, "", TITLE, "", *rows()[1:], number, "")
    assert texts(data) == [["甲。"], ["乙。"], ["丙。"]]
    assert parse_text(data).problems == ()


@pytest.mark.parametrize("spaces", ["\t\t", " \t \t", "　\t　\t", "\t", "<p></p>\t&nbsp;\t", "<p>\t<p>\t"])
def test_continuation_cells_of_white_space(spaces):
    assert texts(paper(*rows(2), CUT[0], TITLE, spaces + "體技術。")) == JOINED


def test_continuation_without_its_tabs():
    assert texts(paper(*rows(2), CUT[0], "", TITLE, "", "體技術。")) == JOINED


def test_a_page_cut_by_a_form_feed_alone():
    assert texts(paper(*rows(2), CUT[0].replace("</p>", "") + "\f體技術。")) == JOINED


def test_a_row_over_three_pages():
    assert texts(paper("1\t臺北市 市長 柯文哲\t甲乙", TITLE, "\t\t丙丁", "2", TITLE, "\t\t戊己。")) == [
        ["甲乙丙丁戊己。"]
    ]


def test_a_number_on_a_line_of_a_cell_is_text():
    assert texts(paper("1\t臺北市 市長 柯文哲\t目標年", "2050", "達成。")) == [["目標年2050達成。"]]


def test_the_title_inside_a_text_is_text():
    assert texts(paper(f"1\t臺北市 市長 柯文哲\t今年的{TITLE}很好。")) == [[f"今年的{TITLE}很好。"]]


def test_cells_of_several_lines():
    data = paper("1\t臺北市", "市長 柯文哲\t包含：", "1. 甲", "2.\t乙", "丙。", rows()[1])
    digest = parse_text(data)
    assert digest.speeches[0].speaker == "柯文哲"
    assert texts(data) == [["包含：", "甲", "乙丙。"], ["乙。"]]


def test_list_numbers_with_tabs_are_no_rows():
    data = paper("1\t臺北市 市長 柯文哲\t包含：", "1\t甲。", "2\t乙。", "2\t" + ROWS[1])
    assert [speech.number for speech in parse_text(data).speeches] == [1, 2]


def test_title_and_numbers_in_markup():
    digest = parse_text(
        paper("<p>1</p>\t" + ROWS[0], f"<h2>{TITLE}</h2>", "<p>2</p>\t" + ROWS[1], title=f"<h1>{TITLE}</h1>")
    )
    assert (digest.title, digest.problems) == (TITLE, ())
    assert [len(speech.paragraphs) for speech in digest.speeches] == [1, 1]


def test_a_running_header_that_says_continued():
    assert texts(paper(*rows(2), CUT[0], TITLE + "（續）", CUT[1], TITLE + " 第2頁")) == JOINED


def test_a_cell_in_quotes():
    assert texts(paper('1\t臺北市 市長 柯文哲\t"他說""好""。', '第二行。"')) == [['他說"好"。', "第二行。"]]
    assert texts(paper('1\t臺北市 市長 柯文哲\t"很好"')) == [['"很好"']]


def test_the_line_of_a_row_is_known():
    assert [row.line for row in text.read(paper(*rows())).rows] == [6, 7, 8]


# Rows in doubt


@pytest.mark.parametrize("number", ["1", "01", "１", "1.", "第1號", " 1 ", "1、", "No. 1", "一", "第一號"])
def test_number_cell(number):
    digest = parse_text(paper(f"{number}\t{ROWS[0]}"))
    assert [speech.number for speech in digest.speeches] == [1]
    assert digest.problems == ()


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        ("序號\t首長或代表\t談話內容摘要", "1\t{}"),
        ("項次\t講者\t摘要", "1\t{}"),
        (" 編 號 \t城市首長\t談話內容", "1\t{}"),
        ("編號\t城市首長或代表\t內容摘要\t\t", "1\t{}\t\t"),
    ],
)
def test_columns_by_other_names(columns, row):
    assert texts(paper(row.format(ROWS[0]), columns=columns)) == [["甲。"]]


@pytest.mark.parametrize(
    ("lines", "row", "numbers"),
    [
        (["1\t" + ROWS[0], "3\t" + ROWS[1]], 2, [1, 3]),
        (["1\t" + ROWS[0], "7\t" + ROWS[1]], 2, [1, 7]),
        (["2\t" + ROWS[0], "3\t" + ROWS[1]], 1, [2, 3]),
        (["1\t" + ROWS[0], "\t" + ROWS[1]], 2, [1, 2]),
        (["1\t" + ROWS[0], "\t" + ROWS[1], "3\t" + ROWS[2]], 2, [1, 2, 3]),
        (["1\t" + ROWS[0], "乙號\t" + ROWS[1], "3\t" + ROWS[2]], 2, [1, 2, 3]),
        (["1\t" + ROWS[0], "0\t" + ROWS[1]], 2, [1, 2]),
        (["1\t" + ROWS[0], "x\t" + ROWS[1], "2\t" + ROWS[2]], 3, [1, 3, 2]),
        (["2\t" + ROWS[0], "1\t" + ROWS[1]], 1, [2, 1]),
        (["1\t" + ROWS[0], "2\t美國伊利市 市長 Mr. Joseph V. Schember\t", "3\t" + ROWS[2]], 2, [1, 2, 3]),
        (["1\t" + ROWS[0], "2\t美國伊利市 市長 Mr. Joseph V. Schember", "3\t" + ROWS[2]], 2, [1, 2, 3]),
        (["1\t" + ROWS[0], "2\t\t乙。"], 2, [1, 2]),
        (["1\t" + ROWS[0], "2\t美國伊利市 市長\t乙。"], 2, [1, 2]),
        (["1\t" + ROWS[0], "2\t" + ROWS[1] + "\t其他"], 2, [1, 2]),
        (["1\t" + ROWS[0], "2\t美國伊利市 市長 Mr. Joseph V. Schember\t乙\ufffd。"], 2, [1, 2]),
        (["1\t" + ROWS[0], "2\t美國伊利市 市長 Mr. Joseph V. Schember\t乙 9", TITLE, "\t\t<p>9.9%。"], 2, [1, 2]),
    ],
)
def test_a_doubtful_row_is_reported_and_stops_nothing(lines, row, numbers):
    digest = parse_text(paper(*lines))
    assert [speech.number for speech in digest.speeches] == numbers
    assert row in {problem.row for problem in digest.problems}
    assert all(problem.say() for problem in digest.problems)


def test_a_name_cut_by_a_page():
    digest = parse_text(paper("1\t加拿大駐台北貿易辦", TITLE, "\t事處 代表 Mr. Jordan Reeves\t甲。", "2\t" + ROWS[1]))
    assert digest.speeches[0].organization == "加拿大駐台北貿易辦事處"
    assert digest.speeches[0].speaker == "Jordan Reeves"
    assert [problem.row for problem in digest.problems] == [1]


def test_text_in_further_cells_is_kept():
    assert texts(paper("1\t臺北市 市長 柯文哲\t甲。\t乙。")) == [["甲。 乙。"]]


def test_text_before_the_first_row_is_reported():
    digest = parse_text(paper("\t\t前一頁。", *rows()))
    assert "前一頁。" in digest.problems[0].say()


def test_problems_stand_with_the_speech_and_with_the_digest():
    digest = parse_text(paper(rows()[0], "2\t美國伊利市 市長\t乙。"))
    assert digest.speeches[1].problems == digest.problems
    assert digest.speeches[0].problems == ()


# Files that are no digest

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (PNG, "no text file"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", "no text file"),
        (bytes(range(256)) * 4, "no text file"),
        (b"\x00" * 100 + b"x", "no text file"),
        (b"\xff\xfea\xd8b\xd8", "known encoding"),
        ("一二三\t".encode() + b"\xff\xff\xfe", "known encoding"),
        (b"<!DOCTYPE html><html><body>x\ty\tz</body></html>", "HTML"),
        (b"  <html><table>", "HTML"),
        (b"hello world\n", "No table"),
        (TITLE.encode(), "No table"),
        (paper(*rows(), columns="姓名\t電話\t地址"), "姓名"),
        (paper(*rows(), columns="編號\t城市首長或代表\t備註"), "備註"),
        (paper(*rows(), columns="編號\t內容摘要"), "城市首長或代表; this table has none"),
        (paper(*rows(), columns="編號\t城市首長或代表\t內容摘要\t備註"), "備註"),
        (paper(*rows(), columns="城市首長或代表\t編號\t內容摘要"), "other columns"),
        (b"a\tb\n1\t2\n", "other columns"),
        (b"a,b,c\n1,2,3\n", "No table"),
        (paper(), "no rows"),
        (paper("", TITLE, ""), "no rows"),
        (paper(*rows(), "2\t" + ROWS[2]), "2"),
        (paper(*rows(), title="x" * 5000), "no year"),
    ],
)
def test_no_digest(data, words):
    assert words in refusal(data)
