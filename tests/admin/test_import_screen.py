"""The screen on which a paper is imported: looked through, corrected, confirmed once, and nothing lost on the way."""

from datetime import timedelta

import pytest
from django.urls import reverse

from speeches import roles
from speeches.changes import recorded
from speeches.digest.load import import_paper
from speeches.models import (
    City,
    ContentVersion,
    Organization,
    Revision,
    Session,
    SourceDocument,
    Speaker,
    Speech,
    SpeechState,
    Topic,
    Upload,
)
from tests import factories
from tests.admin.conftest import Fields
from tests.admin.importing import PAPER, REAL, SCREEN, changed, confirm, edit, line, preview_of, send, shown
from tests.digest import documents

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported():
    return import_paper(REAL, PAPER.name)


def test_a_paper_is_looked_through_and_imported(editor):
    address = preview_of(editor)
    assert not Speech.objects.exists()
    response = editor.get(address)
    assert [one.number for one in response.context["lines"]] == list(range(1, 18))
    response = confirm(editor, address, reason="新進")
    assert response.status_code == 302
    session = Session.objects.get()
    assert response.url.endswith(f"?session={session.pk}")
    assert Speech.objects.of(session).in_state(SpeechState.DRAFT).count() == 17
    document = SourceDocument.objects.get()
    assert bytes(document.content) == REAL
    assert document.name == PAPER.name
    revisions = Revision.objects.filter(kind="speech")
    assert {(one.reason, one.user.username) for one in revisions} == {("新進", editor_of(response).username)}
    assert revisions.count() == 17
    assert not Upload.objects.exists()


def editor_of(response):
    return response.wsgi_request.user


def test_one_confirmation_is_one_change(editor):
    address = preview_of(editor)
    before = ContentVersion.objects.first()
    confirm(editor, address)
    assert ContentVersion.objects.get().number == (before.number if before else 1) + 1


def test_looking_writes_nothing_and_moves_nothing(editor):
    factories.make_session()
    before = ContentVersion.objects.get().number, Revision.objects.count()
    address = preview_of(editor)
    editor.post(address, shown(editor, address) | {"do": "look", "r8-speaker": "Somebody Else"})
    assert (ContentVersion.objects.get().number, Revision.objects.count()) == before


@pytest.mark.parametrize("make", [documents.as_docx, documents.as_odt, documents.as_xlsx, documents.as_csv])
def test_every_kind_of_file(editor, make):
    speech = documents.Speech("美國伊利市 市長 Mr. Joseph V. Schember", (documents.Block("伊利的願景。"),))
    name = f"paper.{make.__name__.removeprefix('as_')}"
    assert confirm(editor, preview_of(editor, make([speech]), name)).status_code == 302
    assert Speech.objects.get().speaker.name == "Joseph V. Schember"


