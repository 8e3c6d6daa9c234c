"""Makes the documents beside it, as offices have them:  .venv/bin/python tests/digest/papers/office/make.py

Needs LibreOffice (Debian: libreoffice-writer-nogui, libreoffice-calc-nogui) and a Chinese font. `real` is the paper of
2021, `strange` a paper with everything that word processors can do to one; `strange.txt` says the same in plain words.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

MEETINGS = ["所有會議改為線\n上，公文也是。", "-遠距工具", "-社群媒體"]
LONG = "本拿比市推動淨零排放，" + "市民與企業攜手減少溫室氣體，" * 60
HERE = Path(__file__).parent
ROOT = HERE.parents[3]
sys.path.insert(0, str(ROOT))

from speeches.digest.markup import plain  # noqa: E402
from speeches.digest.parse import parse  # noqa: E402
from speeches.digest.readers import text  # noqa: E402
from speeches.digest.rows import entries  # noqa: E402
from tests.digest import documents  # noqa: E402
from tests.digest.documents import Block, Speech  # noqa: E402


def main() -> None:
    real = as_speeches((ROOT / "fixtures" / "2021-03-24.txt").read_bytes())
    (HERE / "real.docx").write_bytes(documents.as_docx(real))
    document = bordered(docx.Document(HERE / "real.docx"))
    document.save(HERE / "real.docx")
    (HERE / "real.csv").write_bytes(documents.as_csv(real))
    # In a PDF nothing tells what was deleted, or the mark of a footnote, from other text.
    strange(revised=False).save(HERE / "strange.docx")
    convert(HERE / "strange.docx", "pdf")
    strange().save(HERE / "strange.docx")
    for name, form in (("real.docx", "odt"), ("real.docx", "pdf"), ("strange.docx", "odt"), ("real.csv", "xlsx")):
        convert(HERE / name, form)
    convert(HERE / "real.csv", "ods")
    lock = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'
    (HERE / "locked.docx").write_bytes(documents.as_docx([]))
    convert(HERE / "locked.docx", f"pdf:writer_pdf_Export:{lock}")
    (HERE / "locked.docx").unlink()
    (HERE / "real.csv").unlink()


def convert(source: Path, form: str) -> None:
    with tempfile.TemporaryDirectory() as home:
        program = ["soffice", f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", form]
        read = ["--infilter=CSV:44,34,76,1"] if source.suffix == ".csv" else []
        subprocess.run([*program, *read, "--outdir", str(HERE), str(source)], check=True, capture_output=True)


def as_speeches(data: bytes) -> list[Speech]:
    paper = text.read(data)
    return [
        Speech(plain(entry.who), tuple(Block(p.text, "number" if p.kind == "point" else "") for p in speech.paragraphs))
        for entry, speech in zip(entries(paper)[0], parse(paper).speeches, strict=True)
    ]


def bordered(document):
    """The office's form: three columns with lines around them, the header on each page."""
    for table in document.tables:
        table.style = "Table Grid"
        table.autofit = False
        header = table.rows[0]._tr.get_or_add_trPr()
        header.append(OxmlElement("w:tblHeader"))
        for row in table.rows:
            for cell, width in zip(row.cells, (1.5, 4, 10.5), strict=True):
                cell.width = Cm(width)
    return document


