"""The same speeches in Word, OpenDocument, a spreadsheet and text are the same records."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeches.digest.parse import parse
from speeches.digest.readers import file
from tests.digest import documents
from tests.digest.documents import Block, Speech
from tests.digest.test_round_trip import HAN, TEXT

WHOS = (
    "臺北市 市長 柯文哲",
    "美國伊利市 市長 Mr. Joseph V. Schember",
    "加拿大駐台北貿易辦事處 代表 Mr. Jordan Reeves",
    "貝里斯貝爾墨潘市 市長 Sheran Palacio",
)
LABELLED = st.builds("{}：{}".format, HAN, TEXT)
ITEMS = st.lists(TEXT | LABELLED, min_size=2, max_size=5)


@st.composite
def speeches(draw):
    """Leads, then a list of either kind, then perhaps a last word."""
    leads = [Block(text) for text in draw(st.lists(TEXT, min_size=1, max_size=2))]
    kind = draw(st.sampled_from(["number", "bullet"]))
    items = [Block(text, kind) for text in draw(ITEMS | st.just([]))]
    ends = [Block(text) for text in draw(st.lists(TEXT, max_size=1))] if items else []
    return Speech(draw(st.sampled_from(WHOS)), (*leads, *items, *ends))


def records(data: bytes):
    digest = parse(file.read(data))
    return digest.title, digest.date, digest.speeches, digest.problems


@settings(max_examples=40)
@given(st.lists(speeches(), min_size=1, max_size=4))
def test_the_same_text_in_six_formats_is_the_same_records(paper):
    expected = records(documents.as_txt(paper))
    assert [len(speech.paragraphs) for speech in expected[2]] == [len(speech.blocks) for speech in paper]
    for made in (documents.as_docx, documents.as_odt, documents.as_xlsx, documents.as_csv):
        assert records(made(paper)) == expected, made.__name__


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp950"])
def test_csv_in_any_encoding(codec, separator):
    paper = [Speech(WHOS[0], (Block("甲，乙; 丙。"), Block("丁。", "number"), Block("戊。", "number")))]
    data = documents.as_csv(paper, separator).decode("utf-8-sig").encode(codec)
    assert records(data) == records(documents.as_txt(paper))


# Documents that LibreOffice made (papers/office/make.py)

OFFICE = Path(__file__).parent / "papers" / "office"
REAL = Path(__file__).parents[2] / "fixtures" / "2021-03-24.txt"


def without_spaces(speeches):
    """A PDF does not say whether a space stood where a printed line ends."""
    return [
        replace(speech, paragraphs=tuple(replace(p, text=re.sub(r"\s", "", p.text)) for p in speech.paragraphs))
        for speech in speeches
    ]


@pytest.mark.parametrize("form", ["docx", "odt", "ods", "xlsx"])
def test_the_real_paper(form):
    assert records((OFFICE / f"real.{form}").read_bytes()) == records(REAL.read_bytes())


def test_the_real_paper_as_pdf():
    title, date, speeches, problems = records((OFFICE / "real.pdf").read_bytes())
    expected = records(REAL.read_bytes())
    assert (title, date, problems) == (*expected[:2], ())
    assert without_spaces(speeches) == without_spaces(expected[2])


def strange(form: str):
    title, date, speeches, problems = records((OFFICE / f"strange.{form}").read_bytes())
    return title, date, without_spaces(speeches), [problem.say() for problem in problems]


@pytest.mark.parametrize("form", ["docx", "odt", "pdf"])
def test_a_paper_with_all_that_word_processors_do(form):
    *found, said = strange(form)
    assert found == [*strange("txt")[:3]]
    assert "出席 | 紀錄" in said[0]
    assert any("文字方塊" in sentence for sentence in said)
    assert any("註腳的話" in sentence for sentence in said) == (form != "pdf")
