"""The editors' screens on a site of 10,000 speeches: what Wagtail's cost there stands beside each promise."""

import pytest
from django.urls import reverse

from speeches import roles
from speeches.models import Speech
from tests import factories

# Milliseconds of CPU and queries that are promised; Wagtail's own list takes 293 and 26, its form 147 and 34.
LIST, FORM = (75, 12), (40, 15)


@pytest.fixture
def chief(client, db, ten_thousand):
    client.force_login(factories.make_user(roles.CHIEF_EDITOR))
    return client


def opened(client, address: str):
    response = client.get(address)
    assert response.status_code == 200, address
    return response


def bench_lists(chief, measure):
    page = reverse("admin:speeches_speech_changelist")
    for name, query in (
        ("list of speeches", ""),
        ("list of speeches, last page", "?p=200"),
        ("list of speeches, one year", "?year=2009"),
        ("list of speeches, in review", "?state=in_review"),
        ("list of speeches, no English", "?english=untranslated"),
    ):
        figures = measure(name, lambda query=query: opened(chief, page + query))
        if not query:
            assert figures.cpu <= LIST[0]
            assert figures.queries <= LIST[1]
    for kind in ("city", "speaker", "session", "topic", "revision"):
        address = reverse(f"admin:speeches_{kind}_changelist")
        measure(f"list: {kind}", lambda address=address: opened(chief, address))


def bench_form(chief, measure):
    speech = Speech.objects.complete().newest_first()[0]
    address = reverse("admin:speeches_speech_change", args=[speech.pk])
    figures = measure("form of a speech", lambda: opened(chief, address))
    assert figures.cpu <= FORM[0]
    assert figures.queries <= FORM[1]


def bench_first_page_and_history(chief, measure):
    speech = Speech.objects.complete().newest_first()[0]
    measure("first page", lambda: opened(chief, reverse("admin:index")))
    measure("history", lambda: opened(chief, reverse("admin:speeches_revision_thing", args=["speech", speech.key])))
    measure("what is missing", lambda: opened(chief, reverse("missing")))
