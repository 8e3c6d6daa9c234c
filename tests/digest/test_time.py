"""Reading and parsing take time in proportion to the size, for text that is meant to be slow too."""

import contextlib

import pytest

from speeches.digest.parse import parse_text
from speeches.records import Refusal
from tests import clock
from tests.digest.golden import PAPERS

OPENING = "2021 首長高峰會(3/24)談話內容摘要\n\n編號\t城市首長或代表\t內容摘要\n"
ROW = OPENING + "1\t臺北市 市長 柯文哲\t"
LINES = ROW + "x\n"
# Name: what stands before, what is repeated, what stands behind.
SHAPES = {
    "many <": (ROW, "<", ""),
    "open tags": (ROW, "<p ", ""),
    "comments": (ROW, "<!--", ""),
    "paragraphs": (ROW, "<p>a", ""),
    "items": (ROW, "<li>啊，", ""),
    "many 1. ": (ROW, "1. ", ""),
    "weak numbers": (ROW, "甲 1. 乙 2. ", ""),
    "lists that begin anew": (ROW, "<p>1. 乙<p>2. ", ""),
    "long lists": (ROW, "".join(f"甲 {n}. " for n in range(1, 99)), ""),
    "Chinese numbers": (ROW, "。一、", ""),
    "circled numbers": (ROW, "。①②③", ""),
    "many spaces": (ROW, " ", "x"),
    "many spaces before a number": (ROW + "x", " ", "1. x"),
    "labels": (ROW, "1. 甲：", ""),
    "spaces before a colon": (ROW, "1. 甲" + " " * 500 + "：2. ", ""),
    "a long Latin run": (ROW, "a", ""),
    "many digits": (ROW, "1", ""),
    "one Han character": (ROW, "市", ""),
    "entities": (ROW, "&amp;", ""),
    "entities that never end": (ROW + "&#", "1", ";"),
    "closing quotes": (ROW, "」", "\n1. x"),
    "bullets": (ROW, "• a ", ""),
    "many tabs": (ROW, "\t", ""),
    "continuation rows": (LINES, "\t\tx\n", ""),
    "lines": (LINES, "x\n", ""),
    "numbers on lines": (LINES, "1\n", ""),
    "running headers": (LINES, "2021 首長高峰會(3/24)談話內容摘要\n\t\tx\n", ""),
    "form feeds": (LINES, "\fx", ""),
    "rows without number": (LINES, "\t臺北市 市長 柯文哲\tx\n", ""),
    "rows with a strange number": (LINES, "甲\t乙\tx\n", ""),
    "a long name": (OPENING + "1\t", "臺北市 市長", "\tx"),
    "a long number": (OPENING, "1", "\t臺北市 市長 柯文哲\tx"),
    "a long title": ("", "2021/3/24 ", OPENING),
    "a title of many lines": ("", "2021 (3/24)\n", OPENING),
    "many columns": ("2021 (3/24)\n", "編號\t", "\n"),
    "no table": ("", "2021 首長", ""),
    "quotes": (ROW + '"', '""\n', '"'),
}


def seconds(shape: tuple[str, str, str], size: int) -> float:
    before, repeated, behind = shape
    data = (before + repeated * (size // len(repeated)) + behind).encode()

    def work() -> None:
        with contextlib.suppress(Refusal):
            parse_text(data)

    return clock.seconds(work)


@pytest.mark.parametrize("name", SHAPES)
def test_time_grows_with_the_size(name):
    small = big = float("inf")
    for _ in range(15):
        small = min(small, seconds(SHAPES[name], 40_000))
        big = min(big, seconds(SHAPES[name], 80_000))
        if big <= 2.5 * small + 0.002:
            return
    raise AssertionError(f"{big:.4f} s for twice what took {small:.4f} s")


def test_a_megabyte_is_read_in_seconds():
    assert seconds(SHAPES["many 1. "], 1_000_000) < 10


def test_the_seed_takes_less_than_50_ms():
    data = PAPERS["2021-03-24"].read_bytes()
    parse_text(data)
    assert min(clock.seconds(parse_text, data) for _ in range(5)) < 0.05
