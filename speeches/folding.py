"""One form of what a reader means, for finding: that of `text.fold`, with Traditional and Simplified characters as one.

    fold("臺北市的ＩＣＴ") == fold("台北市的ict")        fold("數位轉型") == fold("数位转型")

Names and terms are compared by `text.fold`, which keeps 里 and 裡 apart; readers write either.
"""

from collections.abc import Sequence
from pathlib import Path

from . import text

# Made by tests/search/make_variants.py: a line is one character and those that are read as it.
VARIANTS = str.maketrans(
    {
        other: line[0]
        for line in Path(__file__).with_name("variants.txt").read_text(encoding="utf-8").split()
        for other in line[1:]
    }
)


def fold(written: str) -> str:
    return text.fold(written).translate(VARIANTS)


def fold_with_offsets(written: str) -> tuple[str, Sequence[int]]:
    """The folded text, and where each of its characters begins in the text as written; last, where that ends."""
    folded, offsets = text.fold_with_offsets(written)
    return folded.translate(VARIANTS), offsets
