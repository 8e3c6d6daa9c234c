"""What pages say in JSON-LD, as another program reads it: things with names, and translations that know each other."""

import json

import pytest
from pyld import jsonld

from speeches.web import linked
from speeches.web.linked import DataBlock
from tests import factories

HERE = "http://127.0.0.1:8000"
SCHEMA = "https://schema.org/"
# In schema.org's own context these properties are addresses.
CONTEXT = {"@context": {"@vocab": SCHEMA, "url": {"@type": "@id"}, "item": {"@type": "@id"}}}


def context_of_this_test(url, options):
    assert url == "https://schema.org"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXT}


def data_in(page) -> dict:
    """The JSON of the page's one data block, as an HTML parser finds it."""
    assert page.all("script", type="application/ld+json") == [{"type": "application/ld+json"}]
    return json.loads(page.html.split('<script type="application/ld+json">')[1].split("</script>")[0])


def nodes(*pages) -> dict[str, dict]:
    """All things of these pages by their @id, merged as a program that has read all of them knows them."""
    options = {"documentLoader": context_of_this_test}
    found = jsonld.flatten([expanded for page in pages for expanded in jsonld.expand(data_in(page), options)])
    return {node["@id"]: node for node in found}


def kinds(found, kind) -> list[dict]:
    return [node for node in found.values() if SCHEMA + kind in node.get("@type", [])]


def value(node, name):
    (found,) = node[SCHEMA + name]
    return found.get("@value", found.get("@id"))


def test_translations_know_each_other(read, site):
    for key in ("whole", "part"):
        paths = [f"/{language}/speeches/2021/{site[key].slug}/" for language in ("zh-hant", "en")]
        found = nodes(*map(read, paths))
        chinese, english = (found[HERE + path] for path in paths)
        assert value(chinese, "workTranslation") == english["@id"]
        assert value(english, "translationOfWork") == chinese["@id"]
        assert (value(chinese, "inLanguage"), value(english, "inLanguage")) == ("zh-Hant-TW", "en")


def test_without_english_there_is_one_article(read, site):
    paths = [f"/{language}/speeches/2021/{site['none'].slug}/" for language in ("zh-hant", "en")]
    found = nodes(*map(read, paths))
    (article,) = kinds(found, "Article")
    assert article["@id"] == HERE + paths[0]
    assert SCHEMA + "workTranslation" not in article


def test_an_article_says_who_when_and_where(read, site):
    speech = site["whole"]
    found = nodes(read(f"/en/speeches/2021/{speech.slug}/"))
    article = found[f"{HERE}/en/speeches/2021/{speech.slug}/"]
    assert value(article, "headline") == "Pittsburgh’s five directions"
    assert value(article, "identifier") == f"{HERE}/s/{speech.key}"
    speaker = found[value(article, "author")]
    assert (value(speaker, "name"), value(speaker, "jobTitle")) == ("William Peduto", "Mayor")
    city = found[value(speaker, "workLocation")]
    assert city["@type"] == [SCHEMA + "City"]
    assert value(city, "name") == "Pittsburgh"
    session = found[value(article, "recordedAt")]
    assert value(session, "startDate") == "2021-03-24"
    assert value(found[value(session, "superEvent")], "name") == "2021 Smart City Mayors’ Summit"
    assert {value(found[topic["@id"]], "name") for topic in article[SCHEMA + "about"]} == {
        "digital transformation",
        "淨零",
    }


