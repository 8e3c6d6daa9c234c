"""What cannot be again as it was, and who may not have it so: a sentence, and nothing is written."""

from datetime import timedelta

import pytest
from django.utils import timezone

from speeches import publishing, roles
from speeches.changes import recorded
from speeches.history.restoring import Impossible, Overtaken, restore
from speeches.models import (
    Revision,
    Speaker,
    SpeechState,
    TranslationState,
)
from speeches.workbench import states
from tests import factories
from tests.history.changing import changed, deleted, last, now, translate

pytestmark = pytest.mark.django_db
DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN = SpeechState


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
