"""The translators' screens on a site of 10,000 speeches, six tenths of whose paragraphs have English in all states."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.http import urlencode

from speeches import roles
from speeches.models import Speech
from tests import factories
from tests.benchmarks.asking import ask

# Queries, and milliseconds of CPU: of a page that is opened all day, and of a report that reads many texts anew.
QUERIES, PAGE, REPORT = 10, 150, 1000

ENGLISH = """
    UPDATE speeches_paragraph SET text_en = 'The city promotes 3,000 lamps.', basis = text_zh_hant,
        basis_digest = CASE WHEN id % 50 = 3 THEN 'other' ELSE chinese_digest END,
        translation_state = CASE id % 10 WHEN 1 THEN 'draft' WHEN 2 THEN 'translated' ELSE 'approved' END
    WHERE id % 10 < 6
"""


@pytest.fixture
def opened(client, db, ten_thousand, application):
    """`opened("/admin/translation/")` gives the page to a chief editor."""
    with connection.cursor() as cursor:
        cursor.execute(ENGLISH)
        cursor.execute("ANALYZE")
    client.force_login(factories.make_user(roles.CHIEF_EDITOR))
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    site = application(0)
    return lambda address: ask(site, address, HTTP_COOKIE=cookies)


def bench_desk(opened, measure):
    speech = Speech.objects.newest_first()[5000]
    queues = reverse("translation")
    for name, address in (
        ("dashboard", reverse("admin:index")),
        *(
            (f"queue: {queue}", f"{queues}?queue={queue}")
            for queue in ("missing", "review", "outdated", "heads", "mine")
        ),
        ("queue: missing, page 300", f"{queues}?queue=missing&page=300"),
        ("desk", reverse("desk", args=[speech.pk])),
        ("a word in both languages", f"{reverse('concordance')}?{urlencode({'q': '數位轉型'})}"),
        ("names without English", reverse("translation_names")),
    ):
        figures = measure(name, lambda address=address: opened(address))
        assert figures.queries <= QUERIES, name
        assert figures.cpu <= PAGE, name


def bench_reports(opened, measure):
    term = factories.make_term("智慧城市", "smart city")
    for name, address in (
        ("findings, a page of sessions", reverse("translation_findings")),
        ("who does not follow a term", reverse("disagreement", args=[term.pk])),
    ):
        figures = measure(name, lambda address=address: opened(address), times=3)
        assert figures.queries <= QUERIES, name
        assert figures.cpu <= REPORT, name
