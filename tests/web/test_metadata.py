"""What pages say of themselves to other programs: languages that know each other, and Open Graph."""

from datetime import datetime

HERE = "http://127.0.0.1:8000"
LANGUAGES = {"zh-Hant": "zh-hant", "en": "en"}


def properties(page) -> dict[str, list[str]]:
    found = {}
    for meta in page.all("meta"):
        if "property" in meta:
            found.setdefault(meta["property"], []).append(meta["content"])
    return found


def test_each_language_names_the_other_and_is_named_by_it(read, addresses):
    for address in addresses:
        pages = {lang: read(f"/{language}/{address}") for lang, language in LANGUAGES.items()}
        pairs = [page.hreflangs() for page in pages.values()]
        assert pairs[0] == pairs[1], address
        if pairs[0]:
            assert pairs[0]["x-default"] == f"{HERE}/"
            for lang, page in pages.items():
                assert page.link("canonical") == [pairs[0][lang]]


def test_an_article_says_when_it_was_published(read, site):
    speech = site["whole"]
    for language in ("zh-hant", "en"):
        for path in (f"/{language}/speeches/2021/{speech.slug}/", f"/{language}/speeches/2021/{speech.slug}/parallel/"):
            found = properties(read(path))
            assert found["og:type"] == ["article"]
            published, modified = (found[f"article:{name}_time"] for name in ("published", "modified"))
            assert datetime.fromisoformat(published[0]) == speech.publish_at.replace(microsecond=0)
            assert datetime.fromisoformat(modified[0]) >= datetime.fromisoformat(published[0])
            assert found["article:author"] == [f"{HERE}/{language}/speakers/william-peduto/"]
            assert len(found["article:tag"]) == 2


def test_the_other_language_is_offered_only_where_there_is_one(read, site):
    own = {"zh-hant": "zh_TW", "en": "en_US"}
    for key, has_pair in (("whole", True), ("none", False)):
        for language, other in (("zh-hant", "en"), ("en", "zh-hant")):
            found = properties(read(f"/{language}/speeches/2021/{site[key].slug}/"))
            assert found["og:locale"] == [own[language]]
            assert found.get("og:locale:alternate", []) == ([own[other]] if has_pair else [])


def test_other_pages_are_no_articles(read, addresses, site):
    for address in addresses:
        if "speeches/2021/" not in address:
            found = properties(read(f"/en/{address}"))
            assert found["og:type"] == ["website"], address
            assert not any(name.startswith("article:") for name in found)
