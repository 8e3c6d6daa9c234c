"""Whatever stands behind the question mark or in the path, the answer is a clear page in the reader's language."""

import itertools

import pytest

from tests.web.conftest import Page

LANGS = {"zh-hant": "zh-Hant-TW", "en": "en"}
QUERIES = [
    "page=-1",
    "page=0",
    "page=1e9",
    "page=1000000000",
    "page=9999999999999999999999",
    "page=abc",
    "page=%EF%BC%92",  # ２
    "page=1&page=2&page=abc",
    "page=%00",
    "year=abc",
    "year=-1",
    "year=99999999999999999999",
    "year=2021&year=2022&place=nowhere&place=us",
    "place=%00&city=%00&q=%00",
    "colour=red&sort=%27%3B+DROP+TABLE+speeches_speech",
    f"q={'x' * 10_000}",
    f"q={'%E5%9F%8E' * 1_000}",
    "q=%ED%A0%80&city=%ED%A0%80&year=%ED%A0%80",  # half a surrogate pair
    "q=%FF%FE",
    "&".join(f"city=c{number}" for number in range(200)),
    "p=%00",
    "&&&===",
    "%00=1",
]
PATHS = [
    "%00/",
    "%ED%A0%80/",
    "%FF/",
    "speeches/%00/",
    "speeches/99999999999999999999/",
    "speeches/%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%91/",  # ２０２１
    "speeches/2021/%00/",
    "speeches/2021/..%2F..%2Fetc%2Fpasswd/",
    f"speeches/2021/{'x' * 5_000}/",
    "summits/0000/",
    "countries/zz/",
    "cities/%E8%87%BA%E5%8C%97/",
    "topics/%00/compare/",
]
FILES = [
    "/en/feed.atom",
    "/zh-hant/topics/digital-transformation/feed.json",
    "/data/speeches.csv",
    "/data/speeches.json",
    "/sitemap.xml",
    "/oembed",
    "/s/%00",
    "/s/nobody",
    "/",
]


def assert_clear(response, language, statuses):
    assert response.status_code in statuses
    page = Page(response)
    assert page.faults == []
    assert page.all("html") == [{"lang": LANGS[language]}]
    assert len(page.all("h1")) == 1
    assert f"/{language}/speeches/" in page.links


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:40])
def test_every_kind_of_page(client, addresses, query):
    # Each page in one language, and each language for half of the pages: what is read is the same in both.
    languages = itertools.cycle(LANGS)
    for address, language in zip(addresses, languages, strict=False):
        assert_clear(client.get(f"/{language}/{address}?{query}"), language, {200, 400, 404})


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:40])
@pytest.mark.parametrize("language", LANGS)
def test_a_path_that_is_none(client, site, language, path):
    assert_clear(client.get(f"/{language}/{path}"), language, {404})


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:40])
def test_what_is_no_page_does_not_fail_either(client, site, query):
    speech = site["whole"]
    own = [f"/en/speeches/2021/{speech.slug}/{name}" for name in ("cite/bib", "cite/apa.txt", "speech.json")]
    for path in FILES + own:
        assert client.get(f"{path}?{query}").status_code in {200, 302, 400, 404}
