"""The pages of the site: their texts are edited side by side, and nothing else of them."""

import pytest
from django.urls import reverse

from speeches import roles
from speeches.models import Revision, SitePage
from tests import factories
from tests.admin.conftest import form_fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def privacy():
    return factories.make_page("privacy", "舊文。", "Old.")


def change(page):
    return reverse("admin:speeches_sitepage_change", args=[page.pk])


def test_an_editor_writes_both_languages(editor, privacy):
    typed = {"body_zh_hant": "# 新文\r\n\r\n- 甲", "body_en": "New.", "reason": "修法", "name": "about"}
    assert editor.post(change(privacy), form_fields(editor, change(privacy)) | typed).status_code == 302
    privacy.refresh_from_db()
    assert (privacy.name, privacy.body_zh_hant, privacy.body_en) == ("privacy", "# 新文\n\n- 甲", "New.")
    assert Revision.objects.of(privacy)[0].reason == "修法"


def test_the_form_says_how_and_leads_to_the_page(editor, privacy):
    response = editor.get(change(privacy))
    html = response.content.decode()
    assert 'href="/zh-hant/privacy/"' in html
    assert {field.name for field in response.context["adminform"].form.visible_fields()} == {"body_zh_hant", "body_en"}
    assert editor.get("/zh-hant/privacy/").status_code == 200


def test_a_stale_form_is_refused(editor, privacy):
    fields = form_fields(editor, change(privacy))
    assert editor.post(change(privacy), fields | {"body_en": "First."}).status_code == 302
    assert editor.post(change(privacy), fields | {"body_en": "Second."}).status_code == 200
    assert SitePage.objects.get().body_en == "First."


@pytest.mark.parametrize("role", [roles.CHIEF_EDITOR, "superuser"])
def test_the_set_of_pages_is_fixed(as_role, privacy, role):
    client = as_role(role)
    assert client.post(reverse("admin:speeches_sitepage_add"), {"body_zh_hant": "另一頁。"}).status_code == 403
    assert client.post(reverse("admin:speeches_sitepage_delete", args=[privacy.pk]), {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [privacy.pk], "post": "yes"}
    client.post(reverse("admin:speeches_sitepage_changelist"), data)
    assert SitePage.objects.get() == privacy


@pytest.mark.parametrize("role", [roles.VIEWER, roles.TRANSLATOR])
def test_others_read_it(as_role, privacy, role):
    client = as_role(role)
    assert client.get(change(privacy)).status_code == 200
    assert client.post(change(privacy), {"body_zh_hant": "改。", "shown_version": "1"}).status_code == 403
