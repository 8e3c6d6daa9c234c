"""Who edits, and what a form of the admin would send: as a browser does, from the page itself."""

from html.parser import HTMLParser

import pytest
from django.conf import settings

from speeches import roles
from tests import factories

ROLES = [*roles.ROLES, "superuser"]


class Fields(HTMLParser):
    """What a browser would send for a page's form: names and values of its inputs, textareas and selects."""

    def __init__(self, html: str):
        super().__init__()
        self.values: dict[str, str | list[str]] = {}
        self.textarea = self.select = None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        name = attributes.get("name")
        if attributes.get("type") == "radio" and "checked" not in attributes:
            return
        if tag == "input" and name and attributes.get("type") not in {"submit", "checkbox"}:
            self.values[name] = attributes.get("value") or ""
        elif tag == "textarea":
            self.textarea = name
            self.values[name] = ""
        elif tag == "select":
            self.select = (name, "multiple" in attributes)
            if name and "multiple" in attributes:
                self.values[name] = []
            elif name:
                self.values[name] = ""
        elif tag == "option" and "selected" in attributes and self.select and self.select[0]:
            name, multiple = self.select
            value = attributes.get("value") or ""
            self.values[name] = [*self.values[name], value] if multiple else value

    def handle_endtag(self, tag):
        if tag == "textarea":
            # HTML drops the line break that Django writes after the start tag.
            self.values[self.textarea] = self.values[self.textarea].removeprefix("\n")
            self.textarea = None

    def handle_data(self, data):
        if self.textarea:
            self.values[self.textarea] += data


def form_fields(client, url: str) -> dict:
    """The fields of the form at this address, as they are, ready to be changed and sent."""
    response = client.get(url)
    assert response.status_code == 200
    fields = Fields(response.content.decode()).values
    return {name: value for name, value in fields.items() if name not in {"language", "next", "csrfmiddlewaretoken"}}


def make_role(role: str):
    return factories.make_user(is_superuser=True) if role == "superuser" else factories.make_user(role)


@pytest.fixture
def as_role(client):
    def login(role: str, language: str = "zh-hant"):
        client.force_login(make_role(role))
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client

    return login


@pytest.fixture
def chief(as_role):
    return as_role(roles.CHIEF_EDITOR)


@pytest.fixture
def editor(as_role):
    return as_role(roles.EDITOR)
