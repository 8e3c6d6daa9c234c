"""axe finds nothing to complain of on any screen of the admin: large and small, light and dark, in the house's own
measure of contrast (7:1).
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.steps import LIST, act, button, open_speech, paragraph

# Of the boxes that Select2 builds one thing is not ours to mend: its × to clear all stands in the list of what is
# chosen, and is no item of it.
CONTEXT = {"exclude": [".select2-selection--multiple .select2-selection__rendered"]}
# `preload` would write a style into the page, which its policy refuses.
OPTIONS = {
    "preload": False,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast-enhanced": {"enabled": True}},
    "resultTypes": ["violations"],
}
# What the colours cannot change is not asked twice.
COLOURS = OPTIONS | {"runOnly": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]}
ASK_AXE = "async ([context, options]) => (await axe.run(context, options)).violations"
LANDED = "#content h1"


@pytest.fixture
def complaints():
    """`complaints(page)` gives what axe finds on the page, as one line for each element."""

    def complaints(page) -> list[str]:
        page.locator(LANDED).first.wait_for()
        page.evaluate(AXE_SCRIPT)
        found = []
        for width, height in ((1280, 900), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            for scheme, options in (("light", OPTIONS), ("dark", COLOURS)):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                for fault in page.evaluate(ASK_AXE, [CONTEXT, options]):
                    found += [f"{width} {scheme} {fault['id']}: {node['html'][:200]}" for node in fault["nodes"]]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"wider than {width} px")
        page.set_viewport_size({"width": 1280, "height": 900})
        return [f"{page.url}: {line}" for line in found]

    return complaints


def test_a_planted_fault_is_found(page, complaints):
    page.goto("/admin/login/")
    page.locator("label[for=id_username]").evaluate("label => label.remove()")
    assert any(" label: " in line for line in complaints(page))


def test_the_login(page, complaints):
    page.goto("/admin/login/")
    assert complaints(page) == []


SCREENS = [
    "/admin/",
    "/admin/missing/",
    LIST,
    f"{LIST}?q=nothing-has-this-word",
    f"{LIST}1/change/",
    f"{LIST}1/delete/",
    f"{LIST}1/move/withdrawn/",
    "/admin/speeches/",
    "/admin/speeches/city/",
    "/admin/speeches/city/1/change/",
    "/admin/speeches/sourcedocument/1/change/",
    "/admin/speeches/revision/",
    "/admin/speeches/revision/1/change/",
    "/admin/speeches/sitepage/1/change/",
    "/admin/speeches/topic/add/",
    "/admin/auth/user/",
    "/admin/auth/user/add/",
    "/admin/auth/user/1/change/",
    "/admin/auth/user/1/password/",
    "/admin/password_change/",
]


def test_every_screen_with_an_address(admin_page, accounts, complaints):
    found = []
    for address in SCREENS:
        assert admin_page.goto(address).status == 200, address
        found += complaints(admin_page)
    assert found == [], "\n".join(found)


def test_what_is_said_of_a_faulty_form(admin_page, accounts, complaints):
    admin_page.goto(f"{LIST}add/")
    button(admin_page, "儲存").click()
    admin_page.locator(".errornote").wait_for()
    assert complaints(admin_page) == []


def test_the_conflict_and_the_kept_page(as_role, accounts, forgive, complaints):
    forgive.append("status of 403")
    first, second = as_role("editor"), as_role("chief-editor")
    for page in (first, second):
        open_speech(page, "Femke")
    for page, words in ((first, "甲的文字。"), (second, "乙的文字。")):
        paragraph(page, 1).fill(words)
        page.locator("[name=small_correction]").check()
        button(page, "儲存並繼續編輯").click()
        page.locator(".messagelist .success, .conflict").first.wait_for()
    found = complaints(second)
    first.context.clear_cookies(name="csrf")
    button(first, "儲存並繼續編輯").click()
    first.locator(".typed").wait_for()
    assert found + complaints(first) == []


def test_history_comparison_and_restoring(as_role, complaints):
    page = as_role("chief-editor")
    open_speech(page, "Femke")
    page.locator(".historylink").click()
    page.locator(".revisions").wait_for()
    found = complaints(page)
    button(page, "比對所選的兩次修訂").click()
    page.locator(".comparison").wait_for()
    found += complaints(page)
    page.locator(".sides a[href$='/restore/']").first.click()
    page.locator("form.ask").wait_for()
    assert found + complaints(page) == []


@pytest.mark.parametrize(
    ("address", "action", "landed"),
    [
        (LIST, "add_topic", ".asked"),
        (LIST, "delete_selected", ".delete-selected-confirmation #content form"),
        (LIST, "withdraw", ".asked"),
        ("/admin/speeches/speaker/", "merge", ".cards"),
    ],
)
def test_the_questions_before_many_are_changed(as_role, complaints, address, action, landed):
    page = as_role("chief-editor")
    page.goto(address)
    for row in range(2):
        page.locator(".action-select").nth(row).check()
    act(page, action)
    page.locator(landed).wait_for()
    assert complaints(page) == []