def strange(revised=True):
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(12)
    section.header.paragraphs[0].text = documents.TITLE
    section.footer.paragraphs[0].text = "第 1 頁，共 4 頁"
    document.add_heading(documents.TITLE, 1)
    document.add_paragraph("時間：下午二時；地點：臺北市政府")
    attendance = document.add_table(rows=2, cols=2, style="Table Grid")
    for cell, words in zip(attendance._cells, ("出席", "紀錄", "各城市首長", "國際事務組"), strict=True):
        cell.text = words
    document.add_paragraph("")
    first = new_table(document)
    row(first, "1", "臺北市 市長\n柯文哲", ["市政以開放為本：", "*雙管齊下", "*開放政府：資料開放", "以上三點。"])
    cells = row(
        first,
        "2",
        "美國伊利市 市長 Mr. Joseph V. Schember",
        ["所有會議改為線\n上，公文也是。", "-遠距工具", "-社群媒體"],
    )
    link(cells[2].paragraphs[0], "詳見網頁。")
    revise(cells[2].paragraphs[0], "（刪去的話）" if revised else "", "一切如常。")
    cells = row(
        first,
        "3",
        "加拿大本拿比市 市長 Mr. Mike Hurley",
        ["本拿比市推動淨零排放，" + "市民與企業攜手減少溫室氣體，" * 60],
    )
    if revised:
        footnote(document, cells[2].paragraphs[0])
    document.add_paragraph("")
    second = new_table(document, columns=4)
    cells = row(second, "4", "烏拉圭東岬市 市長 Mr. Javier Carballal", ["海灘有夜視攝影機。"])
    cells[2].merge(cells[3])
    cells = row(second, "5", "紐西蘭威靈頓市 議員 Ms. Diane Calvert", ["運輸與環境並重，"])
    below = row(second, "", "", ["商業夥伴一同領導創新。"])
    cells[0].merge(below[0])
    cells[1].merge(below[1])
    for pair in (cells, below):
        pair[2].merge(pair[3])
    box(document.add_paragraph(""))
    return document


def new_table(document, columns=3):
    table = document.add_table(rows=1, cols=columns, style="Table Grid")
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, documents.COLUMNS, strict=False):
        cell.text = name
    if columns == 4:
        table.rows[0].cells[2].merge(table.rows[0].cells[3])
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def row(table, number, who, paragraphs):
    cells = table.add_row().cells
    cells[0].text, cells[1].text = number, who
    numbers = list_of_its_own(table.part.document) if any(words.startswith("*") for words in paragraphs) else None
    for index, words in enumerate(paragraphs):
        paragraph = cells[2].add_paragraph() if index else cells[2].paragraphs[0]
        paragraph.add_run(words.lstrip("*-"))
        if words[0] == "*":
            paragraph.style = "List Number"
            paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbers
        elif words[0] == "-":
            paragraph.style = "List Bullet"
    for cell, width in zip(cells, (1.5, 4, 10.5, 8), strict=False):
        cell.width = Cm(width)
    return cells


def list_of_its_own(document) -> int:
    """A list that begins with 1 again: the same abstract list, with its start overridden."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    abstract = next(num for num in numbering.num_lst if num.numId == style).abstractNumId.val
    added = numbering.add_num(abstract)
    added.add_lvlOverride(0).add_startOverride(1)
    return added.numId


def link(paragraph, words):
    relation = paragraph.part.relate_to("https://example.org/", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, True)
    element = parse_xml(
        f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>'
    )
    paragraph._p.append(element)


def revise(paragraph, deleted, inserted):
    attributes = f'{nsdecls("w")} w:author="A" w:date="2021-03-25T00:00:00Z"'
    for element, part, words, number in (("del", "delText", deleted, 7), ("ins", "t", inserted, 8)):
        run = f"<w:r><w:{part}>{words}</w:{part}></w:r>"
        paragraph._p.append(parse_xml(f'<w:{element} {attributes} w:id="{number}">{run}</w:{element}>'))


def footnote(document, paragraph):
    """python-docx knows no footnotes: a part of our own."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, number in (("separator", -1), ("continuationSeparator", 0))
    )
    note = '<w:footnote w:id="1"><w:p><w:r><w:t>註腳的話</w:t></w:r></w:p></w:footnote>'
    content = f'<?xml version="1.0"?><w:footnotes {nsdecls("w")}>{separators}{note}</w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = docx.opc.part.Part(
        docx.opc.packuri.PackURI("/word/footnotes.xml"), kind, content.encode(), document.part.package
    )
    document.part.relate_to(part, docx.opc.constants.RELATIONSHIP_TYPE.FOOTNOTES)
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="1"/></w:r>'))


def box(paragraph):
    shape = parse_xml(
        f"""<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>
        <v:shape style="width:120pt;height:30pt" type="#_x0000_t202"><v:textbox><w:txbxContent><w:p><w:r>
        <w:t>文字方塊</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"""
    )
    paragraph._p.append(shape)


if __name__ == "__main__":
    main()
