"""What the pages rest on: order, pages, facets, synonyms, the glossary, suggestions."""

from dataclasses import replace
from datetime import date

import pytest

from speeches.changes import recorded
from speeches.models import Speech
from speeches.search import KINDS, NEWEST, Filters, find, index, suggestions
from speeches.workbench import states
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Twelve speeches of three years, four countries and three topics; every other one in English."""
    topics = [factories.make_topic(name) for name in ("交通", "能源", "教育")]
    places = [("TW", "臺北市"), ("US", "匹茲堡市"), ("NZ", "威靈頓市"), ("", "無國之城")]
    cities = [factories.make_city(name, f"City {code}", code) for code, name in places]
    for number in range(12):
        speech = factories.make_speech(
            f"第{number}篇談智慧城市。" if number % 3 else "市民與數位轉型。",
            session=factories.make_session(date(2020 + number % 3, 3, 24)),
            city=cities[number % 4],
            topics=topics[: number % 4],
            state="published",
        )
        if number % 2:
            paragraph = speech.paragraphs.get()
            with recorded():
                states.write_english(paragraph, None, states.APPROVED, text=f"Smart city number {number}.")
                paragraph.save()


def chosen(filters: Filters, kind: str, value) -> Filters:
    return replace(filters, **{kind: value})


@pytest.mark.parametrize("text", ["", "智慧城市", "市民", "city", "智慧城市 -臺北", "數位轉型 臺北"])
@pytest.mark.parametrize(
    "filters", [Filters(), Filters(year=2021), Filters(country="US", language="en"), Filters(region="other")]
)
def test_each_facet_counts_the_list_that_it_leads_to(world, text, filters):
    found = find(text, filters)
    for kind, counts in found.facets.items():
        assert kind in KINDS
        for value, number in counts.items():
            led_to = find(text, chosen(filters, kind, value))
            assert (led_to.count, len(led_to.pks)) == (number, number), (kind, value)


def test_facets_hold_every_value_and_its_number(world):
    facets = find("").facets
    assert facets["year"] == {2020: 4, 2021: 4, 2022: 4}
    assert facets["country"] == {"TW": 3, "US": 3, "NZ": 3, "other": 3}
    assert facets["region"] == {"tw": 3, "na": 3, "oc": 3, "other": 3}
    assert facets["language"] == {"zh-hant": 12, "en": 6}
    assert sorted(facets["topic"].values()) == [3, 6, 9]


def test_without_a_query_the_newest_come_first_and_pages_part_them(world):
    newest = [speech.pk for speech in Speech.objects.newest_first()]
    assert find("", per_page=100).pks == newest
    assert [pk for page in (1, 2, 3, 4) for pk in find("", page=page, per_page=5).pks] == newest


@pytest.mark.parametrize("order", ["relevance", NEWEST])
def test_pages_hold_each_hit_once_also_where_there_are_too_many_to_rank(world, order, monkeypatch):
    first, *_others = Speech.objects.newest_first()
    with recorded():
        Speech.objects.filter(pk=first.pk - 3).update(headline_zh_hant="智慧城市")
    for most in (1000, 3):
        monkeypatch.setattr(index.engine(), "RANKED", most)
        found = [pk for page in (1, 2, 3) for pk in find("智慧城市", page=page, per_page=3, order=order).pks]
        assert sorted(found) == sorted(set(found))
        assert len(found) == find("智慧城市").count == 8


def test_phrases_come_first_then_names_and_headlines_then_texts(monkeypatch):
    apart = factories.make_speech("數位，接著位轉，再是轉型。", number=1, state="published")
    whole = factories.make_speech("談數位轉型。", number=2, state="published")
    title = factories.make_speech("甲。", number=3, state="published", headline_zh_hant="數位轉型")
    both = factories.make_speech("citizens, then digital", "乙。", number=4, state="published")
    beside = factories.make_speech("digital citizens", number=5, state="published", headline_zh_hant="丙")
    assert find("數位轉型").pks == [title.pk, whole.pk, apart.pk]
    assert find("digital citizens").pks == [beside.pk, both.pk]
    assert find("數位轉型", order=NEWEST).pks == [apart.pk, whole.pk, title.pk]
    monkeypatch.setattr(index.engine(), "RANKED", 0)
    assert find("數位轉型").pks == [title.pk, apart.pk, whole.pk], "names first, then the newest"


def test_synonyms_find_each_other_until_they_are_taken_back():
    metro = factories.make_speech("捷運。", number=1, state="published")
    english = factories.make_speech("Rapid transit systems.", number=2, state="published")
    assert find("捷運").pks == [metro.pk]
    synonym = factories.make_synonym("捷運", "rapid transit", "地鐵")
    for text in ("捷運", "捷运", "Rapid transit", "rapid transits", "地鐵"):
        assert set(find(text).pks) == {metro.pk, english.pk}, text
    assert find('"捷運"').pks == [metro.pk], "quotes mean exactly this"
    assert find("rapid").pks == [english.pk]
    with recorded():
        synonym.delete()
    assert find("捷運").pks == [metro.pk]


def test_the_glossary_offers_what_the_other_language_finds():
    chinese = factories.make_speech("數位轉型。", number=1, state="published")
    english = factories.make_speech("On digital transformation.", number=2, state="published")
    factories.make_speech("Transformation of the digital city.", number=3, state="published")
    assert find("數位轉型").also is None
    factories.make_term()
    found = find("數位轉型")
    assert found.pks == [chinese.pk], "offered, not mixed in"
    assert (found.also.words, found.also.count, found.also.pks) == ("digital transformation", 1, [english.pk])
    other = find("Digital Transformation").also
    assert (other.words, other.pks) == ("數位轉型", [chinese.pk])
    assert find("數位轉型", Filters(year=1999)).also is None
    assert find("數位轉型 -digital").also is None


def test_of_several_words_of_the_glossary_the_one_that_finds_most_is_offered_and_finds_it_when_followed():
    factories.make_speech("公車。", number=1, state="published")
    for number, text in enumerate(("A bus.", "A coach and a coach.", "The coaches."), start=2):
        factories.make_speech(text, number=number, state="published")
    for english in ("bus", "coach"):
        factories.make_term(chinese=f"公車 ({english})", english=english)
    also = find("公車").also
    assert (also.words, also.count) == ("coach", 2)
    assert find(also.words).count == also.count


def test_suggestions_are_names_with_public_speeches():
    city = factories.make_city("臺北市", "Taipei", "TW")
    topic = factories.make_topic("北極", "Arctic", synonyms="南極光\nAurora")
    factories.make_topic("北方")
    speaker = factories.make_speaker("José Taipeh")
    factories.make_speech(city=city, speaker=speaker, topics=[topic], state="published")
    office = factories.make_organization("駐外辦事處", name_en="Trade Office")
    factories.make_speech(city=None, organization=office, state="published")
    factories.make_speech(city=factories.make_city("北投區", "Beitou"), speaker=factories.make_speaker("Taipan Draft"))

    def suggested(text: str) -> list:
        return [(found.kind, found.thing) for found in suggestions(text)]

    assert suggested("taip") == [("speaker", speaker), ("city", city)]
    assert suggested("台北") == [("city", city)]
    assert suggested("辦事處") == suggested("office") == [("organization", office)]
    assert suggested("jose") == [("speaker", speaker)]
    assert suggested("北") == [("topic", topic), ("city", city)], "what begins with it comes first"
    assert suggested("aipe") == [], "Latin letters within a word"
    assert suggested("南極光") == suggested("aurora") == [("topic", topic)], "its synonyms"
    assert suggested("") == suggested("  ") == suggested("\0") == suggested("%") == []
    assert len(suggestions("a", few=1)) == 1


def test_a_misspelt_name_of_a_draft_is_not_given_away():
    factories.make_speech("甲。", speaker=factories.make_speaker("Anna Unpublished"))
    factories.make_speech("乙。", speaker=factories.make_speaker("Carla Published"), state="published")
    assert find("Unpublisshed").did_you_mean == ""
    assert find("Publisshed").did_you_mean == "Published"
    assert find("Publisshed 2021 -火星").did_you_mean == "Published 2021 -火星"
