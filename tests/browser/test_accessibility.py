"""axe finds nothing to complain of on any screen of the admin, and on the readers' pages that show the most parts."""

import pytest

from tests.browser import axe
from tests.browser.steps import LIST, act, button, open_speech, paragraph
from tests.browser.test_reading import address_of_a_speech

# Of the boxes that Select2 builds one thing is not ours to mend: its × to clear all stands in the list of what is
# chosen, and is no item of it.
EXCLUDE = [".select2-selection--multiple .select2-selection__rendered"]
LANDED = "#content h1"


@pytest.fixture
def complaints():
    """`complaints(page)` gives what axe finds on the screen, as one line for each element."""

    def complaints(page) -> list[str]:
        page.locator(LANDED).first.wait_for()
        found = axe.complaints(page, exclude=EXCLUDE)
        page.set_viewport_size({"width": axe.DESK[0], "height": axe.DESK[1]})
        return found

    return complaints


# Every kind of page at every size: `make audit`.
@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_readers_pages(page, language):
    speech = address_of_a_speech(page, language)
    found = []
    for address in (f"/{language}/", f"{speech}parallel/", f"/{language}/cities/"):
        page.goto(address)
        found += axe.complaints(page, sizes=[axe.SMALL_PHONE, axe.DESK])
    assert found == [], "\n".join(found)


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
    "/admin/translation/",
    "/admin/translation/?queue=review&year=2021",
    "/admin/translation/names/",
    "/admin/translation/findings/",
    "/admin/translation/findings/?session=1",
    "/admin/translation/words/?q=smart",
    "/admin/speeches/term/",
    "/admin/speeches/term/1/change/",
    "/admin/speeches/term/1/disagreement/",
    "/admin/speeches/term/file/",
    "/admin/translation/credit/",
    "/admin/translation/files/",
    "/admin/import/",
    f"{LIST}1/source/",
    f"{LIST}1/desk/",
    f"{LIST}1/desk/headline/history/",
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


def test_what_a_file_would_change_in_the_glossary(as_role, complaints):
    page = as_role("translator")
    page.goto("/admin/speeches/term/file/")
    lines = "chinese,english,status,more\n數位轉型,digital change,,\n新詞,new word,,\n,nothing,hearsay,\n"
    page.locator("#id_file").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": lines.encode()})
    page.locator("#content [type=submit]").click()
    page.locator(".term-card").first.wait_for()
    assert complaints(page) == []


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
