"""Lists: found in both languages, narrowed by filters, ordered, and as fast with twenty rows as with one."""

import datetime
from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from speeches.admin.gaps import GAPS
from speeches.changes import recorded
from speeches.models import City, Organization, Session, SitePage, Speaker, Speech, Summit, Topic
from speeches.workbench import states
from tests import factories

pytestmark = pytest.mark.django_db

MODELS = [
    "city",
    "organization",
    "revision",
    "session",
    "sitepage",
    "sourcedocument",
    "speaker",
    "speech",
    "summit",
    "synonym",
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
    ("topic", lambda: factories.make_topic("臺灣", "Taiwan"), ["台灣", "taiwan", "台湾"]),
    ("term", factories.make_term, ["數位", "Digital", "数位转型"]),
    ("synonym", factories.make_synonym, ["捷運", "捷运 METRO"]),
    ("summit", factories.make_summit, ["2021", "新常態"]),
    ("session", make_opening, ["台北場", "opening", "2021-03-23"]),
    ("sourcedocument", factories.make_document, ["首長高峰會", "PAPER.txt"]),
    ("speech", make_quintero, ["台北", "smart city", "medellin", "市民出發", "从市民"]),
    ("revision", lambda: factories.make_city("臺中市"), ["台中"]),
    ("sitepage", lambda: factories.make_page("contact", "臺北市政府", "City Hall"), ["台北", "city hall", "contact"]),
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
        {"state": "public"},
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


STATES = ["draft", "in_review", "scheduled", "public", "withdrawn"]


def make_each_state():
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    made = {state: factories.make_speech(state=state) for state in ("in_review", "withdrawn")}
    made |= {"draft": factories.make_speech(), "public": factories.make_speech(state="published")}
    return made | {"scheduled": factories.make_speech(state="published", at=tomorrow)}


def test_speeches_are_narrowed_by_state_and_the_scheduled_are_not_the_public(as_role):
    client, made = as_role("viewer"), make_each_state()
    for state in STATES:
        assert listed(client, "speech", state=state) == [made[state]], state
    assert len(listed(client, "speech", state="nonsense")) == len(made)


def complete(model):
    """One that lacks nothing."""
    topic = factories.make_topic(english="Topic")
    speech = factories.make_speech(headline_zh_hant="標題", topics=[topic])
    with recorded():
        paragraph = speech.paragraphs.get()
        states.write_english(paragraph, text="English.")
        paragraph.save()
        speech.city.latitude, speech.city.longitude = 0, 0
        speech.city.save()
        speech.city.topics.add(topic)
        summit, session = speech.session.summit, speech.session
        summit.theme_zh_hant, summit.theme_en = "新常態", "New Normal"
        summit.save()
        session.name_zh_hant, session.name_en = "上午場", "Morning"
        session.save()
    return {
        Speech: speech,
        City: speech.city,
        Organization: factories.make_organization(name_en="Office"),
        Speaker: speech.speaker,
        Topic: topic,
        Summit: summit,
        Session: session,
    }[model]


GAP_CASES = [(model, gap) for model, gaps in GAPS.items() for gap in gaps]
# What lacks everything that may be missing.
BARE = {
    Speech: lambda: factories.make_speech(),
    City: lambda: factories.make_city("某市", ""),
    Organization: lambda: factories.make_organization("某局"),
    Speaker: lambda: factories.make_speaker("某人", ""),
    Topic: lambda: factories.make_topic("某議題"),
    Summit: lambda: factories.make(Summit, year=2022),
    Session: lambda: factories.make(
        Session, summit=factories.make_summit(), date=datetime.date(2021, 3, 25), name_zh_hant="下午場"
    ),
}


@pytest.mark.parametrize(("model", "gap"), GAP_CASES, ids=[f"{m.__name__}-{g.adjective}" for m, g in GAP_CASES])
def test_what_is_missing_is_found(as_role, model, gap):
    client, kind = as_role("viewer"), model._meta.model_name
    whole, bare = complete(model), BARE[model]()
    found = listed(client, kind, **gap.query)
    assert bare in found
    assert whole not in found
    assert {whole, bare} <= set(listed(client, kind))
    assert {whole, bare} <= set(listed(client, kind, missing="delete"))


def test_a_session_without_a_name_lacks_no_english_one(as_role):
    factories.make_session()
    assert listed(as_role("viewer"), "session", missing="without_english_name") == []


class QuickLinks(HTMLParser):
    """Address, count ("" without) and whether it is the present one, of each link above the list."""

    def __init__(self, html):
        super().__init__()
        self.links, self.inside = [], ""
        self.feed(html[html.index('<nav class="quick"') : html.index("</nav>", html.index('<nav class="quick"'))])

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.inside = attributes.get("class") or tag
        if tag == "a":
            self.links.append([attributes["href"], "", "aria-current" in attributes])

    def handle_data(self, data):
        if self.inside == "count":
            self.links[-1][1] += data
            self.inside = ""


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_above_the_list_of_speeches_stand_links_with_the_numbers_of_their_lists(as_role, language):
    client = as_role("viewer", language)
    make_each_state()
    factories.make_speech()
    links = QuickLinks(client.get("/admin/speeches/speech/").content.decode()).links
    counted = [(url, int(count)) for url, count, _current in links if count]
    assert [url for url, _count in counted] == ["?", *(f"?state={state}" for state in STATES)]
    for url, count in counted:
        assert len(client.get(f"/admin/speeches/speech/{url}").context["cl"].result_list) == count, url
    assert counted[1] == ("?state=draft", 2)
    assert [url for url, count, _current in links if not count] == [
        "?missing=without_topics",
        "?missing=without_headline",
        "?english=untranslated",
        "?english=with_outdated_english",
    ]


@pytest.mark.parametrize("model", GAPS, ids=lambda model: model.__name__)
def test_each_quick_link_opens_a_list_and_is_marked_there(as_role, model):
    client, address = as_role("viewer"), reverse(f"admin:speeches_{model._meta.model_name}_changelist")
    for url, _count, _current in QuickLinks(client.get(address).content.decode()).links:
        links = QuickLinks(client.get(f"{address}{url}").content.decode()).links
        assert [link[0] for link in links if link[2]] == [url]
        ordered = QuickLinks(client.get(f"{address}{url}&o=1&p=1").content.decode()).links
        assert [link[0] for link in ordered if link[2]] == [url]
        assert not any(link[2] for link in QuickLinks(client.get(f"{address}{url}&q=x").content.decode()).links)


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
    "sitepage": lambda: factories.make_page(SitePage.Name.values[next(factories.counter) % 4]),
    "sourcedocument": factories.make_document,
    "speaker": factories.make_speaker,
    "speech": lambda: factories.make_speech("甲。", "乙。", topics=[factories.make_topic()]),
    "summit": lambda: factories.make_summit(2000 + next(factories.counter) % 1000),
    "synonym": factories.make_synonym,
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
