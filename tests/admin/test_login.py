"""Five wrong passwords lock the login; a forged header does not open it."""

import pytest
from django.test import Client

from speeches.changes import recorded
from tests import factories
from tests.admin.conftest import Fields, form_fields

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"


def attempt(client, password, **headers):
    return client.post(LOGIN, {"username": "editor", "password": password}, headers=headers)


@pytest.fixture
def account():
    return factories.make_user("editor", name="editor")


def test_five_wrong_passwords_lock_the_login_also_for_the_right_one(client, account):
    for _ in range(4):
        assert attempt(client, "wrong").status_code == 200
    locked = attempt(client, "wrong")
    assert locked.status_code == 429
    page = locked.content.decode()
    assert "15 分鐘" in page
    assert "15 minutes" in page
    assert attempt(client, "a-long-password").status_code == 429
    assert "_auth_user_id" not in client.session


def test_a_forged_forwarded_address_gains_nothing(client, account):
    for number in range(5):
        attempt(client, "wrong", **{"x-forwarded-for": f"10.0.0.{number}", "x-real-ip": f"10.0.0.{number}"})
    assert attempt(client, "a-long-password", **{"x-forwarded-for": "10.9.9.9"}).status_code == 429


def test_another_account_is_not_locked(client, account):
    factories.make_user("editor", name="colleague")
    for _ in range(5):
        attempt(client, "wrong")
    assert client.post(LOGIN, {"username": "colleague", "password": "a-long-password"}).status_code == 302


@pytest.fixture
def speech():
    return factories.make_speech("甲。")


def change_url(speech):
    return f"/admin/speeches/speech/{speech.pk}/change/"


MINE = {"paragraphs-0-text_zh_hant": "我的甲，「引號」\r\n<b>&amp;</b>", "headline_zh_hant": "我的標題"}
SAME_SITE = {"sec-fetch-site": "same-origin"}


def hidden(html):
    return Fields(html).values


def test_a_form_sent_after_the_login_ended_is_sent_on_after_the_next_one(client, account, speech):
    client.force_login(account)
    fields = form_fields(client, change_url(speech)) | MINE
    client.logout()
    asked = client.post(change_url(speech), fields)
    assert asked.status_code == 403
    luggage = hidden(asked.content.decode())
    wrong = client.post(LOGIN, luggage | {"username": "editor", "password": "wrong"})
    assert hidden(wrong.content.decode())["typed"] == luggage["typed"]
    again = client.post(LOGIN, luggage | {"username": "editor", "password": "a-long-password"})
    assert speech.paragraphs.get().text_zh_hant == "甲。"
    sent = hidden(again.content.decode())
    assert {name: value for name, value in sent.items() if name in fields} == {
        name: "".join(value) if isinstance(value, list) else value for name, value in fields.items() if value != []
    }
    assert client.post(change_url(speech), sent).status_code == 302
    assert speech.paragraphs.get().text_zh_hant == "我的甲，「引號」\n<b>&amp;</b>"


@pytest.mark.parametrize("next_url", ["https://evil.example/", "//evil.example/admin/", "/zh-hant/", "javascript:1"])
def test_what_was_typed_is_sent_to_no_other_place(client, account, next_url):
    luggage = {"typed": "a=1", "next": next_url, "username": "editor", "password": "a-long-password"}
    response = client.post(LOGIN, luggage)
    assert response.status_code == 302
    assert "evil" not in response["Location"]


def test_a_form_from_before_a_login_in_another_window_is_kept(account, speech):
    client = Client(enforce_csrf_checks=True)
    client.force_login(account)
    fields = form_fields(client, change_url(speech)) | MINE
    assert client.post(change_url(speech), fields).status_code == 403
    page = client.post(change_url(speech), fields, headers=SAME_SITE)
    assert page.status_code == 403
    sent = hidden(page.content.decode())
    assert sent["headline_zh_hant"] == "我的標題"
    assert client.post(change_url(speech), sent).status_code == 302
    assert speech.paragraphs.get().text_zh_hant.startswith("我的甲")


def test_the_form_of_another_site_is_neither_taken_nor_shown(account, speech):
    client = Client(enforce_csrf_checks=True)
    client.force_login(account)
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}, {}):
        page = client.post(change_url(speech), MINE, headers=headers)
        assert page.status_code == 403
        assert "我的標題" not in page.content.decode()


def test_passwords_are_never_kept(client, account):
    page = client.post("/admin/password_change/", {"old_password": "a-long-password", "new_password1": "x"})
    assert page.status_code == 302
    assert page["Location"].startswith(LOGIN)


def test_what_was_typed_into_something_deleted_meanwhile_can_be_copied(client, account, speech):
    client.force_login(account)
    fields = form_fields(client, change_url(speech)) | MINE
    with recorded():
        speech.delete()
    page = client.post(change_url(speech), fields)
    assert page.status_code == 410
    assert "我的標題" in page.content.decode()
