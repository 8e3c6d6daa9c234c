"""The rules that the database holds, whatever Python does."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.translation import override

from speeches.changes import recorded
from speeches.models import Paragraph, Speech, StaleRow
from tests import factories

pytestmark = pytest.mark.django_db


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE speeches_speech SET headline = 'drifted'",
        "UPDATE speeches_speech SET headline_zh_hant = NULL",
        "UPDATE speeches_paragraph SET text = 'drifted'",
        "UPDATE speeches_city SET name = 'drifted'",
        "UPDATE speeches_speech SET state = 'public'",
        "UPDATE speeches_speech SET state = 'published', publish_at = NULL",
        "UPDATE speeches_speech SET city_id = NULL, organization_id = NULL",
        "UPDATE speeches_speech SET translation_state = 'approved'",
        "UPDATE speeches_paragraph SET text_en = 'English without a state'",
        "UPDATE speeches_paragraph SET translation_state = 'done'",
        "UPDATE speeches_paragraph SET kind = 'verse'",
        "UPDATE speeches_paragraph SET text = '', text_zh_hant = ''",
        "UPDATE speeches_city SET latitude = 91",
        "UPDATE speeches_city SET kind = 'village'",
        "UPDATE speeches_city SET country = 'us'",
        "UPDATE speeches_summit SET year = 1999",
        "UPDATE speeches_term SET status = 'guess'",
        "UPDATE speeches_contentversion SET id = 2",
        "UPDATE speeches_speech SET number = 1",
        "UPDATE speeches_speech SET slug = 'same'",
        "UPDATE speeches_speech SET key = 'same'",
        "UPDATE speeches_paragraph SET key = 'same'",
    ],
)
def test_the_database_refuses(statement):
    factories.make_speech("一。", "二。")
    factories.make_speech("三。")
    factories.make_term()
    with pytest.raises(IntegrityError):
        sql(statement)


def test_the_original_column_is_chinese_also_when_saved_in_english():
    city = factories.make_city("匹茲堡市", "Pittsburgh")
    with override("en"), recorded():
        city.name_en = "Pittsburgh, Pa."
        city.save()
        speech = factories.make_speech("一。", city=city)
        Paragraph.objects.bulk_create([Paragraph(speech=speech, position=2, text_zh_hant="二。")])
        Paragraph.objects.filter(speech=speech, position=1).update(position=3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, name_zh_hant, name_en FROM speeches_city WHERE id = %s", [city.pk])
        assert cursor.fetchone() == ("匹茲堡市", "匹茲堡市", "Pittsburgh, Pa.")
        cursor.execute("SELECT text FROM speeches_paragraph ORDER BY position")
        assert cursor.fetchall() == [("二。",), ("一。",)]


def test_a_stale_row_is_refused_and_nothing_is_lost():
    speech = factories.make_speech()
    one, other = Speech.objects.get(pk=speech.pk), Speech.objects.get(pk=speech.pk)
    with recorded():
        one.headline_zh_hant = "先存的"
        one.save()
    other.headline_zh_hant = "後存的"
    with pytest.raises(StaleRow), recorded():
        other.save()
    assert Speech.objects.get(pk=speech.pk).headline_zh_hant == "先存的"


def test_a_refused_save_can_be_corrected_and_saved():
    speech = factories.make_speech()
    speech.number = factories.make_speech().number
    with pytest.raises(IntegrityError), transaction.atomic(), recorded():
        speech.save()
    speech.number = 999
    with recorded():
        speech.save()
    assert Speech.objects.get(pk=speech.pk).number == 999


def test_the_year_follows_the_session():
    speech = factories.make_speech(session=factories.make_session(datetime.date(2022, 3, 22)))
    assert speech.year == 2022


def test_outdated_is_computed_and_undone_by_changing_back():
    paragraph = factories.make_speech("數位轉型。").paragraphs.get()
    assert not paragraph.is_outdated
    with recorded():
        paragraph.text_zh_hant = "數位轉型！"
        paragraph.save()
    assert Paragraph.objects.outdated().count() == 0, "nothing to be outdated without English"
