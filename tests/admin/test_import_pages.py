"""Big papers on the import screen, page by page, and papers of a day that has several sessions."""

from datetime import date

import pytest
from django.conf import settings

from speeches.admin import import_forms
from speeches.admin.import_rows import ROWS
from speeches.changes import recorded
from speeches.digest.load import import_paper
from speeches.models import Session, Speech, Upload
from tests.admin.importing import PAPER, REAL, changed, confirm, edit, line, preview_of, said, shown
from tests.digest.documents import Block, as_docx
from tests.digest.documents import Speech as Row

pytestmark = pytest.mark.django_db


def big(rows: int) -> bytes:
    return as_docx([Row(f"美國伊利市 市長 Mr. Number {number}", (Block(f"第{number}場。"),)) for number in range(rows)])


def test_what_is_typed_on_one_page_is_imported_from_another(editor):
    address = preview_of(editor, big(2 * ROWS + 3), "big.docx")
    first = editor.get(address)
    assert [one.number for one in first.context["lines"]] == list(range(1, ROWS + 1))
    typed = shown(editor, address) | {"do": "look", "r2-speaker": "Anna Abel", "r3-is_left_out": "1"}
    third = editor.post(f"{address}?page=3", typed)
    assert [one.number for one in third.context["lines"]] == [101, 102, 103]
    response = editor.post(
        f"{address}?page=3", shown(editor, f"{address}?page=3") | {"do": "import", "r103-role": "顧問"}
    )
    assert response.status_code == 302
    assert Speech.objects.count() == 2 * ROWS + 2
    assert Speech.objects.get(number=2).speaker.name == "Anna Abel"
    assert Speech.objects.get(number=103).role == "顧問"
    assert not Speech.objects.filter(number=3).exists()


def test_what_was_ticked_can_be_unticked(editor):
    address = preview_of(editor)
    fields = shown(editor, address)
    editor.post(address, fields | {"do": "look", "r3-is_left_out": "1"})
    assert line(editor.get(address), 3).form["is_left_out"].value(), "it is kept"
    editor.post(address, fields | {"do": "look"})
    assert not line(editor.get(address), 3).form["is_left_out"].value()


def test_a_fault_on_another_page_is_shown(editor):
    address = preview_of(editor, big(ROWS + 1), "big.docx")
    editor.post(f"{address}?page=2", shown(editor, address) | {"do": "look", "r7-speaker": ""})
    response = editor.post(f"{address}?page=2", shown(editor, f"{address}?page=2") | {"do": "import"})
    assert line(response, 7).form.errors
    assert response.context["parts"].number == 1
    assert not Speech.objects.exists()


def test_rows_in_doubt_on_other_pages_are_named(editor):
    address = preview_of(editor, big(ROWS + 2), "big.docx")
    assert editor.get(address).context["parts"].doubts == []
    rows = [Row("美國伊利市 市長 Mr. A B", (Block("甲。"),)) for _ in range(ROWS)] + [Row("某人", (Block("乙。"),))]
    address = preview_of(editor, as_docx(rows), "doubtful.docx")
    response = editor.get(address)
    assert (2, ROWS + 1) in response.context["parts"].doubts
    assert f'formaction="?page=2#r{ROWS + 1}"' in response.content.decode()


@pytest.mark.parametrize("page", ["0", "99", "-1", "x", "9" * 30, ""])
def test_any_page_is_one(editor, page):
    address = preview_of(editor)
    assert len(editor.get(address, {"page": page}).context["lines"]) == 17


def test_a_text_that_is_too_long_to_be_sent_back_is_imported_as_it_is(editor):
    text = "甲" * (import_forms.MOST_CHARACTERS + 1)
    address = preview_of(editor, as_docx([Row("臺北市 市長 柯文哲", (Block(text),))]), "long.docx")
    fields = shown(editor, address)
    assert "r1-text0" not in fields
    assert confirm(editor, address, **{"r1-role": "前市長"}).status_code == 302
    assert Speech.objects.get().role == "前市長"
    assert Speech.objects.get().paragraphs.get().text_zh_hant == text


def test_a_page_is_smaller_than_what_django_takes():
    boxes = 2 * import_forms.MOST_BOXES + ROWS * (2 * len(import_forms.WHO) + 20)
    assert boxes < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert 3 * import_forms.MOST_CHARACTERS + boxes * 200 < settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def test_a_change_by_others_between_two_pages_is_said(editor):
    import_paper(REAL, PAPER.name)
    address = preview_of(editor, changed(("24 小時監控", "全天監控")))
    fields = shown(editor, address) | {"do": "look"}
    assert not said(editor.post(address, fields))
    edit()
    assert said(editor.post(address, fields))


@pytest.fixture
def afternoon():
    import_paper(REAL, PAPER.name)
    summit = Session.objects.get().summit
    with recorded():
        second = Session(summit=summit, date=date(2021, 3, 24), slug="03-24-2", name_zh_hant="下午場")
        second.save()
    return second


