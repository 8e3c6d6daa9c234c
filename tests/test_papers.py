"""The digest of a session as a file; importing what was exported changes nothing."""

import time
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest

from speeches import papers
from speeches.changes import recorded
from speeches.digest.load import import_paper
from speeches.digest.parse import parse
from speeches.digest.readers import file
from speeches.models import Paragraph, Session, Speech
from speeches.records import Kind, Refusal
from speeches.workbench import states
from tests import factories

pytestmark = pytest.mark.django_db
REAL = Path(__file__).parents[1] / "fixtures" / "2021-03-24.txt"
GOING_BACK = ["docx", "xlsx", "csv"]
# Texts that look like lists, markup, formulas, ends of sentences and nothing at all.
STRANGE = [
    (Kind.LEAD, "沒有句點的一段"),
    (Kind.LEAD, "=1+1"),
    (Kind.POINT, "'@SUM(A1)"),
    (Kind.POINT, "包含：1. 甲。2. 乙。"),
    (Kind.HEADING, "標題 3.0"),
    (Kind.LEAD, "<p>不是標記</p> R&D 是 R&amp;D，<3"),
    (Kind.LEAD, "• 一點"),
    (Kind.POINT, "第一行\n第二行"),
    (Kind.LEAD, "2. 二"),
    (Kind.LEAD, "－1\t℃ 😀 𠮷"),
]


def exported(session, form, language="zh-hant") -> bytes:
    return papers.as_file(session, Speech.objects.of(session).complete().in_paper_order(), form, language)


@pytest.fixture
def session(db):
    import_paper(REAL.read_bytes(), "2021-03-24.txt")
    return Session.objects.with_summit().get()


def test_the_real_paper_comes_back_as_it_was(session):
    expected = parse(file.read(REAL.read_bytes()))
    for form in GOING_BACK:
        digest = parse(file.read(exported(session, form)))
        assert (digest.title, digest.date, digest.problems) == (expected.title, expected.date, ())
        assert digest.speeches == expected.speeches


@pytest.mark.parametrize("language", ["zh-hant", "both"])
@pytest.mark.parametrize("form", GOING_BACK)
def test_importing_what_was_exported_changes_nothing(session, form, language, everything):
    strangest(session)
    before = everything()
    report = import_paper(exported(session, form, language), f"digest.{form}")
    assert (report.outcomes, report.problems) == ({"unchanged": 20}, [])
    assert everything() == before


@pytest.fixture
def everything():
    def found():
        return [list(model.objects.order_by("pk").values()) for model in (Session, Speech, Paragraph)]

    return found


def strangest(session) -> None:
    """Speeches that no paper ever held: typed by hand, and with names that are read otherwise."""
    with recorded(None):
        for number, (role, honorific, name) in enumerate(
            [("", "", "市長"), ("市長", "女士", "王小明 李四"), ("代表 兼 主任", "Dr.", "=A1")], 18
        ):
            speech = Speech(
                session=session,
                number=number,
                city=factories.make_city(f"某某州 第{number}區", ""),
                organization=factories.make_organization(f"無名{number}", "US"),
                speaker=factories.make_speaker(name),
                role_zh_hant=role,
                honorific=honorific,
            )
            speech.save()
            for position, (kind, text) in enumerate(STRANGE, 1):
                Paragraph(speech=speech, position=position, kind=kind, text_zh_hant=text).save()


def test_a_correction_in_the_exported_document_is_imported(session):
    document = docx.Document(BytesIO(exported(session, "docx")))
    paragraph = document.tables[0].rows[5].cells[2].paragraphs[0]
    paragraph.runs[0].text = paragraph.text.replace("24 小時", "二十四小時")
    saved = BytesIO()
    document.save(saved)
    report = import_paper(saved.getvalue(), "digest.docx")
    assert report.outcomes == {"unchanged": 16, "updated": 1}
    assert "二十四小時" in Speech.objects.get(number=5).paragraphs.get().text_zh_hant


def test_english_stands_beside_the_chinese_and_only_if_it_is_public(session):
    first, second = Speech.objects.get(number=5).paragraphs.all(), Speech.objects.get(number=6).paragraphs.all()
    with recorded(None):
        for paragraph, state, text in (
            (first[0], states.APPROVED, "Smart traffic lights."),
            (second[0], states.DRAFT, "A draft."),
        ):
            states.write_english(paragraph, state=state, text=text)
            paragraph.save()
    table = docx.Document(BytesIO(exported(session, "docx", "both"))).tables[0]
    assert [cell.text for cell in table.rows[0].cells][3] == "English"
    assert "Smart traffic lights." in table.rows[5].cells[3].text
    assert table.rows[6].cells[3].text == ""
    english = openpyxl.load_workbook(BytesIO(exported(session, "xlsx", "en"))).active
    assert english["C8"].value == "Smart traffic lights."
    assert english["C9"].value == second[0].text_zh_hant
    with pytest.raises(Refusal):
        import_paper(exported(session, "docx", "en"), "digest.docx")


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_same_digest_is_the_same_bytes_tomorrow(session, form, monkeypatch):
    today = exported(session, form)
    tomorrow = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: tomorrow)
    monkeypatch.setattr(time, "localtime", lambda seconds=tomorrow: time.gmtime(seconds))
    assert exported(session, form) == today


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_no_cell_is_a_formula(session, form):
    with recorded(None):
        speech = Speech.objects.get(number=6)
        paragraph = speech.paragraphs.get()
        paragraph.text_zh_hant = '=HYPERLINK("https://example.org")'
        paragraph.save()
    data = exported(session, form)
    if form == "csv":
        assert ",\"'=HYPERLINK(" in data.decode()
    else:
        cell = openpyxl.load_workbook(BytesIO(data)).active["C9"]
        assert (cell.data_type, cell.value[:2]) == ("s", "'=")


def test_a_second_session_of_the_day_is_known_by_its_name(session):
    with recorded(None):
        second = Session(summit=session.summit, date=date(2021, 3, 24), slug="03-24-2", name_zh_hant="下午場")
        second.save()
    report = import_paper(
        exported(second, "csv").replace(b"\r\n", b"\n") + "1,臺北市 市長 柯文哲,甲。\n".encode(), "2.csv"
    )
    assert report.outcomes == {"created": 1}
    assert second.speeches.count() == 1
    assert session.speeches.count() == 17


@pytest.mark.parametrize("language", papers.LANGUAGES)
def test_pdf(session, language):
    data = exported(session, "pdf", language)
    assert data == exported(session, "pdf", language)
    document = pypdfium2.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "Joseph V. Schember" in text.replace("\r\n", " ")
    assert ("Mayor or representative" in text) == (language == "en")
    assert document.get_metadata_dict()["Title"] == papers.paper(session, [], language).title


def test_pdf_without_a_chinese_font(session, monkeypatch):
    monkeypatch.setattr(papers.pdf, "CHINESE_FONTS", ("No such font",))
    with pytest.raises(Refusal, match="Chinese font"):
        exported(session, "pdf")


def test_the_exported_pdf_can_be_read_again(session):
    digest = parse(file.read(exported(session, "pdf")))
    expected = parse(file.read(REAL.read_bytes()))
    assert [speech.speaker for speech in digest.speeches] == [speech.speaker for speech in expected.speeches]
    found, wanted = (
        [["".join(p.text.split()) for p in speech.paragraphs] for speech in read.speeches]
        for read in (digest, expected)
    )
    assert found == wanted
