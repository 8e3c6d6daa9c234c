"""What a reader meets: the home page and a speech, in both languages, with and without JavaScript, large and small."""

import re

import pytest

A_SPEECH = re.compile(r"/speeches/\d{4}/[^/]+/$")


def address_of_a_speech(page, language: str = "zh-hant") -> str:
    page.goto(f"/{language}/speeches/2021/")
    addresses = page.locator("main a").evaluate_all("links => links.map(link => link.pathname)")
    return next(address for address in addresses if A_SPEECH.search(address))


@pytest.mark.parametrize(("locale", "language"), [("zh-TW", "zh-hant"), ("en-US", "en")])
def test_the_entrance_speaks_the_readers_language(open_page, site, locale, language):
    page = open_page(locale=locale)
    page.goto("/")
    assert page.url == f"{site.url}/{language}/"


@pytest.mark.parametrize(("language", "lang"), [("zh-hant", "zh-Hant-TW"), ("en", "en")])
def test_home(page, screenshots, language, lang):
    page.goto(f"/{language}/")
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("h1").count() == 1
    assert page.context.cookies() == []
    screenshots(page, f"home-{language}")


@pytest.mark.parametrize("java_script", [True, False])
def test_the_language_switch_stays_on_the_page(open_page, site, java_script):
    page = open_page(java_script_enabled=java_script)
    for path in ("/", "/speeches/2021/", "/topics/"):
        page.goto(f"/zh-hant{path}")
        page.locator("header a[hreflang=en]").first.click()
        page.wait_for_url(f"{site.url}/en{path}")
        page.locator("header a[hreflang|=zh]").first.click()
        page.wait_for_url(f"{site.url}/zh-hant{path}")


@pytest.mark.parametrize("java_script", [True, False])
def test_a_speech_can_be_read(open_page, screenshots, java_script):
    page = open_page(java_script_enabled=java_script)
    page.goto(address_of_a_speech(page))
    paragraphs = page.locator("[id^=p-]").filter(visible=True)
    assert paragraphs.count() > 0
    assert re.search("[一-鿿]{10}", paragraphs.first.inner_text())
    if java_script:
        screenshots(page, "speech-zh-hant")


def test_a_speech_in_english(page, screenshots):
    page.goto(address_of_a_speech(page, "en"))
    assert page.locator("html").get_attribute("lang") == "en"
    paragraphs = page.locator("[id^=p-]").filter(visible=True)
    assert paragraphs.count() > 0
    for paragraph in paragraphs.all():
        assert re.search("[A-Za-z]{2,} [a-z]{2,}", paragraph.inner_text())
        assert not re.search("[一-鿿]", paragraph.inner_text())
    screenshots(page, "speech-en")


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_nothing_is_wider_than_a_small_phone(open_page, language):
    page = open_page(viewport={"width": 320, "height": 640})
    speech = address_of_a_speech(page, language)
    for path in (f"/{language}/", f"/{language}/speeches/", f"/{language}/topics/", f"/{language}/cities/", speech):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_a_missing_page_says_so(page, forgive):
    forgive.append("status of 404")
    response = page.goto("/zh-hant/speeches/2021/no-such-speech/")
    assert response.status == 404
    assert page.locator("h1").count() == 1
