"""A reader searches: with the keyboard alone, with and without scripts, and with what the box suggests."""

import re

import pytest

from tests.browser import axe

A_PARAGRAPH = re.compile(r"/zh-hant/speeches/\d{4}/[^/]+/(parallel/)?#p-\w+$")


def go_to(page, locator, steps: int = 60) -> None:
    """Press Tab until it has the focus."""
    for _ in range(steps):
        page.keyboard.press("Tab")
        if locator.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("Tab does not lead there.")


@pytest.mark.parametrize("java_script", [True, False])
def test_by_keyboard_alone_to_the_paragraph(open_page, site, screenshots, java_script):
    page = open_page(locale="zh-TW", java_script_enabled=java_script)
    page.goto("/zh-hant/cities/")
    go_to(page, page.locator("header input[name=q]"))
    page.keyboard.type("市民")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/zh-hant/search/\?q="))
    before = page.locator(".entry").count()
    assert before > 1
    assert page.locator("header input[name=q]").input_value() == "市民"
    assert page.locator(".entry mark").count() >= before
    region = page.locator("select[name=region]")
    go_to(page, region)
    page.keyboard.press("ArrowDown")
    number = int(re.search(r"\((\d+)\)", region.locator("option:checked").inner_text())[1])
    go_to(page, page.locator(".filters button"))
    page.keyboard.press("Enter")
    page.locator("main ul.tags a").first.wait_for()
    assert page.locator(".entry").count() == number < before
    if java_script:
        screenshots(page, "search-zh-hant")
    go_to(page, page.locator(".entry .passage a").first)
    page.keyboard.press("Enter")
    page.wait_for_url(A_PARAGRAPH)
    assert "市民" in page.locator(":target").inner_text()


def test_what_the_box_suggests_is_chosen_with_the_arrows(page, site):
    page.goto("/en/topics/")
    box = page.locator("header input[name=q]")
    box.focus()
    page.keyboard.type("medel")
    options = page.locator("#AL [role=option]")
    options.first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#AL [aria-selected=true]")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Escape")
    assert options.count() == 0
    assert box.input_value() == "medel"
    page.keyboard.type("l")
    options.first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/en/(cities|speakers)/[^/]+/$"))


def test_the_access_key_and_the_title_say_so(page):
    page.goto("/zh-hant/")
    assert page.locator("[accesskey=S]").get_attribute("name") == "q"
    assert "S" in page.locator("[accesskey=S]").get_attribute("title")


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_axe_finds_nothing(page, language):
    found = []
    for query in ("q=數位&year=2021&order=newest", "q=市民+自動販賣機", "q=xyzzy&city=nowhere"):
        page.goto(f"/{language}/search/?{query}")
        found += axe.complaints(page, sizes=[axe.SMALL_PHONE, axe.DESK])
    page.goto(f"/{language}/speeches/")
    page.locator("header input[name=q]").focus()
    page.keyboard.type("a")
    page.locator("#AL [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    found += axe.complaints(page, sizes=[axe.SMALL_PHONE, axe.DESK])
    assert found == [], "\n".join(found)
