"""Papers of several sessions of one day: each comes in right, and none makes another's speeches its own."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest

from speeches.digest import compare, load, titles
from speeches.digest.compare import Outcome, Side
from speeches.digest.load import AnotherSession, import_paper
from speeches.digest.preview import preview
from speeches.digest.readers import file
from speeches.models import Session, Speech
from speeches.records import Paragraph
from speeches.records import Speech as Row
from tests.digest.documents import Block, as_docx, as_txt, saved
from tests.digest.documents import Speech as Written

PAPERS = Path(__file__).parent / "papers"
pytestmark = pytest.mark.django_db

MORNING = [
    Written("臺北市 市長 柯文哲", (Block("臺北市以政府為平台，民間為引擎，累計完成兩百多案概念驗證。"),)),
    Written("日本富山市 市長 藤井裕久", (Block("富山市以小巧城市為核心，透過路面電車串聯市中心與郊區。"),)),
    Written("美國鳳凰城 市長 Ms. Kate Gallego", (Block("面對極端高溫，市府成立熱應變辦公室，種植兩萬七千棵樹。"),)),
]
AFTERNOON = [
    Written("臺北市 市長 柯文哲", (Block("閉幕時，主席感謝各國貴賓，並邀請大家明年再來參加展覽。"),)),
    Written(
        "荷蘭恩荷芬市 副市長 Mr. Stijn Steenbakkers", (Block("三螺旋合作模式由企業、學界與政府共同投入研發經費。"),)
    ),
    Written("立陶宛維爾紐斯市 副市長 Andrius Grigonis", (Block("所有預算、合約與即時交通資料皆公開於網路平台上。"),)),
]
CORRECTION = ("兩萬七千", "三萬")


def title(session="", day="3/24"):
    return f"2021 首長高峰會({day}){session}談話內容摘要"


def corrected(data: bytes) -> bytes:
    old, new = (word.encode() for word in CORRECTION)
    assert data.count(old) == 1
    return data.replace(old, new)


def run(speeches, name="", make=as_txt, **options):
    return import_paper(make(speeches, title(name)), "paper", **options)


def counts(report):
    return tuple(
        report.outcomes[one] for one in (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.CONFLICT)
    )


def here():
    return [
        (one.session.name_zh_hant, one.number, one.speaker.name, [p.text_zh_hant for p in one.paragraphs.in_order()])
        for one in Speech.objects.order_by("session__slug", "number")
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("2021 首長高峰會(3/24)上午場談話內容摘要", "上午場"),
        ("首長高峰會 第二場次", "第2場"),
        ("首長高峰會（第２場）", "第2場"),
        ("上午場及下午場", ""),
        ("上午場（上午場）", "上午場"),
        ("第七屆首長高峰會上午九時", ""),
    ],
)
def test_the_session_that_a_title_names(words, name):
    assert titles.session(words) == name


def test_two_papers_of_a_day_that_say_what_they_are():
    assert counts(run(MORNING, "上午場", publish=True)) == (3, 0, 0, 0)
    before = here()
    assert counts(run(AFTERNOON, "下午場", publish=True)) == (3, 0, 0, 0)
    assert here()[:3] == before
    assert [session.name_zh_hant for session in Session.objects.order_by("slug")] == ["上午場", "下午場"]
    again = import_paper(corrected(as_txt(MORNING, title("上午場"))), "paper")
    assert counts(again) == (0, 1, 2, 0)
    assert counts(run(AFTERNOON, "下午場", make=as_docx)) == (0, 0, 3, 0)


def test_a_title_that_says_less_the_next_time_or_more():
    run(MORNING)
    assert counts(run(AFTERNOON, "下午場")) == (3, 0, 0, 0)
    assert counts(import_paper(corrected(as_txt(MORNING, title("上午場"))), "paper")) == (0, 1, 2, 0)
    assert counts(run(AFTERNOON, make=as_docx)) == (0, 0, 3, 0), "of the two it is the one that holds them"
    assert Session.objects.count() == 2


def test_an_earlier_paper_tells_what_a_session_without_a_name_is():
    run(MORNING, "上午場", session="")
    assert counts(run(AFTERNOON, "下午場")) == (3, 0, 0, 0)
    assert counts(import_paper(corrected(as_txt(MORNING, title("上午場"))), "paper")) == (0, 1, 2, 0)


def test_a_paper_of_both_sessions_is_of_neither():
    document = docx.Document(BytesIO(as_docx(MORNING, title())))
    second = docx.Document(BytesIO(as_docx(AFTERNOON))).tables[0]
    for row, number in zip(second.rows[1:], "456", strict=True):
        row.cells[0].text = number
    document.tables[0]._element.addprevious(document.add_paragraph("一、上午場（09:00-12:00）")._element)
    assert preview(saved(document), "paper").digest.named == "上午場"
    document.add_paragraph("二、下午場（13:30-17:00）")
    document.element.body.append(second._element)
    assert counts(import_paper(saved(document), "paper")) == (6, 0, 0, 0)
    assert Session.objects.get().name_zh_hant == ""


def test_a_paper_that_does_not_say_so_overwrites_nothing():
    run(MORNING, publish=True)
    before = here()
    with pytest.raises(AnotherSession):
        run(AFTERNOON, publish=True)
    with pytest.raises(AnotherSession):
        run(AFTERNOON, dry_run=True)
    assert here() == before
    assert counts(run(AFTERNOON, session="下午")) == (3, 0, 0, 0)
    assert counts(run(AFTERNOON)) == (0, 0, 3, 0), "the same paper is of the same session"
    assert here()[:3] == before


def test_whoever_names_the_wrong_session_makes_nobody_anybody_else():
    run(MORNING, publish=True)
    before = here()
    report = run(AFTERNOON[1:], session="", make=lambda rows, name: as_txt([MORNING[0], *rows], name))
    assert counts(report) == (0, 0, 1, 2)
    assert here() == before
    assert "藤井裕久" in report.problems[0].say()


def row(name, words):
    return Row(1, "TW", "臺北市", "", "市長", "", name, (Paragraph(words, key="aaaaa"),))


@pytest.mark.parametrize(
    ("side", "changed", "settled"), [(Side.LATER, False, False), (Side.OURS, False, True), (Side.PAPERS, True, False)]
)
def test_another_persons_speech_is_settled_by_hand(side, changed, settled):
    kept, paper = row("甲", "臺北市以政府為平台，民間為引擎。"), row("乙", "面對極端高溫，市府種植樹木。")
    result = compare.compare(paper, kept, kept, side)
    assert (bool(result.fields), result.is_settled) == (changed, settled)
    assert (result.outcome is Outcome.CONFLICT) == (side is Side.LATER)


@pytest.mark.parametrize(
    "paper", [row("乙", "臺北市以政府為大平台，民間為引擎。"), row("甲", "面對極端高溫，市府種植樹木。")]
)
def test_a_correction_of_the_name_or_of_the_text_is_one(paper):
    kept = row("甲", "臺北市以政府為平台，民間為引擎。")
    assert compare.compare(paper, kept, kept).outcome is Outcome.UPDATED


def test_what_was_printed_loses_no_white_space(monkeypatch):
    """At the end of a printed line nobody sees whether a space stood there."""
    speech = Written("美國 鳳凰城 市長 Ms. Kate Gallego", (Block("推動實名制 APP 與 Wi-Fi 6 網路。"),))
    run([speech])
    monkeypatch.setattr(load, "read", lambda content: replace(file.read(content), is_printed=True))
    printed = replace(speech, who="美國鳳凰城市長 Ms. Kate Gallego", blocks=(Block("推動實名制APP 與 Wi-Fi 6網路。"),))
    assert counts(run([printed])) == (0, 0, 1, 0)
    assert Speech.objects.get().to_record().city == "鳳凰城"
    assert counts(run([replace(printed, blocks=(Block("推動實名制APP 與 Wi-Fi 7網路。"),))])) == (0, 1, 0, 0)


def test_which_papers_are_printed():
    assert file.read(next(PAPERS.rglob("*.pdf")).read_bytes()).is_printed
    assert not file.read(as_docx(MORNING)).is_printed