def test_the_second_session_of_a_day_is_chosen(editor, afternoon):
    address = preview_of(editor, changed(("今日", "本日")), "afternoon.txt")
    assert [session.pk for session in editor.get(address).context["sessions"]] == [afternoon.pk - 1, afternoon.pk]
    response = editor.post(address, shown(editor, address) | {"do": "import", "session": str(afternoon.pk)})
    assert response.status_code == 200, "what it would do there is shown first"
    assert len(response.context["lines"]) == 17
    assert confirm(editor, address).status_code == 302
    assert afternoon.speeches.count() == 17
    assert Speech.objects.count() == 34
    again = editor.get(preview_of(editor, changed(("今日", "本日")), "again.txt"))
    assert again.context["seen"].session == afternoon, "the same paper is of the same session"
    assert again.context["lines"] == []


def test_a_further_session_of_a_day_is_made(editor):
    import_paper(REAL, PAPER.name)
    address = preview_of(editor, changed(("今日", "本日")), "evening.txt")
    fields = shown(editor, address) | {"session": "new"}
    response = editor.post(address, fields | {"do": "import", "session_name": " "})
    assert response.context["session_form"].errors["session_name"]
    editor.post(address, fields | {"do": "look", "session_name": "晚場"})
    assert confirm(editor, address).status_code == 302
    session = Session.objects.get(name_zh_hant="晚場")
    assert (session.slug, session.speeches.count()) == ("03-24-2", 17)
    assert not Upload.objects.exists()


def test_the_first_session_of_a_day_can_have_a_name(editor):
    address = preview_of(editor)
    editor.post(address, shown(editor, address) | {"do": "look", "session_name": "上午場"})
    assert confirm(editor, address).status_code == 302
    assert Session.objects.get().name_zh_hant == "上午場"
    assert import_paper(REAL, PAPER.name).outcomes == {"unchanged": 17}


OTHERS = [
    Row("荷蘭恩荷芬市 副市長 Mr. Stijn Steenbakkers", (Block("三螺旋合作模式由企業、學界與政府共同投入研發經費。"),)),
    Row("立陶宛維爾紐斯市 副市長 Andrius Grigonis", (Block("所有預算、合約與即時交通資料皆公開於網路平台上。"),)),
]


def test_the_session_that_the_title_names_is_made(editor):
    import_paper(REAL, PAPER.name)
    address = preview_of(editor, as_docx(OTHERS, "2021 首長高峰會(3/24)下午場談話內容摘要"), "afternoon.docx")
    fields = shown(editor, address)
    assert (fields["session"], fields["session_name"]) == ("new", "下午場")
    assert confirm(editor, address).status_code == 302
    assert Session.objects.get(name_zh_hant="下午場").speeches.count() == 2
    assert Session.objects.get(name_zh_hant="").speeches.count() == 17


def test_the_name_in_the_title_can_be_dropped(editor):
    address = preview_of(editor, as_docx(OTHERS, "2021 首長高峰會(3/24)下午場談話內容摘要"), "afternoon.docx")
    editor.post(address, shown(editor, address) | {"do": "look", "session_name": ""})
    assert confirm(editor, address).status_code == 302
    assert Session.objects.get().name_zh_hant == ""


def test_a_paper_that_seems_to_be_of_another_session_asks_of_which(editor):
    import_paper(REAL, PAPER.name, publish=True)
    address = preview_of(editor, as_docx(OTHERS), "afternoon.docx")
    response = editor.get(address)
    assert response.context["seen"].is_open
    assert "--session" in response.context["problems"][0]
    assert len(response.context["lines"]) == 2
    fields = shown(editor, address)
    assert (fields["session"], fields["session_name"]) == ("new", "")
    response = confirm(editor, address)
    assert response.context["session_form"].errors["session_name"]
    editor.post(address, {name: value for name, value in fields.items() if name != "session"} | {"do": "import"})
    assert Speech.objects.count() == 17
    editor.post(address, fields | {"do": "look", "session_name": "下午場"})
    assert confirm(editor, address).status_code == 302
    assert Session.objects.get(name_zh_hant="下午場").speeches.count() == 2


def test_whoever_says_that_it_is_of_the_session_that_is_there_sees_conflicts(editor):
    import_paper(REAL, PAPER.name, publish=True)
    address = preview_of(editor, as_docx(OTHERS), "afternoon.docx")
    response = editor.post(address, shown(editor, address) | {"do": "look", "session": str(Session.objects.get().pk)})
    assert [one.is_conflict for one in response.context["lines"]] == [True, True]
    assert confirm(editor, address).status_code == 302
    assert {speech.speaker.name for speech in Speech.objects.all()} == {
        speech.speaker for speech in import_paper(REAL, PAPER.name).digest.speeches
    }
