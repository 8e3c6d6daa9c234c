"""Error pages: in the reader's language, with a way on, and standing when all else has fallen."""

import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speeches.web import errors


@pytest.fixture
def broken(settings, db):
    """A site whose every page fails in its own way, read by a browser."""
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    logging.getLogger("django.security").setLevel(logging.CRITICAL)
    settings.ROOT_URLCONF = "tests.web.broken_urls"
    yield Client(raise_request_exception=False)
    logging.getLogger("django.request").setLevel(logging.NOTSET)
    logging.getLogger("django.security").setLevel(logging.NOTSET)


@pytest.mark.parametrize(
    ("kind", "status", "english", "chinese"),
    [
        ("bad", 400, "This request cannot be understood", "無法處理這個請求"),
        ("forbidden", 403, "This page is not open to you", "您無法使用這個頁面"),
        ("missing", 404, "There is no such page", "找不到這個頁面"),
        ("broken", 500, "The site made a mistake", "網站發生錯誤"),
    ],
)
def test_each_error_in_the_language_of_the_path(broken, kind, status, english, chinese):
    for prefix, expected, lang in (
        ("/en/", {english}, "en"),
        ("/zh-hant/", {chinese}, "zh-Hant-TW"),
        ("/", {english, chinese}, "zh-Hant-TW"),
    ):
        with CaptureQueriesContext(connection) as queries:
            response = broken.get(f"{prefix}{kind}/")
        html = response.content.decode()
        assert response.status_code == status
        assert {text for text in (english, chinese) if text in html} == expected
        assert f'<html lang="{lang}">' in html
        assert 'href="/en/speeches/"' in html or 'href="/zh-hant/speeches/"' in html
        assert len(queries) == 0
        assert "Set-Cookie" not in response.headers


def test_the_last_resort_needs_no_template(broken, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise RuntimeError("no templates today")

    monkeypatch.setattr(errors, "rendered", fail)
    response = broken.get("/en/broken/")
    assert response.status_code == 500
    assert "網站發生錯誤" in response.content.decode()
    assert "The site made a mistake" in response.content.decode()


def test_a_strange_host_is_refused_well(client, db):
    response = client.get("/en/", headers={"host": "evil.example"})
    assert response.status_code == 400


def test_a_strange_path_is_no_markup(client, db):
    response = client.get('/en/"><img src=x>/')
    assert response.status_code == 404
    assert "<img" not in response.content.decode()
