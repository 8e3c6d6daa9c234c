"""Plain text to blocks: headings, paragraphs, lists, links."""

import pytest

from speeches.web.prose import blocks, parts
from tests import clock


def shown(text):
    return [(str(block.kind), ["".join(part.text for part in line) for line in block.lines]) for block in blocks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n ", []),
        ("一。\n二。\n\n三。", [("paragraph", ["一。", "二。"]), ("paragraph", ["三。"])]),
        ("一。\r\n\r\n二。", [("paragraph", ["一。"]), ("paragraph", ["二。"])]),
        ("# 標題\n內文。", [("heading", ["標題"]), ("paragraph", ["內文。"])]),
        ("# 一\n# 二", [("heading", ["一"]), ("heading", ["二"])]),
        ("有：\n- 甲\n- 乙\n完。", [("paragraph", ["有："]), ("list", ["甲", "乙"]), ("paragraph", ["完。"])]),
        ("- 甲\n\n- 乙", [("list", ["甲", "乙"])]),
        ("#標題\n-5 度", [("paragraph", ["#標題", "-5 度"])]),
        ("<b>粗</b>", [("paragraph", ["<b>粗</b>"])]),
    ],
)
def test_blocks(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ("沒有", []),
        ("見https://example.org/a?b=1#c。", ["https://example.org/a?b=1#c"]),
        ("(see http://example.org/).", ["http://example.org/"]),
        ("寄至 office@gov.taipei，或 a.b+c@example.co.uk.", ["mailto:office@gov.taipei", "mailto:a.b+c@example.co.uk"]),
        ("javascript:alert(1) ftp://example.org @ a@b", []),
    ],
)
def test_addresses_become_links(line, links):
    found = parts(line)
    assert [part.href for part in found if part.href] == links
    assert "".join(part.text for part in found) == line


def test_no_text_is_slow():
    for piece in ("a", "a.", "a@", "https://", "- ", "\n# "):
        assert clock.seconds(blocks, piece * 200_000) < 5, piece
