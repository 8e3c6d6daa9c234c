"""A topic: passages, filters whose counts are true, and cities side by side."""

import re
from datetime import date

import pytest

from speeches.changes import recorded
from speeches.models import Topic
from tests import factories

TRAFFIC = ("智慧運輸", "Smart transportation")
PATH = "/en/topics/smart-transportation/"
CITIES = [
    ("溫哥華市", "Vancouver", "CA"),
    ("本拿比市", "Burnaby", "CA"),
    ("伊利市", "Erie", "US"),
    ("臺北市", "Taipei", "TW"),
]
CITIES += [("威靈頓市", "Wellington", "NZ")]


@pytest.fixture
def traffic(make):
    """Five cities of four countries in two years on one topic; of the last, two speeches."""
    sessions = [factories.make_session(), factories.make_session(date(2022, 3, 22))]
    for number, (chinese, english, country) in enumerate([*CITIES, CITIES[-1]], start=1):
        make.speech(
            number,
            session=sessions[number % 2],
            city=(chinese, english),
            country=country,
            speaker=(f"講者{number}", f"Speaker {number}"),
            texts=(f"{chinese}的方向：", "教育。", f"第 {number} 種交通號誌。"),
            english=("Directions:", "Education.", f"Traffic signals of kind {number}."),
            topics=[TRAFFIC],
        )
    with recorded(reason="synonyms"):
        topic = Topic.objects.called(TRAFFIC[0]).get()
        topic.synonyms = "交通\ntraffic"
        topic.save()
    return topic


def test_each_city_with_its_passage_speaker_and_year(read, traffic):
    page = read(PATH)
    assert len(page.all("blockquote")) == 6
    assert page.html.count("<mark>Traffic</mark> signals of kind ") == 6
    assert "Education." not in page.text()
    assert "Wellington Speaker 5" in page.text()
    assert "· 2022" in page.text()
    chinese = read(PATH.replace("/en/", "/zh-hant/"))
    assert "<mark>交通</mark>號誌。" in chinese.html


def test_a_speech_that_never_names_the_topic_shows_its_beginning(read, traffic, make):
    make.speech(9, texts=("從頭說起。", "再說。"), topics=[TRAFFIC])
    assert ("從頭說起。", "zh-Hant-TW") in read(PATH).texts


def options(page, name):
    """Value and number of each option of a field."""
    field = re.search(rf'<select id="{name}".*?</select>', page.html, re.DOTALL)[0]
    return {value: int(number) for value, number in re.findall(r'<option value="([^"]+)"[^>]*>[^<]*\((\d+)\)', field)}


def number_listed(page):
    return len(page.all("blockquote"))


@pytest.mark.parametrize("query", ["", "year=2022", "place=na", "place=CA&year=2021"])
def test_counts_equal_what_is_listed(read, traffic, query):
    page = read(f"{PATH}?{query}")
    kicker = re.search(r'<p class="kicker">(\d+) speech', page.html)
    assert int(kicker[1]) == number_listed(page) > 0
    chosen = dict(part.split("=") for part in query.split("&") if part)
    for name in ("year", "place"):
        found = options(page, name)
        assert found
        for value, number in found.items():
            narrowed = "&".join(f"{key}={one}" for key, one in {**chosen, name: value}.items())
            assert number_listed(read(f"{PATH}?{narrowed}")) == number, (query, name, value)


def test_regions_hold_their_countries(read, traffic):
    found = options(read(PATH), "place")
    assert {value: found[value] for value in ("na", "CA", "US", "tw", "oc")} == {
        "na": 3, "CA": 2, "US": 1, "tw": 1, "oc": 2
    }  # fmt: skip


@pytest.mark.parametrize("query", ["year=2022", "place=na&year=2021"])
def test_a_choice_stays_when_the_language_changes(read, traffic, query):
    (english,) = [
        link for link in read(f"/zh-hant/topics/smart-transportation/?{query}").links if link.startswith("/en/")
    ]
    assert sorted(english.removeprefix(f"{PATH}?").split("&")) == sorted(query.split("&"))
    assert "/zh-hant/topics/smart-transportation/compare/?city=erie" in read(f"{COMPARE}?city=erie").links


@pytest.mark.parametrize("query", ["year=1999", "year=abc", "year=-1", "place=xx", "place=NA", f"year={'9' * 5000}"])
def test_a_choice_without_speeches_says_so(read, traffic, query):
    page = read(f"{PATH}?{query}")
    assert number_listed(page) == 0
    assert PATH in page.links
    assert page.link("canonical") == [f"http://127.0.0.1:8000{PATH}"]
    assert page.hreflangs() == {}


