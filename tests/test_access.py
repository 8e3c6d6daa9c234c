"""Who may do what, at every address: tests/access.txt says it, for each role and method, and this walks it.

An address that is not in the table fails, and so does a row whose address is gone. Where an answer differs, decide:
is the site wrong, or has the table to say something new? The failure prints the row as it is today.
"""

import re
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from speeches import roles
from speeches.changes import recorded
from speeches.models import ContentVersion, Revision, SitePage
from tests import factories
from tests.admin.conftest import make_role

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("access.txt")
ROLES = ["anonymous", *roles.ROLES, "superuser"]
# A method that nobody needs may do what GET does, or nothing.
UNUSED = ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
LANGUAGE = "{language}/"


def routes(patterns=None, prefix="/") -> list[str]:
    """Every address of the site as it stands in urls.py; both languages are one."""
    found = []
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = LANGUAGE if "LocalePrefix" in type(pattern.pattern).__name__ else str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            found.append(prefix + route.removeprefix("^").removesuffix("$").removesuffix(r"\Z"))
        else:
            found += routes(pattern.url_patterns, prefix + route)
    return list(dict.fromkeys(found))


def table() -> dict[tuple[str, str], list[str]]:
    """(method, address) -> the status of each role's answer."""
    rows = {}
    for line in TABLE.read_text().splitlines():
        if line and not line.startswith("#"):
            method, address, *statuses = line.split()
            rows[method, address] = statuses
    return rows


def row(method: str, address: str, statuses) -> str:
    return f"{method:<4} {address:<78} {' '.join(statuses)}"


@pytest.fixture
def things():
    """One of everything, by the model's name; a published speech with a topic, and what was deleted."""
    topic = factories.make_topic("交通", "Transport")
    bodies = {"city": factories.make_city(), "organization": factories.make_organization()}
    as_imported = dict.fromkeys(("country", "city", "organization", "role", "honorific", "speaker"), "")
    as_imported |= {"number": 1, "paragraphs": []}
    speech = factories.make_speech(
        "甲。", topics=[topic], number=1, state="published", source_row=as_imported, **bodies
    )
    gone = factories.make_city("舊城", "Old town")
    with recorded():
        gone.delete()
    with recorded():
        page = SitePage.objects.called("about").first() or SitePage(name="about", body_zh_hant="關於。")
        page.save()
    return {
        "speech": speech,
        "session": speech.session,
        "summit": speech.session.summit,
        "city": speech.city,
        "speaker": speech.speaker,
        "topic": topic,
        "organization": speech.organization,
        "term": factories.make_term(),
        "synonym": factories.make_synonym(),
        "sourcedocument": factories.make_document(speech.session),
        "sitepage": page,
        "gone": gone,
        "revision": Revision.objects.first(),
        "user": factories.make_user(roles.VIEWER, "somebody"),
    }


def concrete(address: str, things: dict) -> str:
    """The address with one of everything filled in; /en/ stands for both languages."""
    model = next((part for part in address.split("/") if part in things), "speech")
    thing, speech = things[model], things["speech"]
    slugs = {
        "summits": speech.session.slug,
        "cities": speech.city.slug,
        "organizations": things["organization"].slug,
        "speakers": speech.speaker.slug,
        "topics": things["topic"].slug,
    }
    section = address.removeprefix(f"/{LANGUAGE}").split("/")[0]
    values = {
        **dict.fromkeys(["object_id", "pk", "id"], getattr(thing, "pk", "")),
        "key": speech.key,
        "part": speech.paragraphs.get().key,
        "kind": "city" if "/import/" in address else "speech",
        "which": 1,
        "to": "withdrawn",
        "slug": slugs.get(section, speech.slug),
        "year": speech.year,
        "country": "us",
        "app_label": "speeches",
        "content_type_id": "1",
        "url": "nowhere",
        "form": "bib" if "/cite/" in address else "csv" if "/digest" in address or "/bilingual" in address else "json",
        "language": "both",
        "section": "pages",
        "number": "1",
        "name": "speeches",
    }
    parameter = r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)"
    return re.sub(parameter, lambda found: str(values[found[1] or found[2]]), address).replace(LANGUAGE, "en/")


class Visitor:
    """A browser of one role; each request is undone after it."""

    def __init__(self, role: str):
        client = Client()
        if role != "anonymous":
            client.force_login(make_role(role))
        self.cookies = client.cookies

    def status(self, method: str, address: str, data=None) -> int:
        client = Client(raise_request_exception=False)
        client.cookies.load({name: morsel.value for name, morsel in self.cookies.items()})
        with transaction.atomic():
            response = client.generic(method, address) if data is None else client.post(address, data)
            transaction.set_rollback(True)
        return response.status_code


def test_the_table_holds_every_address_and_no_other():
    assert {address for _method, address in table()} == set(routes())
    assert {method for method, _address in table()} == {"GET", "POST"}
    assert all(len(statuses) == len(ROLES) for statuses in table().values())


def test_each_role_gets_at_each_address_what_the_table_says(things):
    visitors = {role: Visitor(role) for role in ROLES}
    wrong = []
    for (method, address), expected in table().items():
        url = concrete(address, things)
        data = {} if method == "POST" else None
        found = [str(visitors[role].status(method, url, data)) for role in ROLES]
        if found != expected:
            wrong.append(row(method, address, found))
    assert not wrong, "\n".join(["", *wrong])


def test_no_other_method_does_more_than_get(things):
    """Nor does it write: each is answered as GET is, or refused; OPTIONS may say which methods there are."""
    visitor, before = Visitor("superuser"), ContentVersion.objects.get().number
    for (method, address), expected in table().items():
        if method == "GET":
            for unused in UNUSED:
                allowed = {int(expected[-1]), 405} | ({200} if unused == "OPTIONS" else set())
                assert visitor.status(unused, concrete(address, things)) in allowed, (unused, address)
    assert ContentVersion.objects.get().number == before


def test_head_is_get_without_a_body(things):
    for role in ("anonymous", "superuser"):
        visitor = Visitor(role)
        for (method, address), expected in table().items():
            # Django leads who is logged in away from the login only when asked by GET.
            if method == "GET" and address != "/admin/login/":
                assert visitor.status("HEAD", concrete(address, things)) == int(expected[ROLES.index(role)]), address
