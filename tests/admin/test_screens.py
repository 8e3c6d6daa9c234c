"""Each screen of each model opens for whom it should, in both languages, and obeys the content security policy."""

import re
from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from speeches import roles
from speeches.models import Revision
from tests import factories
from tests.admin.conftest import ROLES

pytestmark = pytest.mark.django_db

LANGUAGES = ["zh-hant", "en"]
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
NAMES = [model._meta.label_lower for model in MODELS]


@pytest.fixture
def site():
    """One of everything."""
    topic = factories.make_topic("交通", "Transport")
    speech = factories.make_speech(topics=[topic], number=1)
    factories.make_organization()
    factories.make_term()
    factories.make_synonym()
    factories.make_document(speech.session)
    factories.make_page()
    return speech


def an_object(model):
    if model is User:
        return factories.make_user(name="somebody")
    return model.objects.all()[0]


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def may(role, model, action):
    codename = f"{action}_{model._meta.model_name}"
    return role == "superuser" or codename in roles.ROLES[role]


def writable(model):
    return model._meta.model_name not in {"revision", "sourcedocument"}


def makeable(model):
    """What can be added and deleted: the pages of the site are a fixed set."""
    return writable(model) and model._meta.model_name != "sitepage"


def has_history(model):
    """A paper as received is never changed."""
    return model._meta.model_name != "sourcedocument"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_each_page_opens_for_whom_the_table_of_roles_says(as_role, site, role, language):
    client = as_role(role, language)
    for model in MODELS:
        thing = an_object(model)
        expected = {
            address(model, "changelist"): may(role, model, "view"),
            address(model, "change", thing.pk): may(role, model, "view"),
            address(model, "history", thing.pk): may(role, model, "view") and has_history(model),
            address(model, "add"): may(role, model, "add") and makeable(model),
            address(model, "delete", thing.pk): may(role, model, "delete") and makeable(model),
        }
        # The history of a record is a page of its revisions.
        found = {url: client.get(url, follow=True).status_code == 200 for url in expected}
        assert found == expected


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_change_gets_a_form_to_read_and_no_way_to_save(as_role, site, role):
    client = as_role(role)
    for model in MODELS:
        url = address(model, "change", an_object(model).pk)
        changes = may(role, model, "change") and writable(model)
        if may(role, model, "view"):
            assert ('name="_save"' in client.get(url).content.decode()) == changes, url
        if not changes:
            before = Revision.objects.count()
            assert client.post(url, {"name_zh_hant": "改", "chinese": "改", "shown_version": "1"}).status_code == 403
            assert Revision.objects.count() == before


def test_the_admin_is_chinese_unless_its_user_chooses_english(as_role, site):
    client = as_role("superuser")
    del client.cookies["language"]
    page = client.get(reverse("admin:speeches_speech_changelist"), headers={"accept-language": "en"})
    assert page["Content-Language"] == "zh-hant"
    assert 'lang="zh-hant"' in page.content.decode()
    client.post(reverse("set_language"), {"language": "en", "next": "/admin/"})
    assert client.get("/admin/")["Content-Language"] == "en"


def test_names_are_labelled_by_language_and_the_original_column_is_in_no_form(as_role, site):
    client = as_role("superuser")
    for model in MODELS:
        if not (fields := getattr(model, "translated_fields", ())):
            continue
        form = client.get(address(model, "change", an_object(model).pk)).context["adminform"].form
        assert not set(fields) & set(form.fields)
        for field in fields:
            assert "zh-hant" not in str(form[f"{field}_zh_hant"].label)
            assert form.fields[f"{field}_zh_hant"].widget.attrs["lang"] == "zh-Hant-TW"
            assert form.fields[f"{field}_en"].widget.attrs["lang"] == "en"


class Foreign(HTMLParser):
    """What the content security policy would stop."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.inside = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.found += [f"<{tag} {name}>" for name in attributes if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and not attributes.get("src")):
            self.inside = f"inline {tag}"
            if attributes.get("type") not in {"application/json"}:
                self.found.append(self.inside)
        for name in ("src", "action") if tag == "a" else ("src", "href", "action"):
            if re.match(r"(?i)(https?:)?//|javascript:|data:", attributes.get(name) or ""):
                self.found.append(f"{tag} {name}={attributes[name]}")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_inline_and_nothing_from_elsewhere(as_role, site, name):
    client = as_role("superuser")
    model = MODELS[NAMES.index(name)]
    thing = an_object(model)
    urls = [
        "/admin/",
        address(model, "changelist"),
        address(model, "change", thing.pk),
    ]
    if has_history(model):
        urls.append(address(model, "history", thing.pk))
    if makeable(model):
        urls += [address(model, "add"), address(model, "add") + "?_popup=1", address(model, "delete", thing.pk)]
    for url in urls:
        response = client.get(url, follow=True)
        foreign = Foreign()
        foreign.feed(response.content.decode())
        assert foreign.found == [], url
        assert "'unsafe" not in response["Content-Security-Policy"]
        assert "no-store" in response["Cache-Control"]


def test_login_page_has_nothing_inline(client):
    foreign = Foreign()
    foreign.feed(client.get("/admin/login/").content.decode())
    assert foreign.found == []


def test_taggits_own_tags_are_not_offered(as_role):
    assert "/admin/taggit/" not in as_role("superuser").get("/admin/").content.decode()
