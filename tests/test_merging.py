"""Merging: nothing is lost, every address leads on in one hop, and what was seen is what is merged."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speeches import merging, roles
from speeches.changes import recorded
from speeches.digest.load import import_paper
from speeches.models import City, ContentVersion, OldSlug, Organization, Revision, Speaker, Speech, StaleRow
from tests import factories

pytestmark = pytest.mark.django_db

PAPER = Path(__file__).parents[1] / "fixtures" / "2021-03-24.txt"
PLURAL = {"city": "cities", "organization": "organizations", "speaker": "speakers"}
MAKE = {
    "city": lambda name, english="": factories.make_city(name, english, slug=english.lower()),
    "organization": lambda name, english="": factories.make_organization(name, name_en=english, slug=english.lower()),
    "speaker": lambda name, english="": factories.make_speaker(name, english, slug=english.lower()),
}


def speech_of(thing, **fields):
    return factories.make_speech(**{thing._meta.model_name: thing}, state="published", **fields)


def records(thing):
    return list(Revision.objects.of(thing))


@pytest.mark.parametrize("kind", PLURAL)
def test_speeches_move_and_addresses_lead_on_in_one_hop(client, kind):
    winner, first, second = MAKE[kind]("甲", "One"), MAKE[kind]("乙", "Two"), MAKE[kind]("丙", "Three")
    with recorded():
        first.slug = "two-and-a-half"
        first.save()
    speeches = [speech_of(winner), speech_of(first), speech_of(second)]
    texts = [speech.search_text.title for speech in speeches]
    version, before = ContentVersion.objects.get().number, [len(records(speech)) for speech in speeches]
    user = factories.make_user(roles.CHIEF_EDITOR)
    assert merging.merge(winner, [first, second], user, "同一個") == 2
    assert ContentVersion.objects.get().number == version + 1
    assert list(type(winner).objects.all()) == [winner]
    assert {getattr(speech, kind) for speech in Speech.objects.all()} == {winner}
    assert [len(records(speech)) for speech in speeches] == [before[0], before[1] + 1, before[2] + 1]
    moved = records(speeches[1])[0]
    assert (moved.record["kept"][kind], moved.user, moved.reason) == (winner.key, user, "同一個")
    assert Speech.objects.get(pk=speeches[1].pk).version == speeches[1].version + 1
    assert "one" in Speech.objects.get(pk=speeches[1].pk).search_text.title
    assert "two" not in Speech.objects.get(pk=speeches[1].pk).search_text.title
    assert texts[0] == Speech.objects.get(pk=speeches[0].pk).search_text.title
    for slug in ("two", "two-and-a-half", "three"):
        response = client.get(f"/en/{PLURAL[kind]}/{slug}/")
        assert (response.status_code, response.headers["Location"]) == (301, f"/en/{PLURAL[kind]}/one/")
    assert client.get(f"/en/{PLURAL[kind]}/one/").status_code == 200


@pytest.mark.parametrize("kind", PLURAL)
def test_the_last_revision_of_the_loser_says_where_it_went(kind):
    winner, loser = MAKE[kind]("甲", "One"), MAKE[kind]("乙", "Two")
    merging.merge(winner, [loser], factories.make_user(roles.CHIEF_EDITOR))
    last = records(loser)[0]
    assert (last.deleted, last.record["merged_into"], last.record["name_zh_hant"]) == (True, winner.key, "乙")
    assert "merged_into" not in records(winner)[0].record


def test_what_was_merged_twice_still_leads_on_in_one_hop(client):
    first, second, third = MAKE["city"]("甲", "One"), MAKE["city"]("乙", "Two"), MAKE["city"]("丙", "Three")
    speech_of(third)
    merging.merge(second, [first])
    merging.merge(third, [second])
    for slug in ("one", "two"):
        assert client.get(f"/zh-hant/cities/{slug}/").headers["Location"] == "/zh-hant/cities/three/"
    assert set(OldSlug.objects.filter(kind="city").values_list("slug", "key")) == {
        ("one", third.key),
        ("two", third.key),
    }


def test_only_what_is_empty_is_filled_and_topics_are_united():
    topics = [factories.make_topic() for _ in range(3)]
    winner = factories.make_city("高雄市", "", country="", description_zh_hant="港都。")
    first = factories.make_city("高雄", "Kaohsiung", country="TW", description_zh_hant="別的。")
    second = factories.make_city("打狗", "Takao", country="JP", latitude=22.6, longitude=0, description_en="A harbour.")
    with recorded():
        winner.topics.add(topics[0])
        first.topics.add(*topics[:2])
        second.topics.add(*topics[1:])
    winner, first, second = (City.objects.get(pk=city.pk) for city in (winner, first, second))
    merging.merge(winner, [first, second])
    city = City.objects.get()
    assert (city.name_zh_hant, city.name_en, city.country) == ("高雄市", "Kaohsiung", "TW")
    assert (city.latitude, city.longitude) == (22.6, 0)
    assert (city.description_zh_hant, city.description_en) == ("港都。", "A harbour.")
    assert set(city.topics.all()) == set(topics)
    assert records(city)[0].record["topics"] == sorted(topic.key for topic in topics)


def test_what_has_nothing_to_gain_is_not_written():
    winner, loser = factories.make_speaker("甲", "One"), factories.make_speaker("乙", "Two")
    before = len(records(winner))
    merging.merge(winner, [loser])
    assert Speaker.objects.get().version == winner.version
    assert len(records(winner)) == before


@pytest.mark.parametrize("changed", [0, 1])
@pytest.mark.parametrize("how", ["changed", "deleted"])
def test_rows_that_are_not_as_seen_are_refused(changed, how):
    seen = [factories.make_city("甲", "One"), factories.make_city("乙", "Two")]
    speech = speech_of(seen[1]) if not (changed and how == "deleted") else None
    with recorded():
        now = City.objects.get(pk=seen[changed].pk)
        now.save() if how == "changed" else now.delete()
    before = Revision.objects.count(), ContentVersion.objects.get().number
    with pytest.raises(StaleRow):
        merging.merge(*seen[:1], seen[1:])
    assert (Revision.objects.count(), ContentVersion.objects.get().number) == before
    assert speech is None or Speech.objects.get().city == seen[1]


def test_only_several_records_of_one_kind_are_merged():
    city, other, body = factories.make_city("甲"), factories.make_city("乙"), factories.make_organization()
    topics = factories.make_topic(), factories.make_topic()
    for winner, losers in [
        (city, []),
        (city, [city]),
        (city, [other, city]),
        (city, [other, other]),
        (city, [body]),
        (topics[0], [topics[1]]),
    ]:
        with pytest.raises(merging.ImpossibleMerge):
            merging.merge(winner, losers)
    assert City.objects.count() == 2


@pytest.mark.parametrize("role", [None, *roles.ROLES])
def test_who_may_not_delete_may_not_merge(role):
    winner, loser = factories.make_organization("甲"), factories.make_organization("乙")
    user = factories.make_user(role)
    if role == roles.CHIEF_EDITOR:
        merging.merge(winner, [loser], user)
        assert Organization.objects.count() == 1
    else:
        with pytest.raises(PermissionDenied):
            merging.merge(winner, [loser], user)
        assert Organization.objects.count() == 2


@pytest.mark.parametrize("kind", PLURAL)
def test_twenty_speeches_cost_as_many_queries_as_one(kind):
    costs = []
    for number in (1, 20):
        winner, loser = MAKE[kind](f"甲{number}", f"One{number}"), MAKE[kind](f"乙{number}", f"Two{number}")
        for at in range(number):
            speech_of(loser, number=10 * number + at, topics=[factories.make_topic()])
        with CaptureQueriesContext(connection) as queries:
            assert merging.merge(winner, [loser]) == number
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_a_failure_leaves_everything_as_it_was(monkeypatch):
    winner, loser = factories.make_city("甲", "One"), factories.make_city("乙", "Two")
    speech = speech_of(loser)
    before = len(records(speech))
    monkeypatch.setattr(merging, "fill", lambda *_things: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        merging.merge(winner, [loser])
    assert Speech.objects.get().city == loser
    assert City.objects.count() == 2
    assert len(records(speech)) == before


def test_the_same_paper_again_changes_nothing_after_a_merge():
    import_paper(PAPER.read_bytes(), "paper.txt", publish=True)
    winner = factories.make_city("臺北")
    merging.merge(winner, [City.objects.get(name_zh_hant="臺北市")])
    counts = City.objects.count(), Revision.objects.count()
    report = import_paper(PAPER.read_bytes(), "paper.txt")
    assert report.outcomes.total() == report.outcomes["unchanged"]
    assert (City.objects.count(), Revision.objects.count()) == counts
