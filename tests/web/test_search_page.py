"""The page of the search: hits with marks, filters whose numbers are true, and a clear answer to whatever is typed."""

import html
import json
import re
from datetime import timedelta
from urllib.parse import quote, urlencode, urlsplit

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from speeches.changes import recorded
from speeches.models import OldSlug, SpeechState
from speeches.publishing import move
from tests import factories
from tests.web.conftest import Page
from tests.web.test_wrong_input import QUERIES

HERE = "http://127.0.0.1:8000"
LANGUAGES = ["zh-hant", "en"]
KIND = {"zh-hant": "國家", "en": "Country"}
KINDS = ["year", "region", "country", "city", "topic", "language"]
# The number of queries of a page of hits with two filters: content, what is chosen, words, hits, a count for each
# filter, rows, excerpts, names; PostgreSQL has three more around the search.
MOST = 24
HOSTILE = [
    '"',
    "「",
    "-",
    "- -",
    "AND OR NOT",
    "NEAR(a b)",
    "title:x*",
    "§all ¶",
    "市\x00民",
    "\u202eabc\u200f",
    "👩‍👩‍👧 🏙️",
    "</input><script>alert(1)</script>",
    "{{ 7*7 }} {% x %} %s %(text)s",
    "' OR 1=1 --",
    "的" * 500,
    "a " * 500,
    "x" * 10_000,
]


def count(page) -> int:
    return int(re.search(r'class="kicker">(\d+)', page.html)[1])


def asked(prefix, /, **parameters) -> str:
    return f"/{prefix}/search/?{urlencode(parameters)}"


def entries(page) -> list[str]:
    """The addresses of the speeches, in order."""
    return re.findall(r'<h2><a href="([^"]*)"', page.html)


def options(page, kind) -> dict[str, int]:
    """The number that stands beside each value of a filter."""
    select = re.search(f'<select id="f-{kind}".*?</select>', page.html)
    found = re.findall(r'<option value="([^"]+)"[^>]*>[^<]*\((\d+)\)</option>', select[0]) if select else []
    return {value: int(number) for value, number in found}


