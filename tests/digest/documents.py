"""Papers in the formats of offices, made of the same speeches: what python-docx, openpyxl and an OpenDocument hold."""

import csv
import zipfile
from dataclasses import dataclass
from io import BytesIO, StringIO
from xml.sax.saxutils import escape

import docx
import openpyxl

COLUMNS = ("編號", "城市首長或代表", "內容摘要")
TITLE = "2021 首長高峰會(3/24)談話內容摘要"
TYPES = '<?xml version="1.0" encoding="UTF-8"?>'
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
)


@dataclass(frozen=True)
class Block:
    """A paragraph; `list` is "" or the kind of automatic list that it is an item of: "number" or "bullet"."""

    text: str
    list: str = ""


@dataclass(frozen=True)
class Speech:
    who: str
    blocks: tuple[Block, ...]


def lines(speech: Speech) -> list[str]:
    """The paragraphs as somebody types them who has no automatic lists."""
    typed, number = [], 0
    for block in speech.blocks:
        number = number + 1 if block.list == "number" else 0
        mark = {"number": f"{number}. ", "bullet": "• "}.get(block.list, "")
        typed.append(mark + block.text)
    return typed


def as_txt(speeches, title=TITLE) -> bytes:
    rows = [
        f"{number}\t{speech.who}\t" + "".join(f"<p>{line}</p>" for line in lines(speech))
        for number, speech in enumerate(speeches, 1)
    ]
    return "\n".join([title, "", "\t".join(COLUMNS), *rows, ""]).encode()


def table(speeches, title=TITLE) -> list[list[str]]:
    rows = [[str(number), speech.who, "\n".join(lines(speech))] for number, speech in enumerate(speeches, 1)]
    return [[title, "", ""], ["", "", ""], list(COLUMNS), *rows]


def as_csv(speeches, separator=",") -> bytes:
    file = StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows(table(speeches))
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(speeches) -> bytes:
    book = openpyxl.Workbook()
    for index, row in enumerate(table(speeches), 1):
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
        for cell in book.active[index]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    book.active.merge_cells("A1:C1")
    return saved(book)


def as_docx(speeches, title=TITLE) -> bytes:
    document = docx.Document()
    document.add_paragraph(title)
    grid = document.add_table(rows=1, cols=3)
    for cell, name in zip(grid.rows[0].cells, COLUMNS, strict=True):
        cell.text = name
    for number, speech in enumerate(speeches, 1):
        first, second, third = grid.add_row().cells
        first.text, second.text = str(number), speech.who
        for index, block in enumerate(speech.blocks):
            paragraph = third.add_paragraph() if index else third.paragraphs[0]
            paragraph.add_run(block.text)
            if block.list:
                paragraph.style = {"number": "List Number", "bullet": "List Bullet"}[block.list]
    return saved(document)


def as_odt(speeches, title=TITLE) -> bytes:
    rows = "".join(
        _odt_row(str(number), f"<text:p>{_odt(speech.who)}</text:p>", "".join(_odt_blocks(speech)))
        for number, speech in enumerate(speeches, 1)
    )
    header = _odt_row(*(f"<text:p>{name}</text:p>" for name in COLUMNS))
    return odt(
        f"<text:p>{_odt(title)}</text:p><table:table><table:table-header-rows>{header}</table:table-header-rows>{rows}"
        "</table:table>"
    )


def odt(body: str, **parts: str) -> bytes:
    """An OpenDocument text of this content; `parts` are further members, by their names without .xml."""
    content = f"""{TYPES}<office:document-content {NAMESPACES}><office:automatic-styles>
<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/>
</text:list-style><text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>
</text:list-style></office:automatic-styles><office:body><office:text>{body}</office:text></office:body>
</office:document-content>"""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        for name, part in parts.items():
            archive.writestr(f"{name}.xml", part)
    return file.getvalue()


def _odt_row(*cells: str) -> str:
    filled = (cell if cell.startswith("<") else f"<text:p>{cell}</text:p>" for cell in cells)
    joined = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in filled)
    return f"<table:table-row>{joined}</table:table-row>"


def _odt_blocks(speech: Speech):
    before = ""
    for block in speech.blocks:
        paragraph = f"<text:p>{_odt(block.text)}</text:p>"
        if block.list:
            goes_on = ' text:continue-numbering="true"' if block.list == before else ""
            name = {"number": "N", "bullet": "B"}[block.list]
            paragraph = (
                f'<text:list text:style-name="{name}"{goes_on}><text:list-item>{paragraph}</text:list-item></text:list>'
            )
        before = block.list
        yield paragraph


def _odt(text: str) -> str:
    """Two spaces are one and an element for the second, the end of a line is an element."""
    return escape(text).replace("  ", " <text:s/>").replace("\n", "<text:line-break/>")


def saved(document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, part: str) -> bytes:
    """The archive with one member more."""
    file = BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, part)
    return file.getvalue()
