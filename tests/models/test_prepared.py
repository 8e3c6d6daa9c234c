"""Prepared queries answer as the querysets that they are made of."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from speeches.changes import recorded
from speeches.models import ContentVersion, Paragraph, Session, Speech, SpeechState, Summit, Topic, shown
from speeches.models.prepared import Prepared
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def speeches():
    """Of a city, of an organization, and of both with a document; the first two on one topic."""
    topic, city = factories.make_topic("數位轉型", "digital transformation"), factories.make_city()
    public = {"state": SpeechState.PUBLISHED}
    factories.make_speech("一。", "二。", number=1, city=city, topics=[topic], **public)
    factories.make_speech("三。", number=2, organization=factories.make_organization(), topics=[topic], **public)
    body, document = factories.make_organization("機構"), factories.make_document()
    factories.make_speech("四。", number=3, city=city, organization=body, document=document, **public)
    return list(Speech.objects.order_by("number"))


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_instances_are_those_of_the_queryset(speeches, language):
    query = Prepared(lambda pks: Speech.objects.with_pks(*pks).with_people().select_related("document"))
    pks = [speech.pk for speech in speeches]
    with override(language):
        found, expected = query(pks), list(query.of(pks))
        assert [row.pk for row in found] == [row.pk for row in expected]
        for one, other in zip(found, expected, strict=True):
            for field in Speech._meta.concrete_fields:
                assert getattr(one, field.attname) == getattr(other, field.attname), field
            assert (one.headline, one.speaker.name) == (other.headline, other.speaker.name)
            assert (one.city, one.organization, one.document) == (other.city, other.organization, other.document)
            assert one.session.summit == other.session.summit
            assert (one._state.adding, one._state.db) == (False, "default")


def test_annotations_values_and_slices(speeches):
    now = timezone.now() + timedelta(seconds=1)
    counted = Prepared(lambda now: Summit.objects.with_speeches(Speech.objects.public(now)))
    assert [(row.year, row.speech_count) for row in counted(now)] == [(2021, 3)]
    keys = Prepared(lambda now: Speech.objects.public(now).newest_first().keys())
    pks = [(speech.pk,) for speech in speeches]
    assert keys(now) == pks
    assert keys(now, first=1, last=3) == pks[1:3]
    assert keys(now, first=2, last=9) == pks[2:]
    assert keys.first(now) == pks[0]
    assert keys.first(now - timedelta(days=1)) is None


def test_the_sql_is_made_once_for_each_number_of_values(speeches):
    made = []

    def of(pks):
        made.append(len(pks))
        return Speech.objects.with_pks(*pks)

    query, pks = Prepared(of), [speech.pk for speech in speeches]
    assert [len(query(pks[:number])) for number in (1, 2, 2, 3, 1)] == [1, 2, 2, 3, 1]
    assert made == [1, 2, 3]


def test_values_stay_values(speeches):
    query = Prepared(lambda slug: Speech.objects.at_address(2021, slug))
    assert [query(speech.slug) for speech in speeches] == [[speech] for speech in speeches]
    assert query("' OR 1=1 --") == query("%s") == query("") == []


def test_a_query_that_uses_a_value_otherwise_is_refused():
    with pytest.raises(ValueError, match="Not every parameter"):
        Prepared(lambda number: Speech.objects.all()[:number])(2)


def test_what_was_deferred_is_fetched_when_it_is_asked_for(speeches):
    speech = Prepared(lambda pk: Speech.objects.with_pks(pk).only("key"))(speeches[0].pk)[0]
    assert speech.number == 1
    assert speech.headline_zh_hant == speeches[0].headline_zh_hant


def test_a_listing_has_a_fixed_number_of_queries(speeches):
    with CaptureQueriesContext(connection) as queries:
        listing = shown.newest()
        assert listing.count() == 3
        found = listing[0:20]
        texts = [[paragraph.text_zh_hant for paragraph in speech.paragraphs.all()] for speech in found]
        names = [(speech.speaker.name_en, speech.body.country, speech.english_is_public) for speech in found]
    assert len(queries) == 4
    assert found == speeches
    assert texts == [
        [paragraph.text_zh_hant for paragraph in Paragraph.objects.filter(speech=speech).in_order()]
        for speech in speeches
    ]
    assert len(names) == 3


SHOWN = (
    *("key", "headline_zh_hant", "role_en", "is_outdated", "english_is_public", "has_public_english"),
    *("last_changed_at", "publish_at", "speaker.name_en", "body.country_name", "body.region", "session.date"),
    *("session.summit.year", "document.title"),
)


def getattr_path(thing, path: str):
    for name in path.split("."):
        thing = thing and getattr(thing, name)
    return thing


def test_the_speech_at_an_address_has_all_that_its_page_shows(speeches):
    topics = {speech: list(speech.topics.all()) for speech in speeches}
    texts = {speech: [row.text_zh_hant for row in speech.paragraphs.in_order()] for speech in speeches}
    for speech in speeches:
        found = shown.at_address(speech.year, speech.slug)
        expected = [getattr_path(speech, path) for path in SHOWN]
        with CaptureQueriesContext(connection) as queries:
            assert [getattr_path(found, path) for path in SHOWN] == expected
            assert [row.tag.name_en for row in found.topic_rows.all()] == [topic.name_en for topic in topics[speech]]
            assert [row.text_zh_hant for row in found.paragraphs.all()] == texts[speech]
        assert len(queries) == 0
    assert shown.at_address(2021, "nowhere") is None


def test_neighbours_and_others(speeches):
    first, second, third = speeches
    assert [shown.beside(speech) for speech in (first, second, third)] == [
        (None, second),
        (first, third),
        (second, None),
    ]
    topic = Topic.objects.called("數位轉型").get()
    assert shown.of_others_on(topic, first.body, 5) == [second.pk]
    assert shown.of_others_on(topic, second.body, 5) == [first.pk]


def test_the_content_version_before_the_first_change():
    ContentVersion.objects.all().delete()
    assert shown.content() == (0, None, None, None)


def test_speeches_carry_the_date_of_their_session(speeches):
    session = Session.objects.get()
    later = session.date + timedelta(days=1)
    with recorded(None, "the second day"):
        session.date = later
        session.save()
    assert {speech.date for speech in Speech.objects.all()} == {later}
