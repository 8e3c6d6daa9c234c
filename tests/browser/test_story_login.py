"""The login ends, or is renewed elsewhere, while somebody types: what was typed is saved nevertheless."""

import pytest

from tests.browser.steps import button, open_speech, paragraph

STAY = "儲存並繼續編輯"


@pytest.fixture
def typing(as_role, accounts):
    """A form with something typed into it; a window of its own, because its cookies will change."""
    page = as_role("editor")
    open_speech(page, "Bruno")
    return page


def log_in(page, account) -> None:
    page.locator("[name=username]").fill(account["username"])
    page.locator("[name=password]").fill(account["password"])
    page.locator("#login-form [type=submit]").click()


def go_on(page) -> None:
    button(page, "繼續儲存").click()
    page.locator(".messagelist .success").wait_for()


def test_the_login_ended_while_typing(typing, accounts, forgive, picture):
    forgive.append("status of 403")
    typed = "登入逾時前輸入的文字，一個字都不能少。"
    paragraph(typing, 1).fill(typed)
    typing.context.clear_cookies(name="session")
    button(typing, STAY).click()
    typing.locator(".kept-note").wait_for()
    picture(typing, "login-again", "#container")
    # A slip of the finger does not lose it either.
    log_in(typing, {"username": "editor", "password": "wrong"})
    typing.locator(".errornote").wait_for()
    log_in(typing, accounts["editor"])
    typing.locator(".typed").wait_for()
    assert typed in typing.locator(".typed").inner_text()
    picture(typing, "kept", "#content h1", ".typed")
    go_on(typing)
    assert paragraph(typing, 1).input_value() == typed


def test_a_form_from_before_a_login_in_another_window(typing, accounts, forgive):
    forgive.append("status of 403")
    typed = "另一個視窗重新登入之前輸入的文字。"
    paragraph(typing, 2).fill(typed)
    typing.context.clear_cookies(name="session")
    other = typing.context.new_page()
    other.goto("/admin/login/")
    log_in(other, accounts["editor"])
    other.wait_for_url("**/admin/")
    button(typing, STAY).click()
    typing.locator(".typed").wait_for()
    assert typed in typing.locator(".typed").inner_text()
    go_on(typing)
    assert paragraph(typing, 2).input_value() == typed
