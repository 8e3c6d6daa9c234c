"""Readers' queries over the 17 speeches of the real paper: all that is meant is found, and hardly anything else."""

import tomllib
from pathlib import Path

import pytest

from speeches.models import Speech
from speeches.search import excerpts, find, marked

QUERIES = tomllib.loads(Path(__file__).with_name("judged.toml").read_text())["query"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("paper")]


@pytest.fixture
def numbers(paper, db):
    """Of the speeches, by their primary keys."""
    return {speech.pk: speech.number for speech in Speech.objects.public()}


def hits(text: str, numbers: dict[int, int]) -> set[int]:
    found = find(text, per_page=100)
    return set() if found.is_close else {numbers[pk] for pk in found.pks}


def test_all_that_is_meant_is_found_and_hardly_anything_else(numbers):
    assert len({query["text"] for query in QUERIES}) == len(QUERIES) >= 60
    right = meant = found = 0
    missed = []
    for query in QUERIES:
        answer, wanted = hits(query["text"], numbers), set(query["speeches"])
        right, meant, found = right + len(answer & wanted), meant + len(wanted), found + len(answer)
        if wanted - answer:
            missed.append((query["text"], wanted - answer))
    assert not missed
    assert right / found >= 0.97, f"precision {right / found:.3f}"


def test_an_excerpt_shows_the_hit_where_a_paragraph_has_it(numbers):
    for text, number, language, words in [
        ("市民", 14, "zh-hant", "市民"),
        ("台北", 3, "zh-hant", "台北"),
        ("hospitals", 1, "en", "hospital"),
        ('"digital twin"', 17, "zh-hant", "Digital Twins"),
        ("水", 12, "zh-hant", "水"),
        ("疫情 市民", 2, "zh-hant", "疫情"),
    ]:
        pk = next(pk for pk, at in numbers.items() if at == number)
        excerpt = excerpts(find(text).words, [pk], "zh-hant")[pk]
        assert excerpt.language == language
        assert words in [run.text for run in excerpt.runs if run.marked]
        paragraph = Speech.objects.get(pk=pk).paragraphs.get(key=excerpt.paragraph)
        written = paragraph.text_en if language == "en" else paragraph.text_zh_hant
        assert "".join(run.text for run in excerpt.runs) in written


def test_names_and_headlines_are_marked_too(db, paper):
    assert [run.text for run in marked(find("medellin").words, "Medellín, Colombia") if run.marked] == ["Medellín"]
    assert "".join(run.text for run in marked(find("台北").words, "臺北步上數位轉型之路")) == "臺北步上數位轉型之路"


def test_where_only_a_name_is_the_hit_the_speech_begins(numbers):
    pk = next(pk for pk, at in numbers.items() if at == 13)
    first = Speech.objects.get(pk=pk).paragraphs.in_order()[0]
    for language, text in (("zh-hant", first.text_zh_hant), ("en", first.text_en)):
        excerpt = excerpts(find("Peduto").words, [pk], language)[pk]
        assert (excerpt.paragraph, excerpt.language) == (first.key, language)
        assert text.startswith("".join(run.text for run in excerpt.runs))


def test_what_nearly_fits_is_called_close(numbers):
    found = find("數位轉形")
    assert found.is_close
    assert found.count >= 3
    assert found.did_you_mean == "數位轉型"
    assert find("goverment").did_you_mean == "government"
    assert find("Pedutto").did_you_mean == "Peduto"
    assert find("Urugay").did_you_mean == "Uruguay"
    assert find("匹斯堡").did_you_mean == "匹茲堡"
    assert find("疫請").did_you_mean == "疫情"
    assert find("xyzzyx").did_you_mean == ""
    assert find("xyzzyx").count == 0


def test_the_glossary_finds_the_other_language(numbers):
    assert find("公車").also is None
    also = find("由下而上 -市民服務").also
    assert also is None, "the same speech in the other language is no other speech"