def test_a_choice_goes_through_its_pages(read, make):
    for number in range(1, 42):
        make.speech(number, country="US" if number % 2 else "CA", city=(f"城{number}市", ""), topics=[TRAFFIC])
    page = read(f"{PATH}?place=US")
    assert number_listed(page) == 20
    (following,) = [found["href"] for found in page.all("a", rel="next")]
    second = read(PATH + following.replace("&amp;", "&"))
    assert number_listed(second) == 1
    assert "?place=US" in [found["href"] for found in second.all("a", rel="prev")]


COMPARE = f"{PATH}compare/"


def columns(page):
    return re.findall(r'<h2 id="v-([\w-]+)"', page.html)


def test_cities_stand_side_by_side(read, traffic):
    page = read(f"{COMPARE}?city=erie&city=wellington")
    assert columns(page) == ["erie", "wellington"]
    assert number_listed(page) == 3
    assert "/en/speeches/2021/" in page.html
    assert page.link("canonical") == [f"http://127.0.0.1:8000{COMPARE}"]
    assert not page.all("div", **{"class": "notice"})
    fields = re.findall(r'<select id="city-\d".*?</select>', page.html, re.DOTALL)
    assert [re.findall(r'value="([\w-]+)"[^>]* selected', field) for field in fields] == [
        ["erie"],
        ["wellington"],
        [],
        [],
    ]


def test_without_a_choice_the_first_four_are_shown(read, traffic):
    page = read(COMPARE)
    assert len(columns(page)) == 4
    assert columns(page)[0] == "wellington"  # which spoke most
    assert set(page.hreflangs()) == {"zh-Hant", "en", "x-default"}


def test_more_than_four_are_too_many(read, traffic):
    page = read(COMPARE + "?" + "&".join(f"city={english.lower()}" for _zh, english, _country in CITIES))
    assert columns(page) == ["vancouver", "burnaby", "erie", "taipei"]
    assert "At most 4 cities" in page.text()


def test_unknown_cities_are_left_out_and_named(read, traffic, make):
    make.speech(20, city=("東京都", "Tokyo"), country="JP")
    page = read(f"{COMPARE}?city=erie&city=nowhere&city=tokyo&city=<b>&city=")
    assert columns(page) == ["erie"]
    assert {"nowhere", "tokyo"} <= set(re.findall("<code>(.*?)</code>", page.html))
    assert "<code>&lt;b&gt;</code>" in page.html
    assert columns(read(f"{COMPARE}?city={'x' * 10_000}")) == []


def test_one_city_twice_is_one_column(read, traffic):
    assert columns(read(f"{COMPARE}?city=erie&city=erie")) == ["erie"]


def test_of_a_city_with_many_speeches_the_newest_are_shown(read, traffic, make):
    for number in range(10, 15):
        make.speech(number, city=("伊利市", "Erie"), topics=[TRAFFIC], texts=("交通。",))
    page = read(f"{COMPARE}?city=erie")
    assert number_listed(page) == 3
    assert "All speeches of this city" in page.text()


def test_a_topic_that_only_organizations_spoke_of(read, make):
    make.speech(1, city=None, organization=("辦事處", "Office"), topics=[TRAFFIC])
    assert columns(read(COMPARE)) == []
    assert number_listed(read(PATH)) == 1


def test_what_others_said_stands_under_a_speech(read, traffic):
    speech = traffic.speech_rows.get(content_object__city__slug="erie").content_object
    page = read(f"/en/speeches/{speech.year}/{speech.slug}/")
    assert "What other cities said on Smart transportation" in page.text()
    assert page.html.count("<mark>Traffic</mark>") == 3
    assert "kind 3" not in page.html[page.html.index('id="others"') :]
    assert {PATH, COMPARE} <= set(page.links)
    for language in ("zh-hant", "en"):
        read(f"/{language}/speeches/{speech.year}/{speech.slug}/parallel/")


def test_the_own_city_is_no_other_city(read, traffic):
    speech = traffic.speech_rows.filter(content_object__city__slug="wellington")[0].content_object
    page = read(f"/en/speeches/{speech.year}/{speech.slug}/")
    assert "Wellington" not in page.html[page.html.index('id="others"') : page.html.index("Compare cities")]
