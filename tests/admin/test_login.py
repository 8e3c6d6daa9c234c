"""Five wrong passwords lock the login; a forged header does not open it."""

import pytest

from tests import factories

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
