"""Readers report an error: by a letter that names the speech and the paragraph's permanent address."""

from urllib.parse import parse_qs, urlsplit

import pytest

from speeches.changes import recorded

LANGUAGES = ["zh-hant", "en"]
PAGES = [f"/{language}/speeches/2021/{{}}/{page}" for language in LANGUAGES for page in ("", "parallel/")]


def letters(page):
    """Address and what the letter says already, of each link to report something; a letter to share has no address."""
    links = [urlsplit(link) for link in page.links if link.startswith("mailto:") and not link.startswith("mailto:?")]
    return [(link.path, {name: value for name, (value,) in parse_qs(link.query).items()}) for link in links]


@pytest.mark.parametrize("path", PAGES)
def test_the_letter_names_speech_and_paragraph(read, site, settings, path):
    settings.CONTACT_EMAIL = "office+errors@example.org"
    speech = site["part"]
    page = read(path.format(speech.slug))
    here = f"http://127.0.0.1:8000/s/{speech.key}"
    paragraphs = [f"{here}#p-{paragraph.key}\r\n" for paragraph in speech.paragraphs.in_order()]
    assert [letter["body"] for _to, letter in letters(page)] == [*paragraphs, f"{here}\r\n"]
    assert {to for to, _letter in letters(page)} == {"office%2Berrors@example.org"}
    for _to, letter in letters(page):
        assert "2021" in letter["subject"]
        assert "臺北" in letter["subject"]
        assert str(speech.number) in letter["subject"]


@pytest.mark.parametrize("path", PAGES)
def test_its_address_is_plain_ascii_without_a_plus(read, site, settings, path):
    settings.CONTACT_EMAIL = "office@example.org"
    for link in read(path.format(site["part"].slug)).links:
        if link.startswith("mailto:"):
            assert link.isascii()
            assert not {" ", "+", "#", "\r", "\n"} & set(link)


@pytest.mark.parametrize("path", PAGES)
def test_without_a_letter_box_it_leads_to_the_contact_page(read, site, path):
    page = read(path.format(site["whole"].slug))
    assert letters(page) == []
    language = path.split("/")[1]
    reports = page.all("a", **{"class": "report"})
    assert [found["href"] for found in reports] == [f"/{language}/contact/"] * 3


@pytest.mark.parametrize("path", PAGES)
def test_anchors_of_joined_paragraphs_lead_to_the_one_that_is_left(read, site, path):
    speech = site["whole"]
    first, second, third = speech.paragraphs.in_order()
    with recorded(reason="joined"):
        first.former_keys = ["bcdfg", "hjkmn"]
        first.save()
        # A doubled key, and one that is alive again.
        second.former_keys = ["bcdfg", third.key]
        second.save()
    page = read(path.format(speech.slug))  # which fails if an id stands twice
    assert {"p-bcdfg", "p-hjkmn", f"p-{third.key}"} <= page.ids
    assert page.html.index(f'id="p-{first.key}"') < page.html.index('id="p-bcdfg"')
    assert page.html.index('id="p-hjkmn"') < page.html.index(f'id="p-{second.key}"')
    assert len(page.all("span", id="p-bcdfg")) == 1
