"""The sitemap holds each page that calls itself canonical, in both languages, and nothing else."""

import re
from datetime import datetime, timedelta
from urllib.parse import urldefrag, urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from speeches.changes import recorded
from speeches.models import SpeechState
from speeches.publishing import move
from speeches.web import sitemaps
from tests import factories
from tests.web.conftest import Page

HERE = "http://127.0.0.1:8000"
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def locations(client, path) -> dict[str, str]:
    """Address and lastmod of each entry of a file."""
    response = client.get(path)
    assert response.status_code == 200, path
    assert response.headers["Content-Type"] == "application/xml"
    root = ElementTree.fromstring(response.content)
    found = [
        (entry.findtext("s:loc", namespaces=NAMESPACE), entry.findtext("s:lastmod", namespaces=NAMESPACE))
        for entry in root
    ]
    assert len(dict(found)) == len(found), "an address stands twice"
    return dict(found)


def listed(client) -> dict[str, str]:
    """All addresses of all files that the index names."""
    found = {}
    for file in locations(client, "/sitemap.xml"):
        part = locations(client, file.removeprefix(HERE))
        assert not found.keys() & part.keys()
        found |= part
    return found


def crawl(client) -> set[str]:
    """The canonical address of every page that links lead to from both homes."""
    pending, seen, canonical = ["/zh-hant/", "/en/"], set(), set()
    while pending:
        path = pending.pop()
        if path in seen or urlsplit(path).path.startswith(("/admin/", "/static/", "/s/")):
            continue
        seen.add(path)
        response = client.get(path)
        assert response.status_code == 200, path
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        page = Page(response)
        canonical.update(page.link("canonical"))
        for link in page.links:
            target = urldefrag(link)[0]
            if target.startswith("?"):
                target = urlsplit(path).path + target.removesuffix("?")
            if target.startswith("/"):
                pending.append(target)
    return canonical


def test_it_is_what_a_crawl_finds(client, site, make):
    for number in range(10, 60):
        make.speech(number, topics=[("數位轉型", "")], english=("English.",) if number % 2 else ())
    make.speech(70, public=False, city=("隱藏市", "Hidden"), speaker=("隱藏", "Hidden"), topics=[("隱藏", "hidden")])
    factories.make_page("privacy", "只有中文。")
    found = listed(client)
    assert set(found) == crawl(client)
    assert f"{HERE}/zh-hant/speeches/?page=3" in found
    assert f"{HERE}/zh-hant/privacy/" in found
    assert f"{HERE}/en/privacy/" not in found
    assert f"{HERE}/en/speeches/2021/{site['none'].slug}/" not in found


def test_each_of_them_is_a_page_that_calls_itself_so(client, site):
    for address in listed(client):
        response = client.get(address.removeprefix(HERE))
        assert response.status_code == 200, address
        assert Page(response).link("canonical") == [address]


def test_changes_are_dated(client, site, monkeypatch):
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with recorded(reason="correction"):
        paragraph = site["whole"].paragraphs.in_order()[0]
        paragraph.text_zh_hant += "改"
        paragraph.save()
    found = listed(client)
    whole = found[f"{HERE}/en/speeches/2021/{site['whole'].slug}/"]
    assert datetime.fromisoformat(whole) == later.replace(microsecond=0)
    assert found[f"{HERE}/en/cities/pittsburgh/"] == found[f"{HERE}/en/"] == whole
    assert found[f"{HERE}/zh-hant/speeches/2021/{site['none'].slug}/"] < whole
    files = locations(client, "/sitemap.xml")
    assert files[f"{HERE}/sitemap-speeches-1.xml"] == whole


def test_a_withdrawn_speech_leaves_at_once(client, site):
    address = f"{HERE}/zh-hant/speeches/2021/{site['none'].slug}/"
    assert address in listed(client)
    move(site["none"], SpeechState.WITHDRAWN)
    assert address not in listed(client)
    assert f"{HERE}/zh-hant/countries/ca/" not in listed(client)


def test_files_are_split_before_they_are_too_long(client, site, monkeypatch):
    whole = listed(client)
    monkeypatch.setattr(sitemaps, "MOST", 2)
    files = locations(client, "/sitemap.xml")
    assert len(files) > 10
    assert all(len(locations(client, file.removeprefix(HERE))) <= 2 for file in files)
    assert listed(client) == whole


def test_a_site_without_speeches_has_a_sitemap(client, db):
    found = listed(client)
    assert f"{HERE}/en/" in found
    assert not any("/speeches/2021/" in address for address in found)


@pytest.mark.parametrize("path", ["/sitemap-speeches-0.xml", "/sitemap-speeches-2.xml", "/sitemap-nothing-1.xml"])
def test_other_files_are_not_there(client, site, path):
    assert client.get(path).status_code == 404


def test_robots_names_it(client, db):
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").content.decode().splitlines())
    assert robots.site_maps() == [f"{HERE}/sitemap.xml"]
    assert robots.can_fetch("*", f"{HERE}/en/")
    assert not robots.can_fetch("*", f"{HERE}/admin/")


@pytest.mark.parametrize(
    ("email", "contact"),
    [("safety@example.org", "mailto:safety@example.org"), ("", f"{HERE}/zh-hant/contact/")],
)
def test_whom_to_tell_of_a_hole(client, db, settings, email, contact):
    settings.CONTACT_EMAIL = email
    response = client.get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(re.findall(r"^([A-Za-z-]+): (.+)$", response.content.decode(), re.MULTILINE))
    assert fields["Contact"] == contact
    assert fields["Canonical"] == f"{HERE}/.well-known/security.txt"
    days = (datetime.fromisoformat(fields["Expires"]) - timezone.now()).days
    assert 100 < days < 365
