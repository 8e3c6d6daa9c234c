"""A digest as a Word document, in the office's form: a title, and a table whose header is on each page. Pure."""

from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from speeches.output.writers.paper import Block, Paper
from speeches.output.writers.undated import undated
from speeches.records import Kind
from speeches.text import without_controls

_FONT, _CHINESE_FONT = "Times New Roman", "標楷體"
_PAGE, _MARGIN, _NUMBERS = (21.0, 29.7), 2.0, 1.4


def as_docx(paper: Paper) -> bytes:
    document = docx.Document()
    _prepare(document, paper)
    _write(_centred(document.add_heading(level=1)), Block(paper.title, paper.lang))
    if paper.note:
        _write(_centred(document.add_paragraph()), Block(paper.note, paper.lang))
    grid = document.add_table(rows=1, cols=len(paper.columns), style="Table Grid")
    grid.autofit = False
    lists = _Lists(document)
    widths = _widths(paper)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for cell, column in zip(grid.rows[0].cells, paper.columns, strict=True):
        _write(_centred(cell.paragraphs[0]), Block(column, paper.lang), bold=True)
    _mark(grid.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    for row in paper.rows:
        cells = grid.add_row().cells
        _write(_centred(cells[0].paragraphs[0]), Block(str(row.number), paper.lang))
        for cell, blocks in zip(cells[1:], row.cells, strict=True):
            _fill(cell, blocks, lists)
    file = BytesIO()
    document.save(file)
    return undated(file.getvalue())


def _prepare(document: Document, paper: Paper) -> None:
    """A4, a page as wide as its columns need, and fonts that Word has for both scripts."""
    section = document.sections[0]
    width, height = map(Cm, reversed(_PAGE) if paper.is_wide else _PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if paper.is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    document.core_properties.title = paper.title
    document.core_properties.author = ""
    document.core_properties.language = paper.lang
    for name in ("Normal", "Heading 1", "Heading 3"):
        style = document.styles[name]
        style.font.name, style.font.color.rgb = _FONT, RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), _CHINESE_FONT)
    document.styles["Normal"].paragraph_format.space_after = Pt(3)


def _widths(paper: Paper) -> list[Cm]:
    room = (_PAGE[1] if paper.is_wide else _PAGE[0]) - 2 * _MARGIN - _NUMBERS
    return [Cm(_NUMBERS), *(Cm(room * width / sum(paper.widths)) for width in paper.widths)]


def _fill(cell: _Cell, blocks: tuple[Block, ...], lists: "_Lists") -> None:
    for index, block in enumerate(blocks):
        paragraph = cell.add_paragraph() if index else cell.paragraphs[0]
        _write(paragraph, block)
        if block.kind is Kind.HEADING:
            paragraph.style = "Heading 3"
        elif block.kind is Kind.POINT:
            paragraph.style = "List Number"
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val = lists.begun() if block.number == 1 else lists.number


def _write(paragraph, block: Block, bold: bool = False) -> None:
    """One run, in its language, so that a program that reads aloud or checks spelling knows it."""
    run = paragraph.add_run(without_controls(block.text))
    run.bold = bold or None
    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia" if block.lang.startswith("zh") else "w:val"), block.lang)
    run._r.get_or_add_rPr().append(language)


def _centred(paragraph: Paragraph) -> Paragraph:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _mark(properties, name: str) -> None:
    properties.append(OxmlElement(name))


class _Lists:
    """Numbered lists that each begin with 1: the template's own, begun anew."""

    def __init__(self, document: Document):
        self.numbering = document.part.numbering_part.element
        style = document.styles["List Number"].element.pPr.numPr.numId.val
        self.abstract = next(num for num in self.numbering.num_lst if num.numId == style).abstractNumId.val
        self.number = style

    def begun(self) -> int:
        added = self.numbering.add_num(self.abstract)
        added.add_lvlOverride(0).add_startOverride(1)
        self.number = added.numId
        return self.number