@pytest.fixture
def many(make):
    """Twenty-five speeches of five years, of cities of four regions and an organization; every other one in English."""
    cities = [
        (("匹茲堡市", "Pittsburgh"), "US"),
        (("臺北市", "Taipei"), "TW"),
        (("麥德林市", "Medellín"), "CO"),
        (("大阪市", "Osaka"), "JP"),
        (("東京都", ""), "JP"),
    ]
    for number in range(25):
        city, country = cities[number % 5]
        make.speech(
            number + 1,
            session=factories.make_session(timezone.datetime(2015 + number % 5, 3, 24).date()),
            city=None if number == 7 else city,
            organization=("駐外辦事處", "Mission") if number == 7 else None,
            country="CA" if number == 7 else country,
            speaker=(f"講者{number}", f"Speaker {number}"),
            texts=("城市治理與市民服務。", "市民可查詢公車。" if number % 3 else "自駕巴士上路。"),
            english=("City government and citizens.", "Citizens look up buses.") if number % 2 else (),
            topics=[("數位轉型", "digital transformation")] if number % 4 else [("淨零", "")],
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_speeches_are_the_page_without_a_question(read, site, language):
    pages = [
        read(f"/{language}/{path}") for path in ("speeches/", "search/", "search/?q=", "speeches/?q=&year=&order=")
    ]
    for page in pages:
        assert page.link("canonical") == [f"{HERE}/{language}/speeches/"]
        assert page.all("meta", name="robots") == []
        assert entries(page) == entries(pages[0])
        assert count(page) == 3
        assert page.all("input", name="q", value="") != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_box_is_on_every_page(read, addresses, language):
    for address in addresses:
        page = read(f"/{language}/{address}")
        assert page.all("form", action=f"/{language}/search/", role="search") != [], address
        (box,) = page.all("input", name="q", accesskey="S")
        assert page.all("label", **{"for": box["id"]}) != []


@pytest.mark.parametrize("chosen", [{}, {"year": "2016"}, {"region": "as", "language": "en"}, {"country": "other"}])
@pytest.mark.parametrize("text", ["", "市民", "buses"])
def test_the_numbers_of_the_filters_are_those_of_their_lists(read, many, text, chosen):
    asking = {"q": text} | chosen
    page = read(asked("en", **asking))
    assert {kind for kind in KINDS if f'id="f-{kind}"' in page.html} >= chosen.keys()
    for kind in KINDS:
        for value, number in options(page, kind).items():
            assert count(read(asked("en", **asking | {kind: value}))) == number, (kind, value)


def test_every_kind_can_be_chosen(read, many):
    page = read(asked("en", q="市民"))
    assert set(options(page, "year")) == {str(year) for year in range(2015, 2020)}
    assert set(options(page, "region")) == {"na", "tw", "la", "as"}
    assert options(page, "country")["ca"] == 1
    assert len(options(page, "city")) == 5
    assert set(options(page, "language")) == {"zh-hant", "en"}
    (slug,) = [value for value in options(page, "topic") if "digital" in value]
    assert count(read(asked("en", q="市民", topic=slug))) == options(page, "topic")[slug] == 18


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_chosen_can_be_taken_away(read, many, language):
    page = read(f"/{language}/search/?year=2016&language=en&order=newest&q=市民")
    assert page.all("option", value="2016", selected=None) != []
    without_year = asked(language, q="市民", language="en", order="newest")
    assert without_year in map(html.unescape, page.links)
    rest = read(without_year)
    assert asked(language, q="市民", order="newest") in rest.links
    assert count(rest) > count(page) > 0
    # The last one leads to all speeches.
    assert f"/{language}/speeches/" in read(f"/{language}/search/?year=2016").links


def test_pages_and_order_keep_the_question(read, many):
    first = read(asked("zh-hant", q="市民", order="newest"))
    assert len(entries(first)) == 20
    assert f"?{urlencode({'q': '市民', 'order': 'newest'})}&page=2" in map(html.unescape, first.links)
    second = read(asked("zh-hant", q="市民", order="newest", page=2))
    assert len(entries(second)) == 5
    assert not set(entries(first)) & set(entries(second))
    years = [int(address.split("/")[3]) for address in entries(first) + entries(second)]
    assert years == sorted(years, reverse=True)
    for number in ("0", "-1", "01", "4", "abc", "9" * 30, ""):
        assert read(f"/zh-hant/search/?q=市民&page={number}", 404).all("h1") != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_no_page_for_an_index(read, site, language):
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    for parameters in ({"q": "市民"}, {"year": "2021"}, {"q": "nothing has this"}):
        page = read(asked(language, **parameters))
        assert page.link("canonical") == []
        assert page.all("meta", name="robots", content="noindex") != []
        assert page.hreflangs() == {}
        assert asked(other, **parameters) in map(html.unescape, page.links)
        feeds = [f"{HERE}/{language}/search/feed.{form}?{urlencode(parameters)}" for form in ("atom", "json")]
        assert page.link("alternate") == feeds
        assert page.response.headers["Cache-Control"] == "max-age=0, must-revalidate"
        assert page.response.cookies == {}


WRONG = [
    {"year": "abc"},
    {"year": "２０２１"},
    {"year": "-2021"},
    {"region": "mars"},
    {"country": "US"},
    {"country": "zz"},
    {"city": "nowhere"},
    {"city": "\x00"},
    {"city": "x" * 9_999},
    {"topic": "../../etc"},
    {"language": "fr"},
    {"order": "upside-down"},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_is_no_value_is_named_and_left_out(client, read, site, wrong):
    for language in LANGUAGES:
        page = read(asked(language, q="台北通", **wrong))
        assert count(page) == 3
        ((name, value),) = wrong.items()
        assert f"<code>{name}={html.escape(value[:5])}".replace("\x00", "") in page.html.replace("\x00", "")
    assert client.get(f"/en/search/feed.atom?{urlencode(wrong)}").status_code == 404


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_nothing_that_is_typed_breaks_it(client, site, text):
    for language in LANGUAGES:
        response = client.get(asked(language, q=text, year="2021"))
        assert response.status_code == 200
        page = Page(response)
        assert page.faults == []
        assert len(page.all("h1")) == 1
        (box,) = page.all("input", name="q")
        assert len(box["value"]) <= 200
        for path in ("suggest.json", "feed.atom", "feed.json"):
            answer = client.get(f"/{language}/search/{path}?{urlencode({'q': text})}")
            assert answer.status_code == 200, path
        assert client.get(f"/?{urlencode({'q': text})}").status_code == 302


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:40])
def test_nor_what_stands_in_an_address(client, site, query):
    for language in LANGUAGES:
        response = client.get(f"/{language}/search/?{query}")
        assert response.status_code in {200, 404}
        assert Page(response).faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_that_fit_stand_above_the_hits_and_in_the_file(client, read, site, language):
    for text, address in (
        ("pitt", "cities/pittsburgh/"),
        ("柯", f"speakers/{site['part'].speaker.slug}/"),
        ("digital", "topics/digital-transformation/"),
    ):
        page = read(asked(language, q=text))
        assert f"/{language}/{address}" in page.links
        response = client.get(f"/{language}/search/suggest.json?q={quote(text)}")
        assert response.headers["Content-Type"] == "application/json"
        found = json.loads(response.content)
        assert f"/{language}/{address}" in [one["url"] for one in found]
        assert all(one.keys() == {"kind", "name", "lang", "url"} and one["name"] for one in found)
    assert json.loads(client.get(f"/{language}/search/suggest.json").content) == []
    for text in ("cana", "加拿", "加拿大", "Canada"):
        found, *_others = client.get(f"/{language}/search/suggest.json?q={quote(text)}").json()
        assert (found["kind"], found["url"]) == (KIND[language], f"/{language}/countries/ca/")
    assert client.get(f"/{language}/search/suggest.json?q=fran").json() == []


