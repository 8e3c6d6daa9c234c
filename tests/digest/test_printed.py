"""PDFs of other programs: tables without drawn lines or with some, on turned pages and on pages in two columns."""

import re
from io import BytesIO

import pypdfium2
import pytest
import typst

from speeches.digest import written
from speeches.digest.parse import parse
from speeches.digest.readers import file, unruled
from speeches.output.writers import pdf
from speeches.records import Refusal
from tests.digest.documents import COLUMNS, TITLE
from tests.digest.golden import PAPERS

REAL = parse(file.read(PAPERS["2021-03-24"].read_bytes())).speeches[:7]
MIDDLE = "(x, y) => if x < 2 { center + horizon } else { start }"


def printed(stroke: str, align: str = "start", columns: str = "1.3cm, 4cm, 1fr", page: str = "") -> bytes:
    """The first speeches of the real paper in a table of Typst."""
    cells = ["".join(f"[{name}]," for name in COLUMNS)]
    for speech in REAL:
        paragraphs = "".join(f"#par({quoted(line)})" for line in written.lines(speech).split("\n"))
        cells.append(f"[{speech.number}], text({quoted(written.who(speech))}), [{paragraphs}],")
    source = f"""#set page(paper: "a4", margin: 2cm{page})
#set text(font: ("{pdf.LATIN_FONT}", "{pdf.chinese_font()}"), size: 10.5pt, lang: "zh")
= {TITLE}
#table(columns: ({columns}), stroke: {stroke}, align: {align}, inset: 4pt, table.header({cells[0]}),
{"".join(cells[1:])})
第一場次結束"""
    return typst.compile(source.encode(), format="pdf")


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def said(data: bytes):
    digest = parse(file.read(data))
    return digest.title, [words(speech) for speech in digest.speeches], [problem.say() for problem in digest.problems]


def words(speech):
    """A PDF does not say whether a space stood where a printed line ends."""
    texts = [(paragraph.kind, re.sub(r"\s", "", paragraph.text)) for paragraph in speech.paragraphs]
    return speech.number, speech.country, speech.city, speech.organization, speech.role, speech.speaker, texts


LEVEL = "(top: 0.5pt, bottom: 0.5pt)"
EVERY_SECOND = "(x, y) => if calc.odd(y) { 0.5pt }"


@pytest.mark.parametrize("stroke", ["none", f"(x, y) => {LEVEL}", EVERY_SECOND])
@pytest.mark.parametrize("align", ["start", "(x, y) => if y == 0 { center } else { start }"])
@pytest.mark.parametrize("page", ["", ", flipped: true"])
def test_a_table_without_lines(stroke, align, page):
    title, speeches, problems = said(printed(stroke, align, page=page))
    assert (title, speeches) == (TITLE, [words(speech) for speech in REAL])
    [doubt] = [problem for problem in problems if "第一場次結束" not in problem]
    assert "has no lines" in doubt, "where rows begin is a guess, and said"


def test_a_drawn_table_is_no_guess():
    assert not any("has no lines" in problem for problem in said(printed("0.5pt"))[2])


@pytest.mark.parametrize("stroke", ["none", "0.5pt"])
def test_a_turned_page(stroke):
    document = pypdfium2.PdfDocument(printed(stroke))
    for page in document:
        page.set_rotation(90)
    document.save(buffer := BytesIO())
    assert said(buffer.getvalue())[:2] == (TITLE, [words(speech) for speech in REAL])


def test_a_page_in_two_columns():
    data = printed("0.5pt", columns="0.8cm, 2cm, 1fr", page=", columns: 2")
    assert said(data)[1] == [words(speech) for speech in REAL]


def test_numbers_in_the_middle_of_their_rows():
    assert said(printed("0.5pt", MIDDLE))[:2] == (TITLE, [words(speech) for speech in REAL])
    with pytest.raises(Refusal) as caught:
        file.read(printed("none", MIDDLE))
    assert caught.value.message == unruled.NO_COLUMNS


def test_columns_that_run_into_each_other():
    """A sheet printed without wrapped lines."""
    row = "編號 #h(9mm) 城市首長或代表 #h(9mm) 內容摘要\n"
    source = (
        f"""#set text(font: "{pdf.chinese_font()}", size: 9pt)
= {TITLE}
{row}
"""
        + "1 臺北市市長柯文哲今日很榮幸參與首長高峰會甲乙丙丁戊己庚辛\n\n" * 9
    )
    with pytest.raises(Refusal) as caught:
        file.read(typst.compile(source.encode(), format="pdf"))
    assert caught.value.message == unruled.NO_COLUMNS
