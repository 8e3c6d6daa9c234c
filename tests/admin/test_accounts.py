"""Accounts: an administrator gives roles to others, and can raise neither himself nor anybody above the table."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext, override

from speeches import roles
from speeches.changes import recorded
from speeches.models import Revision
from tests import factories
from tests.admin.conftest import ROLES, form_fields

pytestmark = pytest.mark.django_db

LIST = "/admin/auth/user/"
ADD = f"{LIST}add/"
PASSWORDS = {"password1": "correct horse battery", "password2": "correct horse battery"}


def change(account):
    return f"{LIST}{account.pk}/change/"


def group(role):
    return Group.objects.get(name=role).pk


@pytest.fixture
def administrator(as_role):
    return as_role(roles.ADMINISTRATOR)


def myself(client):
    return User.objects.get(pk=client.session["_auth_user_id"])


def crafted(**more):
    """Everything that nobody may send."""
    permissions = list(Permission.objects.values_list("pk", flat=True))
    return {"is_superuser": "on", "is_staff": "on", "user_permissions": permissions, **more}


def save(client, account, **more):
    """What the form sends with its boxes as they are: an active account stays one."""
    fields = form_fields(client, change(account))
    return client.post(change(account), fields | {"is_active": "on"} | more)


def roles_of(account):
    return set(account.groups.values_list("name", flat=True))


@pytest.mark.parametrize("role", ROLES)
def test_only_administrators_see_accounts_and_nobody_sees_groups(as_role, role):
    client = as_role(role)
    somebody = factories.make_user(roles.EDITOR)
    expected = 200 if role in {roles.ADMINISTRATOR, "superuser"} else 403
    for url in (LIST, ADD, change(somebody), f"{LIST}{somebody.pk}/password/", f"{LIST}{somebody.pk}/delete/"):
        assert client.get(url).status_code == expected, url
    assert client.get("/admin/auth/group/").status_code == 404
    assert Group not in admin.site._registry


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_roles_are_boxes_with_their_names_in_the_users_language(as_role, language):
    client = as_role(roles.ADMINISTRATOR, language)
    factories.make_user(roles.EDITOR)
    form = client.get(ADD).context["adminform"].form
    with override(language):
        assert [label for _pk, label in form.fields["groups"].choices] == [gettext(role) for role in roles.ROLES]
        page = client.get(LIST).content.decode()
        assert f'<td class="field-role_names">{gettext(roles.EDITOR)}</td>' in page
    assert client.get(ADD).content.decode().count('type="checkbox" name="groups"') == len(roles.ROLES)


def test_a_new_account_can_log_in_and_has_its_roles_only(client, administrator):
    typed = {"username": "wang", "last_name": "王", "first_name": "小明", **PASSWORDS}
    chosen = [group(roles.TRANSLATOR), group(roles.EDITOR)]
    assert administrator.post(ADD, crafted(**typed, groups=chosen)).status_code == 302
    made = User.objects.get(username="wang")
    assert (made.is_staff, made.is_active, made.is_superuser) == (True, True, False)
    assert roles_of(made) == {roles.TRANSLATOR, roles.EDITOR}
    assert not made.user_permissions.exists()
    assert "王小明" in administrator.get(LIST).content.decode()
    administrator.logout()
    login = {"username": "wang", "password": PASSWORDS["password1"]}
    assert client.post("/admin/login/?next=/admin/", login).status_code == 302
    assert client.get("/admin/speeches/speech/").status_code == 200


def test_a_password_keeps_the_rules(administrator):
    response = administrator.post(ADD, {"username": "wang", "password1": "short", "password2": "short"})
    assert "password2" in response.context["adminform"].form.errors
    somebody = factories.make_user(roles.EDITOR)
    assert administrator.post(f"{LIST}{somebody.pk}/password/", PASSWORDS).status_code == 302
    assert User.objects.get(pk=somebody.pk).check_password(PASSWORDS["password1"])


def test_an_administrator_changes_the_roles_of_others_and_nothing_beyond(administrator):
    somebody = factories.make_user(roles.EDITOR)
    assert save(administrator, somebody, **crafted(groups=[group(roles.CHIEF_EDITOR)])).status_code == 302
    somebody = User.objects.get(pk=somebody.pk)
    assert roles_of(somebody) == {roles.CHIEF_EDITOR}
    assert (somebody.is_superuser, somebody.is_active) == (False, True)
    assert not somebody.user_permissions.exists()
    other = Group.objects.create(name="not in the table")
    response = save(administrator, somebody, groups=[other.pk])
    assert "groups" in response.context["adminform"].form.errors


def test_an_account_can_be_closed_and_opened(administrator):
    somebody = factories.make_user(roles.EDITOR)
    fields = form_fields(administrator, change(somebody)) | {"groups": [group(roles.EDITOR)]}
    for sent, active in ((fields, False), (fields | {"is_active": "on"}, True)):
        assert administrator.post(change(somebody), sent).status_code == 302
        assert User.objects.get(pk=somebody.pk).is_active == active


def test_nobody_raises_himself(administrator):
    me = myself(administrator)
    sent = form_fields(administrator, change(me)) | crafted(groups=[group(role) for role in roles.ROLES])
    assert administrator.post(change(me), sent | {"first_name": "新名"}).status_code == 302
    now = User.objects.get(pk=me.pk)
    assert now.first_name == "新名"
    assert roles_of(now) == {roles.ADMINISTRATOR}
    assert (now.is_superuser, now.is_active) == (False, True), "who leaves out the box does not lock himself out"
    assert not now.user_permissions.exists()


def test_an_administrator_touches_no_superuser(administrator):
    root = factories.make_user(is_superuser=True, name="root")
    old = root.password
    assert administrator.get(change(root)).status_code == 200
    assert b'name="_save"' not in administrator.get(change(root)).content
    assert administrator.post(change(root), {"username": "toor", "is_active": ""}).status_code == 403
    assert administrator.post(f"{LIST}{root.pk}/password/", PASSWORDS).status_code == 403
    assert administrator.post(f"{LIST}{root.pk}/delete/", {"post": "yes"}).status_code == 403
    somebody = factories.make_user(roles.EDITOR)
    data = {"action": "delete_selected", "_selected_action": [root.pk, somebody.pk], "post": "yes"}
    assert administrator.post(LIST, data).status_code == 403
    now = User.objects.get(pk=root.pk)
    assert (now.username, now.password, now.is_active) == ("root", old, True)
    assert User.objects.filter(pk=somebody.pk).exists()


@pytest.mark.parametrize("role", [roles.ADMINISTRATOR, "superuser"])
def test_nobody_deletes_or_closes_himself(as_role, role):
    client = as_role(role)
    me = myself(client)
    assert client.post(f"{LIST}{me.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(LIST, {"action": "delete_selected", "_selected_action": [me.pk], "post": "yes"})
    client.post(change(me), form_fields(client, change(me)))
    now = User.objects.get(pk=me.pk)
    assert (now.is_active, now.is_superuser) == (True, role == "superuser")


def test_a_superuser_makes_superusers_and_changes_his_own_roles(as_role):
    client = as_role("superuser")
    somebody = factories.make_user(roles.EDITOR)
    assert save(client, somebody, is_superuser="on").status_code == 302
    assert User.objects.get(pk=somebody.pk).is_superuser
    me = myself(client)
    assert save(client, me, groups=[group(roles.CHIEF_EDITOR)]).status_code == 302
    assert roles_of(me) == {roles.CHIEF_EDITOR}


def test_what_somebody_did_outlives_the_account(administrator):
    somebody = factories.make_user(roles.EDITOR)
    city = factories.make_city()
    with recorded(somebody, "改名"):
        city.name_zh_hant = "新城"
        city.save()
    assert administrator.post(f"{LIST}{somebody.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not User.objects.filter(pk=somebody.pk).exists()
    last = Revision.objects.of(city)[0]
    assert (last.user, last.reason, last.record["name_zh_hant"]) == (None, "改名", "新城")


def test_accounts_are_narrowed_by_role(administrator):
    editor = factories.make_user(roles.EDITOR)
    shown = administrator.get(LIST, {"role": group(roles.EDITOR)}).context["cl"].result_list
    assert list(shown) == [editor]
    for nonsense in ("x", "9" * 30, "'"):
        assert administrator.get(LIST, {"role": nonsense}).status_code == 200


def test_twenty_accounts_cost_as_many_queries_as_one(administrator):
    costs = []
    for number in (1, 20):
        for _ in range(number):
            factories.make_user(roles.EDITOR).groups.add(group(roles.TRANSLATOR))
        with CaptureQueriesContext(connection) as queries:
            administrator.get(LIST)
        costs.append(len(queries))
    assert costs[0] == costs[1]
