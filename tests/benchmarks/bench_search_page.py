"""The page of the search as it is served, with hits, excerpts and filters, on a site of 10,000 speeches (or
BENCH_SPEECHES), beside the list of all speeches and the names that are suggested.
"""

from functools import partial
from urllib.parse import urlencode

import pytest

from speeches.models import City, Topic
from speeches.search import index
from tests.benchmarks.asking import ask
from tests.benchmarks.bench_search import PAGE, SPEECHES, TEXTS, report
from tests.benchmarks.speeches import write_speeches

pytestmark = pytest.mark.django_db(transaction=True)
# A query in four has a filter.
FILTERED = 4


def addresses() -> dict[str, list[str]]:
    city, topic = City.objects.order_by("pk")[5].slug, Topic.objects.order_by("pk")[3].slug
    filters = [{"year": 2005}, {"region": "as", "language": "en"}, {"city": city}, {"topic": topic}]
    filtered = [{"q": text} | filters[n % len(filters)] for n, text in enumerate(TEXTS[::FILTERED])]
    return {
        "hits with excerpts and filters": [f"/zh-hant/search/?{urlencode({'q': text})}" for text in TEXTS],
        "the same in English": [f"/en/search/?{urlencode({'q': text})}" for text in TEXTS[::FILTERED]],
        "with a filter chosen": [f"/zh-hant/search/?{urlencode(one)}" for one in filtered],
        "newest first, page 2": [
            f"/zh-hant/search/?{urlencode({'q': t, 'order': 'newest'})}&page=2" for t in TEXTS[:4]
        ],
        "all speeches": [f"/{language}/speeches/" for language in ("zh-hant", "en")],
        "names that fit": [f"/en/search/suggest.json?q={text}" for text in ("a", "ta", "bran", "medell")],
        "feed": [f"/zh-hant/search/feed.json?{urlencode({'q': text})}" for text in TEXTS[::FILTERED]],
    }


def bench_search_page(application):
    write_speeches(SPEECHES)
    index.rebuild()
    served = application(0)
    print(f"\nThe page of the search, {SPEECHES:,} speeches")
    found = {
        name: report(name, [partial(ask, served, path) for path in paths], rounds=3)
        for name, paths in addresses().items()
    }
    for name in ("hits with excerpts and filters", "the same in English", "with a filter chosen"):
        assert found[name][1] <= PAGE, name
