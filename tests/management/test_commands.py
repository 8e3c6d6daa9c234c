"""The commands that set-up runs."""

import re

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.utils.translation import override

from speeches import roles
from speeches.models import ContentVersion, SitePage, Speech
from tests import factories

pytestmark = pytest.mark.django_db


def test_make_roles_repairs_the_groups():
    call_command("make_roles")
    assert set(Group.objects.values_list("name", flat=True)) == set(roles.ROLES)
    translator = Group.objects.get(name=roles.TRANSLATOR)
    translator.permissions.clear()
    call_command("make_roles")
    assert set(translator.permissions.values_list("codename", flat=True)) == roles.ROLES[roles.TRANSLATOR]


def test_make_admin_prints_a_password_that_works_once(capsys, rf):
    with override("en"):
        call_command("make_admin")
    password = re.search(r"Password: (\S+)", capsys.readouterr().out)[1]
    assert len(password) >= 20
    assert authenticate(rf.post("/admin/login/"), username="admin", password=password) == User.objects.get()
    with pytest.raises(CommandError, match="admin"):
        call_command("make_admin")
    assert User.objects.count() == 1


def test_prepare_makes_the_whole_site_and_a_second_time_changes_nothing(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.DEBUG = True
    call_command("prepare")
    public = Speech.objects.public()
    assert public.count() == public.fully_translated().count() == 17
    assert not public.waiting_for_approval().exists()
    assert public.at_address(2021, "pittsburgh-us-william-peduto").exists()
    assert all(page.body_zh_hant and page.body_en for page in SitePage.objects.all())
    assert set(SitePage.objects.values_list("name", flat=True)) == set(SitePage.Name.values)
    version = ContentVersion.objects.get().number
    call_command("prepare")
    assert Speech.objects.count() == 17
    assert ContentVersion.objects.get().number == version


def test_prepare_never_overwrites_what_an_editor_wrote(settings):
    settings.DEBUG = True
    factories.make_page("contact", "請洽本處。")
    call_command("prepare")
    contact = SitePage.objects.get(name="contact")
    assert (contact.body_zh_hant, contact.body_en) == ("請洽本處。", "")
    assert SitePage.objects.count() == 4