BAD = {
    "empty": b"",
    "no table": b"hello",
    "encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "old format": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "rtf": b"{\\rtf1 digest}",
    "picture": b"\x89PNG\r\n\x1a\n",
    "broken archive": b"PK\x03\x04 and no more",
    "half a document": documents.as_docx([documents.Speech("甲", ())])[:5000],
    "broken pdf": b"%PDF-1.7 nothing",
    "html": b"<!DOCTYPE html><html><body>digest</body></html>",
    "not text": bytes(range(256)) * 40,
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_paper_is_refused_in_one_sentence(editor, kind):
    response = send(editor, BAD[kind], f"{kind}.docx")
    assert response.status_code == 200
    assert len(response.context["form"].errors["paper"]) == 1
    assert not Upload.objects.exists()


def test_what_is_too_large_is_refused_unread(editor, monkeypatch):
    monkeypatch.setattr("speeches.archives.UPLOAD", 1000)
    response = send(editor)
    assert len(response.context["form"].errors["paper"]) == 1


def test_without_a_file_the_form_says_so(editor):
    response = editor.post(SCREEN, {})
    assert response.context["form"].errors["paper"]


def test_a_day_that_the_title_does_not_say_is_asked(editor):
    address = preview_of(editor, changed(("(3/24)", "")))
    response = editor.get(address)
    assert response.context["refusal"]
    response = editor.post(address, {"do": "look", "session_date": "2021-02-30"})
    assert response.context["session_form"].errors["session_date"]
    response = editor.post(address, {"do": "look", "session_date": "2021-03-25"})
    assert len(response.context["lines"]) == 17
    confirm(editor, address)
    assert str(Session.objects.get().date) == "2021-03-25"


def test_a_day_that_contradicts_the_title_is_said(editor):
    address = preview_of(editor)
    response = editor.post(address, shown(editor, address) | {"do": "import", "session_date": "2021-03-25"})
    assert "2021-03-25" in response.context["refusal"]
    assert not Speech.objects.exists()


def test_rows_are_corrected_before_they_are_written(editor):
    address = preview_of(editor)
    typed = {
        "r8-speaker": "Joe Schember",
        "r8-role": "前市長",
        "r8-honorific": "",
        "r8-city": "",
        "r8-organization": "伊利港務局",
        "r8-country": "加拿大",
        "r5-text0": "改正的一段。",
        "r5-kind0": "point",
    }
    confirm(editor, address, **typed)
    speech = Speech.objects.get(number=8)
    assert (speech.speaker.name, speech.role, speech.honorific) == ("Joe Schember", "前市長", "")
    assert (speech.city, speech.organization.name, speech.country) == (None, "伊利港務局", "CA")
    paragraph = Speech.objects.get(number=5).paragraphs.get()
    assert (paragraph.text_zh_hant, paragraph.kind) == ("改正的一段。", "point")
    assert not Speaker.objects.called("Joseph V. Schember").exists(), "nobody is made for a name that was corrected"
    assert not City.objects.called("伊利市").exists()


def test_the_same_paper_leaves_corrections_alone(editor):
    confirm(editor, preview_of(editor), **{"r8-speaker": "Joe Schember", "r5-text0": "改正的一段。"})
    report = import_paper(REAL, PAPER.name)
    assert report.outcomes == {"unchanged": 17}
    response = editor.get(preview_of(editor))
    assert response.context["lines"] == []
    assert response.context["seen"].is_known


def test_a_paragraph_without_text_is_not_imported(editor):
    address = preview_of(editor)
    fields = shown(editor, address)
    count = sum(name.startswith("r6-text") for name in fields)
    confirm(editor, address, **{"r6-text0": " "})
    assert Speech.objects.get(number=6).paragraphs.count() == count - 1
    assert import_paper(REAL, PAPER.name).outcomes == {"unchanged": 17}


def test_rows_are_left_out(editor):
    confirm(editor, preview_of(editor), **{"r8-is_left_out": "1", "r8-speaker": "", "r9-is_left_out": "1"})
    assert not Speech.objects.filter(number__in=[8, 9]).exists()
    assert Speech.objects.count() == 15


def test_a_row_that_is_nobodys_is_completed(editor):
    paper = changed(("加拿大蘭里市 市長 Ms. Val van den Broek", "蘭里"))
    address = preview_of(editor, paper)
    assert line(editor.get(address), 10).is_open
    confirm(editor, address, **{"r10-speaker": "Val van den Broek", "r10-city": "蘭里市", "r10-country": "加拿大"})
    speech = Speech.objects.get(number=10)
    assert (speech.speaker.name, speech.city.country) == ("Val van den Broek", "CA")


def test_a_row_that_is_nobodys_is_left_out_by_itself(editor):
    confirm(editor, preview_of(editor, changed(("加拿大蘭里市 市長 Ms. Val van den Broek", "蘭里"))))
    assert Speech.objects.count() == 16


FAULTS = {
    "nobody": {"r8-speaker": ""},
    "no body": {"r8-city": "", "r8-organization": ""},
    "no country": {"r8-country": "烏有國"},
    "too long": {"r8-role": "市" * 121},
    "no such kind": {"r8-kind0": "verse"},
    "no such topic": {"r8-topics": "999"},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_mistake_loses_nothing_that_was_typed(editor, fault):
    address = preview_of(editor)
    typed = {"r5-text0": "改正的一段。", "r6-is_left_out": "1", "reason": "新進"} | FAULTS[fault]
    response = confirm(editor, address, **typed)
    assert response.status_code == 200
    assert line(response, 8).form.errors
    assert line(response, 8).is_open
    assert not Speech.objects.exists()
    fields = Fields(response.content.decode()).values
    assert fields["r5-text0"] == "改正的一段。"
    assert fields["reason"] == "新進"
    assert line(response, 6).form["is_left_out"].value()
    if "r8-country" in typed:
        assert fields["r8-country"] == "烏有國"


def test_the_known_are_found_and_another_can_be_meant(editor):
    erie, other = factories.make_city("伊利市", "Erie"), factories.make_city("伊利市", "Erie", "CA")
    person = factories.make_speaker("Joseph V. Schember")
    address = preview_of(editor)
    matches = {match.kind: match for match in line(editor.get(address), 8).matches}
    assert (matches["city"].thing, matches["speaker"].thing) == (erie, person)
    assert [choice.value for choice in matches["city"].others] == [str(erie.pk), str(other.pk), "new 伊利市"]
    new = {"r8-speaker-is": "new Joseph V. Schember"}
    confirm(editor, address, **{"r8-city-is": str(other.pk)} | new)
    speech = Speech.objects.get(number=8)
    assert speech.city == other
    assert speech.speaker != person
    assert Speaker.objects.called("Joseph V. Schember").count() == 2


def test_a_choice_counts_only_for_the_name_that_it_was_made_for(editor):
    known, other = factories.make_speaker("Joseph V. Schember"), factories.make_speaker("Joe Schember")
    typed = {"r8-speaker": "Joe Schember", "r8-speaker-is": str(known.pk)}
    confirm(editor, preview_of(editor), **typed)
    assert Speech.objects.get(number=8).speaker == other


def test_topics_are_suggested_and_taken_when_ticked(editor):
    with recorded():
        topics = [Topic(name_zh_hant=name, synonyms=word) for name, word in (("遠距工作", "遠距"), ("線上", "ZOOM"))]
        for topic in topics:
            topic.save()
    address = preview_of(editor)
    offered = line(editor.get(address), 8).entry.topics
    assert set(offered) >= {topics[0]}
    confirm(editor, address, **{"r8-topics": str(topics[0].pk)})
    assert list(Speech.objects.get(number=8).topics.all()) == [topics[0]]
    assert not Speech.objects.get(number=9).topics.exists()


def test_a_paper_is_put_aside(editor):
    address = preview_of(editor)
    assert editor.post(address, {"do": "drop"}).url == SCREEN
    assert not Upload.objects.exists()


def test_a_paper_waits_a_week(editor):
    address = preview_of(editor)
    assert len(editor.get(SCREEN).context["waiting"]) == 1
    upload = Upload.objects.get()
    upload.created_at -= timedelta(days=8)
    upload.save()
    assert editor.get(address).status_code == 302
    assert not editor.get(SCREEN).context["waiting"]
    preview_of(editor)
    assert Upload.objects.count() == 1


@pytest.mark.parametrize("role", [roles.VIEWER, roles.TRANSLATOR, roles.ADMINISTRATOR])
def test_others_are_refused_at_every_step(as_role, client, editor, role):
    address = preview_of(editor)
    data = shown(editor, address) | {"do": "import"}
    refused = as_role(role)
    for answer in (
        refused.get(SCREEN),
        send(refused),
        refused.get(address),
        refused.post(address, data),
        refused.post(address, {"do": "drop"}),
        refused.get(reverse("import_names", args=["city"])),
    ):
        assert answer.status_code == 403
    assert Upload.objects.count() == 1
    assert not Speech.objects.exists()


@pytest.mark.parametrize("role", [roles.EDITOR, roles.CHIEF_EDITOR])
def test_the_way_in_is_on_the_first_page_and_the_lists(as_role, role):
    client = as_role(role)
    for address in ("/admin/", "/admin/speeches/speech/", "/admin/speeches/sourcedocument/"):
        assert f'href="{SCREEN}"' in client.get(address).content.decode(), address
    client = as_role(roles.TRANSLATOR)
    assert f'href="{SCREEN}"' not in client.get("/admin/").content.decode()


def test_hostile_fields_break_nothing(editor):
    address = preview_of(editor)
    for name in ("r8-speaker", "r8-country", "r8-text0", "r8-city-is", "r8-topics", "reason", "stamp", "session_date"):
        for value in ("\0", "<script>alert(1)</script>" + "😀" * 500, "9" * 30):
            response = editor.post(address, shown(editor, address) | {"do": "look", name: value})
            assert response.status_code == 200, (name, value)
            assert b"<script>alert" not in response.content


def test_names_are_suggested_in_chinese(editor):
    factories.make_city("伊利市", "Erie")
    assert editor.get(reverse("import_names", args=["city"]), {"q": "eri"}).json() == ["伊利市"]
    assert editor.get(reverse("import_names", args=["organization"]), {"q": ""}).json() == []
    assert editor.get(reverse("import_names", args=["topic"])).status_code == 404
    assert not Organization.objects.exists()


def test_a_row_beside_the_speech(as_role, imported):
    speech, client = edit(), as_role(roles.VIEWER)
    address = reverse("source_row", args=[speech.pk])
    html = client.get(address).content.decode()
    assert "編者改了" in html
    assert "24 小時監控" in html
    assert address in client.get(f"/admin/speeches/speech/{speech.pk}/change/").content.decode()
    assert address in client.get(f"/admin/speeches/sourcedocument/{speech.document_id}/change/").content.decode()
    typed = factories.make_speech(number=90)
    assert client.get(reverse("source_row", args=[typed.pk])).status_code == 404
