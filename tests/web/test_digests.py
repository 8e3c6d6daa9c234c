"""The digest of a session for readers: what is public, in the office's form."""

import pytest

from speeches import papers
from speeches.digest.parse import parse
from speeches.digest.readers import file
from speeches.models import SpeechState
from tests import factories

pytestmark = pytest.mark.django_db
SESSION = "/zh-hant/summits/2021/03-24/"


def numbers(data: bytes) -> list[int]:
    return [speech.number for speech in parse(file.read(data)).speeches]


def test_only_what_is_public_is_in_it(client):
    public, draft = factories.make_speech(state=SpeechState.PUBLISHED), factories.make_speech()
    response = client.get(f"{SESSION}digest.docx")
    assert numbers(response.content) == [public.number]
    assert draft.number != public.number
    assert response.headers["Content-Type"] == papers.CONTENT_TYPES["docx"]
    assert 'filename="2021-03-24-zh-hant.docx"' in response.headers["Content-Disposition"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert SESSION in response.headers["Link"]
    assert not response.cookies


def test_the_page_offers_each_file_and_each_is_there(client):
    factories.make_speech(state=SpeechState.PUBLISHED)
    page = client.get(SESSION).content.decode()
    for name in ("digest", "bilingual"):
        for form in papers.WRITERS:
            assert f'href="{SESSION}{name}.{form}"' in page
            assert client.get(f"{SESSION}{name}.{form}").status_code == 200


def test_there_is_no_file_without_a_public_speech(client):
    factories.make_speech()
    assert client.get(f"{SESSION}digest.docx").status_code == 404
    assert "digest.docx" not in client.get(SESSION).content.decode()


@pytest.mark.parametrize("name", ["digest.doc", "digest.json", "bilingual.html"])
def test_no_such_form(client, name):
    factories.make_speech(state=SpeechState.PUBLISHED)
    assert client.get(f"{SESSION}{name}").status_code == 404


def test_a_server_without_a_chinese_font_says_so(client, monkeypatch):
    factories.make_speech(state=SpeechState.PUBLISHED)
    monkeypatch.setattr(papers.pdf, "CHINESE_FONTS", ())
    response = client.get(f"{SESSION}digest.pdf")
    assert response.status_code == 503
    assert response.headers["Content-Type"].startswith("text/plain")
