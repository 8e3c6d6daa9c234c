"""Lists: found in both languages, narrowed by filters, ordered, and as fast with twenty rows as with one."""

import datetime

import pytest
from django.contrib import admin
from django.urls import reverse

from speeches.changes import recorded
from speeches.models import Session
from speeches.workbench import states
from tests import factories

pytestmark = pytest.mark.django_db

MODELS = [
    "city",
    "organization",
    "revision",
    "session",
    "sourcedocument",
    "speaker",
    "speech",
    "summit",
    "term",
    "topic",
]


def listed(client, kind, **query):
    response = client.get(reverse(f"admin:speeches_{kind}_changelist"), query)
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


def make_opening():
    names = {"name_zh_hant": "臺北場", "name_en": "Opening"}
    return factories.make(Session, summit=factories.make_summit(), date=datetime.date(2021, 3, 23), **names)


def make_quintero():
    return factories.make_speech(
        "臺北的 Smart City 從市民出發。", speaker=factories.make_speaker("Daniel Quintero", "Medellín")
    )


def make_office():
    return factories.make_organization("加拿大駐臺北貿易辦事處", name_en="Canadian Trade Office")


# What is made, and words by which it has to be found.
FOUND = [
    ("city", lambda: factories.make_city("臺北市", "Taipei City"), ["台北", "臺北", "taipei", "TAIPEI CITY"]),
    ("city", lambda: factories.make_city("亞松森市", "Asunción"), ["asuncion", "ASUNCIÓN", "亞松森 asun"]),
    ("organization", make_office, ["駐台北", "canadian office"]),
    ("speaker", lambda: factories.make_speaker("José Vélez", ""), ["jose velez", "José"]),
    ("topic", lambda: factories.make_topic("臺灣", "Taiwan"), ["台灣", "taiwan"]),
    ("term", factories.make_term, ["數位", "Digital"]),
    ("summit", factories.make_summit, ["2021", "新常態"]),
    ("session", make_opening, ["台北場", "opening", "2021-03-23"]),
    ("sourcedocument", factories.make_document, ["首長高峰會", "PAPER.txt"]),
    ("speech", make_quintero, ["台北", "smart city", "medellin", "市民出發"]),
    ("revision", lambda: factories.make_city("臺中市"), ["台中"]),
]


@pytest.mark.parametrize("language", ["zh-hant", "en"])
@pytest.mark.parametrize(("kind", "make", "queries"), FOUND)
def test_each_model_is_found_in_both_languages(as_role, kind, make, queries, language):
    client = as_role("superuser", language)
    make()
    for query in queries:
        assert len(listed(client, kind, q=query)) == 1, query
    assert listed(client, kind, q="zzzz") == []


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_autocomplete_finds_in_both_languages_whatever_the_interface(as_role, language):
    client = as_role("editor", language)
    city = factories.make_city("臺北市", "Taipei City", "TW")
    for term in ("台北", "taipei"):
        query = {"app_label": "speeches", "model_name": "speech", "field_name": "city", "term": term}
        found = client.get("/admin/autocomplete/", query).json()["results"]
        assert [result["id"] for result in found] == [str(city.pk)]


def test_speeches_are_narrowed_by_each_filter(as_role):
    client = as_role("superuser")
    topic = factories.make_topic()
    speech = factories.make_speech(
        "甲。", "乙。", city=factories.make_city(country="PY"), topics=[topic], state="published"
    )
    other = factories.make_speech("丙。")
    with recorded():
        paragraph = speech.paragraphs.in_order()[0]
        states.write_english(paragraph, text="A.")
        paragraph.save()
    for query in [
        {"topic": topic.pk},
        {"country": "PY"},
        {"state__exact": "published"},
        {"english": "partly_translated"},
    ]:
        assert listed(client, "speech", **query) == [speech], query
    assert listed(client, "speech", english="untranslated") == [other]
    assert listed(client, "speech", english="fully_translated") == []
    assert len(listed(client, "speech", year=2021, session=speech.session_id)) == 2
    assert listed(client, "speech", year=2020) == []
    with recorded():
        paragraph.text_zh_hant = "甲改。"
        paragraph.save()
    assert listed(client, "speech", english="with_outdated_english") == [speech]
    huge = "9" * 30
    for nonsense in (
        {"year": "x", "topic": "x", "session": "x"},
        {"year": huge, "topic": huge, "session": huge},
        {"english": "delete", "country": "'", "q": "\0"},
    ):
        assert client.get("/admin/speeches/speech/", nonsense).status_code == 200


def test_countries_are_shown_by_name_in_the_users_language(as_role):
    city = factories.make_city(country="PY")
    url = reverse("admin:speeches_city_change", args=[city.pk])
    for language, name in (("zh-hant", "巴拉圭"), ("en", "Paraguay")):
        client = as_role("superuser", language)
        assert name in client.get(url).content.decode()
        assert name in client.get("/admin/speeches/city/").content.decode()


ROWS = {
    "city": factories.make_city,
    "organization": factories.make_organization,
    "revision": factories.make_city,
    "session": lambda: factories.make(
        Session, summit=factories.make_summit(), date=datetime.date(2021, 3, 24), slug=f"s-{Session.objects.count()}"
    ),
    "sourcedocument": factories.make_document,
    "speaker": factories.make_speaker,
    "speech": lambda: factories.make_speech("甲。", "乙。", topics=[factories.make_topic()]),
    "summit": lambda: factories.make_summit(2000 + next(factories.counter)),
    "term": lambda: factories.make_term(f"詞{next(factories.counter)}"),
    "topic": factories.make_topic,
}


@pytest.mark.parametrize("kind", MODELS)
def test_the_number_of_queries_is_the_same_at_one_and_at_twenty_rows(as_role, kind, django_assert_max_num_queries):
    client = as_role("chief editor")
    url = reverse(f"admin:speeches_{kind}_changelist")
    numbers = []
    for rows in (1, 19):
        for _ in range(rows):
            ROWS[kind]()
        with django_assert_max_num_queries(12) as queries:
            client.get(url)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_the_form_of_a_speech_costs_the_same_with_one_and_with_twenty_paragraphs(
    as_role, django_assert_max_num_queries
):
    client = as_role("chief editor")
    client.get(reverse("admin:speeches_speech_add"))  # what is asked once a process: content types
    numbers = []
    for paragraphs in (1, 20):
        speech = factories.make_speech(*["甲。"] * paragraphs, topics=[factories.make_topic()])
        with django_assert_max_num_queries(15) as queries:
            client.get(reverse("admin:speeches_speech_change", args=[speech.pk]))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_every_model_of_the_list_is_registered():
    assert {model._meta.model_name for model in admin.site._registry if model._meta.app_label == "speeches"} == set(
        MODELS
    )
