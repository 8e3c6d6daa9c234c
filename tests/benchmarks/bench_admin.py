"""The editors' screens on a site of 10,000 speeches: what Wagtail's cost there stands beside each promise."""

import pytest
from django.urls import reverse

from speeches import roles
from speeches.models import Speech
from tests import factories
from tests.benchmarks.asking import ask

# Milliseconds of CPU and queries that are promised; Wagtail's own list takes 293 and 26, its form 147 and 34.
LIST, FORM = (75, 12), (40, 15)


@pytest.fixture
def opened(client, db, ten_thousand, application):
    """`opened("/admin/")` gives the page to a chief editor."""
    client.force_login(factories.make_user(roles.CHIEF_EDITOR))
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    site = application(0)
    return lambda address: ask(site, address, HTTP_COOKIE=cookies)


def bench_lists(opened, measure):
    page = reverse("admin:speeches_speech_changelist")
    for name, query in (
        ("list of speeches", ""),
        ("list of speeches, last page", "?p=200"),
        ("list of speeches, one year", "?year=2009"),
        ("list of speeches, in review", "?state=in_review"),
        ("list of speeches, no English", "?english=untranslated"),
    ):
        figures = measure(name, lambda query=query: opened(page + query))
        if not query:
            assert figures.cpu <= LIST[0]
            assert figures.queries <= LIST[1]
    for kind in ("city", "speaker", "session", "topic", "revision"):
        address = reverse(f"admin:speeches_{kind}_changelist")
        measure(f"list: {kind}", lambda address=address: opened(address))


def bench_form(opened, measure):
    speech = Speech.objects.complete().newest_first()[0]
    address = reverse("admin:speeches_speech_change", args=[speech.pk])
    figures = measure("form of a speech", lambda: opened(address))
    assert figures.cpu <= FORM[0]
    assert figures.queries <= FORM[1]


def bench_first_page_and_history(opened, measure):
    speech = Speech.objects.complete().newest_first()[0]
    measure("first page", lambda: opened(reverse("admin:index")))
    measure("history", lambda: opened(reverse("admin:speeches_revision_thing", args=["speech", speech.key])))
    measure("what is missing", lambda: opened(reverse("missing")))
