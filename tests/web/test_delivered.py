"""The site as it is delivered: whole in both languages, each page in its own."""

import re
from pathlib import Path

import pytest

from speeches.digest.load import import_paper
from speeches.models import Speech
from speeches.workbench.load import load_content

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAPER = FIXTURES / "2021-03-24.txt"
HAN = re.compile(r"[\u3400-\u9fff]")
SENTENCE = re.compile(r"[\u3400-\u9fff].*。")


def without_spaces(text: str) -> str:
    """Marked terms cut a paragraph into several texts."""
    return re.sub(r"\s", "", text)


@pytest.fixture
def delivered(db):
    import_paper(PAPER.read_bytes(), PAPER.name, publish=True)
    load_content(FIXTURES)
    return list(Speech.objects.public().complete())


def test_english_pages_of_speeches_are_english(delivered, read):
    for speech in delivered:
        page = read(f"/en/speeches/2021/{speech.slug}/")
        assert speech.headline_en in page.text()
        assert [text for text, _lang in page.texts if SENTENCE.search(text)] == []
        read_aloud = without_spaces(page.text())
        for paragraph in speech.paragraphs.all():
            assert without_spaces(paragraph.text_en)[-12:] in read_aloud
        assert page.hreflangs().keys() >= {"zh-Hant", "en"}


def test_english_lists_show_nothing_but_names_in_chinese(delivered, read):
    names = {speech.headline_zh_hant for speech in delivered} | {speech.document.title for speech in delivered}
    for path in ("speeches/", "speeches/2021/", "summits/2021/", "summits/2021/03-24/", "cities/", "topics/"):
        page = read(f"/en/{path}")
        chinese = {text for text, _lang in page.texts if HAN.search(text) and len(text) > 12} - names
        assert chinese == set(), path
