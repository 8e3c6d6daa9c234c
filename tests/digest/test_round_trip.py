"""Papers made of random speeches, cut at random places and encoded in every way, give the same speeches back."""

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.digest.blocks import blocks
from speeches.digest.parse import parse_text
from speeches.digest.points import paragraphs
from speeches.records import Refusal

TITLE = "2021 首長高峰會(3/24)談話內容摘要"
HAN = st.text("智慧城市推動數位轉型發展永續交通環境教育醫療服務平台資料開放治理創新", min_size=2, max_size=12)
LATIN = st.sampled_from(
    ["5G", "AI", "WIFI", "Digital Twins", "Web 3.0", "4.0", "2050", "CO2", "1+7", "R&D", "A<B", "<3"]
)
CLAUSE = st.one_of(
    HAN, st.builds("{} {} {}".format, HAN, LATIN, HAN), st.builds("{}{}".format, HAN, st.sampled_from("％」"))
)
SENTENCE = st.builds(lambda clauses: "，".join(clauses) + "。", st.lists(CLAUSE, min_size=1, max_size=4))
TEXT = st.builds("".join, st.lists(SENTENCE, min_size=1, max_size=3))
LABELLED = st.builds(lambda label, text: (label, f"{label}：{text}"), HAN, TEXT) | st.builds(
    lambda text: ("", text), TEXT
)
SPEECH = st.tuples(st.lists(TEXT, min_size=1, max_size=3), st.lists(LABELLED, max_size=6), st.lists(TEXT, max_size=1))
NUMBERS = {
    "1. ": lambda n: f"{n}. ",
    "1.": lambda n: f"{n}.",
    "1、": lambda n: f"{n}、",
    "(1)": lambda n: f"({n}) ",
    "（1）": lambda n: f"（{n}）",
    "①": lambda n: chr(0x2460 + n - 1),
    "一、": lambda n: "一二三四五六七八九"[n - 1] + "、",
}


def markup(speech, style, number):
    """A cell of the speech: `style` says how its blocks are marked."""
    leads, points, ends = speech
    texts = [text.replace("&", "&amp;").replace("<", "&lt;") for text in (*leads, *(t for _, t in points), *ends)]
    leads_, rest = texts[: len(leads)], texts[len(leads) :]
    points_, ends_ = rest[: len(points)], rest[len(points) :]
    if style == "items":
        listed = "<ul>" + "".join(f"<li>{text}</li>" for text in points_) + "</ul>"
        return "".join(f"<p>{text}</p>" for text in leads_) + listed + "".join(f"<p>{text}</p>" for text in ends_)
    if style == "list":
        listed = '<ol style="x"> ' + " ".join(number(n) + text for n, text in enumerate(points_, 1)) + " </ol> "
        return "<p>".join(("", *leads_)) + listed + "<p>".join(("", *ends_))
    if style == "lines":
        return "\n".join([*leads_, *(number(n) + text for n, text in enumerate(points_, 1)), *ends_])
    numbered = (f"<p>{number(n)}{text}</p> " for n, text in enumerate(points_, 1))
    return " ".join([*(f"<p>{t}</p>" for t in leads_), *numbered, *(f"<p>{t}</p>" for t in ends_)])


def expected(speech):
    leads, points, ends = speech
    return (
        [("lead", "", t) for t in leads]
        + [("point", label, t) for label, t in points]
        + [("lead", "", t) for t in ends]
    )


def cut(cell, places, page_end):
    """The cell as rows of several pages: cut only between two Han characters, as a page cuts a sentence."""
    allowed = [match.start() + 1 for match in re.finditer(r"[\u4e00-\u9fff](?=[\u4e00-\u9fff])", cell)]
    chosen = sorted({allowed[place % len(allowed)] for place in places} if allowed else set())
    pieces = [cell[start:end] for start, end in zip([0, *chosen], [*chosen, None], strict=True)]
    # A Chinese list number at the end of a page is the number of a point only on the next.
    return page_end.join(pieces)


@given(
    st.lists(st.tuples(SPEECH, st.sampled_from(["items", "list", "lines", "paragraphs"])), min_size=1, max_size=4),
    st.sampled_from(sorted(NUMBERS)),
    st.lists(st.integers(0, 500), max_size=3),
    st.sampled_from(
        [f"\n\n{TITLE}\n\n\t\t", f"\n3\n{TITLE}\n \t \t", "\n\n- 2 -\n\t\t", f"\f{TITLE}\n\t\t", f"\n{TITLE}\n"]
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp950"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_not_one_character_is_lost_doubled_or_changed(speeches, number, places, page_end, encoding, line_end):
    cells = [cut(markup(speech, style, NUMBERS[number]), places, page_end) for speech, style in speeches]
    rows = [f"{n}\t臺北市 市長 柯文哲\t{cell}" for n, cell in enumerate(cells, 1)]
    paper = "\n".join([TITLE, "", "編號\t城市首長或代表\t內容摘要", *rows, ""]).replace("\n", line_end)
    digest = parse_text(paper.encode(encoding))
    assert digest.problems == ()
    found = [[(p.kind, p.label, p.text) for p in speech.paragraphs] for speech in digest.speeches]
    assert found == [expected(speech) for speech, _ in speeches]


# Nothing here is markup; what a list or a bullet may take is left out of the comparison.
STRANGE = "甲乙A1234.、)（）(一二十。：；，\n\t\f •①② "


@given(st.text(STRANGE, max_size=300))
def test_whatever_the_cell_its_words_stay(cell):
    kept = "".join(paragraph.text for paragraph in paragraphs(blocks(cell)))
    assert re.sub(r"[^甲乙A。：；，]", "", kept) == re.sub(r"[^甲乙A。：；，]", "", cell)


@given(st.text(max_size=300))
def test_no_cell_is_too_strange(cell):
    for paragraph in paragraphs(blocks(cell)):
        assert paragraph.text.strip() == paragraph.text != ""


CRUMBS = "1２\t\n\f<p>一、2.臺北市長 柯文哲Mr.（）%" + TITLE + "編號城市首長或代表內容摘要"


@given(st.text(CRUMBS, max_size=400))
def test_whatever_the_rows_they_are_read_or_refused(text):
    with contextlib.suppress(Refusal):
        digest = parse_text(f"{TITLE}\n編號\t城市首長或代表\t內容摘要\n{text}".encode())
        assert all(problem.say() for problem in digest.problems)
        assert len({speech.number for speech in digest.speeches}) == len(digest.speeches)


@given(st.binary(max_size=300))
def test_whatever_the_bytes_they_are_refused(data):
    with pytest.raises(Refusal):
        parse_text(data)
