"""Approved names are looked for wherever the Chinese says them, and known in English however they are said."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from speeches.changes import recorded
from speeches.models import City, Speaker, Term
from speeches.workbench.names import Kind, Name, Names, is_said, missing
from speeches.workbench.vocabulary import vocabulary
from tests import clock, factories


def city(chinese, english):
    return Name(Kind.CITY, chinese, english)


def person(chinese, english):
    return Name(Kind.PERSON, chinese, english)


def said(name, chinese):
    return [chinese[start:end] for _name, spans in Names([name]).said_in(chinese) for start, end in spans]


@pytest.mark.parametrize(
    ("name", "chinese", "places"),
    [
        (city("臺北市", "Taipei"), "台北與臺北市", ["台北", "臺北市"]),
        (city("伊利市", "Erie"), "伊利諾州", []),
        (city("伊利市", "Erie"), "在伊利，伊利市長", ["伊利", "伊利市"]),
        (person("Lily Mei", "Lily Mei"), "市長Lily Mei歡迎LILY MEI", ["Lily Mei", "LILY MEI"]),
        (person("Lily Mei", "Lily Mei"), "Lily Meier", []),
        (person("高明", "Gao Ming"), "高明的作法", []),
        (person("高明", "Gao Ming"), "高明市長的作法", ["高明"]),
        (person("", "Nobody"), "無名", []),
        (city("臺北市", ""), "臺北市", []),
    ],
)
def test_a_name_is_found_where_it_is_whole(name, chinese, places):
    assert said(name, chinese) == places


def test_a_name_within_a_longer_one_is_not_said():
    office = Name(Kind.BODY, "加拿大駐台北貿易辦事處", "Canadian Trade Office in Taipei")
    names = Names([city("臺北市", "Taipei"), office])
    assert [name for name, _spans in names.said_in("加拿大駐臺北貿易辦事處的代表")] == [office]
    assert missing("加拿大駐台北貿易辦事處的代表", "the Canadian Trade Office’s man", names) == []


@pytest.mark.parametrize(
    ("name", "english", "is_there"),
    [
        (city("麥德林市", "Medellín"), "Medellin’s metro", True),
        (city("麥德林市", "Medellín"), "MEDELLÍN", True),
        (city("亞松森市", "Asunción"), "Asuncíon", False),
        (city("貝爾墨潘市", "Belmopan"), "Belmopán", False),
        (city("伊利市", "Erie"), "Eerie towns", False),
        (city("伊利市", "Erie"), "the erie canal", False),
        (city("東岬市", "Punta del Este"), "Punta Del Este", True),
        (city("東岬市", "Punta del Este"), "Punta de Este", False),
        (city("北帕麥斯頓市", "Palmerston North"), "North Palmerston", False),
        (city("新北市", "New Taipei City"), "New Taipei", True),
        (city("蘭里市", "City of Langley"), "Langley’s mayor", True),
        (city("臺北市", "Taipei"), "friendly Taipeians", True),
        (city("亞特蘭大市", "Atlanta"), "Atlantans", True),
        (person("柯文哲", "Ko Wen-je"), "Mayor Ko", True),
        (person("柯文哲", "Ko Wen-je"), "Wenje Ko", True),
        (person("柯文哲", "Ko Wen-je"), "Mayor Ko Wen-che", False),
        (person("柯文哲", "Ko Wen-je"), "Kobe", False),
        (person("W. Reed Gusciora", "W. Reed Gusciora"), "Mayor Gusciora", True),
        (person("W. Reed Gusciora", "W. Reed Gusciora"), "Mayor Reed Guscioria", False),
        (person("Daniel Quintero Calle", "Daniel Quintero Calle"), "Mayor Quintero", True),
        (person("Daniel Quintero Calle", "Daniel Quintero Calle"), "Mayor Daniel", False),
        (person("Mike Hurley", "Mike Hurley"), "Mayor Michael Hurley", True),
        (person("Diane Calvert", "Diane Calvert"), "Diana Calvert", False),
        (person("Grant Smith", "Grant Smith"), "A great thank you to Mayor Smith", True),
        (person("Val van den Broek", "Val van den Broek"), "Mayor van den Broek", True),
        (person("Val van den Broek", "Val van den Broek"), "Mayor van der Broek", False),
        (Name(Kind.BODY, "以色列駐台經濟與文化辦事處", "Israel Economic and Cultural Office in Taipei"), "ISECO", True),
        (Name(Kind.BODY, "加拿大駐台北貿易辦事處", "Canadian Trade Office in Taipei"), "Canadian Office", False),
        (Name(Kind.BODY, "衛生局", "Bureau of Health, Foo City"), "Foo City’s Bureau of Health", True),
        (Name(Kind.BODY, "某某公司", "Acme Mobility Co., Ltd."), "Acme Mobility builds it", True),
    ],
)
def test_how_a_name_is_said(name, english, is_there):
    assert is_said(name, english) == is_there


@given(st.text(min_size=1), st.text("市臺台北 aAbB.-'", min_size=1), st.sampled_from(Kind), st.text("aAbB.- ,()&é北"))
def test_any_name_can_be_looked_for(chinese, name, kind, english):
    known = Name(kind, name, english)
    for _name, spans in missing(chinese + name, english, Names([known])):
        assert all(0 <= start < end <= len(chinese + name) for start, end in spans)


@pytest.mark.django_db
def test_names_and_glossary_are_known_by_one_query():
    factories.make_term("智慧城市", "smart city")
    with recorded():
        City.objects.create(name_zh_hant="匹茲堡市", name_en="Pittsburgh", country="US")
        City.objects.create(name_zh_hant="無名市", country="US")
        Speaker.objects.create(name_zh_hant="柯文哲", name_en="Ko Wen-je")
    with CaptureQueriesContext(connection) as queries:
        words = vocabulary()
        (found,) = words.terms.find("智慧城市")
        term = found.meaning
        assert (term.chinese, term.english, term.get_status_display()) == ("智慧城市", "smart city", "提案")
    assert len(queries) == 1
    assert term == Term.objects.get()
    assert {name for name, _spans in words.names.said_in("柯文哲在匹茲堡與無名市")} == {
        person("柯文哲", "Ko Wen-je"),
        city("匹茲堡市", "Pittsburgh"),
    }


def test_time_grows_with_the_text_and_not_with_the_names():
    few, many = (Names(city(f"詞{number}語市", f"Name {number}") for number in range(size)) for size in (10, 20_000))
    written = "智慧城市詞7語市的願景" * 500
    short, long = (min(clock.seconds(names.said_in, written) for _ in range(3)) for names in (few, many))
    assert long < 3 * short + 0.05
