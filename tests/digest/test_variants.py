"""Papers as offices write them otherwise: other columns, merged cells, frames, hidden text, several rows a speech."""

from io import BytesIO

import docx
import openpyxl
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from speeches.digest.columns import Holds, holds, understood
from speeches.digest.parse import parse
from speeches.digest.readers import file
from speeches.records import Refusal
from tests.digest import documents
from tests.digest.documents import COLUMNS, TITLE, Block, Speech, saved

ERIE = ("1", "美國", "伊利市", "市長", "Mr. Joseph V. Schember", "甲。")
RANGLI = ("2", "加拿大", "駐台北貿易辦事處", "代表", "Jordan Reeves", "乙。")
APART = ("編號", "國家", "城市", "職稱", "姓名", "內容摘要")


def word(*rows, title=TITLE):
    document = docx.Document()
    document.add_paragraph(title)
    grid = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    return document, grid


def book(*rows, merged=()) -> bytes:
    made = openpyxl.Workbook()
    for row in ([TITLE], *rows):
        made.active.append(row)
    for cells in merged:
        made.active.merge_cells(cells)
    return saved(made)


def odt_table(*rows) -> str:
    cells = ("".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row) for row in rows)
    return f"<table:table>{''.join(f'<table:table-row>{those}</table:table-row>' for those in cells)}</table:table>"


def said(data: bytes):
    """Who spoke, what, and what was doubted."""
    digest = parse(file.read(data))
    whos = [(s.country, s.city or s.organization, s.role, s.speaker) for s in digest.speeches]
    return whos, [[p.text for p in s.paragraphs] for s in digest.speeches], [p.say() for p in digest.problems]


TWO = [("US", "伊利市", "市長", "Joseph V. Schember"), ("CA", "加拿大駐台北貿易辦事處", "代表", "Jordan Reeves")]


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5), (0, 1, 2, 4, 3, 5), (5, 4, 3, 2, 1, 0), (0, 5, 3, 4, 1, 2)])
@pytest.mark.parametrize("names", [APART, ("項次", "國別", "城市/單位", "職銜", "講者姓名", "發言重點")])
def test_who_spoke_in_several_columns_of_any_order(order, names):
    rows = [[row[place] for place in order] for row in (names, ERIE, RANGLI)]
    for data in (saved(word(*rows)[0]), book(*rows), "\n".join([TITLE, *map("\t".join, rows)]).encode("cp950")):
        assert said(data) == (TWO, [["甲。"], ["乙。"]], [])


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("編號 No.", Holds.NUMBER),
        ("＃", Holds.NUMBER),
        ("講者/姓名/職稱", Holds.NAME),
        ("國家/城市", Holds.COUNTRY),
        ("與會首長或代表", Holds.NAME),
        ("重點／摘要／內容", Holds.CONTENT),
        ("談話重點（摘要）", Holds.CONTENT),
        ("摘要 Summary", Holds.CONTENT),
        ("English", Holds.ENGLISH),
        ("談話摘要（英）", None),
        ("談話摘要 English", None),
        ("談話摘要（中英文）", Holds.CONTENT),
        ("與會城市", Holds.BODY),
        ("參與代表", Holds.NAME),
        ("參與之城市/機構", Holds.BODY),
        ("出席內容", None),
        ("備註", None),
        ("姓名/備註", None),
        ("", None),
    ],
)
def test_the_name_of_a_column(name, found):
    assert holds(name) is found


@pytest.mark.parametrize("names", ["編號 內容摘要", "編號 備註 內容摘要", "城市 講者 摘要", "編號 序號 講者 摘要"])
def test_columns_that_are_no_digest(names):
    assert understood(names.split()) is None


def test_a_column_that_a_digest_does_not_have_is_said():
    rows = [(*COLUMNS, "備註"), ("1", "臺北市 市長 柯文哲", "甲。", "視訊"), ("2", "臺北市 副市長 黃珊珊", "乙。", "")]
    _, texts, problems = said(saved(word(*rows)[0]))
    assert texts == [["甲。"], ["乙。"]]
    assert len(problems) == 1
    assert "備註：視訊" in problems[0]


def test_a_header_of_two_rows():
    document, grid = word(("編號", "城市首長或代表", "", "", "", "內容摘要"), ("", *APART[1:5], ""), ERIE, RANGLI)
    grid.cell(0, 1).merge(grid.cell(0, 4))
    assert said(saved(document)) == (TWO, [["甲。"], ["乙。"]], [])


