"""Atom and JSON Feed hold the newest public speeches, and feed readers understand both."""

import json
from datetime import timedelta

import feedparser
import pytest
from django.utils import timezone

from speeches.models import SpeechState
from speeches.publishing import move

HERE = "http://127.0.0.1:8000"


def atom(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def jsonfeed(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    assert response.headers["Content-Type"] == "application/feed+json"
    feed = json.loads(response.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    for item in feed["items"]:
        assert item["id"]
        assert item["content_text"]
    return feed


@pytest.fixture
def folders(site):
    whole = site["whole"]
    topic = whole.topics.get(name_zh_hant="數位轉型")
    return ["", "summits/2021/", f"cities/{whole.city.slug}/", f"topics/{topic.slug}/"]


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_both_formats_say_the_same(client, folders, language):
    for folder in folders:
        first = atom(client, f"/{language}/{folder}feed.atom")
        second = jsonfeed(client, f"/{language}/{folder}feed.json")
        lang = {"zh-hant": "zh-Hant-TW", "en": "en"}[language]
        assert first.feed.language == second["language"] == lang
        assert first.feed.title == second["title"]
        assert first.feed.link == second["home_page_url"] == f"{HERE}/{language}/{folder}"
        assert second["feed_url"] == f"{HERE}/{language}/{folder}feed.json"
        assert first.entries
        for entry, item in zip(first.entries, second["items"], strict=True):
            assert (entry.id, entry.title, entry.link) == (item["id"], item["title"], item["url"])
            assert (entry.summary, entry.published, entry.updated) == (
                item["summary"],
                item["date_published"],
                item["date_modified"],
            )
            assert entry.author == item["authors"][0]["name"]
            assert [tag.term for tag in entry.get("tags", [])] == item["tags"]


def test_the_english_feed_holds_what_can_be_read_in_english(client, site):
    assert len(jsonfeed(client, "/zh-hant/feed.json")["items"]) == 3
    english = jsonfeed(client, "/en/feed.json")["items"]
    assert {item["id"] for item in english} == {f"{HERE}/s/{site[key].key}#en" for key in ("whole", "part")}
    (whole,) = (item for item in english if site["whole"].key in item["id"])
    assert whole["content_text"].startswith("Five directions:")
    assert whole["language"] == "en"


def test_each_feed_holds_its_own(client, site):
    summit = jsonfeed(client, "/zh-hant/summits/2021/feed.json")
    assert len(summit["items"]) == 3
    city = jsonfeed(client, f"/zh-hant/cities/{site['whole'].city.slug}/feed.json")
    assert [item["url"] for item in city["items"]] == [f"{HERE}/zh-hant/speeches/2021/{site['whole'].slug}/"]


def test_the_newest_come_first_and_no_more_than_fifty(client, make):
    now = timezone.now()
    for number in range(1, 53):
        make.speech(number, at=now - timedelta(hours=number))
    items = jsonfeed(client, "/zh-hant/feed.json")["items"]
    assert len(items) == 50
    dates = [item["date_published"] for item in items]
    assert dates == sorted(dates, reverse=True)


def test_a_feed_without_items_does_not_change(client, make):
    make.speech(1)
    assert atom(client, "/en/feed.atom").entries == []
    assert client.get("/en/feed.atom").content == client.get("/en/feed.atom").content


def test_no_text_breaks_a_feed(client, make):
    hostile = '<b>&amp; "’ ]]> </title> 🏙️ \x08\x0b臺北'
    make.speech(1, headline=(hostile, "English"), texts=(hostile,), english=(hostile,), topics=[(hostile, hostile)])
    for language in ("zh-hant", "en"):
        (entry,) = atom(client, f"/{language}/feed.atom").entries
        assert "<b>&amp;" in entry.summary
        (item,) = jsonfeed(client, f"/{language}/feed.json")["items"]
        assert item["content_text"] == hostile


@pytest.mark.parametrize(
    "path", ["feed.rss", "summits/1999/feed.atom", "cities/nobody/feed.json", "topics/nobody/feed.atom"]
)
def test_other_feeds_are_not_there(client, site, path):
    assert client.get(f"/en/{path}").status_code == 404


def test_a_withdrawn_speech_leaves_at_once(client, site):
    response = client.get("/zh-hant/feed.atom")
    move(site["none"], SpeechState.WITHDRAWN)
    after = client.get("/zh-hant/feed.atom", headers={"if-none-match": response.headers["ETag"]})
    assert after.status_code == 200
    assert site["none"].key not in after.content.decode()


def test_pages_say_where_their_feeds_are(read, folders):
    for language in ("zh-hant", "en"):
        for folder, feeds in [*((folder, folder) for folder in folders), ("speakers/", ""), ("about/", "")]:
            page = read(f"/{language}/{folder}")
            for form, kind in (("atom", "application/atom+xml"), ("json", "application/feed+json")):
                found = page.all("link", rel="alternate", type=kind)
                assert [link["href"] for link in found] == [f"{HERE}/{language}/{feeds}feed.{form}"]
