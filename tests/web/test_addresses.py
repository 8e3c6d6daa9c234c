"""Addresses: negotiation, short links, addresses of former times, and those where nothing is."""

import pytest

from speeches.changes import recorded
from speeches.models import OldSlug


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "zh-hant"),
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh-hant"),
        ("zh-Hans-CN", "zh-hant"),
        ("en-US,en;q=0.9", "en"),
        ("en;q=0.5,zh-TW;q=0.9", "zh-hant"),
        ("fr-FR,en;q=0.5", "en"),
        ("fr", "en"),
        ("*", "zh-hant"),
        ("zh;q=0,en", "en"),
        (";;;,=", "en"),
    ],
)
def test_the_entrance_negotiates(client, db, header, language):
    response = client.get("/", headers={"accept-language": header} if header else {})
    assert (response.status_code, response.headers["Location"]) == (302, f"/{language}/")
    assert response.headers["Vary"] == "Accept-Language"
    assert not response.cookies


def test_short_links_negotiate(client, site):
    speech = site["whole"]
    for language in ("zh-hant", "en"):
        response = client.get(f"/s/{speech.key}", headers={"accept-language": language})
        assert (response.status_code, response.headers["Location"]) == (
            302,
            f"/{language}/speeches/2021/{speech.slug}/",
        )
        assert response.headers["Vary"] == "Accept-Language"
    assert client.get("/s/nobody").status_code == 404


@pytest.mark.parametrize("kind", ["city", "organization", "speaker", "topic"])
def test_old_addresses_answer_in_one_hop(client, site, kind):
    thing = {
        "city": site["whole"].city,
        "organization": site["none"].organization,
        "speaker": site["whole"].speaker,
        "topic": site["whole"].topics.first(),
    }[kind]
    plural = {"city": "cities"}.get(kind, f"{kind}s")
    old = [thing.slug]
    for slug in ("second-name", "third-name"):
        with recorded(reason="renamed"):
            thing.slug = slug
            thing.save()
        old.append(slug)
    for slug in old[:2]:
        response = client.get(f"/en/{plural}/{slug}/")
        assert (response.status_code, response.headers["Location"]) == (301, f"/en/{plural}/third-name/")
    assert client.get(f"/en/{plural}/third-name/").status_code == 200


def test_old_addresses_of_a_speech_lead_to_its_pages(client, site):
    speech = site["none"]
    old = speech.slug
    with recorded(reason="renamed"):
        speech.slug = "canada-trade-office"
        speech.save()
    for page in ("", "parallel/"):
        response = client.get(f"/zh-hant/speeches/2021/{old}/{page}")
        assert response.status_code == 301
        assert response.headers["Location"] == f"/zh-hant/speeches/2021/canada-trade-office/{page}"
    assert client.get(f"/en/speeches/2020/{old}/").status_code == 404


def test_old_addresses_of_a_session_stay_in_their_year(client, site):
    session = site["whole"].session
    with recorded(reason="renamed"):
        session.slug = "opening"
        session.save()
    response = client.get("/en/summits/2021/03-24/")
    assert (response.status_code, response.headers["Location"]) == (301, "/en/summits/2021/opening/")
    assert client.get("/en/summits/2020/03-24/").status_code == 404


def test_an_old_address_of_what_is_not_public_leads_nowhere(client, make):
    speech = make.speech(1, public=False, city=("隱藏市", "Hidden"))
    OldSlug.objects.create(kind="speech", year=2021, slug="formerly", key=speech.key)
    OldSlug.objects.create(kind="city", slug="formerly", key=speech.city.key)
    OldSlug.objects.create(kind="city", slug="gone", key="nothing")
    for path in ("speeches/2021/formerly/", "cities/formerly/", "cities/gone/"):
        assert client.get(f"/en/{path}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "nothing/",
        "speeches/2021/nobody/",
        "speeches/1999/",
        "speeches/02021/",
        "speeches/2021/03/04/",
        "summits/1999/",
        "summits/2021/12-31/",
        "cities/nobody/",
        "organizations/nobody/",
        "countries/zz/",
        "countries/US/",
        "countries/fr/",
        "speakers/nobody/",
        "topics/nobody/",
    ],
)
def test_nothing_is_said_well(read, site, path):
    assert "There is no such page" in read(f"/en/{path}", 404).text()
    page = read(f"/zh-hant/{path}", 404)
    assert "找不到這個頁面" in page.text()
    assert "/zh-hant/speeches/" in page.links


@pytest.mark.parametrize("number", ["-1", "0", "abc", "999", "1.5", "", "01", "１", "9" * 5000])
@pytest.mark.parametrize("path", ["speeches/", "speeches/2021/", "speakers/", "countries/us/", "cities/pittsburgh/"])
def test_a_wrong_page_number_is_an_address_without_a_page(client, site, path, number):
    response = client.get(f"/en/{path}", {"page": number})
    assert response.status_code == 404
    assert f'<a href="/en/{path}">First page of this list</a>' in response.content.decode()


def test_lists_have_pages(read, make):
    for number in range(1, 42):
        make.speech(number)
    first, last = read("/en/speeches/"), read("/en/speeches/?page=3&utm_source=x")
    assert "41 speeches" in first.text()
    assert "Page 1 of 3" in first.text()
    assert len(first.all("li", **{"class": "entry na"})) == 20
    assert len(last.all("li", **{"class": "entry na"})) == 1
    assert last.link("canonical") == ["http://127.0.0.1:8000/en/speeches/?page=3"]
    assert "/zh-hant/speeches/?page=3" in last.links
    assert read("/en/speeches/?page=1").link("canonical") == ["http://127.0.0.1:8000/en/speeches/"]


def test_a_missing_slash_is_added(client, site):
    for path in ("/en", "/en/speeches", f"/en/speeches/2021/{site['whole'].slug}", "/zh-hant/cities/pittsburgh"):
        response = client.get(path)
        assert (response.status_code, response.headers["Location"]) == (301, f"{path}/")


def test_health(client, db, monkeypatch):
    response = client.get("/health/")
    assert (response.status_code, response.content) == (200, b"ok")
    assert response.headers["Cache-Control"] == "no-store"


def test_robots(client):
    assert "Disallow: /admin/" in client.get("/robots.txt").content.decode()


def test_the_admin_can_change_its_language(client, db):
    response = client.post("/admin/language/", {"language": "en", "next": "/admin/"})
    assert response.status_code == 302
    assert response.cookies["language"].value == "en"
