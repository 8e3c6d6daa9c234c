"""Corrections of a published text are told to readers, with their date; nothing else of its history is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speeches.changes import recorded
from tests import factories


def correct(speech, chinese, english=""):
    paragraph = speech.paragraphs.in_order()[0]
    with recorded(factories.make_user(), "SECRET reason", correction=(chinese, english)):
        paragraph.text_zh_hant += "補"
        paragraph.save()


def pages(speech, language):
    return [f"/{language}/speeches/2021/{speech.slug}/{page}" for page in ("", "parallel/")]


def test_without_corrections_there_is_no_section(read, site):
    for path in pages(site["whole"], "zh-hant"):
        assert "corrections" not in read(path).ids


def test_they_stand_in_order_in_the_language_of_the_page(read, site):
    speech = site["whole"]
    correct(speech, "更正「甲」為「乙」。", "One name corrected.")
    correct(speech, "補正數字。")
    correct(speech, "", "Only said here.")
    for path in pages(speech, "en"):
        page = read(path)
        told = [("One name corrected.", "en"), ("補正數字。", "zh-Hant-TW"), ("Only said here.", "en")]
        assert [text for text in page.texts if text in told] == told
        assert "corrections" in page.ids
    for path in pages(speech, "zh-hant"):
        page = read(path)
        told = [("更正「甲」為「乙」。", "zh-Hant-TW"), ("補正數字。", "zh-Hant-TW"), ("Only said here.", "en")]
        assert [text for text in page.texts if text in told] == told


def test_each_has_its_date_and_nothing_else_is_told(read, site):
    speech = site["whole"]
    before = {path: len(read(path).all("time")) for path in pages(speech, "en")}
    correct(speech, "更正數字。")
    correct(speech, "")  # a change without a note
    for path in pages(speech, "en"):
        page = read(path)
        assert len(page.all("time")) == before[path] + 1
        assert "SECRET" not in page.html
        assert "user" not in page.text()


@pytest.mark.parametrize("notes", [0, 1, 20])
def test_they_cost_one_query_that_leaves_the_records_where_they_are(client, site, notes):
    for _ in range(notes):
        correct(site["whole"], "更正數字。")
    with CaptureQueriesContext(connection) as queries:
        client.get(pages(site["whole"], "en")[0])
    asked = [query["sql"] for query in queries if "speeches_revision" in query["sql"]]
    assert len(asked) == 1
    assert '"record"' not in asked[0]
