"""Readers find a speech by what it is now: each kind of change, in the same transaction, on this run's database."""

import io
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from speeches import merging, publishing
from speeches.changes import recorded
from speeches.models import Paragraph, Speech, SpeechState
from speeches.search import Filters, find, index, suggestions
from speeches.workbench import states
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = "規劃分散式能源。"


def hits(text: str, **options) -> list[int]:
    found = find(text, **options)
    return [] if found.is_close else found.pks


def change(thing, **columns):
    thing = type(thing).objects.get(pk=thing.pk)
    with recorded(reason="changed"):
        for name, value in columns.items():
            setattr(thing, name, value)
        thing.save()
    return thing


@pytest.fixture
def speech():
    return factories.make_speech(
        TEXT,
        state="published",
        city=factories.make_city(),
        organization=factories.make_organization(),
        topics=[factories.make_topic("交通", "Transport")],
    )


@pytest.mark.parametrize("state", [state for state in SpeechState if state != SpeechState.PUBLISHED])
def test_only_what_is_published_is_found(state):
    factories.make_speech(TEXT, state=state)
    assert hits("分散式能源") == []
    assert Speech.objects.mentioning("分散式能源").exists(), "the admin finds drafts"


def test_published_and_withdrawn_and_published_again():
    speech = factories.make_speech(TEXT)
    for to, expected in ((SpeechState.PUBLISHED, 1), (SpeechState.WITHDRAWN, 0), (SpeechState.PUBLISHED, 1)):
        publishing.move(Speech.objects.get(pk=speech.pk), to)
        assert len(hits("分散式能源")) == expected
        assert len(hits("")) == expected


def test_what_is_not_due_is_found_by_nothing_until_its_time_comes(speech):
    now = timezone.now()
    later = factories.make_speech(
        TEXT, state="published", at=now + timedelta(hours=1), speaker=factories.make_speaker("Anna Later")
    )
    assert hits("分散式能源") == [speech.pk]
    assert find("").facets["year"] == {2021: 1}
    assert suggestions("Later") == []
    then = now + timedelta(hours=2)
    assert set(hits("分散式能源", at=then)) == {speech.pk, later.pk}
    assert find("", at=then).facets["year"] == {2021: 2}
    assert [found.thing for found in suggestions("Later", at=then)] == [later.speaker]
    assert find("分散式能源 -Anna", at=then).count == 1


def test_edited(speech):
    paragraph = speech.paragraphs.get()
    change(paragraph, text_zh_hant="推動無現金支付。")
    assert hits("分散式能源") == []
    assert hits("無現金") == [speech.pk]
    change(speech, headline_zh_hant="弭平數位鴻溝")
    assert hits("數位鴻溝") == [speech.pk]
    with recorded():
        Paragraph.objects.bulk_create([Paragraph(speech=speech, position=2, text_zh_hant="架空列車。")])
    assert hits("架空列車") == [speech.pk]
    with recorded():
        Paragraph.objects.filter(position=2).delete()
    assert hits("架空列車") == []


def test_only_english_that_is_public_is_found(speech, settings):
    paragraph = speech.paragraphs.get()
    for state, needs_approval, expected in [
        (states.DRAFT, False, 0),
        (states.TRANSLATED, True, 0),
        (states.APPROVED, True, 1),
        (states.DRAFT, True, 0),
        (states.TRANSLATED, False, 1),
    ]:
        settings.ENGLISH_NEEDS_APPROVAL = needs_approval
        paragraph = Paragraph.objects.get(pk=paragraph.pk)
        with recorded():
            states.write_english(paragraph, None, state, text="Distributed energy.")
            paragraph.save()
        assert len(hits("distributed energy")) == expected
        assert find("").facets["language"] == {"zh-hant": 1} | ({"en": 1} if expected else {})
        assert Speech.objects.mentioning("distributed").exists()
    # What was indexed under another setting has to be made anew: prepare sees that.
    settings.ENGLISH_NEEDS_APPROVAL = True
    assert not index.is_complete()
    index.refresh([speech.pk])
    assert index.is_complete()


@pytest.mark.parametrize("what", ["city", "organization", "speaker", "topic"])
def test_renamed(speech, what):
    thing = speech.topic_rows.get().tag if what == "topic" else getattr(speech, what)
    change(thing, name_zh_hant="嶄新之名", name_en="Brandnewname")
    assert hits("嶄新之名") == hits("brandnewname") == [speech.pk]


def test_another_country_and_another_day(speech):
    assert hits("美國") == hits("United States") == [speech.pk]
    change(speech.city, country="NZ")
    assert hits("美國") == []
    assert hits("紐西蘭") == [speech.pk]
    assert find("").facets["country"] == {"NZ": 1}
    newer = factories.make_speech(TEXT, state="published", session=factories.make_session(date(2022, 3, 22)))
    assert hits("") == [newer.pk, speech.pk]
    change(newer.session, date=date(2020, 3, 22))
    assert hits("") == [speech.pk, newer.pk]


def test_topics_given_and_taken_and_deleted(speech):
    topic = factories.make_topic("淨零", "Net zero")
    with recorded():
        topic.give_to([speech])
    assert hits("淨零", filters=Filters(topic=topic.pk)) == [speech.pk]
    with recorded():
        topic.take_from([speech])
    assert hits("淨零") == []
    with recorded():
        speech.topic_rows.get().tag.delete()
    assert hits("transport") == []


def test_bulk_changes_and_deletions():
    speeches = [factories.make_speech(TEXT, state="published") for _ in range(3)]
    with recorded():
        Speech.objects.all().update(headline_zh_hant="一起改了")
    assert set(hits("一起改了")) == {speech.pk for speech in speeches}
    with recorded():
        Speech.objects.filter(pk=speeches[0].pk).delete()
    with recorded():
        Speech.objects.get(pk=speeches[1].pk).delete()
    assert hits("一起改了") == hits("") == [speeches[2].pk]
    assert list(index.drift()) == []


def test_merged(speech):
    other = factories.make_city("匹茲堡", "Pittsburg")
    again = factories.make_speech(TEXT, state="published", city=other)
    merging.merge(speech.city, [other])
    assert set(hits("", filters=Filters(city=speech.city_id))) == {speech.pk, again.pk}
    assert find("").facets["city"] == {speech.city_id: 2}


def test_imported(settings):
    paper = settings.BASE_DIR / "fixtures" / "2021-03-24.txt"
    call_command("import_digest", paper, "--publish", stdout=io.StringIO())
    assert len(hits("")) == 17
    assert len(hits("分散式能源")) == 1
    assert list(index.drift()) == []


def test_a_change_that_fails_leaves_the_index_as_it_was(speech):
    with pytest.raises(ZeroDivisionError), recorded():
        fail_after_indexing(speech)
    assert hits("不會發生") == []
    assert list(index.drift()) == []


def fail_after_indexing(speech):
    Speech.objects.filter(pk=speech.pk).update(headline_zh_hant="不會發生")
    index.refresh([speech.pk])
    raise ZeroDivisionError


def test_many_speeches_of_one_day_keep_the_order_of_their_paper():
    session = factories.make_session()
    numbers = [3, 1, 2, *range(1000, 1300, 7), 300, 250]
    made = {
        number: factories.make_speech("甲。", number=number, session=session, state="published").pk
        for number in numbers
    }
    assert find("", per_page=100).count == len(numbers)
    found = hits("", per_page=100)
    few = [made[number] for number in (1, 2, 3, 250)]
    assert found[:4] == few, "beyond 255 of a day the order is that of their publication"
    assert len(set(found)) == len(numbers)
