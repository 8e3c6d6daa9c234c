"""The report of what is missing: its counts are those of the database and of the lists that it links to."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speeches import roles
from speeches.admin.gaps import GAPS
from speeches.admin.missing import SHOWN
from speeches.changes import recorded
from speeches.models import City, Organization, Session, Speaker, Speech, Summit, Topic
from tests import factories
from tests.admin.conftest import ROLES
from tests.admin.test_screens import Foreign

pytestmark = pytest.mark.django_db

REPORT = "/admin/missing/"
# The same questions in plain SQL.
SQL = {
    (
        Speech,
        "without_topics",
    ): "speeches_speech t WHERE id NOT IN (SELECT content_object_id FROM speeches_speechtopic)",
    (Speech, "without_headline"): "speeches_speech WHERE headline_zh_hant = ''",
    (Speech, "untranslated"): "speeches_speech WHERE id NOT IN "
    "(SELECT speech_id FROM speeches_paragraph WHERE translation_state != 'untranslated')",
    (City, "without_coordinates"): "speeches_city WHERE latitude IS NULL",
    (City, "without_english_name"): "speeches_city WHERE name_en = ''",
    (City, "without_topics"): "speeches_city WHERE id NOT IN (SELECT content_object_id FROM speeches_citytopic)",
    (Organization, "without_english_name"): "speeches_organization WHERE name_en = ''",
    (Speaker, "without_english_name"): "speeches_speaker WHERE name_en = ''",
    (Topic, "without_english_name"): "speeches_topic WHERE name_en = ''",
    (Summit, "without_theme"): "speeches_summit WHERE theme_zh_hant = ''",
    (Summit, "without_english_theme"): "speeches_summit WHERE theme_en = ''",
    (Session, "without_english_name"): "speeches_session WHERE name_en = '' AND name_zh_hant != ''",
}


def ask(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {sql}")
        return cursor.fetchone()[0]


def make_some(number):
    """Whole ones and others: every gap has some rows and not all."""
    for index in range(number):
        topics = [factories.make_topic(english="" if index % 3 else "Topic")] if index % 2 else []
        place = {"latitude": 1, "longitude": 1} if index % 3 else {}
        city = factories.make_city(f"城{index}", "" if index % 2 else "City", **place)
        factories.make_speech(topics=topics, headline_zh_hant="標題" if index % 4 else "", city=city)
        factories.make_organization(name_en="" if index % 2 else "Office")
        factories.make_speaker("某人", "" if index % 3 else "Somebody")
        day = date(2022 + next(factories.counter) % 70, 4, 1)
        session = factories.make_session(day)
        with recorded():
            session.name_zh_hant = "上午場" if index % 2 else ""
            session.save()


def lines(client):
    sections = client.get(REPORT).context["sections"]
    gaps = [(model, gap.adjective) for model, gaps in GAPS.items() for gap in gaps]
    return dict(zip(gaps, [line for section in sections for line in section.lines], strict=True))


def test_the_counts_are_those_of_the_database_and_of_the_lists(as_role):
    client = as_role("viewer")
    make_some(7)
    found = lines(client)
    assert set(found) == set(SQL)
    for (model, adjective), line in found.items():
        assert line.count == ask(SQL[model, adjective]), (model, adjective)
        assert line.total == model.objects.count()
        assert line.share == (line.total - line.count) * 100 // line.total
        assert client.get(line.url).context["cl"].result_count == line.count
        assert len(line.first) == min(line.count, SHOWN)
        for _name, url in line.first:
            assert client.get(url).status_code == 200
    assert any(line.count > SHOWN for line in found.values())


def test_the_first_few_are_named_and_linked(as_role):
    client = as_role("viewer")
    cities = [factories.make_city(name, "") for name in ("A市", "B市")]
    line = lines(client)[City, "without_english_name"]
    assert line.first == [(city.name, f"/admin/speeches/city/{city.pk}/change/") for city in cities]
    html = client.get(REPORT).content.decode()
    for name, url in line.first:
        assert f'<a href="{url}">{name}</a>' in html
    assert f'<a href="{line.url}">' in html


def test_the_bar_says_in_words_what_it_shows(as_role):
    client = as_role("viewer")
    factories.make_city("甲市", "A")
    factories.make_city("乙市", "")
    html = client.get(REPORT).content.decode()
    shares = re.findall(r'<rect class="complete" width="(\d+)"', html)
    assert len(shares) == len(SQL)
    assert lines(client)[City, "without_english_name"].share == 50
    assert html.count('aria-hidden="true" focusable="false"') == len(SQL)
    assert re.search(r"50\s?%", html)
    foreign = Foreign()
    foreign.feed(html)
    assert foreign.found == []


def test_an_empty_site_lacks_nothing(as_role):
    assert {(line.count, line.share) for line in lines(as_role("viewer")).values()} == {(0, 100)}


@pytest.mark.parametrize("role", [None, *ROLES])
def test_who_may_see_speeches_may_see_the_report(client, as_role, role):
    if role is None:
        assert client.get(REPORT).headers["Location"] == f"/admin/login/?next={REPORT}"
        return
    allowed = role == "superuser" or "view_speech" in roles.ROLES[role]
    response = as_role(role).get(REPORT)
    assert response.status_code == (200 if allowed else 403)
    if allowed:
        assert "no-store" in response["Cache-Control"]
        assert as_role(role).post(REPORT).status_code == 405


def test_the_number_of_queries_is_the_same_whatever_there_is(as_role, django_assert_max_num_queries):
    client = as_role("chief editor")
    costs = []
    for number in (0, 2, 20):
        make_some(number)
        with django_assert_max_num_queries(20), CaptureQueriesContext(connection) as queries:
            client.get(REPORT)
        costs.append(len(queries))
    assert costs[0] == costs[1] == costs[2]
