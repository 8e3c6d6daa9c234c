"""What stands where on printed pages: cells of several rows, rows that a page cuts, words that are torn or mixed.

The pages are made by hand: each character has a place, each line of a table is drawn."""

from itertools import pairwise

import pytest

from speeches.digest.readers import grid, layout
from speeches.digest.readers.places import Character, Page, Stroke, lines_of
from tests.digest.documents import COLUMNS, TITLE

SIZE, PITCH = 10.0, 15.0
EDGES = (50.0, 90.0, 170.0, 400.0)
HEADER = [[name] for name in COLUMNS]
SHORT = [["編號"], ["首長"], ["摘要"]]


def words(text: str, x: float, y: float, size: float = SIZE) -> list[Character]:
    """Han characters are as wide as they are high, others half as wide."""
    made = []
    for char in text:
        end = x + (size if ord(char) > 0x2E7F else size / 2)
        made.append(Character(char, x, y, end, y + size))
        x = end
    return made


def page(*rows: list[list[str]], edges=EDGES, open_at=(), upright=True) -> Page:
    """Rows of cells of printed lines. `open_at` are (row, column) of the cells that no line parts from the next row's;
    `upright` says whether columns are parted by lines."""
    y, characters, strokes = 50.0, [], [Stroke(edges[0], 50.0, edges[-1], 50.0)]
    for index, row in enumerate(rows):
        for x, lines in zip(edges[:-1], row, strict=True):
            for number, line in enumerate(lines):
                characters += words(line, x + 5, y + 3 + PITCH * number)
        y += PITCH * max(len(lines) for lines in row) + 5
        columns = enumerate(pairwise(edges))
        strokes += [Stroke(left, y, right, y) for column, (left, right) in columns if (index, column) not in open_at]
    if upright:
        strokes += [Stroke(x, 50.0, x, y) for x in edges]
    return Page(600, 800, words(TITLE, 50, 20) + characters, strokes if upright else [])


def read(*pages: Page) -> tuple[list[tuple[str, str, str]], list[str]]:
    """The rows of the paper, and what was said of it."""
    pieces, said = layout.pieces(pages)
    tables = [
        piece if isinstance(piece, str) else [[grid.Cell(*cell) for cell in row] for row in piece] for piece in pieces
    ]
    aside = grid.Aside()
    for message, texts in said.items():
        aside.note(message)
        for text in texts:
            aside.add(message, text)
    paper = grid.paper(tables, aside)
    return [(row.number, row.who, row.content) for row in paper.rows], [problem.say() for problem in paper.problems]


def test_a_cell_of_several_rows():
    edges = (50.0, 90.0, 170.0, 250.0, 400.0)
    header = [["編號"], ["城市"], ["首長"], ["內容摘要"]]
    three = [
        [["1"], [], ["市長 藤井裕久"], ["甲。"]],
        [["2"], ["日本富山市"], ["議員 山田太郎"], ["乙。"]],
        [["3"], [], ["議員 鈴木一郎"], ["丙。"]],
    ]
    rows, said = read(page(header, *three, edges=edges, open_at={(1, 1), (2, 1)}))
    assert [number for number, *_ in rows] == ["1", "2", "3"]
    assert all("日本富山市" in who for _, who, _ in rows)
    assert ["甲。" in rows[0][2], "乙。" in rows[1][2], "丙。" in rows[2][2]] == [True] * 3
    assert said == []


def test_columns_of_the_same_width_in_a_table_with_a_cell_of_several_rows():
    """The line below that cell is less than the greater part of the table's width."""
    edges = (50.0, 150.0, 250.0, 350.0, 450.0)
    header = [["編號"], ["城市"], ["首長"], ["內容摘要"]]
    two = [[["1"], ["日本富山市"], ["市長"], ["甲。"]], [["2"], [], ["議員"], ["乙。"]]]
    rows, said = read(page(header, *two, edges=edges, open_at={(1, 1), (1, 2)}))
    assert [(number, content) for number, _, content in rows] == [("1", "甲。</p>"), ("2", "乙。</p>")]
    assert said == [], "the rows are known by lines and not by places"


def test_a_line_below_words_parts_no_row():
    made = page(HEADER, [["1"], ["臺北市"], ["甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲", "乙丙。"]])
    made.strokes.append(Stroke(EDGES[2] + 5, 86.0, EDGES[3] - 5, 86.0))
    assert read(made)[0] == [("1", "臺北市</p>", "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙。</p>")]


def test_a_name_of_a_column_on_two_lines():
    rows, said = read(page([["序", "號"], *HEADER[1:]], [["1"], ["臺北市"], ["甲。"]]))
    assert ([number for number, *_ in rows], said) == (["1"], [])


@pytest.mark.parametrize("begins", [[["1"], ["甲"], ["乙。"]], None])
def test_a_number_in_the_middle_of_a_row_that_a_page_cuts(begins):
    """What stands above the page's end is the beginning of the numbered row, not the rest of the row before."""
    number = "2" if begins else "1"
    first = page(HEADER, *([begins] if begins else []), [[], [], ["丙，丁，"]])
    rows, said = read(first, page(HEADER, [[number], ["戊"], ["己。"]], [["3"], ["庚"], ["辛。"]]))
    assert rows[-2] == (number, "戊</p>", "丙，丁，</p>\f己。</p>")
    assert [row[0] for row in rows] == [*(["1"] if begins else []), number, "3"]
    assert any(sentence.endswith(f"Numbers: {number}") for sentence in said)


def test_the_rest_of_a_row_stays_its_own():
    first = page(HEADER, [["1"], ["甲"], ["乙，"]])
    rows, said = read(first, page(HEADER, [[], [], ["丙，"]]), page(HEADER, [["2"], ["丁"], ["戊。"]]))
    assert rows == [("1", "甲</p>", "乙，</p>\f丙，</p>"), ("2", "丁</p>", "戊。</p>")]
    assert said == []


