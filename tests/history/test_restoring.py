"""A thing becomes again what it was: all of it, or nothing; and what differs is said."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from speeches import publishing, roles
from speeches.changes import recorded
from speeches.history.comparison import compare
from speeches.history.kinds import KINDS
from speeches.history.restoring import Impossible, Overtaken, restore
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
from tests.history.changing import changed, deleted, last, now, spoil, translate
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


class TestRefused:
    """A sentence, and nothing is written."""

    @pytest.fixture(autouse=True)
    def nothing_is_written(self):
        self.before = None
        yield
        assert Revision.objects.count() == self.before

    def refused(self, revision, *named, **options):
        self.before = Revision.objects.count()
        with pytest.raises(Impossible) as why:
            restore(revision, **options)
        for name in named:
            assert name in str(why.value)

    def test_the_number_in_the_paper_is_taken(self):
        speech = factories.make_speech(number=7)
        speaker = speech.speaker
        gone = deleted(speech)
        deleted(speaker)
        factories.make_speech(number=7)
        self.refused(gone, "2021 #7")
        assert not Speaker.objects.filter(key=speaker.key).exists()

    def test_the_name_of_a_topic_is_taken(self):
        topic = factories.make_topic("交通")
        gone = deleted(topic)
        factories.make_topic("交通")
        self.refused(gone, "交通")

    def test_a_word_of_the_glossary_is_taken(self):
        term = factories.make_term()
        gone = deleted(term)
        factories.make_term()
        self.refused(gone, term.chinese)

    def test_it_is_like_that_already(self):
        self.refused(last(factories.make_speech()))

    def test_somebody_was_faster(self):
        city = factories.make_city()
        old = last(city)
        seen = changed(city, name_en="A").number
        changed(city, name_en="B")
        self.before = Revision.objects.count()
        with pytest.raises(Overtaken):
            restore(old, seen=seen)

    def test_an_unknown_city(self):
        speech = factories.make_speech()
        gone = deleted(speech)
        city = speech.city
        deleted(city)
        Revision.objects.of(city).delete()
        self.refused(gone, city.key)

    @pytest.mark.parametrize("role", [roles.VIEWER, roles.TRANSLATOR, roles.ADMINISTRATOR])
    def test_who_may_not_change(self, role):
        city = factories.make_city()
        old = last(city)
        changed(city, name_en="A")
        self.refused(old, user=factories.make_user(role))

    def test_an_editor_may_not_bring_back(self):
        gone = deleted(factories.make_city())
        self.refused(gone, user=factories.make_user(roles.EDITOR))

    def test_nor_what_an_old_revision_needs(self):
        speech = factories.make_speech()
        old, speaker = last(speech), speech.speaker
        changed(speech, speaker=factories.make_speaker("別人"))
        deleted(speaker)
        self.refused(old, speaker.name, user=factories.make_user(roles.EDITOR))


class TestRoles:
    def test_an_editor_does_not_publish_by_restoring(self):
        speech = factories.make_speech(state=PUBLISHED)
        old = last(speech)
        publishing.move(now(speech), WITHDRAWN)
        changed(speech, headline_zh_hant="改")
        restored = restore(old, factories.make_user(roles.EDITOR))
        assert now(speech).state == WITHDRAWN
        assert now(speech).headline_zh_hant == ""
        assert len(restored.notes) == 1

    def test_a_chief_editor_does_and_may_leave_the_state_as_it_is(self):
        speech = factories.make_speech()
        old = last(speech)
        publishing.move(now(speech), PUBLISHED)
        changed(speech, headline_zh_hant="改")
        chief = factories.make_user(roles.CHIEF_EDITOR)
        restore(old, chief, with_state=False)
        assert now(speech).state == PUBLISHED
        restore(old, chief)
        assert now(speech).state == DRAFT
        assert last(speech).user == chief

    def test_a_time_to_come_is_restored_too(self):
        at = timezone.now() + timedelta(days=3)
        speech = factories.make_speech(state=PUBLISHED, at=at)
        old = last(speech)
        publishing.move(now(speech), DRAFT)
        restore(old)
        assert (now(speech).publish_at, now(speech).is_public()) == (at, False)

    @pytest.mark.parametrize(
        ("role", "state"), [(roles.EDITOR, states.TRANSLATED), (roles.CHIEF_EDITOR, states.APPROVED)]
    )
    def test_approved_english_needs_who_may_approve(self, role, state):
        speech = factories.make_speech()
        paragraph = speech.paragraphs.get()
        translate(paragraph, states.APPROVED, text="A")
        old = last(speech)
        translate(paragraph, text="B")
        restored = restore(old, factories.make_user(role))
        paragraph.refresh_from_db()
        assert (paragraph.text_en, paragraph.translation_state) == ("A", state)
        assert len(restored.notes) == (state != states.APPROVED)

    def test_english_that_is_approved_today_stays_so(self):
        speech = factories.make_speech()
        paragraph = speech.paragraphs.get()
        translate(paragraph, states.APPROVED, text="A")
        old = last(speech)
        with recorded():
            paragraph.text_zh_hant = "改了。"
            paragraph.save()
        restore(old, factories.make_user(roles.EDITOR))
        paragraph.refresh_from_db()
        assert paragraph.translation_state == TranslationState.APPROVED

    def test_readers_are_told_of_a_correction_of_what_they_could_read(self):
        speech = factories.make_speech(state=PUBLISHED)
        old = last(speech)
        changed(speech, headline_zh_hant="改")
        restore(old, correction=("還原標題", "Headline restored"))
        assert [r.correction_en for r in Revision.objects.of(speech).corrections()] == ["Headline restored"]


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
