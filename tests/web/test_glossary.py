"""The glossary, and its words in the speeches: marked once, explained on the same page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speeches.changes import recorded
from speeches.models import Paragraph, Term
from tests import factories


@pytest.fixture
def terms(db):
    """By their Chinese."""
    made = {
        "防疫": ("epidemic prevention", "", "official"),
        "科技防疫": ("technology-enabled epidemic prevention", "", "proposal"),
        "智慧巴士": ("smart bus", "", "press"),
        "身分識別": ("identification", "身份識別\n身份認證", "official"),
        "臺北通": ("Taipei PASS", "", "press"),
    }
    return {
        chinese: factories.make(
            Term, chinese=chinese, english=english, variants=variants, status=status, source="somewhere on a page"
        )
        for chinese, (english, variants, status) in made.items()
    }


def ids(page):
    return re.findall(r'id="t-(\w+)"', page.html)


def test_every_term_has_its_anchor_status_source_and_variants(read, terms):
    english, chinese = read("/en/glossary/"), read("/zh-hant/glossary/")
    assert set(ids(english)) == set(ids(chinese)) == {term.key for term in terms.values()}
    assert "5 terms" in english.text()
    assert "身份識別、身份認證" in english.text()
    assert english.text().count("somewhere on a page") == 5
    letters = re.findall(r'<h2 id="l-\d+">(.*?)</h2>', english.html)
    assert letters == ["E", "I", "S", "T"]
    assert not re.findall(r'<h2 id="l-', chinese.html)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("BUS", ["智慧巴士"]),
        ("台北通", ["臺北通"]),
        ("身份認證", ["身分識別"]),
        ("防疫", ["防疫", "科技防疫"]),
        ("prevention technology", ["科技防疫"]),
        ("  ", ["防疫", "科技防疫", "智慧巴士", "身分識別", "臺北通"]),
        ("沒有", []),
        ("\x00", ["防疫", "科技防疫", "智慧巴士", "身分識別", "臺北通"]),
        ("<b>" + "長" * 10_000, []),
    ],
)
def test_a_word_is_looked_up(read, client, terms, query, found):
    page = client.get("/en/glossary/", {"q": query})
    assert page.status_code == 200
    keys = re.findall(r'id="t-(\w+)"', page.content.decode())
    assert sorted(keys) == sorted(terms[chinese].key for chinese in found)
    assert b"<b>" + "長".encode() not in page.content
    assert '<link rel="canonical" href="http://127.0.0.1:8000/en/glossary/">' in page.content.decode()


def test_many_terms_have_pages_and_a_search_goes_through_them(read, db):
    with recorded(reason="many"):
        for number in range(230):
            Term.objects.create(chinese=f"詞{number}", english=f"word {number}")
    page = read("/en/glossary/?q=word")
    assert len(ids(page)) == 100
    assert "230 terms" in page.text()
    (following,) = [found["href"] for found in page.all("a", rel="next")]
    assert following == "?q=word&page=2"
    assert len(ids(read("/en/glossary/?q=word&page=3"))) == 30
    assert read("/en/glossary/?page=3", 200)


TEXTS = ("以科技防疫，也防疫。", "身份識別：推廣台北通與身分識別 <APP>。", "測試智慧巴士與防疫。")
ENGLISH = (
    "Technology-enabled epidemic prevention, and epidemic prevention.",
    "Identification: Taipei PASS and identification <app>.",
    "Smart buses are tested for relief.",
)


@pytest.fixture
def speech(make, terms):
    return make.speech(1, texts=TEXTS, english=ENGLISH)


def marks(page):
    """The words that lead to an explanation, and of which term."""
    return re.findall(r'<a class="term" href="#t-(\w+)">(.*?)</a>', page.html)


def path(speech, language, rest=""):
    return f"/{language}/speeches/2021/{speech.slug}/{rest}"


def test_words_are_marked_where_they_stand_first(read, speech, terms):
    page = read(path(speech, "zh-hant"))
    assert marks(page) == [
        (terms["科技防疫"].key, "科技防疫"),
        (terms["防疫"].key, "防疫"),
        (terms["身分識別"].key, "身份識別"),
        (terms["臺北通"].key, "台北通"),
        (terms["智慧巴士"].key, "智慧巴士"),
    ]
    assert f'<b><a class="term" href="#t-{terms["身分識別"].key}">身份識別</a></b>：推廣<a' in page.html
    assert "身分識別 &lt;APP&gt;。</p>" in page.html


def test_each_marked_word_is_explained_on_the_same_page(read, speech, terms):
    for page in (read(path(speech, one, rest)) for one in ("zh-hant", "en") for rest in ("", "parallel/")):
        assert list(dict.fromkeys(key for key, _word in marks(page))) == ids(page)
        explained = page.html[page.html.index('id="terms"') :]
        for term in terms.values():
            assert term.chinese in explained
            assert term.english in explained
        assert len(re.findall(r'<dt><a href="#p-(\w+)"', explained)) == 5


def test_english_words_are_those_of_the_chinese_beside_them(read, speech, terms):
    assert marks(read(path(speech, "en"))) == [
        (terms["科技防疫"].key, "Technology-enabled epidemic prevention"),
        (terms["防疫"].key, "epidemic prevention"),
        (terms["身分識別"].key, "Identification"),
        (terms["臺北通"].key, "Taipei PASS"),
        (terms["智慧巴士"].key, "Smart buses"),
    ]
    factories.make_term("紓困", "relief")
    assert "relief" not in [word for _key, word in marks(read(path(speech, "en")))]


def test_both_columns_of_the_parallel_page_are_marked(read, speech):
    assert len(marks(read(path(speech, "en", "parallel/")))) == 10


def test_chinese_on_an_english_page_is_marked_as_chinese(read, make, terms):
    speech = make.speech(2, texts=TEXTS, english=ENGLISH[:1])
    words = [word for _key, word in marks(read(path(speech, "en")))]
    assert words == ["Technology-enabled epidemic prevention", "epidemic prevention", "身份識別", "台北通", "智慧巴士"]


def test_headings_are_not_marked(read, make, terms):
    speech = make.speech(2, texts=("甲。",))
    with recorded(reason="heading"):
        Paragraph.objects.create(speech=speech, position=0, kind="heading", text_zh_hant="防疫")
    assert marks(read(path(speech, "zh-hant"))) == []
    assert 'id="terms"' not in read(path(speech, "zh-hant")).html


def test_a_changed_term_is_seen_at_once_and_read_once(read, client, speech, terms):
    assert len(marks(read(path(speech, "zh-hant")))) == 5
    with CaptureQueriesContext(connection) as queries:
        client.get(path(speech, "zh-hant", "parallel/"))
    assert not [query for query in queries if "speeches_term" in query["sql"]]
    with recorded(reason="gone"):
        terms["防疫"].delete()
    assert [word for _key, word in marks(read(path(speech, "zh-hant")))].count("防疫") == 0
