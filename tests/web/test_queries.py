"""The number of queries is fixed: the same with one row and with twenty, at most twelve."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speeches.models import Topic
from tests import factories

MOST = 12


def fill(make, numbers, document):
    for number in numbers:
        make.speech(
            number,
            city=(f"城市{number}市", f"City {number}") if number % 2 else ("匹茲堡市", "Pittsburgh"),
            organization=(f"機構{number}", ""),
            speaker=(f"講者{number}", "") if number % 3 else ("William Peduto", "William Peduto"),
            topics=[("數位轉型", "digital transformation"), (f"議題{number}", "")],
            english=("Some English.",) if number % 2 else (),
            document=document,
        )


@pytest.fixture
def few_and_many(make):
    """Runs a function with a site of few rows, then with twenty more of everything."""

    def run(measure):
        document = factories.make_document()
        fill(make, [1, 2, 3], document)
        few = measure()
        fill(make, range(4, 24), document)
        return few, measure()

    return run


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_every_page_has_a_fixed_number_of_queries(client, make, few_and_many, language):
    def measure():
        speech = factories.make_session().speeches.get(number=2)
        topic = Topic.objects.called("數位轉型").get()
        counted = {}
        for address in (
            "",
            "speeches/",
            "speeches/2021/",
            f"speeches/2021/{speech.slug}/",
            f"speeches/2021/{speech.slug}/parallel/",
            "summits/",
            "summits/2021/",
            "summits/2021/03-24/",
            "cities/",
            "cities/pittsburgh/",
            "organizations/",
            f"organizations/{speech.organization.slug}/",
            "countries/",
            "countries/us/",
            "speakers/",
            "speakers/william-peduto/",
            "topics/",
            f"topics/{topic.slug}/",
            f"topics/{topic.slug}/?place=na&year=2021",
            f"topics/{topic.slug}/compare/",
            "glossary/",
            "data/",
            "site-map/",
            "about/",
            "contact/",
            f"speeches/2021/{speech.slug}/cite/bib",
            f"speeches/2021/{speech.slug}/speech.json",
            "feed.atom",
            "summits/2021/feed.json",
            "cities/pittsburgh/feed.atom",
            f"topics/{topic.slug}/feed.json",
        ):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/{language}/{address}").status_code == 200, address
            counted[address] = len(queries)
        return counted

    few, many = few_and_many(measure)
    # A speech asks for what others said topic by topic, until one has enough of them.
    assert {address: number for address, number in many.items() if number > few[address]} == {}
    assert max(many.values()) <= MOST, many


def test_sitemap_and_cards_have_a_fixed_number_of_queries(client, make, few_and_many):
    def measure():
        speech = factories.make_session().speeches.get(number=2)
        counted = {}
        for address in ("/sitemap.xml", "/sitemap-speeches-1.xml", f"/oembed?url={settings.SITE_URL}/s/{speech.key}"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200, address
            counted[address] = len(queries)
        return counted

    few, many = few_and_many(measure)
    assert few == many
    assert max(many.values()) <= MOST, many
