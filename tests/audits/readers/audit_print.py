"""A digest on paper: at most two A4 pages, with the numbers of its paragraphs, its short link and page counters."""

import re
from collections import Counter

import pytest
from pypdfium2 import PdfDocument

from tests.audits.readers.conftest import BARE_YEAR, LANGUAGES

MOST = 2
SHORT_LINK = re.compile(r"/s/[0-9a-z]{8}")


def printed(page) -> list[str]:
    """The text of each sheet."""
    document = PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    try:
        return [sheet.get_textpage().get_text_bounded() for sheet in document]
    finally:
        document.close()


@pytest.mark.parametrize("view", ["speech", "parallel"])
@pytest.mark.parametrize("language", LANGUAGES)
def audit_every_speech(walked, open_page, say, view, language):
    suffix = "parallel/" if view == "parallel" else ""
    address = re.compile(rf"/{language}/speeches/(?!{BARE_YEAR})\d{{4}}/[^/]+/{suffix}$")
    page, count, found = open_page(), Counter(), []
    for path in filter(address.match, walked):
        page.goto(path)
        sheets = printed(page)
        count[len(sheets)] += 1
        faults = faults_of(sheets, MOST, page.locator(".pn").all_inner_texts())
        found += [f"{path}: {fault}" for fault in faults]
    assert found == [], "\n".join(found)
    assert count.total() >= 17
    say(f"{view}, {language}: speeches by number of A4 sheets: {dict(count)}")


def faults_of(sheets: list[str], most: int, numbers: list[str]) -> list[str]:
    """What is missing on these sheets, or too much, of a speech whose paragraphs have these numbers."""
    found = []
    if len(sheets) > most:
        found.append(f"{len(sheets)} sheets")
    if not SHORT_LINK.search("".join(sheets)):
        found.append("no short link")
    for number, text in enumerate(sheets, start=1):
        if f"{number} / {len(sheets)}" not in text:
            found.append(f"sheet {number} without its number")
    words = Counter(" ".join(sheets).split())
    found += [f"a paragraph {number} without its number" for number in numbers if words[number] < numbers.count(number)]
    return found
