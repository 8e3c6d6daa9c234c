"""Every cell of who_cells.txt is split as written there. One line a cell; the file explains itself."""

from pathlib import Path

import pytest

from speeches import records
from speeches.digest import names

CELLS = [
    line.split(" => ")
    for line in (Path(__file__).parent / "who_cells.txt").read_text(encoding="utf-8").splitlines()
    if " => " in line and not line.startswith("#")
]


@pytest.mark.parametrize(("cell", "expected"), CELLS, ids=[cell for cell, _ in CELLS])
def test_who(cell, expected):
    found = names.who(cell)
    parts = [found.country, found.city, found.organization, found.role, found.honorific, found.speaker]
    assert [*parts, "?" if found.doubts else ""] == [part.strip() for part in expected.split("|")]


def test_the_corpus_is_large():
    assert len(CELLS) >= 250


@pytest.mark.parametrize(
    "cell", ["", " \f\n", "<p></p>", "市長", "?", "Mr.", "（視訊）", "市" * 159, "x" * 5000, "·", "駐台", "M. "]
)
def test_no_cell_is_too_strange(cell):
    found = names.who(cell)
    assert found.doubts
    assert all(records.Problem.say(doubt) for doubt in found.doubts)


def test_the_organization_is_written_with_its_country_and_the_city_without():
    assert names.who("加拿大駐台北貿易辦事處 代表 Mr. X Y").organization.startswith("加拿大")
    assert names.who("加拿大蘭里市 市長 Ms. X Y").city == "蘭里市"


def test_white_space_makes_no_difference_between_body_role_and_name():
    written = {
        (who.country, who.city, who.role, who.honorific, who.speaker)
        for space in (" ", "　", "\u00a0", "<br>", "\n", "\t ", "&nbsp;", "\u2003")
        for who in [names.who(f"美國伊利市{space}市長{space}Mr. Joseph V. Schember")]
    }
    assert written == {("US", "伊利市", "市長", "Mr.", "Joseph V. Schember")}


# Without spaces these could be read in another way too.
NEED_SPACES = ("智慧城市 總顧問", "大酋長", "福祉推手", "Mayor", "布里斯本 市議員", "前 市長")
WITHOUT_DOUBT = [
    cell
    for cell, expected in CELLS
    if not expected.endswith("?")
    and "<" not in cell
    and "&" not in cell
    and not any(word in cell for word in NEED_SPACES)
]


@pytest.mark.parametrize("cell", WITHOUT_DOUBT)
def test_spaces_between_body_role_and_name_say_nothing(cell):
    expected = names.who(cell)
    body, _, name = cell.rpartition(expected.role)
    body, role, name = body.strip(" ，/"), expected.role, name.strip(" ，/：")
    if not body or not name:
        return
    for written in (
        f"{body}{role} {name}",
        f"{body} {role}{name}",
        f"{body}{role}{name}",
        f"{body}　{role}　{name}",
        f"<p>{body}<br>{role}<br>{name}</p>",
        f"{body}、{role}、{name}",
    ):
        assert names.who(written) == expected
