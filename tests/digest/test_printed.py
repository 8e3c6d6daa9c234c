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
from speeches.records import Kind, Refusal
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
    return typeset(
        f"""#table(columns: ({columns}), stroke: {stroke}, align: {align}, inset: 4pt, table.header({cells[0]}),
{"".join(cells[1:])})
第一場次結束""",
        page,
    )


def typeset(source: str, page: str = "") -> bytes:
    head = f"""#set page(paper: "a4", margin: 2cm{page})
#set text(font: ("{pdf.LATIN_FONT}", "{pdf.chinese_font()}"), size: 10.5pt, lang: "zh")
= {TITLE}
"""
    return typst.compile((head + source).encode(), format="pdf")


def one_row(content: str) -> str:
    names = "".join(f"[{name}]," for name in COLUMNS)
    return f"#table(columns: (1.3cm, 4cm, 1fr), {names} [1], [臺北市 市長 柯文哲], [{content}])"


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


def test_words_across_the_page_are_left_out_and_said():
    _, speeches, problems = said(printed("0.5pt", page=", background: rotate(-30deg, text(90pt)[草案])"))
    assert speeches == [words(speech) for speech in REAL]
    assert any("across the page" in problem and "草案" in problem for problem in problems)


def test_words_that_lean_are_read():
    _, [speech], problems = said(typeset(one_row("甲，#box(skew(ax: -20deg)[斜體字])，乙。")))
    assert (speech[-1], problems) == ([(Kind.LEAD, "甲，斜體字，乙。")], [])


PIXELS = 'image(bytes((90, 90, 90)), format: (encoding: "rgb8", width: 1, height: 1), width: 100%, height: {})'


def test_a_page_that_is_a_picture_is_said():
    _, _, problems = said(typeset(f"{one_row('甲。')} #pagebreak() #{PIXELS.format('20cm')}"))
    assert [problem for problem in problems if "a large picture, which was not read: 2." in problem] == problems != []
    _, _, problems = said(typeset(one_row("甲。"), f", background: {PIXELS.format('100%')}"))
    assert problems == [], "a background with words upon it"
    _, _, problems = said(typeset(f"#{PIXELS.format('1cm')} {one_row('甲。')}"))
    assert problems == [], "an emblem"


def test_signs_of_a_font_that_does_not_say_which_they_are():
    """A font without the sign draws a box, and in the file stands NUL."""
    data = typeset("#set text(fallback: false)\n" + one_row("甲\U0001f469乙。"))
    _, [speech], problems = said(data)
    assert speech[-1] == [(Kind.LEAD, "甲\ufffd乙。")]
    assert any("could not be read" in problem for problem in problems)


def test_a_hyphen_at_the_end_of_a_line():
    """PDFium has a sign of its own for it."""
    text = "The smart-city programme and its e-government, " * 16
    _, [speech], problems = said(typeset("#set par(justify: true)\n" + one_row(text)))
    [(_, content)] = speech[-1]
    assert content.count("smart-city") == content.count("e-government") == 16
    assert any("Hyphens" in problem and "smart-city" in problem for problem in problems)


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
