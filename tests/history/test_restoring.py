"""A thing becomes again what it was: all of it, or nothing; and what differs is said."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from speeches import publishing
from speeches.changes import recorded
from speeches.history.comparison import compare
from speeches.history.kinds import KINDS
from speeches.history.restoring import Impossible, restore
from speeches.models import (
    OldSlug,
    Paragraph,
    Revision,
    SitePage,
    Speaker,
    Speech,
    SpeechState,
    Topic,
    TranslationState,
)
from speeches.workbench import paragraphs, states
from tests import factories
from tests.history.changing import changed, deleted, last, now, spoil
from tests.test_every_write import EDIT, MAKE

pytestmark = pytest.mark.django_db
DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN = SpeechState


def test_all_of_a_speech_comes_back(rich):
    old = last(rich)
    keys = [p.key for p in rich.paragraphs.in_order()]
    spoil(rich)
    before = Revision.objects.of(rich).count()
    restored = restore(old, reason="spoilt by mistake")
    assert restored.notes == []
    assert last(rich).record == old.record
    assert Revision.objects.of(rich).count() == before + 1
    assert last(rich).reason.endswith("spoilt by mistake")
    speech = now(rich)
    assert [p.key for p in speech.paragraphs.in_order()] == keys
    assert [p.translation_state for p in speech.paragraphs.in_order()] == ["approved", "draft", "untranslated"]
    assert [p.is_outdated for p in speech.paragraphs.in_order()] == [False, True, False]
    assert {topic.name_zh_hant for topic in speech.topics.all()} == {"交通", "能源"}
    assert (speech.state, speech.is_public(), speech.year) == (PUBLISHED, True, 2021)
    assert Speech.objects.mentioning("標題 Headline").get() == speech
    assert OldSlug.objects.at("speech", "another-address", 2022).get().key == rich.key


def test_a_restoration_can_be_undone_by_another(rich):
    good = last(rich)
    spoil(rich)
    bad = last(rich)
    restore(good)
    restore(bad)
    assert last(rich).record == bad.record


def test_joined_paragraphs_are_two_again(rich):
    old = last(rich)
    with recorded(reason="joined"):
        first, second, _third = now(rich).paragraphs.in_order()
        paragraphs.join(first, second)
    joined = last(rich)
    restore(old)
    assert last(rich).record == old.record
    restore(joined)
    assert last(rich).record == joined.record
    assert rich.paragraphs.in_order()[0].former_keys == [second.key]


def test_paragraphs_that_are_as_they_were_are_not_written(rich):
    old, versions = last(rich), dict(rich.paragraphs.values_list("key", "version"))
    changed(rich, headline_zh_hant="改")
    restore(old)
    assert dict(rich.paragraphs.values_list("key", "version")) == versions


def test_a_deleted_speech_comes_back_with_its_key_and_address(rich):
    gone = deleted(rich)
    restore(gone)
    assert last(rich).record == gone.record
    assert not last(rich).deleted
    speech = Speech.objects.public().get(key=rich.key)
    assert speech.slug == rich.slug
    assert speech.paragraphs.count() == 3


def test_what_a_deleted_speech_needs_comes_back_first(rich):
    gone = deleted(rich)
    with recorded(reason="all"):
        rich.document.delete()
        for thing in (
            rich.speaker,
            rich.city,
            rich.organization,
            *Topic.objects.all(),
            rich.session,
            rich.session.summit,
        ):
            thing.delete()
    restored = restore(gone)
    assert last(rich).record | {"kept": None} == gone.record | {"kept": None}
    assert last(rich).record["kept"] == gone.record["kept"] | {"document": None}
    assert len(restored.notes) == 7, restored.notes
    assert Speech.objects.public().get().session.summit.year == 2021
    for thing in (rich.speaker, rich.city, rich.organization, rich.session):
        assert not last(thing).deleted


@pytest.mark.parametrize("name", sorted({*KINDS} - {"speech", "sitepage"}))
def test_each_kind_comes_back(name):
    thing = MAKE[name]()
    if hasattr(thing, "topic_rows") and name != "topic":
        with recorded():
            thing.topics.add(factories.make_topic("交通"), factories.make_topic("能源"))
    first = last(thing)
    column, value = EDIT[name]
    second = changed(thing, **{column: value})
    if hasattr(thing, "topics"):
        with recorded():
            thing.topics.set([factories.make_topic("健康")])
    assert restore(first).notes == []
    assert last(thing).record == first.record
    restore(second)
    assert last(thing).record == second.record
    gone = deleted(thing)
    restore(gone)
    assert (last(thing).record, last(thing).deleted) == (gone.record, False)


def test_a_page_of_the_site_comes_back():
    page = SitePage.objects.called("about").first() or factories.make(SitePage, name="about", body_zh_hant="一")
    old = changed(page, body_zh_hant="關於本站", body_en="About this site")
    changed(page, body_zh_hant="改", body_en="")
    restore(old)
    assert last(page).record == old.record


class TestMerged:
    """The last record of the loser names the winner."""

    def merge(self, loser, winner):
        gone = deleted(loser)
        gone.record["merged_into"] = winner.key
        gone.save()
        return gone

    def test_a_chain_leads_to_the_winner(self):
        speech = factories.make_speech(city=factories.make_city("甲市", "A"))
        old, one = last(speech), speech.city
        two, three = factories.make_city("乙市", "B"), factories.make_city("丙市", "C")
        changed(speech, city=three)
        self.merge(one, two)
        self.merge(two, three)
        changed(speech, headline_zh_hant="改")
        restore(old)
        assert now(speech).city == three
        assert now(speech).headline_zh_hant == ""

    def test_a_deleted_winner_is_brought_back(self):
        speech = factories.make_speech(speaker=factories.make_speaker("甲"))
        loser, winner = speech.speaker, factories.make_speaker("乙")
        gone = deleted(speech)
        self.merge(loser, winner)
        deleted(winner)
        restore(gone)
        assert now(speech).speaker.key == winner.key
        assert not Speaker.objects.filter(key=loser.key).exists()

    def test_a_circle_is_refused(self):
        one, two = factories.make_speaker("甲"), factories.make_speaker("乙")
        speech = factories.make_speech(speaker=one)
        gone = deleted(speech)
        self.merge(one, two)
        self.merge(two, one)
        with pytest.raises(Impossible):
            restore(gone)

    def test_two_topics_that_are_one_now(self):
        one, two = factories.make_topic("交通"), factories.make_topic("運輸")
        speech = factories.make_speech(topics=[one, two])
        old = last(speech)
        changed(speech, headline_zh_hant="改")
        self.merge(two, one)
        restore(old)
        assert list(now(speech).topics.all()) == [one]

    def test_the_loser_itself_can_come_back_and_its_old_address_leads_to_it_again(self):
        loser, winner = factories.make_city("甲市", slug="a-us"), factories.make_city("乙市", slug="b-us")
        gone = self.merge(loser, winner)
        OldSlug.objects.create(kind="city", slug="a-us", key=winner.key)
        restored = restore(gone)
        assert restored.thing.slug == loser.key
        assert len(restored.notes) == 2
        assert OldSlug.objects.at("city", "a-us").get().key == loser.key


class TestAddresses:
    def test_one_that_another_has_now_gives_way(self):
        city = factories.make_city(slug="pittsburgh-us")
        gone = deleted(city)
        other = factories.make_city(slug="pittsburgh-us")
        restored = restore(gone)
        assert (restored.thing.slug, len(restored.notes)) == (city.key, 1)
        assert not OldSlug.objects.at("city", "pittsburgh-us").exists(), "it is the other's, and no old address"
        assert now(other).slug == "pittsburgh-us"

    def test_one_that_old_links_of_another_have_gives_way(self):
        city = factories.make_city(slug="here")
        old = last(city)
        changed(city, slug="there")
        OldSlug.objects.filter(slug="here").update(key="another1")
        restore(old)
        assert now(city).slug == "there"

    def test_a_given_out_address_stays_where_then_there_was_only_a_provisional_one(self):
        speech = factories.make_speech()
        draft = last(speech)
        publishing.move(now(speech), PUBLISHED)
        slug = now(speech).slug
        assert slug != speech.key
        restored = restore(draft)
        assert (now(speech).slug, now(speech).state) == (slug, DRAFT)
        assert len(restored.notes) == 1

    def test_the_address_of_today_keeps_answering(self):
        city = factories.make_city(slug="pittsburgh-us")
        old = last(city)
        changed(city, slug="steel-city")
        restore(old)
        assert now(city).slug == "pittsburgh-us"
        assert OldSlug.objects.at("city", "steel-city").get().key == city.key


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
EDITS = st.one_of(
    st.tuples(st.just("add"), st.integers(0, 6), TEXT),
    st.tuples(st.just("edit"), st.integers(0, 6), TEXT),
    st.tuples(st.just("english"), st.integers(0, 6), st.one_of(st.just(""), TEXT), st.sampled_from(TranslationState)),
    st.tuples(st.just("move"), st.integers(0, 6), st.integers(0, 9)),
    st.tuples(st.just("remove"), st.integers(0, 6)),
    st.tuples(st.just("join"), st.integers(0, 6)),
    st.tuples(st.just("topics"), st.sets(st.integers(0, 2))),
    st.tuples(st.just("headline"), TEXT),
    st.tuples(st.just("state"), st.sampled_from(SpeechState)),
    st.tuples(st.just("delete")),
)


class TestAnyHistory(TestCase):
    """Whatever was done, each revision can be had again, exactly."""

    def do(self, speech, edit):
        what, *how = edit
        rows = list(speech.paragraphs.in_order())
        row = rows[how[0] % len(rows)] if rows and how and isinstance(how[0], int) else None
        if what == "add":
            Paragraph(speech=speech, position=how[0], text_zh_hant=how[1]).save()
        elif what == "topics":
            speech.topics.set([self.topics[number] for number in how[0]])
        elif what == "headline":
            speech.headline_zh_hant = how[0]
            speech.save()
        elif what == "state" and publishing.permission_to_move(speech, how[0]):
            publishing.move(speech, how[0])
        elif what == "delete":
            speech.delete()
        elif row is not None:
            self.do_to(row, rows, what, how)

    def do_to(self, row, rows, what, how):
        if what == "remove":
            row.delete()
            return
        if what == "join" and row is not rows[-1]:
            paragraphs.join(row, rows[rows.index(row) + 1])
            return
        if what == "edit":
            row.text_zh_hant = how[1]
        elif what == "english":
            states.write_english(row, None, how[2] if how[2] != states.UNTRANSLATED else states.DRAFT, text=how[1])
        elif what == "move":
            row.position = how[1]
        row.save()

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(EDITS, min_size=1, max_size=8), st.data())
    def test_each_revision_can_be_had_again(self, edits, data):
        speech = factories.make_speech("甲。", "乙。", slug="fixed", number=1)
        self.topics = [factories.make_topic() for _ in range(3)]
        for edit in edits:
            if (current := now(speech)) is None:
                restore(last(speech))
                current = now(speech)
            with recorded(reason=str(edit)[:255]):
                self.do(current, edit)
        old = data.draw(st.sampled_from(list(Revision.objects.of(speech))))
        if now(speech) is not None and last(speech).record == old.record:
            return
        restore(old)
        assert last(speech).record == old.record
        assert not last(speech).deleted
        assert not compare("speech", old.record, last(speech).record).differs
