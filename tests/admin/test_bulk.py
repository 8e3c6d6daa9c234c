"""Topics and sessions of many speeches at once: who may, all or none, and every address keeps answering."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speeches import roles
from speeches.admin import bulk
from speeches.models import ContentVersion, OldSlug, Revision, Session, Speech
from tests import factories
from tests.admin.conftest import ROLES, Fields
from tests.admin.test_screens import Foreign

pytestmark = pytest.mark.django_db

LIST = "/admin/speeches/speech/"
ACTIONS = ["add_topic", "remove_topic", "move_to_session"]


def post(client, action, *speeches, **more):
    return client.post(LIST, {"action": action, "_selected_action": [speech.pk for speech in speeches], **more})


def answer(client, action, *speeches, **more):
    return post(client, action, *speeches, answered="1", **more)


def messages(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def session_of(year, month=3, day=22):
    return factories.make_session(datetime.date(year, month, day))


def now(*speeches):
    return [Speech.objects.get(pk=speech.pk) for speech in speeches]


@pytest.mark.parametrize("role", ROLES)
def test_who_may_change_speeches_may_do_it(as_role, role):
    client = as_role(role)
    topic, other = factories.make_topic(), factories.make_topic()
    speech = factories.make_speech(topics=[other])
    session = session_of(2022)
    allowed = role == "superuser" or "change_speech" in roles.ROLES[role]
    page = client.get(LIST).content.decode()
    answers = {"add_topic": topic.pk, "remove_topic": other.pk}
    for action in ACTIONS:
        assert (f'value="{action}"' in page) == allowed
        before = Revision.objects.count()
        answer(client, action, speech, topic=answers.get(action, ""), session=session.pk, reason="整理")
        assert (Revision.objects.count() > before) == allowed
    if allowed:
        assert set(speech.topics.all()) == {topic}
        assert Speech.objects.get().session == session
        assert {revision.reason for revision in Revision.objects.of(speech)[:3]} == {"整理"}


@pytest.mark.parametrize("action", ACTIONS)
def test_it_is_asked_first_and_nothing_is_done(editor, action):
    topic = factories.make_topic("交通")
    speeches = [factories.make_speech(topics=[topic]) for _ in range(2)]
    session_of(2022)
    before = Revision.objects.count()
    response = post(editor, action, *speeches)
    assert response.status_code == 200
    html = response.content.decode()
    foreign = Foreign()
    foreign.feed(html)
    assert foreign.found == []
    form = Fields(html[html.index('<form class="ask"') :]).values
    assert form["action"] == action
    assert {"answered", "_selected_action", "reason"} <= set(form)
    for speech in speeches:
        assert f"{LIST}{speech.pk}/change/" in html
    assert answer(editor, action, *speeches).context["form"].errors
    assert answer(editor, action, *speeches, topic="999", session="999").context["form"].errors
    assert answer(editor, action, *speeches, topic="x", session="x").context["form"].errors
    assert Revision.objects.count() == before


@pytest.mark.parametrize("action", ACTIONS)
def test_a_crafted_row_is_a_bad_request(editor, action):
    data = {"action": action, "_selected_action": ["x"], "answered": "1"}
    assert editor.post(LIST, data).status_code == 400


def test_a_topic_is_given_once_and_taken(editor):
    topic = factories.make_topic("交通")
    one, two, three = factories.make_speech(topics=[topic]), factories.make_speech(), factories.make_speech()
    revisions, version = Revision.objects.count(), ContentVersion.objects.get().number
    assert "2" in messages(answer(editor, "add_topic", one, two, three, topic=topic.pk))[0]
    assert Revision.objects.count() == revisions + 2, "what had it already is not changed"
    assert ContentVersion.objects.get().number == version + 1
    assert set(Speech.objects.about(topic)) == {one, two, three}
    assert two in Speech.objects.mentioning("交通")
    assert "2" in messages(answer(editor, "remove_topic", one, three, topic=topic.pk))[0]
    assert list(Speech.objects.about(topic)) == [two]
    assert Revision.objects.of(one)[0].record["kept"]["topics"] == []


def test_topics_of_twenty_speeches_cost_as_many_queries_as_of_one(editor):
    costs = []
    for number in (1, 20):
        topic = factories.make_topic()
        speeches = [factories.make_speech() for _ in range(number)]
        with CaptureQueriesContext(connection) as queries:
            answer(editor, "add_topic", *speeches, topic=topic.pk)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_a_move_to_another_year_changes_the_address_and_the_old_one_answers(client, editor):
    speech = factories.make_speech(state="published", slug="pittsburgh-us")
    target = session_of(2022)
    response = answer(editor, "move_to_session", speech, session=target.pk)
    assert response.status_code == 302
    moved = Speech.objects.get()
    assert (moved.session, moved.year, moved.slug, moved.number) == (target, 2022, "pittsburgh-us", speech.number)
    assert moved.version == speech.version + 1
    old = client.get("/en/speeches/2021/pittsburgh-us/")
    assert (old.status_code, old.headers["Location"]) == (301, "/en/speeches/2022/pittsburgh-us/")
    assert client.get("/en/speeches/2022/pittsburgh-us/").status_code == 200
    back = answer(editor, "move_to_session", moved, session=speech.session_id)
    assert back.status_code == 302, "its own address of former times is free for it"
    assert client.get("/en/speeches/2021/pittsburgh-us/").status_code == 200
    assert client.get("/en/speeches/2022/pittsburgh-us/").status_code == 301


def test_where_a_number_is_taken_nothing_moves_and_each_is_named(editor):
    target = session_of(2021, 3, 23)
    factories.make_speech(number=1, session=target)
    taken, free = factories.make_speech(number=1), factories.make_speech(number=2)
    before = Revision.objects.count(), now(taken, free)
    response = answer(editor, "move_to_session", taken, free, session=target.pk)
    lines = response.context["form"].non_field_errors()
    assert [str(taken) in line for line in lines] == [False, True]
    assert Revision.objects.count() == before[0]
    assert [speech.session for speech in now(taken, free)] == [taken.session] * 2


def test_two_of_one_number_cannot_move_to_one_session(editor):
    one = factories.make_speech(number=1, session=session_of(2021, 3, 23))
    two = factories.make_speech(number=1, session=session_of(2021, 3, 24))
    response = answer(editor, "move_to_session", one, two, session=session_of(2021, 3, 25).pk)
    assert len(response.context["form"].non_field_errors()) == 2
    assert now(one)[0].session == one.session


@pytest.mark.parametrize("how", ["now", "once", "both"])
def test_where_an_address_is_taken_nothing_moves(editor, how):
    speech = factories.make_speech(number=1, slug="pittsburgh-us")
    target = session_of(2022)
    moving = [speech]
    if how == "now":
        factories.make_speech(number=2, session=target, slug="pittsburgh-us")
    elif how == "once":
        other = factories.make_speech(number=2, session=target)
        OldSlug.objects.create(kind="speech", year=2022, slug="pittsburgh-us", key=other.key)
    else:
        moving.append(factories.make_speech(number=2, session=session_of(2020), slug="pittsburgh-us"))
    response = answer(editor, "move_to_session", *moving, session=target.pk)
    lines = response.context["form"].non_field_errors()
    assert "pittsburgh-us" in lines[1]
    assert len(lines) == 2
    assert now(speech)[0].year == 2021


def test_what_is_in_the_session_already_stays(editor):
    speech = factories.make_speech()
    before = Revision.objects.count()
    assert answer(editor, "move_to_session", speech, session=speech.session_id).status_code == 302
    assert Revision.objects.count() == before
    assert Session.objects.count() == 1


def test_too_many_at_once_are_refused(editor, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 1)
    speeches = [factories.make_speech() for _ in range(2)]
    topic = factories.make_topic()
    response = answer(editor, "add_topic", *speeches, topic=topic.pk)
    assert response.status_code == 302
    assert len(messages(response)) == 1
    assert not Speech.objects.about(topic).exists()


def test_all_pages_of_a_list_can_be_chosen(editor):
    topic = factories.make_topic()
    speeches = [factories.make_speech() for _ in range(3)]
    data = {"action": "add_topic", "_selected_action": [speeches[0].pk], "select_across": "1"}
    page = editor.post(f"{LIST}?state=draft", data)
    html = page.content.decode()
    assert html.count('name="_selected_action"') == 3
    answer(editor, "add_topic", *speeches, topic=topic.pk)
    assert Speech.objects.about(topic).count() == 3
