"""Papers beside their expected results, and a proof by other means that no character of a speech is lost."""

import re

import pytest

from speeches.digest.parse import parse_text
from tests.digest.golden import PAPERS, golden, shown

NUMBERS = {7: 2, 8: 3, 10: 2, 12: 4, 13: 5, 1: 5}


@pytest.mark.parametrize("name", PAPERS)
def test_paper(name):
    assert shown(parse_text(PAPERS[name].read_bytes())) == golden(name).read_text(encoding="utf-8")


def seed_cells() -> dict[int, str]:
    """The seed's cells by the simplest means: the lines with tabs, without the parser's own reader."""
    cells: dict[int, str] = {}
    number = 0
    for line in PAPERS["2021-03-24"].read_text(encoding="utf-8").splitlines():
        first, _, rest = line.partition("\t")
        if first.isdigit():
            number = int(first)
        if "\t" in rest and number:
            cells[number] = cells.get(number, "") + rest.partition("\t")[2]
    return cells


def test_the_seed_has_seventeen_cells():
    assert sorted(seed_cells()) == list(range(1, 18))


@pytest.mark.parametrize("number", range(1, 18))
def test_not_one_character_of_the_seed_is_lost(number):
    text = re.sub(r"<[^>]*>", "", seed_cells()[number])
    for point in range(1, NUMBERS.get(number, 0) + 1):
        assert len(re.findall(rf"(?<![0-9]){point}\. ", text)) == 1
        text = text.replace(f"{point}. ", "", 1)
    speech = next(s for s in parse_text(PAPERS["2021-03-24"].read_bytes()).speeches if s.number == number)
    parsed = "".join(paragraph.text for paragraph in speech.paragraphs)
    assert re.sub(r"\s", "", parsed) == re.sub(r"\s", "", text)
    # Inside a paragraph white space stays too: only at ends and at the two joins it may go.
    for paragraph in speech.paragraphs:
        assert paragraph.text in text or number in (3, 10)


def test_what_pages_cut_is_joined_without_a_space():
    speeches = {speech.number: speech for speech in parse_text(PAPERS["2021-03-24"].read_bytes()).speeches}
    assert "加強化軟體技術" not in speeches[3].paragraphs[0].text
    assert "運用科技加速強化軟體技術，以及" in speeches[3].paragraphs[0].text
    assert "讓大家下車後 10 分鐘內，可以到" in speeches[10].paragraphs[1].text


def test_labels_of_the_seed():
    speeches = {speech.number: speech for speech in parse_text(PAPERS["2021-03-24"].read_bytes()).speeches}
    labels = [paragraph.label for paragraph in speeches[1].paragraphs]
    assert labels == ["", "雙管齊下", "身份識別", "數位轉型", "智慧校園", "5G"]
    assert [paragraph.label for paragraph in speeches[12].paragraphs] == [
        "",
        "水資源計畫",
        "5G",
        "永續發展",
        "Manawatech",
    ]
    assert len(speeches[4].paragraphs) == 1


def test_the_seed_has_no_problems():
    assert parse_text(PAPERS["2021-03-24"].read_bytes()).problems == ()
