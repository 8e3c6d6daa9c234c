"""What the page of the search shows of its hits: marks, by what they were found, and what comes close."""

import html
from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.web.test_search_page import LANGUAGES, asked, count, entries
from tests.web.test_wrong_input import LANGS


def test_a_hit_is_marked_and_leads_to_its_paragraph(read, site, make):
    texts = ("路燈。", "身分證：推行路燈證。"), ("Lamps.", "Identity card: a card for lamps is promoted.")
    speech = make.speech(8, texts=texts[0], english=texts[1], slug="lamps")
    key = speech.paragraphs.in_order()[1].key
    path = f"/speeches/2021/{speech.slug}/"
    for language, text, lang, page_of in (
        ("zh-hant", "路灯证", "zh-Hant-TW", path),
        ("en", "cards", "en", path),
        # What stands on the page of the other language stands on the one that has both.
        ("zh-hant", "identity promoted", "en", f"{path}parallel/"),
        ("en", "推行", "zh-Hant-TW", f"{path}parallel/"),
    ):
        page = read(asked(language, q=text))
        assert entries(page) == [f"/{language}{path}"]
        assert f"/{language}{page_of}#p-{key}" in page.links
        (excerpt,) = page.all("p", **{"class": "excerpt"})
        assert excerpt.get("lang", LANGS[language]) == lang
        assert page.all("mark") != []
        assert page.all("input", name="q", value=text) != []


def test_names_and_headlines_are_marked(read, site):
    page = read(asked("zh-hant", q="匹茲堡"))
    assert "<mark>匹茲堡</mark>的五大未來方向" in page.html
    page = read(asked("en", q="peduto"))
    assert "William <mark>Peduto</mark>" in page.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hit_says_by_which_name_it_was_found(read, make, language):
    make.speech(1, city=("匹茲堡市", "Pittsburgh"), country="US", topics=[("淨零", "Net zero")], texts=("路。",))
    for text, name in {
        "zh-hant": (("pittsburgh", "Pittsburgh"), ("淨零", "淨零"), ("United States", "United</mark> <mark>States")),
        "en": (("匹茲堡", "匹茲堡"), ("net zero", "Net</mark> <mark>zero"), ("美國", "美國")),
    }[language]:
        page = read(asked(language, q=text))
        assert f"<mark>{name}</mark>" in page.html
        assert len(entries(page)) == 1


def test_who_spoke_is_marked_where_it_is_one_string(read, make):
    make.speech(1, city=("匹茲堡市", "Pittsburgh"), country="US", role=("市長", "Mayor"))
    page = read(asked("zh-hant", q="美國匹茲堡市市長"))
    assert len(entries(page)) == 1
    assert "<mark>美國</mark>" in page.html
    assert "<mark>匹茲堡市</mark>" in page.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_close_is_told_so(read, site, language):
    page = read(asked(language, q="推廣 自動販賣機"))
    assert page.all("div", role="note", **{"class": "notice close"}) != []
    assert len(entries(page)) == 3
    nothing = read(asked(language, q="xyzzy", year="2021"))
    assert entries(nothing) == []
    assert nothing.all("div", **{"class": "empty"}) != []
    assert asked(language, q="xyzzy") in nothing.links


def test_another_spelling_is_offered(read, make):
    make.speech(1, at=timezone.now() - timedelta(days=1))
    page = read(asked("en", q="pitsburgh", year="2021"))
    assert count(page) == 0
    assert asked("en", q="Pittsburgh", year="2021") in map(html.unescape, page.links)


def test_the_glossarys_other_word_has_a_part_of_its_own(read, make):
    factories.make_term("數位轉型", "digital transformation")
    make.speech(1, texts=("數位轉型之路。",), city=("臺北市", "Taipei"), country="TW")
    other = make.speech(2, texts=("路。",), english=("On digital transformation.",))
    page = read(asked("zh-hant", q="數位轉型"))
    assert len(entries(page)) == 1
    part = page.html[page.html.index('aria-labelledby="also"') :]
    assert f"/zh-hant/speeches/2021/{other.slug}/" in part
    assert asked("zh-hant", q="digital transformation") in page.links
    assert entries(read(asked("zh-hant", q="digital transformation"))) == [f"/zh-hant/speeches/2021/{other.slug}/"]