def test_a_country_that_stands_once_for_several_numbers():
    second = ("2", "", "匹茲堡市", "市長", "William Peduto", "乙。")
    document, grid = word(APART, ERIE, second)
    grid.cell(1, 1).merge(grid.cell(2, 1))
    for data in (saved(document), book(APART, ERIE, second, merged=["B3:B4"])):
        assert [who[0] for who in said(data)[0]] == ["US", "US"]
    cell, wide = "<table:table-cell>", '<table:table-cell table:number-rows-spanned="2">'
    table = odt_table(APART, ERIE, second).replace(f"{cell}<text:p>美國", f"{wide}<text:p>美國")
    table = table.replace(f"{cell}<text:p></text:p></table:table-cell>", "<table:covered-table-cell/>")
    data = documents.odt(f"<text:p>{TITLE}</text:p>{table}")
    assert [who[0] for who in said(data)[0]] == ["US", "US"]


@pytest.mark.parametrize("merged", [(), ("A3:A5", "B3:B5")])
def test_a_sheet_with_a_row_for_each_paragraph(merged):
    below = [(None, None, "1. 乙"), (None, None, "2. 丙")]
    data = book(COLUMNS, (1, "臺北市 市長 柯文哲", "甲"), *below, (2, "臺北市 副市長 黃珊珊", "丁。"), merged=merged)
    assert said(data)[1:] == ([["甲", "乙", "丙"], ["丁。"]], [])


def test_the_sheet_that_holds_the_digest_is_found():
    made = openpyxl.load_workbook(BytesIO(documents.as_xlsx([Speech("臺北市 市長 柯文哲", (Block("甲。"),))])))
    made.create_sheet("說明", 0).append(["本檔說明"])
    digest = parse(file.read(saved(made)))
    assert digest.title == TITLE
    assert "本檔說明" in digest.problems[0].say()


