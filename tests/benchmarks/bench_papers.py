"""150 speeches: read from a .docx in 2 s, written as .pdf in 10 s; a hostile archive costs neither time nor memory."""

import time
from pathlib import Path

import pytest

from speeches import papers
from speeches.digest.load import import_paper
from speeches.digest.parse import parse
from speeches.digest.readers import file
from speeches.models import Session, Speech
from tests.digest import documents

OFFICE = Path(__file__).parents[1] / "digest" / "papers" / "office"
SPEECHES = 150


def many() -> list[documents.Speech]:
    """The speeches of the real paper, over and over, each a little different."""
    real = parse(file.read((OFFICE / "real.docx").read_bytes())).speeches
    return [
        documents.Speech(
            f"美國伊利市 市長 Mr. Number {chr(ord('A') + number % 26)}{number}",
            tuple(
                documents.Block(f"第{number}場，{p.text}", "number" if p.kind == "point" else "")
                for p in real[number % len(real)].paragraphs
            ),
        )
        for number in range(SPEECHES)
    ]


@pytest.mark.django_db
def test_150_speeches_in_and_out(capsys):
    figures = []

    def timed(name: str, action, most: float):
        started = time.perf_counter()
        result = action()
        figures.append((name, time.perf_counter() - started, most))
        return result

    document = documents.as_docx(many(), title="2099 首長高峰會(3/24)談話內容摘要")
    digest = timed("parse .docx", lambda: parse(file.read(document)), 2)
    assert len(digest.speeches) == SPEECHES
    timed("import .docx", lambda: import_paper(document, "many.docx"), 5)
    session = Session.objects.with_summit().in_year(2099).get()
    speeches = Speech.objects.of(session).complete().in_paper_order()
    for form in papers.WRITERS:
        content = timed(f"write .{form}", lambda form=form: papers.as_file(session, speeches, form, "zh-hant"), 10)
        found = timed(f"parse written .{form}", lambda content=content: parse(file.read(content)), 5)
        assert len(found.speeches) == SPEECHES
    with capsys.disabled():
        for name, seconds, most in figures:
            print(f"{name} of {SPEECHES} speeches: {seconds:.2f} s (at most {most})")
            assert seconds < most
