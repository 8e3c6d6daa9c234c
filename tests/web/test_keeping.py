"""Kept pages: the same bytes, headers and tags as made ones; never one change, one minute or one reader too long."""

import gzip
import threading
from datetime import timedelta

import brotli
import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from speeches import publishing
from speeches.changes import recorded
from speeches.models import Speech
from speeches.web import keeping
from tests import factories


@pytest.fixture(autouse=True)
def keeping_pages(settings):
    settings.KEPT_PAGES_MEGABYTES = 4


@pytest.fixture
def made(monkeypatch):
    """How many pages were made, not kept ones."""
    count = []
    really = keeping.kept

    def counting(request, response, version):
        count.append(request.path)
        return really(request, response, version)

    monkeypatch.setattr(keeping, "kept", counting)
    return count


PAGE = "/en/speeches/"


def headers_of(response):
    return {name: value for name, value in response.headers.items() if name != "Content-Length"}


def test_a_kept_page_has_bytes_and_headers_of_the_made_one(client, site, settings, addresses, made):
    settings.KEPT_PAGES_MEGABYTES = 0
    plain = Client()
    fresh = {address: plain.get(f"/en/{address}") for address in addresses}
    settings.KEPT_PAGES_MEGABYTES = 4
    for _ in range(2):
        for address, response in fresh.items():
            kept = client.get(f"/en/{address}")
            assert kept.content == response.content
            assert headers_of(kept) == headers_of(response) | {"Vary": "Accept-Encoding"}
            assert kept.headers["Content-Length"] == str(len(kept.content))
    assert len(made) == len(set(fresh))


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("", ""), ("identity", ""), ("*", "")],
)
def test_compressed_as_the_browser_takes_it(client, site, accepted, encoding):
    plain = client.get(PAGE)
    for _ in range(2):
        response = client.get(PAGE, headers={"accept-encoding": accepted})
        assert response.headers.get("Content-Encoding", "") == encoding
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding]
        assert unpack(response.content) == plain.content
        assert response.headers["ETag"].removeprefix("W/") == plain.headers["ETag"]
        again = client.get(PAGE, headers={"if-none-match": response.headers["ETag"], "accept-encoding": accepted})
        assert (again.status_code, again.content) == (304, b"")


def test_an_edit_shows_on_the_very_next_request(client, site, made):
    assert "Steel City" not in client.get("/en/cities/").content.decode()
    with recorded():
        site["whole"].city.name_en = "Steel City"
        site["whole"].city.save()
    assert "Steel City" in client.get("/en/cities/").content.decode()
    assert len(made) == 2


def test_a_withdrawal_hides_at_once_and_a_kept_tag_opens_nothing(client, site):
    speech = Speech.objects.public()[0]
    url = f"/en/speeches/{speech.year}/{speech.slug}/"
    tag = client.get(url).headers["ETag"]
    publishing.move(speech, publishing.WITHDRAWN)
    assert client.get(url, headers={"if-none-match": tag}).status_code == 404


def test_a_due_publication_shows_without_any_write(client, site, monkeypatch):
    soon = timezone.now() + timedelta(hours=1)
    speech = factories.make_speech(number=99, headline_zh_hant="即將公開", state="published", at=soon)
    assert "即將公開" not in client.get("/zh-hant/speeches/").content.decode()
    later = soon + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "即將公開" in client.get("/zh-hant/speeches/").content.decode()
    assert client.get(f"/en/speeches/{speech.year}/{speech.slug}/").status_code == 200


def test_only_finished_public_pages_are_kept(client, admin_client, site, made):
    speech = Speech.objects.public()[0]
    for address in (f"/en/preview/{speech.key}/", "/en/nowhere/", "/health/", "/admin/", "/en/speeches/?page=99"):
        admin_client.get(address)
        response = admin_client.get(address)
        assert response.headers.get("Vary") != "Accept-Encoding"


def test_unknown_parameters_are_answered_and_not_kept(client, site, made):
    for query in ("utm_source=x", "page=1&x=1", "x"):
        for _ in range(2):
            assert client.get(f"{PAGE}?{query}").status_code == 200
    assert made == []


def test_a_kept_page_is_for_the_hosts_and_the_scheme_that_it_was_made_for(site, settings):
    client = Client()
    client.get(PAGE)
    assert client.get(PAGE, headers={"host": "evil.example"}).status_code == 400
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get(PAGE).status_code == 301


def test_memory_is_bounded_and_what_is_read_most_stays():
    page = keeping.KeptPage((1, timezone.now()), None, '"a"', {}, {"": b"x" * 100})
    shelf = keeping.Shelf(350)
    for number in range(10):
        shelf.put(("host", str(number)), page)
        shelf.get(("host", "0"))
    assert shelf.size == 300
    assert {key[1] for key in shelf.pages} == {"0", "8", "9"}
    shelf.put(("host", "big"), keeping.KeptPage((1, timezone.now()), None, '"a"', {}, {"": b"x" * 1000}))
    assert shelf.size == 300


@pytest.mark.django_db(transaction=True)
def test_edits_racing_readers_leave_nothing_stale():
    """After an edit is acknowledged, no reader gets the text of before, whatever was being made meanwhile."""
    speech = factories.make_speech("第 0 版。", state="published")
    url, stale, stop = f"/zh-hant/speeches/{speech.year}/{speech.slug}/", [], threading.Event()
    acknowledged = [0]

    def read():
        try:
            client = Client()
            while not stop.is_set():
                known = acknowledged[0]
                text = client.get(url).content.decode()
                shown = int(text.split("第 ", 1)[1].split(" 版", 1)[0])
                if shown < known:
                    stale.append((known, shown))
        finally:
            connection.close()

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(1, 40):
        with recorded():
            paragraph = speech.paragraphs.get()
            paragraph.text_zh_hant = f"第 {number} 版。"
            paragraph.save()
        acknowledged[0] = number
    stop.set()
    for reader in readers:
        reader.join(timeout=30)
    assert stale == []
