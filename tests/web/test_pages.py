"""Every page, in both languages: there, well made, marked, and the same for everybody."""

import re
from datetime import date

import pytest

from tests import factories

LANGUAGES = {"zh-hant": "zh-Hant-TW", "en": "en"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_and_well_made(read, addresses, language):
    for address in addresses:
        page = read(f"/{language}/{address}")
        assert page.all("html") == [{"lang": LANGUAGES[language]}]
        assert len(page.all("h1")) == 1, address
        assert len(page.all("meta", name="description")) == 1
        assert {"AU", "AC", "AZ", "main"} <= page.ids, address


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_tell_pages_apart(read, addresses, language):
    pages = [address for address in addresses if address != "search/"]  # which is speeches/ as well
    titles = [re.search("<title>(.*?)</title>", read(f"/{language}/{a}").html)[1] for a in pages]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere(read, client, site, language):
    seen, waiting = set(), [f"/{language}/"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        if not client.get(path).headers["Content-Type"].startswith("text/html"):
            continue
        page = read(path)
        for link in page.links:
            link = link.removeprefix("http://127.0.0.1:8000")
            target, _hash, fragment = link.partition("#")
            if not target and fragment:
                assert fragment in page.ids, (path, link)
            elif target.startswith("/s/"):
                assert client.get(target).status_code == 302
            elif target.startswith(f"/{language}/"):
                waiting.append(target)
            elif target.startswith("/"):
                assert client.get(target).status_code == 200, (path, link)
    assert len(seen) > 25


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_the_same_for_everybody(client, admin_client, addresses, language):
    for address in addresses:
        path = f"/{language}/{address}"
        public, known = client.get(path, headers={"accept-language": "fr"}), admin_client.get(path)
        assert public.content == known.content, path
        for response in (public, known):
            assert "Set-Cookie" not in response.headers
            assert not response.cookies
            assert "Vary" not in response.headers
            assert response.headers["Cache-Control"] == "max-age=0, must-revalidate"


def test_pages_are_read_only(client, addresses):
    for address in addresses:
        assert client.post(f"/en/{address}").status_code == 405, address
        assert client.head(f"/en/{address}").status_code == 200, address


def test_an_empty_site_says_so(read, db):
    for language in LANGUAGES:
        for name in ("speeches", "summits", "cities", "organizations", "countries", "speakers", "topics", "glossary"):
            read(f"/{language}/{name}/")
    assert "Nothing has been published yet." in read("/en/").text()
    assert "目前還沒有公開的談話" in read("/zh-hant/").text()


def test_the_first_page_counts_what_is_there(read, site):
    text = read("/en/").text()
    assert "Speeches 3 Cities and organizations 3 Countries 3" in text
    assert "24 March 2021" in text
    assert "2021 年 3 月 24 日" in read("/zh-hant/").text()


def test_signs_are_as_high_as_the_texts_are_long(read, make):
    make.speech(1, texts=("長" * 400,))
    make.speech(2, texts=("短" * 40,))
    classes = [
        found["class"].split()
        for found in read("/en/").all("li")
        if "h24" in found.get("class", "") or "h10" in found.get("class", "")
    ]
    assert classes == [["h24", "na"], ["h10", "na"]]


def test_a_long_skyline_has_a_row_for_each_session(read, make):
    for month in (3, 4):
        session = factories.make_session(date(2021, month, 24))
        for number in range(1, 18):
            make.speech(number, session=session)
    page = read("/en/")
    assert len(page.all("a", href="/en/summits/2021/03-24/")) == 1
    assert len(page.all("a", href="/en/summits/2021/04-24/")) == 1


def test_lists_count_what_they_list(read, site, make):
    make.speech(4, speaker=("Bill", "Bill"))
    cities = read("/en/cities/")
    assert "2 cities" in cities.text()
    assert len([link for link in cities.links if re.fullmatch("/en/cities/[^/]+/", link)]) == 2
    assert "Pittsburgh United States 匹茲堡市 – 2" in cities.text()
    assert "3 countries" in read("/en/countries/").text()
    assert "美國 2 篇談話" in read("/zh-hant/countries/").text()
    assert "4 speeches" in read("/en/speeches/").text()
    assert "4 speakers" in read("/en/speakers/").text()


def test_a_speech_shows_its_points_labels_and_source(read, site):
    speech = site["whole"]
    page = read(f"/zh-hant/speeches/2021/{speech.slug}/")
    assert "<b>身份識別</b>：推廣台北通。" in page.html
    assert [text for text, _lang in page.texts if text in {"¶", "1", "2"}][:3] == ["¶", "1", "2"]
    assert {f"p-{paragraph.key}" for paragraph in speech.paragraphs.all()} <= page.ids
    assert speech.document.sha256 in page.html
    assert "William Peduto 美國 匹茲堡市 市長" in page.text()
    english = read(f"/en/speeches/2021/{speech.slug}/")
    assert "<b>Identification</b>: Taipei Pass" in english.html
    assert "Mayor of Pittsburgh , United States" in english.text()
    assert {f"p-{paragraph.key}" for paragraph in speech.paragraphs.all()} <= english.ids


def test_neighbours_follow_the_paper(read, site):
    page = read(f"/en/speeches/2021/{site['part'].slug}/")
    assert page.all("a", rel="prev")[0]["href"].endswith(f"/{site['whole'].slug}/")
    assert page.all("a", rel="next")[0]["href"].endswith(f"/{site['none'].slug}/")
    first = read(f"/en/speeches/2021/{site['whole'].slug}/")
    assert not first.all("a", rel="prev")


def test_others_on_the_same_topic(read, site):
    page = read(f"/en/speeches/2021/{site['whole'].slug}/")
    assert "What other cities said on digital transformation" in page.text()
    assert f"/en/speeches/2021/{site['part'].slug}/" in page.links
    assert "What other cities said" not in read(f"/en/speeches/2021/{site['none'].slug}/").text()


def test_text_is_text(read, make):
    speech = make.speech(1, texts=('<b>粗體</b> & "引號"', "<script>1</script>：說明"), headline=("<i>標題</i>", ""))
    for path in (
        f"/zh-hant/speeches/2021/{speech.slug}/",
        f"/zh-hant/speeches/2021/{speech.slug}/parallel/",
        "/zh-hant/",
    ):
        html = read(path).html
        assert "<i>標題" not in html
        assert "&lt;b&gt;粗體&lt;/b&gt; &amp;" in html


def test_the_publisher_is_a_setting(read, site, settings):
    for path in ("/en/", "/en/about/"):
        assert "nobody’s official site" in read(path).text()
    settings.PUBLISHER_NAME = "Test Office"
    for path in ("/en/", "/en/about/"):
        page = read(path)
        assert "nobody’s official site" not in page.text()
        assert "Published by Test Office." in page.text()
        assert "not verbatim" in page.text()