def test_what_is_not_public_leaves_no_trace(client, read, site, make, monkeypatch):
    hidden = make.speech(
        9,
        public=False,
        slug="hidden",
        city=("隱藏市", "Hidden City"),
        country="FR",
        speaker=("隱藏者", "Hidden"),
        texts=("隱藏的內容。",),
        topics=[("隱藏議題", "hidden topic")],
    )
    before = timezone.now() + timedelta(hours=1)
    due = make.speech(10, city=("隱藏縣", "Hidden County"), speaker=("隱藏人", ""), texts=("隱藏。",), at=before)
    for speech in (hidden, due):
        page = read(asked("en", q="public", city=speech.city.slug))
        assert f"<code>city={speech.city.slug}" in page.html
        assert "Hidden" not in page.html.replace(speech.city.slug, "")
    for text in ("隱藏", "hidden"):
        assert count(read(asked("zh-hant", q=text))) == 0
        assert client.get(f"/en/search/suggest.json?q={quote(text)}").json() == []
    assert options(read("/en/speeches/"), "country").keys() == {"us", "tw", "ca"}
    monkeypatch.setattr(timezone, "now", lambda: before + timedelta(minutes=1))
    assert count(read(asked("zh-hant", q="隱藏"))) == 1
    assert options(read("/en/speeches/"), "city").keys() >= {due.city.slug}


def test_a_change_shows_in_the_filters_at_once(read, site):
    assert options(read("/en/speeches/"), "country").keys() == {"us", "tw", "ca"}
    move(site["none"], SpeechState.WITHDRAWN)
    assert options(read("/en/speeches/"), "country").keys() == {"us", "tw"}


def test_the_address_of_former_times_still_filters(read, site):
    with recorded():
        OldSlug.objects.create(kind="city", slug="steel-town", key=site["whole"].city.key)
    page = read(asked("en", city="steel-town"))
    assert count(page) == 1
    assert "<code>" not in page.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_holds_the_same_hits(client, read, many, language):
    parameters = {"q": "市民", "region": "as"}
    page = read(asked(language, **parameters, language="en" if language == "en" else ""))
    atom = feedparser.parse(client.get(f"/{language}/search/feed.atom?{urlencode(parameters)}").content)
    data = json.loads(client.get(f"/{language}/search/feed.json?{urlencode(parameters)}").content)
    assert not atom.bozo
    assert {urlsplit(entry.link).path for entry in atom.entries} == set(entries(page))
    assert [item["url"] for item in data["items"]] == [entry.link for entry in atom.entries]
    assert data["feed_url"] == f"{HERE}/{language}/search/feed.json?{urlencode(parameters)}"
    assert data["home_page_url"] == HERE + asked(language, **parameters)
    close = client.get(f"/{language}/search/feed.json?{urlencode({'q': '市民 自動販賣機'})}")
    assert json.loads(close.content)["items"] == []
    assert client.get(f"/{language}/search/feed.rss").status_code == 404


@pytest.mark.parametrize(
    "parameters",
    [{}, {"q": "市民"}, {"q": "市民", "year": "2021", "city": "pittsburgh"}, {"region": "na", "page": "1"}],
)
def test_the_number_of_queries_is_fixed(client, make, parameters):
    def measure() -> int:
        client.get(asked("zh-hant", **parameters))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(asked("zh-hant", **parameters)).status_code == 200
        return len(queries)

    texts = ("市民。", "市民的城市。")
    for number in range(1, 4):
        make.speech(number, texts=texts, city=(f"城市{number}市", "") if number > 1 else ("匹茲堡市", "Pittsburgh"))
    few = measure()
    for number in range(4, 24):
        make.speech(number, texts=texts, city=(f"城市{number}市", "") if number % 2 else ("匹茲堡市", "Pittsburgh"))
    assert measure() == few <= MOST
