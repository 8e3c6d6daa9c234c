"""Cities by region with their map, and the editions as the organisers counted them."""

import re

import pytest

from speeches.changes import recorded
from speeches.models import City, Summit
from tests import factories

HERE = "http://127.0.0.1:8000"


def locate(slug, latitude, longitude):
    with recorded(reason="coordinates"):
        city = City.objects.get(slug=slug)
        city.latitude, city.longitude = latitude, longitude
        city.save()


def rows(page):
    table = re.search("<table>.*?</table>", page.html, re.DOTALL)[0]
    return re.findall(r'<a href="/\w[\w-]*/cities/([\w-]+)/">', table)


@pytest.mark.parametrize("path", ["", "cities/"])
def test_distances_stand_beside_the_map(read, site, path):
    locate("pittsburgh", 40.4406, -79.9959)
    page = read(f"/en/{path}")
    assert "12,401" in page.text()
    (drawn,) = page.all("svg", role="img")
    assert set(drawn["aria-labelledby"].split()) <= page.ids
    assert len(page.all("circle", **{"class": "dot"})) == 1
    assert re.search(r"<text[^>]*>Pittsburgh</text>", page.html)
    # Taipei is in the middle, with coordinates or without.
    assert re.search(r"<text[^>]*>Taipei</text>", page.html)
    assert set(rows(page)) == {"pittsburgh", site["part"].city.slug}


def test_what_has_no_coordinates_is_named_under_the_map(read, site):
    locate("pittsburgh", 40.4406, -79.9959)
    unlocated = re.search('<p class="stale">(.*?)</p>', read("/en/cities/").html, re.DOTALL)[1]
    assert "臺北市" in unlocated
    assert "Pittsburgh" not in unlocated
    locate(site["part"].city.slug, 25.0330, 121.5654)
    page = read("/en/cities/")
    assert not page.all("p", **{"class": "stale"})
    assert len(page.all("circle", **{"class": "dot"})) == 1


def test_cities_stand_by_region(read, site, make):
    make.speech(7, city=("威靈頓市", "Wellington"), country="NZ")
    make.speech(8, city=("無國市", "Nowhere"), country="")
    page = read("/en/cities/")
    assert [found["id"] for found in page.all("th", scope="rowgroup")] == ["r-tw", "r-na", "r-oc", "r-other"]
    assert "4 cities" in page.text()
    assert len(rows(page)) == 4


def test_a_page_of_cities_has_its_own_map(read, make):
    for number in range(1, 108):
        make.speech(number, city=(f"城市{number}市", f"City {number}"), country="US" if number % 3 else "JP")
        locate(f"city-{number}", number % 60, number)
    first, second = read("/en/cities/"), read("/en/cities/?page=2")
    assert (len(rows(first)), len(rows(second))) == (100, 7)
    assert not set(rows(first)) & set(rows(second))
    for page in (first, second):
        assert len(page.all("circle", **{"class": "dot"})) == len(rows(page))
    assert second.link("canonical") == [f"{HERE}/en/cities/?page=2"]


@pytest.fixture
def editions(site):
    factories.make(Summit, year=2015, leaders=3, description_zh_hant="首度邀請。", description_en="For the first time.")
    factories.make(Summit, year=2020, cities=21, countries=18, theme_en="Transformation")
    factories.make(Summit, year=2024)
    with recorded(reason="figures"):
        summit = Summit.objects.get(year=2021)
        summit.leaders = 24
        summit.save()


@pytest.mark.parametrize("path", ["", "summits/"])
def test_all_editions_stand_with_their_figures(read, editions, path):
    page = read(f"/en/{path}")
    bars = re.search('<ol class="years">.*?</ol>', page.html, re.DOTALL)[0]
    assert re.findall(r">(20\d\d)</b> ([^<]*?) ?<", bars) == [
        ("2015", "3 leaders"),
        ("2020", "21 cities"),
        ("2021", "24 leaders"),
    ]
    assert re.findall(r'rect width="40" height="(\d+)"', bars) == ["12", "88", "100"]
    assert bars.count("speeches") == 1
    assert bars.count('class="here"') == 1
    for year in (2015, 2020, 2021):
        read(f"/en/summits/{year}/")


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_an_edition_without_speeches_is_honest(read, editions, language):
    page = read(f"/{language}/summits/2015/")
    assert not page.all("nav", **{"class": "sky"})
    assert page.link("canonical") == [f"{HERE}/{language}/summits/2015/"]
    assert f"/{language}/summits/2015/" not in read(f"/{language}/speeches/").links
    if language == "en":
        assert "For the first time. Visiting leaders 3" in page.text()
        assert "No digest of this summit has been published here yet." in page.text()


def test_an_edition_of_which_nothing_is_known_has_no_page(client, editions):
    assert client.get("/en/summits/2024/").status_code == 404


def test_a_site_with_editions_and_no_speeches_shows_them(read, db):
    factories.make(Summit, year=2015, leaders=3)
    page = read("/en/")
    assert "3 leaders" in page.text()
    assert "Nothing has been published yet." in page.text()