def test_a_table_in_a_frame():
    document = docx.Document()
    frame = document.add_table(rows=1, cols=1).cell(0, 0)
    frame.text = TITLE
    inner = frame.add_table(rows=2, cols=3)
    for row, texts in zip(inner.rows, (COLUMNS, ("1", "臺北市 市長 柯文哲", "甲。")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    assert said(saved(document))[1:] == ([["甲。"]], [])
    inner = odt_table(COLUMNS, ("1", "臺北市 市長 柯文哲", "甲。"))
    row = f"<table:table-row><table:table-cell><text:p>{TITLE}</text:p>{inner}</table:table-cell></table:table-row>"
    assert said(documents.odt(f"<table:table>{row}</table:table>"))[1:] == ([["甲。"]], [])


def hidden(run, value: str) -> None:
    vanish = OxmlElement("w:vanish")
    vanish.set(qn("w:val"), value)
    run._r.get_or_add_rPr().append(vanish)


def test_hidden_text_is_said():
    document, grid = word(COLUMNS, ("1", "臺北市 市長 柯文哲", "甲。"))
    paragraph = grid.cell(1, 2).paragraphs[0]
    hidden(paragraph.add_run("藏起來"), "1")
    hidden(paragraph.add_run("看得見"), "0")
    _, texts, problems = said(saved(document))
    assert texts == [["甲。看得見"]]
    assert "藏起來" in problems[0]
    style = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    cell = '甲。<text:span text:style-name="H">藏起來</text:span>看得見'
    table = odt_table(COLUMNS, ("1", "臺北市 市長 柯文哲", cell))
    data = documents.odt(f"<text:p>{TITLE}</text:p>{table}", styles=f"<s {documents.NAMESPACES}>{style}</s>")
    _, texts, problems = said(data)
    assert texts == [["甲。看得見"]]
    assert "藏起來" in problems[0]


def test_a_long_text_before_the_table_is_no_title():
    document, _ = word(COLUMNS, ("1", "臺北市 市長 柯文哲", "甲。"))
    document.paragraphs[0].insert_paragraph_before("前言" * 300)
    digest = parse(file.read(saved(document)))
    assert digest.title == TITLE
    assert "前言" in digest.problems[0].say()


def test_a_title_that_stands_above_the_pages_alone():
    document, _ = word(COLUMNS, ("1", "臺北市 市長 柯文哲", "甲。"), title="")
    document.sections[0].header.paragraphs[0].text = TITLE
    assert parse(file.read(saved(document))).title == TITLE


def test_endnotes_are_said():
    document, _ = word(COLUMNS, ("1", "臺北市 市長 柯文哲", "甲。"))
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = "<w:endnote><w:p><w:r><w:t>註</w:t></w:r></w:p></w:endnote>"
    notes = f"<w:endnotes xmlns:w='{namespace}'>{note}</w:endnotes>"
    assert "註" in said(documents.with_part(saved(document), "word/endnotes.xml", notes))[2][0]


@pytest.mark.parametrize(("kind", "name"), [("aFChunk", "afchunk1.html"), ("package", "sheet1.xlsx")])
def test_what_is_embedded_is_said(kind, name):
    document, _ = word(COLUMNS, ("1", "臺北市 市長 柯文哲", "甲。"))
    part = Part(PackURI(f"/word/embeddings/{name}"), "text/html", "<p>乙。</p>".encode(), document.part.package)
    document.part.relate_to(part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}")
    _, texts, problems = said(saved(document))
    assert texts == [["甲。"]]
    assert name in problems[0]


def test_the_english_beside_the_chinese_is_left_out_and_said():
    rows = [("編號", "講者", "談話摘要", "談話摘要（英）"), ("1", "臺北市 市長 柯文哲", "甲。", "One.")]
    for data in (saved(word(*rows)[0]), book(*rows)):
        _, texts, problems = said(data)
        assert texts == [["甲。"]]
        assert "談話摘要（英）：One." in problems[0]


def test_names_of_columns_in_two_languages():
    names = (
        "編號 No.",
        "國家 Country",
        "城市/機構 City/Organization",
        "職稱 Title",
        "姓名 Name",
        "談話重點 Key Points",
    )
    for data in (saved(word(names, ERIE, RANGLI)[0]), book(names, ERIE, RANGLI)):
        assert said(data) == (TWO, [["甲。"], ["乙。"]], [])


def test_a_text_before_the_table_is_no_title():
    document, grid = word(COLUMNS, ("1", "臺北市 市長 柯文哲", "甲。"))
    speech = "主席致詞：感謝各位貴賓遠道而來。智慧城市不是買設備，而是治理方式的改變。"
    for text in ("會議紀錄", speech, "長" * 61):
        grid._element.addprevious(document.add_paragraph(text)._element)
    digest = parse(file.read(saved(document)))
    assert digest.title == f"{TITLE} 會議紀錄"
    assert [p.say().partition(": ")[2] for p in digest.problems] == [f"{speech} / {'長' * 61}"]
    text = f"{TITLE}\n{speech}\n" + "\t".join(COLUMNS) + "\n1\t臺北市 市長 柯文哲\t甲。\n"
    digest = parse(file.read(text.encode()))
    assert (digest.title, len(digest.problems)) == (TITLE, 1)


def test_a_title_that_is_a_sentence():
    assert said(saved(word(COLUMNS, ("1", "臺北市 市長 柯文哲", "甲。"), title=f"以下為{TITLE}。")[0]))[2] == []


def test_a_speech_in_the_first_column_keeps_its_paragraphs():
    order = (2, 1, 0)
    document, grid = word([COLUMNS[place] for place in order], ("", "臺北市 市長 柯文哲", "1"))
    cell = grid.cell(1, 0)
    cell.text = "包含："
    for text in ("1. 甲。", "2. 乙。", "以上報告。"):
        cell.add_paragraph(text)
    digest = parse(file.read(saved(document)))
    assert [p.text for p in digest.speeches[0].paragraphs] == ["包含：", "甲。", "乙。", "以上報告。"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("城市", "首長", "談話摘要"), ("臺北市", "柯文哲", "甲。")], "has a column 編號;"),
        ([("編號", "日期", "地點"), ("1", "今日", "甲")], "has a column 城市首長或代表、內容摘要;"),
        ([("No.", "Mayor or representative", "Digest"), ("1", "Mayor", "One.")], "in English cannot be imported"),
        ([COLUMNS, *[(str(n), "臺北市 市長 柯文哲", "甲。") for n in (1, 2, 1, 2)]], "a file of each"),
        ([COLUMNS, *[(str(n), "臺北市 市長 柯文哲", "甲。") for n in (1, 2, 2)]], "2 comes twice: correct"),
    ],
)
def test_what_is_refused_says_what_to_do(rows, words):
    with pytest.raises(Refusal, match=words):
        parse(file.read(saved(word(*rows)[0])))


def test_a_flat_document_is_called_by_its_name():
    with pytest.raises(Refusal, match="fodt"):
        file.read(b'<?xml version="1.0"?>\n<office:document xmlns:office="urn:x"></office:document>')


def test_how_much_more_was_left_out_is_said():
    document, _ = word(COLUMNS, ("1", "臺北市 市長 柯文哲", "甲。"))
    document.add_paragraph("長" * 230)
    assert said(saved(document))[2][0].endswith("長… (+30)")


def test_a_doubt_shows_no_markup():
    document, grid = word(
        COLUMNS, ("1", "日本富山市 市長", "甲"), ("", "藤", "乙。"), ("2", "臺北市 市長 柯文哲", "丙。")
    )
    grid.cell(2, 1).add_paragraph("井裕久")
    assert said(saved(document))[2][0].endswith(": 藤 井裕久")
