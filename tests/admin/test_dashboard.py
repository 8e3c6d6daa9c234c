"""The first page: its counts equal SQL, its links lead to lists of as many rows, it costs the same at any size."""

import datetime

import pytest
from django.db import connection
from django.utils.html import escape

from speeches import roles
from speeches.changes import recorded
from speeches.models import Paragraph, SourceDocument, Speech
from speeches.workbench import states
from tests import factories

pytestmark = pytest.mark.django_db

INDEX = "/admin/"
LATER = datetime.datetime(2999, 1, 1, tzinfo=datetime.UTC)
STATES = {"draft": 3, "in_review": 2, "published": 4, "scheduled": 1, "withdrawn": 2}


def give_english(paragraph, state):
    with recorded():
        states.write_english(paragraph, state=state, text="English.")
        paragraph.save()


def fill(times=1):
    """Speeches in all states in two sessions and years, paragraphs in all states of the English, one outdated."""
    for _ in range(times):
        for state, number in STATES.items():
            for _ in range(number):
                when = {"state": "published", "at": LATER} if state == "scheduled" else {"state": state}
                factories.make_speech("甲。", "乙。", **({} if state == "draft" else when))
        factories.make_speech("甲。", session=factories.make_session(datetime.date(2021, 3, 23)))
        factories.make_speech("甲。", session=factories.make_session(datetime.date(2019, 3, 23)))
        rows = list(Paragraph.objects.in_order().filter(translation_state="untranslated")[:6])
        for row, state in zip(
            rows, ["approved", "approved", "translated", "translated", "translated", "draft"], strict=True
        ):
            give_english(row, state)
        with recorded():
            rows[0].text_zh_hant = "甲改。"
            rows[0].save()


def sql(query: str):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_counts_equal_sql(chief):
    fill()
    context = chief.get(f"{INDEX}?year=2021").context
    found = {segment.kind: segment.count for segment in context["states"]}
    by_state = dict(sql("SELECT state, COUNT(*) FROM speeches_speech WHERE year = 2021 GROUP BY state"))
    public = sql(
        "SELECT COUNT(*) FROM speeches_speech WHERE year = 2021 AND state = 'published' AND publish_at < '2900-01-01'"
    )[0][0]
    assert found == {
        "draft": by_state["draft"],
        "in_review": by_state["in_review"],
        "withdrawn": by_state["withdrawn"],
        "public": public,
        "scheduled": by_state["published"] - public,
    }
    assert context["total"] == sum(by_state.values())
    progress = sql(
        "SELECT session_id, p.translation_state, COUNT(*) FROM speeches_paragraph p "
        "JOIN speeches_speech s ON s.id = speech_id WHERE year = 2021 GROUP BY session_id, p.translation_state"
    )
    assert {
        (row["session"], segment.kind): segment.count
        for row, segments in context["sessions"]
        for segment in segments
        if segment.count
    } == {(session, state): count for session, state, count in progress}
    outdated = sql(
        "SELECT COUNT(*) FROM speeches_paragraph "
        "WHERE translation_state <> 'untranslated' AND basis_digest <> chinese_digest"
    )[0][0]
    assert sum(row["outdated"] for row, _segments in context["sessions"]) == outdated == 1


@pytest.mark.parametrize("role", [roles.TRANSLATOR, roles.EDITOR, roles.CHIEF_EDITOR])
def test_each_number_leads_to_a_list_of_what_was_counted(as_role, role):
    fill()
    client = as_role(role)
    context = client.get(f"{INDEX}?year=2021").context
    for segment in context["states"]:
        assert len(client.get(segment.url).context["cl"].result_list) == segment.count
    assert context["waiting"]
    for count, text, url in context["waiting"]:
        listed = client.get(url).context["cl"].result_list
        assert 0 < len(listed) <= count, text


def test_what_waits_is_what_the_role_may_do(as_role):
    fill()
    texts = {}
    for role in roles.ROLES:
        client = as_role(role)
        response = client.get(INDEX)
        assert response.status_code == 200
        texts[role] = [url.split("?")[1] for _count, _text, url in response.context.get("waiting") or []]
    assert not texts[roles.VIEWER]
    assert not texts[roles.ADMINISTRATOR]
    assert {query.split("&")[1] for query in texts[roles.TRANSLATOR]} == {
        "english=not_fully_translated", "english=with_outdated_english"
    }  # fmt: skip
    assert {query.split("&")[1] for query in texts[roles.EDITOR]} == {"state=draft"}
    assert len(texts[roles.CHIEF_EDITOR]) == 5


def test_who_may_see_no_speeches_sees_no_numbers(as_role):
    fill()
    page = as_role(roles.ADMINISTRATOR).get(INDEX)
    assert "states" not in page.context
    assert b"dash-states" not in page.content


def test_a_site_without_anything_has_a_first_page(chief):
    assert chief.get(INDEX).status_code == 200
    for year in ("", "abc", "999999999999", "1999", "\0"):
        assert chief.get(INDEX, {"year": year}).status_code == 200


def test_doubts_of_the_last_import_are_said_until_they_are_settled(chief, editor):
    document = factories.make_document()
    problems = [
        {"row": 7, "message": "“%(text)s” is no longer in the paper; it was kept here.", "values": {"text": "<b>"}}
    ]
    with recorded():
        document.problems = problems
        document.save()
    page = editor.get(INDEX).content.decode()
    assert escape("<b>") in page
    assert "<b>”" not in page
    settle = f"/admin/speeches/sourcedocument/{document.pk}/settle/"
    assert editor.get(settle).status_code == 405
    assert editor.post(settle).status_code == 302
    assert SourceDocument.objects.get().problems == []
    assert editor.get(INDEX).context["doubts"] == []


def test_who_may_not_edit_settles_nothing(as_role):
    document = factories.make_document()
    client = as_role(roles.TRANSLATOR)
    assert client.post(f"/admin/speeches/sourcedocument/{document.pk}/settle/").status_code == 403


def test_it_costs_the_same_at_any_size(chief, django_assert_max_num_queries):
    fill()
    chief.get(INDEX)
    with django_assert_max_num_queries(12) as few:
        chief.get(INDEX)
    fill(2)
    with django_assert_max_num_queries(12) as many:
        chief.get(INDEX)
    assert len(few) == len(many)
    assert Speech.objects.count() > 40
