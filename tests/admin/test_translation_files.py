"""Files for translators, out and in: the dry run shows what would be, and only that is taken."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from speeches import roles
from speeches.changes import recorded
from speeches.models import ContentVersion, Paragraph
from speeches.workbench import exchange
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = "/admin/translation/files/"
EXPORT = f"{PAGE}export/"


@pytest.fixture
def translator(as_role):
    return as_role(roles.TRANSLATOR)


@pytest.fixture
def speech():
    return factories.make_speech("開放資料供市民使用。", "乙段的文字。", headline_zh_hant="標題")


def send(client, data: bytes):
    return client.post(PAGE, {"file": SimpleUploadedFile("back.xlf", data)})


def translated(client) -> bytes:
    """What goes out, with English for the first paragraph."""
    file, source = client.get(f"{EXPORT}?form=xlf").content.decode(), "開放資料供市民使用。</source>"
    assert source in file
    return file.replace(source, f'{source}<target state="translated">Open data for citizens.</target>').encode()


@pytest.mark.parametrize("form", exchange.FORMATS)
def test_an_untouched_file_changes_nothing(translator, speech, form):
    out = translator.get(f"{EXPORT}?form={form}&session={speech.session_id}")
    assert f".{form}" in out["Content-Disposition"]
    shown = send(translator, out.content).context
    assert (shown["taken"], shown["left"]) == ([], [])
    assert shown["unchanged"] > 0


def test_what_is_shown_first_is_then_taken(translator, speech):
    data = translated(translator)
    before = ContentVersion.objects.get().number
    shown = send(translator, data)
    assert [line.change.after for line in shown.context["taken"]] == ["Open data for citizens."]
    assert ContentVersion.objects.get().number == before, "a dry run writes nothing"
    assert translator.post(PAGE, {"content": shown.context["content"]}).status_code == 302
    row = speech.paragraphs.in_order()[0]
    assert (row.text_en, row.translation_state) == ("Open data for citizens.", "translated")
    assert row.written_by == translator.get(PAGE).context["user"]
    assert Paragraph.objects.without_english().get().text_zh_hant == "乙段的文字。"


def test_what_was_changed_meanwhile_is_left_alone_and_said(translator, speech):
    data = translated(translator)
    row = speech.paragraphs.in_order()[0]
    with recorded():
        row.text_zh_hant = "開放資料供所有人使用。"
        row.save()
    shown = send(translator, data).context
    assert shown["taken"] == []
    assert [line.change.outcome for line in shown["left"]] == [exchange.Outcome.STALE]
    translator.post(PAGE, {"content": shown["content"]})
    assert speech.paragraphs.in_order()[0].text_en == ""


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"PK\x03\x04", b'<!DOCTYPE x [<!ENTITY a "b">]><xliff/>', b"x" * 1_500_001]
)
def test_what_is_no_file_of_ours_is_refused_in_a_sentence(translator, data):
    response = send(translator, data)
    assert response.status_code == 200
    assert "content" not in response.context
    assert list(response.context["messages"])


def test_nothing_to_export_is_said(translator, speech):
    assert translator.get(f"{EXPORT}?form=xlf&state=approved").status_code == 302
    assert translator.get(f"{EXPORT}?form=exe").status_code == 400
    assert translator.post(PAGE, {"content": "no base64!"}).status_code == 400


@pytest.mark.parametrize("role", [roles.VIEWER, roles.EDITOR])
def test_who_may_not_translate_gets_and_gives_nothing(as_role, speech, role):
    client = as_role(role)
    assert client.get(f"{EXPORT}?form=xlf").status_code == 403
    assert client.post(PAGE, {"content": "eA=="}).status_code == 403