def test_rows_without_a_number_in_the_middle_of_pages_are_no_beginnings():
    """One row for each sentence: the last of a page goes on with the row above."""
    rows = [["1"], ["甲"], ["乙。"]], [[], [], ["丙。"]], [[], [], ["丁。"]]
    found, said = read(page(HEADER, *rows), page(HEADER, [["2"], ["戊"], ["己。"]]))
    assert (found[-1], said) == (("2", "戊</p>", "己。</p>"), [])


CUT = ["Mr. Stijn ", "Steenbakker", "s"]


def test_a_word_that_had_no_room_is_put_together():
    """The document draws the spaces at the ends of its lines: where there is none, a word goes on."""
    edges = (50.0, 90.0, 160.0, 400.0)
    others = [["1"], ["Ms. Kate ", "Gallegos-Ortiz"], ["甲。"]], [["2"], ["Mr. Andrius ", "Grigonis"], ["乙。"]]
    rows, _ = read(page(SHORT, *others, [["3"], CUT, ["丙。"]], edges=edges))
    assert [who.removesuffix("</p>") for _, who, _ in rows][2] == "Mr. Stijn Steenbakkers"


def test_words_of_a_document_that_draws_no_spaces_stay_two():
    edges = (50.0, 90.0, 160.0, 400.0)
    rows, _ = read(page(SHORT, [["1"], ["Mr. Stijn", "Steenbakker", "Smith"], ["甲。"]], edges=edges))
    assert rows[0][1] == "Mr. Stijn Steenbakker Smith</p>"


def test_a_hyphen_at_a_line_s_end_is_kept_and_said():
    lines = ["A really very, very smart-", "city for everybody in COVID-", "19 and else."]
    edges = (50.0, 90.0, 170.0, 320.0)
    english = [*HEADER, ["English"]]
    rows, said = read(page(HEADER, [["1"], ["甲"], lines], edges=edges))
    assert "smart-city" in rows[0][2]
    assert "COVID-19" in rows[0][2]
    assert [sentence.rpartition(": ")[2] for sentence in said] == ["smart-city"]
    _, said = read(page(english, [["1"], ["甲"], ["乙"], lines], edges=(*edges, 480.0)))
    assert said == [], "that column is not read"


@pytest.mark.parametrize("ends", range(7, 16))
def test_a_space_that_is_not_seen_at_a_line_s_end(ends):
    """「逾 30 億」: there was no room for 「 億」, though there would have been for 「億」."""
    line = "經費逾 30"
    edge = EDGES[2] + 5 + words(line, 0, 0)[-1].x1 + ends
    full = "甲" * int((edge - EDGES[2] - 5) // 10)
    rows, _ = read(page(HEADER, [["1"], ["乙"], [full, line, "億元。"]], edges=(*EDGES[:3], edge + 5)))
    assert rows[0][2].startswith(f"{full}經費逾 30億元。")


def narrow(*rows: list[list[str]], header_at: float = 50.0) -> Page:
    """A table without lines: the columns stand half a space apart."""
    return page(HEADER, *rows, edges=(50.0, 90.0, 169.0, 400.0), upright=False)


NAME = "甲乙丙丁戊己Ms."


def test_columns_that_stand_close_without_lines():
    """The name fills its column: what stands beside it is nearer than a character."""
    rows = [[[str(number)], [NAME, "Xi"], ["子丑寅卯辰巳", "午未。"]] for number in range(1, 5)]
    found, said = read(narrow(*rows))
    assert [number for number, *_ in found] == ["1", "2", "3", "4"]
    assert {who for _, who, _ in found} == {f"{NAME} Xi</p>"}
    assert all("outside" not in sentence for sentence in said)


def test_what_runs_above_each_page_is_no_speech():
    pages = [narrow(*[[[str(number)], ["甲"], ["乙丙丁戊。"]]]) for number in (1, 2, 3)]
    for made in pages:
        made.characters.extend(words("機密文件", 300, 5))
    found, _ = read(*pages)
    assert [content for *_, content in found] == ["乙丙丁戊。</p>"] * 3


def test_a_row_s_number_that_stands_alone_is_no_page_number():
    first = narrow([["1"], ["甲"], ["乙。"]], [["2"], [], []])
    first.characters.extend(words("第 1 頁", 200, 750))
    second = narrow([[], ["丙"], ["丁。"]], [["3"], ["戊"], ["己。"]])
    second.characters.extend(words("2", 60, 750))
    rows, _ = read(first, second)
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert rows[1] == ("2", "丙</p>", "丁。</p>")


def test_flat_and_high_signs_stand_in_their_line():
    """Of some fonts only the ink is known."""
    made = [*words("甲", 0, 0), Character("-", 10, 6, 15, 7), *words("5乙", 15, 0), *words("丙丁", 0, 15)]
    assert [line.text for line in lines_of(made)] == ["甲-5乙", "丙丁"]


def test_a_sign_without_width_stands_behind_its_character():
    chosen = Character("\U000e0100", 10, 1, 10, 11)
    made = [*words("葛", 0, 0), chosen, *words("城", 10, 0)]
    assert lines_of(made)[0].text == "葛\U000e0100城"


def test_words_upon_others_are_not_mixed_and_said():
    made = page(HEADER, [["1"], ["臺北市"], ["甲乙丙丁戊己。"]])
    made.characters.extend(words("密件", EDGES[2] + 18, 72, size=12))
    rows, said = read(made)
    assert rows[0][2] == "甲乙丙丁戊己。密件</p>"
    assert any("甲乙丙丁戊己。密件" in sentence for sentence in said)
