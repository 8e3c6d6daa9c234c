"""The digest of a session from the admin: from its page, from the list of sessions, and of chosen speeches."""

from io import BytesIO

import docx
import pytest

from speeches import papers, roles
from speeches.digest.load import import_paper
from speeches.models import ContentVersion, Session
from tests import factories

pytestmark = pytest.mark.django_db

SPEECHES, SESSIONS = "/admin/speeches/speech/", "/admin/speeches/session/"


@pytest.fixture
def session():
    """With a speech that is public and two that are not."""
    session = factories.make_session()
    for number, state in enumerate(("published", None, None), start=1):
        factories.make_speech(f"第{number}篇。", number=number, session=session, state=state)
    return session


def export(client, address, things, **answers):
    data = {"action": "export_digest", "_selected_action": [thing.pk for thing in things]}
    return client.post(address, data | answers)


def answered(form="docx", language="zh-hant") -> dict:
    return {"answered": "1", "form": form, "language": language}


def content(response) -> bytes:
    return b"".join(response.streaming_content)


def rows(client, response) -> list[str]:
    """The numbers in the document that the answer leads to."""
    assert response.status_code == 302
    table = docx.Document(BytesIO(content(client.get(response.url)))).tables[0]
    return [row.cells[0].text for row in table.rows][1:]


def test_the_page_of_a_session_offers_all_kinds(editor, session):
    html = editor.get(f"{SESSIONS}{session.pk}/change/").content.decode()
    for language in papers.LANGUAGES:
        for form in papers.WRITERS:
            address = f"{SESSIONS}{session.pk}/digest/{language}.{form}"
            assert f'href="{address}"' in html
            assert len(content(editor.get(address))) > 100


def test_the_action_asks_first(editor, session):
    for address, things in ((SESSIONS, [session]), (SPEECHES, session.speeches.all())):
        response = export(editor, address, things)
        assert response.status_code == 200
        assert len(response.context["rows"]) == 3


def test_a_session_is_exported_whatever_the_state_of_its_speeches(editor, session):
    assert rows(editor, export(editor, SESSIONS, [session], **answered())) == ["1", "2", "3"]


def test_chosen_speeches_are_exported(editor, session):
    chosen = session.speeches.exclude(number=2)
    assert rows(editor, export(editor, SPEECHES, chosen, **answered())) == ["1", "3"]
    assert rows(editor, export(editor, SPEECHES, session.speeches.all(), **answered())) == ["1", "2", "3"]


def test_what_was_exported_imports_as_unchanged(editor, session):
    for form in ("docx", "xlsx", "csv"):
        response = export(editor, SPEECHES, session.speeches.all(), **answered(form, "both"))
        report = import_paper(content(editor.get(response.url)), f"digest.{form}")
        assert report.outcomes == {"unchanged": 3}


def test_speeches_of_two_sessions_are_no_paper(editor, session):
    other = factories.make_speech(session=factories.make_session(session.date.replace(day=1)), number=1)
    response = export(editor, SPEECHES, [session.speeches.first(), other], **answered())
    assert response.url == SPEECHES
    assert export(editor, SESSIONS, Session.objects.all(), **answered()).url == SESSIONS


@pytest.mark.parametrize("wrong", [{"form": "exe"}, {"language": "de"}, {"form": ""}])
def test_a_wrong_answer_is_asked_again(editor, session, wrong):
    response = export(editor, SPEECHES, session.speeches.all(), **answered() | wrong)
    assert response.status_code == 200
    assert response.context["form"].errors


def test_a_speech_of_another_session_is_not_in_the_file(editor, session):
    other = factories.make_speech(session=factories.make_session(session.date.replace(day=1)), number=7)
    query = f"speech={other.pk}&speech=x&speech={session.speeches.get(number=1).pk}"
    lines = content(editor.get(f"{SESSIONS}{session.pk}/digest/zh-hant.csv?{query}")).decode().splitlines()
    assert [line[:2] for line in lines if line[:1].isdigit() and line[1] == ","] == ["1,"]


def test_exporting_writes_nothing(editor, session):
    before = ContentVersion.objects.get().number
    export(editor, SPEECHES, session.speeches.all(), **answered())
    assert ContentVersion.objects.get().number == before


@pytest.mark.parametrize(("role", "status"), [(roles.VIEWER, 302), (roles.TRANSLATOR, 302), (roles.ADMINISTRATOR, 403)])
def test_who_may_read_may_export(as_role, session, role, status):
    assert export(as_role(role), SESSIONS, [session], **answered()).status_code == status