def test_role_and_body_of_a_day_say_nothing_of_the_person(read, site):
    found = nodes(read(f"/en/speeches/2021/{site['whole'].slug}/"), read("/en/speakers/william-peduto/"))
    (person,) = [node for node in kinds(found, "Person") if not node["@id"].startswith("_:")]
    assert SCHEMA + "jobTitle" not in person
    assert SCHEMA + "workLocation" not in person


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_each_kind_of_page_says_what_it_is_about(read, site, language):
    expected = {
        "": "WebSite",
        "summits/2021/": "Event",
        "summits/2021/03-24/": "Event",
        "cities/pittsburgh/": "City",
        f"organizations/{site['none'].organization.slug}/": "Organization",
        "speakers/william-peduto/": "Person",
        f"speeches/2021/{site['whole'].slug}/parallel/": "Article",
    }
    for path, kind in expected.items():
        found = nodes(read(f"/{language}/{path}"))
        urls = {value(node, "url") for node in kinds(found, kind) if SCHEMA + "url" in node}
        assert f"{HERE}/{language}/{path.removesuffix('parallel/')}" in urls, path


def test_events_have_what_search_engines_ask_for(read, site):
    found = nodes(read("/en/summits/2021/"), read("/en/summits/2021/03-24/"))
    for event in kinds(found, "Event"):
        assert value(event, "startDate") == value(event, "endDate") == "2021-03-24"
        assert value(found[value(event, "location")], "name") == "Taipei"
    summit = found[f"{HERE}/zh-hant/summits/2021/#summit"]
    session = found[value(summit, "subEvent")]
    assert value(session, "superEvent") == summit["@id"]


def test_things_of_the_world_are_the_same_in_both_languages(read, site):
    found = nodes(read("/en/cities/pittsburgh/"), read("/zh-hant/cities/pittsburgh/"))
    (city,) = kinds(found, "City")
    assert {name["@value"] for name in city[SCHEMA + "name"]} == {"Pittsburgh", "匹茲堡市"}


def test_breadcrumbs_are_those_of_the_page(read, site, addresses):
    for address in addresses:
        page = read(f"/en/{address}")
        trails = [node for node in data_in(page)["@graph"] if node["@type"] == "BreadcrumbList"]
        crumbs = page.all("li", **{"aria-current": "page"})
        assert len(trails) == len(crumbs) == (1 if address else 0), address
        for trail in trails:
            items = trail["itemListElement"]
            assert [item["position"] for item in items] == list(range(1, len(items) + 1))
            assert items[0]["item"] == f"{HERE}/en/"
            assert all(item["name"] in page.text() for item in items)


HOSTILE = '</script><script>alert("1")</script> <!-- & \u2028 ’ 🏙️ }{'


def test_no_text_ends_the_element(read, make):
    make.speech(1, headline=(HOSTILE, HOSTILE), speaker=(HOSTILE, "Evil"), texts=(HOSTILE,), topics=[(HOSTILE, "")])
    speech = make.speech(2, headline=(HOSTILE, HOSTILE), english=("English.",), topics=[(HOSTILE, "")])
    for language in ("zh-hant", "en"):
        page = read(f"/{language}/speeches/2021/{speech.slug}/")
        (article,) = [node for node in data_in(page)["@graph"] if node["@type"] == "Article"]
        assert article["headline"].startswith("</script><script>")
    block = DataBlock([{"name": HOSTILE}]).__html__()
    assert block.count("<") == 2
    assert json.loads(block.removeprefix('<script type="application/ld+json">').removesuffix("</script>"))[
        "@graph"
    ] == [{"name": HOSTILE}]


def test_what_is_not_public_is_linked_nowhere(make, admin_client):
    speech = make.speech(1, public=False)
    assert "ld+json" not in admin_client.get(f"/en/preview/{speech.key}/").content.decode()


def test_data_files_are_a_dataset(db):
    moment = factories.make_summit().updated_at
    files = [("/en/data/speeches.csv", "text/csv"), ("/en/data/speeches.json", "application/json")]
    found = linked.dataset("Speeches", "All public speeches.", "/en/data/", files, moment)
    expanded = jsonld.expand(
        {"@context": "https://schema.org", "@graph": [found]}, {"documentLoader": context_of_this_test}
    )
    (dataset,) = expanded
    assert dataset["@type"] == [SCHEMA + "Dataset"]
    assert len(dataset[SCHEMA + "distribution"]) == 2
    assert found["dateModified"].endswith("+08:00")
