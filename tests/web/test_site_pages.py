"""What the site says of itself: about, contact, privacy, accessibility, in both languages."""

from pathlib import Path

import pytest
from django.conf import settings as project

from speeches.changes import recorded
from speeches.management.commands.prepare import write_missing_pages
from speeches.models import SitePage
from tests import factories

pytestmark = pytest.mark.django_db

LANGUAGES = ["zh-hant", "en"]
HERE = "http://127.0.0.1:8000"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SitePage.Name.values)
def test_the_texts_as_delivered_make_good_pages(read, name, language):
    write_missing_pages(Path(project.BASE_DIR, "fixtures", "pages"))
    page = read(f"/{language}/{name}/")
    assert len(page.all("h2")) >= 6  # three of the page's own, and those of the footer
    assert page.link("canonical") == [f"{HERE}/{language}/{name}/"]
    assert len(page.hreflangs()) == 3
    assert not page.all("div", **{"class": "notice"})


@pytest.mark.parametrize("name", SitePage.Name.values)
def test_every_page_leads_to_it(read, name):
    for language in LANGUAGES:
        assert f"/{language}/{name}/" in read(f"/{language}/").links


@pytest.mark.parametrize("name", SitePage.Name.values)
def test_missing_english_is_said(read, name):
    factories.make_page(name, "# 小標題\n只有中文。")
    page = read(f"/en/{name}/")
    assert len(page.all("div", **{"class": "notice"})) == 1
    assert {("小標題", "zh-Hant-TW"), ("只有中文。", "zh-Hant-TW")} <= set(page.texts)
    assert page.link("canonical") == [f"{HERE}/zh-hant/{name}/"]
    chinese = read(f"/zh-hant/{name}/")
    assert not chinese.all("div", **{"class": "notice"})
    assert page.hreflangs() == chinese.hreflangs() == {}


def test_an_edit_is_seen_at_once(client):
    page = factories.make_page("privacy", "舊文。")
    tag = client.get("/zh-hant/privacy/").headers["ETag"]
    with recorded(reason="new law"):
        page.body_zh_hant = "新文，見 https://example.org/law。"
        page.save()
    response = client.get("/zh-hant/privacy/", headers={"if-none-match": tag})
    assert response.status_code == 200
    assert '<a href="https://example.org/law">https://example.org/law</a>。' in response.content.decode()


def test_text_is_text(read):
    factories.make_page("about", '# <i>標題</i>\n- <b>甲</b>\n\n"https://example.org/"onclick="x')
    html = read("/zh-hant/about/").html
    assert "<i>" not in html
    assert "&lt;b&gt;甲&lt;/b&gt;" in html
    assert '<a href="https://example.org/&#34;onclick=&#34;x">' in html


def test_the_letter_box_is_a_setting(read, settings):
    assert not [link for link in read("/en/contact/").links if link.startswith("mailto:")]
    settings.CONTACT_EMAIL = "o'office+1@example.org"
    for language in LANGUAGES:
        page = read(f"/{language}/contact/")
        assert "mailto:o%27office%2B1@example.org" in page.links
        assert "o'office+1@example.org" in page.text()
