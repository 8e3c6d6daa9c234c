"""The page that merges: who sees it, what it shows, and what a crafted answer cannot do."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speeches import roles
from speeches.changes import recorded
from speeches.models import City, Organization, Revision, Speaker, Speech
from tests import factories
from tests.admin.conftest import ROLES, Fields
from tests.admin.test_screens import Foreign

pytestmark = pytest.mark.django_db

KINDS = {"city": City, "organization": Organization, "speaker": Speaker}
MAKE = {
    "city": lambda name: factories.make_city(name, f"English of {name}", "TW", latitude=25.5, longitude=121.25),
    "organization": lambda name: factories.make_organization(name, "TW", name_en=f"English of {name}"),
    "speaker": lambda name: factories.make_speaker(name, f"English of {name}"),
}


def address(thing):
    return f"/admin/speeches/{thing._meta.model_name}/"


def ask(client, *things, **more):
    data = {"action": "merge", "_selected_action": [thing.pk for thing in things], "index": "0", **more}
    return client.post(address(things[0]), data)


def shown(*things):
    return [f"{thing.pk}:{thing.version}" for thing in things]


def answer(client, winner, /, *losers, **more):
    data = {"answered": "1", "winner": winner.pk, "shown": shown(winner, *losers), "reason": "同一個"}
    return ask(client, winner, *losers, **(data | more))


def messages(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", KINDS)
def test_who_may_delete_may_merge(as_role, kind, role):
    client = as_role(role)
    winner, loser = MAKE[kind]("甲"), MAKE[kind]("乙")
    allowed = role == "superuser" or f"delete_{kind}" in roles.ROLES[role]
    page = client.get(address(winner)).content.decode()
    assert ('value="merge"' in page) == allowed
    before = Revision.objects.count()
    asked = ask(client, winner, loser)
    assert (asked.status_code == 200 and b'name="winner"' in asked.content) == allowed
    assert Revision.objects.count() == before
    response = answer(client, winner, loser)
    assert (KINDS[kind].objects.count() == 1) == allowed
    assert (Revision.objects.count() > before) == allowed
    if allowed:
        last = Revision.objects.of(loser)[0]
        assert (last.deleted, last.reason, last.record["merged_into"]) == (True, "同一個", winner.key)
        assert (response.status_code, response.headers["Location"]) == (302, address(winner))


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_shows_them_side_by_side(chief, kind):
    few, many = MAKE[kind]("一市"), MAKE[kind]("二市")
    speeches = [factories.make_speech(**{kind: many}) for _ in range(5)]
    topic = factories.make_topic("交通")
    with recorded():
        (few if kind != "organization" else speeches[0]).topics.add(topic)
    response = ask(chief, few, many)
    cards = re.findall(r'<div class="card">.*?</dl>', response.content.decode(), re.DOTALL)
    assert len(cards) == 2
    for card, name in zip(cards, ("一市", "二市"), strict=True):
        assert name in card
        assert f"English of {name}" in card
        if kind == "city":
            assert "25.5, 121.25" in card
        if kind != "speaker":
            assert few.country_name in card
    assert ("交通" in cards[0]) == (kind != "organization")
    links = [int(pk) for pk in re.findall(r"/admin/speeches/speech/(\d+)/change/", cards[1])]
    assert links == [speech.pk for speech in speeches[:3]]
    assert "checked" in cards[1]
    assert "checked" not in cards[0]
    sent = Fields(response.content.decode()).values
    assert sent["action"] == "merge"


def test_the_page_obeys_the_content_security_policy(chief):
    foreign = Foreign()
    foreign.feed(ask(chief, MAKE["city"]("甲"), MAKE["city"]("乙")).content.decode())
    assert foreign.found == []


def test_the_page_is_answered_as_it_stands(chief):
    few, many = MAKE["city"]("甲"), MAKE["city"]("乙")
    speech = factories.make_speech(city=few)
    html = ask(chief, few, many).content.decode()
    form = html[html.index('<form class="ask"') :]
    assert {"reason", "winner", "shown", "_selected_action", "answered"} <= set(Fields(form).values)
    assert re.search(r'<form class="ask" method="post"\s*>', form), "it posts to the list where it came from"
    response = answer(chief, many, few)
    assert Speech.objects.get().city == many
    assert "1" in messages(response)[0]
    assert Revision.objects.of(speech)[0].reason == "同一個"


@pytest.mark.parametrize("number", [1, 11])
def test_two_to_ten_are_merged_at_once(chief, number):
    cities = [MAKE["city"](f"市{i}") for i in range(number)]
    response = answer(chief, *cities)
    assert response.status_code == 302
    assert City.objects.count() == number


def test_what_changed_since_the_page_is_shown_again(chief):
    winner, loser = MAKE["city"]("甲"), MAKE["city"]("乙")
    with recorded():
        City.objects.get(pk=loser.pk).save()
    response = answer(chief, winner, loser)
    assert response.status_code == 200
    assert City.objects.count() == 2
    assert len(messages(response)) == 1
    again = City.objects.get(pk=loser.pk)
    assert f'value="{shown(again)[0]}"' in response.content.decode()
    assert answer(chief, winner, again).status_code == 302
    assert City.objects.get() == winner


def test_what_was_deleted_since_the_page_is_not_merged(chief):
    winner, middle, loser = (MAKE["city"](name) for name in "甲乙丙")
    with recorded():
        City.objects.get(pk=loser.pk).delete()
    assert answer(chief, winner, middle, loser).status_code == 200
    assert City.objects.count() == 2


@pytest.mark.parametrize("winner", ["", "0", "x", "other", "both"])
def test_the_one_that_stays_is_one_of_the_chosen(chief, winner):
    one, two, other = (MAKE["city"](name) for name in "甲乙丙")
    crafted = {"other": str(other.pk), "both": f"{one.pk},{two.pk}"}.get(winner, winner)
    assert answer(chief, one, two, winner=crafted).status_code == 200
    assert City.objects.count() == 3


@pytest.mark.parametrize("chosen", ["x", "9" * 30, "-1", "1 OR 1=1"])
def test_a_crafted_row_is_a_bad_request(chief, chosen):
    one, two = MAKE["city"]("甲"), MAKE["city"]("乙")
    data = {"action": "merge", "_selected_action": [one.pk, two.pk, chosen], "answered": "1", "winner": one.pk}
    assert chief.post(address(one), data | {"shown": shown(one, two)}).status_code == 400
    assert City.objects.count() == 2


def test_the_page_costs_the_same_with_two_and_with_ten(chief):
    costs = []
    for number in (2, 10):
        cities = [MAKE["city"](f"市{number}-{i}") for i in range(number)]
        for city in cities:
            factories.make_speech(city=city)
        with CaptureQueriesContext(connection) as queries:
            assert ask(chief, *cities).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
