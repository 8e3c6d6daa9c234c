"""What is not public is nowhere: not in a list, not in a count, not under its own address."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from speeches.models import SpeechState
from speeches.publishing import move
from tests import factories


def hidden(make, how, number=9, **values):
    speech = make.speech(
        number, public=how != "draft", at=None if how != "due" else timezone.now() + timedelta(days=1), **values
    )
    if how == "withdrawn":
        move(speech, SpeechState.WITHDRAWN)
    return speech


@pytest.mark.parametrize("how", ["draft", "withdrawn", "due"])
def test_it_has_no_pages(make, site, client, how):
    session = factories.make_session(date(2019, 3, 24))
    speech = hidden(
        make,
        how,
        session=session,
        city=("隱藏市", "Canary City"),
        country="FR",
        speaker=("隱藏人", "Canary Speaker"),
        topics=[("隱藏議題", "canary topic")],
    )
    topic = speech.topics.get()
    for language in ("zh-hant", "en"):
        for address in (
            f"speeches/2019/{speech.slug}/",
            f"speeches/2019/{speech.slug}/parallel/",
            "speeches/2019/",
            "summits/2019/",
            f"summits/2019/{session.slug}/",
            f"cities/{speech.city.slug}/",
            "countries/fr/",
            f"speakers/{speech.speaker.slug}/",
            f"topics/{topic.slug}/",
        ):
            assert client.get(f"/{language}/{address}").status_code == 404, address
    assert client.get(f"/s/{speech.key}").status_code == 404


@pytest.mark.parametrize("how", ["draft", "withdrawn", "due"])
def test_it_is_on_no_page_and_in_no_count(make, site, addresses, read, how):
    paths = [f"/{language}/{address}" for language in ("zh-hant", "en") for address in addresses]
    before = {path: sorted(read(path).text().replace("更新", "").split()) for path in paths}
    document = factories.make_document(name="CANARY.txt")
    hidden(
        make,
        how,
        texts=("CANARY 隱藏",),
        headline=("CANARY 標題", ""),
        speaker=("CANARY", "CANARY"),
        topics=[("數位轉型", "")],
        document=document,
    )
    hidden(make, how, number=10, city=("CANARY 市", "CANARY"), country="US", organization=("CANARY 會", "CANARY"))
    for path in paths:
        page = read(path)
        assert "CANARY" not in page.html, path
        assert sorted(page.text().replace("更新", "").split()) == before[path], path


def test_a_due_speech_appears_by_itself(make, site, client, monkeypatch):
    speech = hidden(make, "due", texts=("CANARY 到期",))
    path = f"/zh-hant/speeches/2021/{speech.slug}/"
    assert client.get(path).status_code == 404
    later = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "CANARY" in client.get(path).content.decode()
    assert "CANARY" in client.get("/zh-hant/").content.decode()
