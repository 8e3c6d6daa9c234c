"""Browsers and search engines learn how to ask the site."""

import json
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from tests.web.test_search_page import HERE, LANGUAGES, asked


def test_a_browser_learns_how_to_search(client, read, site):
    for language in LANGUAGES:
        assert read(f"/{language}/topics/").link("search") == ["/opensearch.xml"]
    response = client.get("/opensearch.xml")
    assert response.headers["Content-Type"] == "application/opensearchdescription+xml"
    names = {"s": "http://a9.com/-/spec/opensearch/1.1/"}
    root = ElementTree.fromstring(response.content)
    assert 0 < len(root.findtext("s:ShortName", namespaces=names)) <= 16
    assert 0 < len(root.findtext("s:LongName", namespaces=names)) <= 48
    assert len(root.findtext("s:Description", namespaces=names)) <= 1024
    assert [found.text for found in root.findall("s:Language", names)] == ["zh-Hant-TW", "en"]
    address = root.find("s:Url", names).get("template").replace("{searchTerms}", quote("台北 通")).removeprefix(HERE)
    for language in LANGUAGES:
        answer = client.get(address, headers={"accept-language": language})
        assert (answer.status_code, answer.headers["Location"]) == (302, asked(language, q="台北 通"))
        assert answer.headers["Vary"] == "Accept-Language"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_tells_search_engines_of_it(read, site, language):
    data = read(f"/{language}/").html.split('<script type="application/ld+json">')[1].split("</script>")[0]
    (found,) = [node for node in json.loads(data)["@graph"] if node["@type"] == "WebSite"]
    assert found["potentialAction"]["target"]["urlTemplate"] == f"{HERE}/{language}/search/?q={{words}}"
