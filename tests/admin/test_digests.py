"""The digest of a session for editors: all its speeches, as a file."""

import pytest
from django.urls import reverse

from speeches import papers
from speeches.digest.parse import parse
from speeches.digest.readers import file
from speeches.models import SpeechState
from tests import factories

pytestmark = pytest.mark.django_db


def test_all_speeches_are_in_it(admin_client):
    speeches = [factories.make_speech(state=SpeechState.PUBLISHED), factories.make_speech()]
    address = reverse("admin:speeches_session_digest", args=(speeches[0].session_id, "both", "xlsx"))
    page = admin_client.get(reverse("admin:speeches_session_change", args=[speeches[0].session_id]))
    assert f'href="{address}"' in page.content.decode()
    content = b"".join(admin_client.get(address).streaming_content)
    assert [speech.number for speech in parse(file.read(content)).speeches] == sorted(s.number for s in speeches)


@pytest.mark.parametrize(("language", "form"), [("fr", "docx"), ("en", "exe")])
def test_no_such_file(admin_client, language, form):
    session = factories.make_session()
    address = reverse("admin:speeches_session_digest", args=(session.pk, language, form))
    assert admin_client.get(address).status_code == 404


def test_a_server_without_a_chinese_font_says_so(admin_client, monkeypatch):
    monkeypatch.setattr(papers.pdf, "CHINESE_FONTS", ())
    session = factories.make_session()
    address = reverse("admin:speeches_session_digest", args=(session.pk, "en", "pdf"))
    response = admin_client.get(address, follow=True)
    assert response.redirect_chain == [(reverse("admin:speeches_session_change", args=[session.pk]), 302)]
    assert "fonts-noto-cjk" in response.content.decode()
