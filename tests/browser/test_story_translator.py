"""A speech becomes English at the desk: by keyboard alone, by two people at once, and without JavaScript."""

import pytest

from tests.browser.stage import CHINESE

ENGLISH = (
    "Since 2019 our city has been pursuing net-zero emissions.\n\nPublic transport carries 62 % of all trips.",
    "Smart street lamps: 30,000 lamps were replaced, which saves 40 % of their electricity every year.",
    "Open data: data on traffic, air quality and energy are open in real time, to citizens and companies.",
)
QUEUE = "/admin/translation/?year=2026&queue="
SENT = "Control+Enter"
FOCUSED = ".pair-form textarea:focus"


def box(page, position: int):
    """The English of a paragraph, counted from 1; 0 are headline and role."""
    return page.locator(".pair-form").nth(position).locator("textarea")


def section(page, position: int):
    return page.locator("section.text").nth(position)


def states(page) -> list[str]:
    classes = page.locator("section.text").evaluate_all(
        "all => all.map(one => one.querySelector('h2 .badge').className)"
    )
    return [name.split("badge-")[1] for name in classes]


def press(page, keys: str) -> None:
    """A key that leads on to the next text."""
    with page.expect_navigation():
        page.keyboard.press(keys)
    page.locator(".messagelist").wait_for()
    page.locator(FOCUSED).wait_for()


def focused(page) -> str:
    return page.evaluate("document.activeElement.id")


def open_from_queue(page, queue: str, who: str) -> None:
    """Along the links of the queue, with the Enter key."""
    page.goto(f"{QUEUE}{queue}")
    page.locator(".queue tbody tr", has_text=who).first.locator("a").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator(FOCUSED).wait_for()


def test_a_whole_speech_by_keyboard_alone(as_role, page, picture):
    translator, chief = as_role("translator"), as_role("chief-editor")
    open_from_queue(translator, "heads", "Hugo Blanc")
    assert focused(translator) == box(translator, 0).first.get_attribute("id")
    type_the_head(translator)
    for position, english in enumerate(ENGLISH, start=1):
        assert focused(translator) == box(translator, position).get_attribute("id")
        translator.keyboard.type(english)
        if position == 3:
            picture(translator, "desk", f"#{section(translator, 3).get_attribute('id')}")
            box(translator, 3).focus()
        press(translator, "Control+s" if position == 3 else SENT)
    assert states(translator) == ["translated"] * 3 + ["draft"]
    assert focused(translator) == box(translator, 3).get_attribute("id")
    press(translator, SENT)
    assert states(translator) == ["translated"] * 4
    approve_it(chief, picture)
    address = read_it(page)
    name_oneself(translator, picture)
    page.goto(address)
    assert page.locator(".par p").nth(0).inner_text() == ENGLISH[0]


def type_the_head(page):
    page.keyboard.type("On the way to a net-zero port")
    page.keyboard.press("Tab")
    page.keyboard.type("Mayor")
    press(page, SENT)


def approve_it(page, picture):
    open_from_queue(page, "review", "Hugo Blanc")
    picture(page, "desk-review", f"#{section(page, 1).get_attribute('id')}")
    box(page, 1).focus()
    for _text in ENGLISH:
        press(page, "Control+Shift+Enter")
    assert states(page)[1:] == ["approved"] * 3
    box(page, 0).first.focus()
    press(page, "Control+Shift+Enter")
    assert states(page) == ["approved"] * 4


def read_it(page) -> str:
    """What readers find; gives the address."""
    page.goto("/en/speeches/2026/")
    page.locator("main a[href*='hugo-blanc']").first.click()
    page.locator(".par").first.wait_for()
    paragraphs = page.locator(".par p").evaluate_all("all => all.map(one => one.innerText)")
    assert paragraphs == list(ENGLISH)
    return page.url


def name_oneself(page, picture):
    page.goto("/admin/translation/credit/")
    page.locator("[name=name]").fill("Lin Mei-hua")
    page.locator("[name=agreed]").check()
    picture(page, "credit", "#content h1", "form.ask")
    page.locator("#content [type=submit]").click()
    page.locator(".messagelist .success").wait_for()


def test_keys_that_compose_chinese_save_nothing(as_role):
    page = as_role("translator")
    open_from_queue(page, "missing", "Ines Moreau")
    page.keyboard.type("Half a sentence")
    before = page.url
    composing = "{key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true}"
    assert page.evaluate(f"document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {composing}))")
    page.wait_for_timeout(300)
    assert page.url == before
    assert page.evaluate("document.activeElement.value") == "Half a sentence"


def test_what_is_typed_and_not_saved_stays_when_another_text_is_saved(as_role):
    page = as_role("translator")
    open_from_queue(page, "missing", "Ines Moreau")
    box(page, 3).fill("Not saved yet.")
    box(page, 1).fill("Since 2019 our city has been pursuing net zero.")
    box(page, 1).focus()
    press(page, SENT)
    assert box(page, 3).input_value() == "Not saved yet."
    assert box(page, 1).input_value() == "Since 2019 our city has been pursuing net zero."
    assert states(page)[3] == "untranslated"
    page.reload()
    assert box(page, 3).input_value() == "Not saved yet."


def test_a_word_of_the_glossary_is_inserted_by_key(as_role):
    page = as_role("translator")
    open_from_queue(page, "missing", "Ines Moreau")
    box(page, 3).fill("As ")
    box(page, 3).press("End")
    page.keyboard.press("Alt+1")
    hint = section(page, 3).locator(".hints [lang=en]").first.inner_text()
    assert "開放資料" in CHINESE[2]
    assert box(page, 3).input_value() == f"As {hint}"


def test_two_people_on_one_paragraph(as_role, picture):
    first, second = as_role("translator"), as_role("chief-editor")
    for page in (first, second):
        open_from_queue(page, "missing", "Ines Moreau")
        box(page, 2).fill(f"Smart lamps, says the {'first' if page is first else 'second'} of two.")
        box(page, 2).focus()
    press(first, SENT)
    with second.expect_navigation():
        second.keyboard.press(SENT)
    second.locator(".conflict").wait_for()
    assert box(second, 2).input_value() == "Smart lamps, says the second of two."
    assert second.locator(".conflict q").inner_text() == "Smart lamps, says the first of two."
    assert second.locator(".conflict ins").count() > 0
    picture(second, "desk-conflict", f"#{section(second, 2).get_attribute('id')}")
    box(second, 2).focus()
    press(second, SENT)
    first.reload()
    assert box(first, 2).input_value() == "Smart lamps, says the second of two."


@pytest.mark.parametrize("deed", ["finish", "draft"])
def test_without_javascript(as_role, deed):
    page = as_role("translator", java_script_enabled=False)
    page.goto(f"{QUEUE}heads")
    page.locator(".queue tbody tr", has_text="Ines Moreau").first.locator("a").click()
    page.locator(".pair-form").first.wait_for()
    box(page, 1).fill(f"Saved as {deed}.")
    section(page, 1).locator(f".pair-form button[value={deed}]").click()
    page.locator(".messagelist").wait_for()
    assert "#p-" in page.url
    assert box(page, 1).input_value() == f"Saved as {deed}."
    assert section(page, 3).locator(".hints [lang=en]").count() > 0
