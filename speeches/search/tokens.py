"""What a text is indexed and found by (pure): pairs of neighbouring Han characters, and stems of words.

    stretches(fold("臺北市的 5G cities"))  ->  台北 北市 市的 的 5g citi

A run of Han, Kana or Hangul gives its overlapping pairs and then its last character, so that one character is found as
the beginning of a token. White space does not end a run: papers break lines inside of words. A token consists of
letters and digits only, so that nothing a reader types is syntax to a database.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import add
from typing import NamedTuple

import snowballstemmer

from ..text import HAN

_stem = snowballstemmer.stemmer("english").stemWord

KANA_HANGUL = r"\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u1100-\u11ff\uac00-\ud7a3"
CJK = HAN + KANA_HANGUL
# One Han character and the white space after it, any number of times; or letters and digits around apostrophes.
STRETCH = re.compile(rf"(?P<han>[{CJK}](?:\s*[{CJK}])*)|(?P<word>[^\W_{CJK}]+(?:['’][^\W_{CJK}]+)*)")
# Plurals that the rules of the stemmer leave apart from their singular.
IRREGULAR = {
    "analyses": "analysis", "buses": "bus", "children": "child", "crises": "crisis", "criteria": "criterion",
    "feet": "foot", "gases": "gas", "halves": "half", "leaves": "leaf", "lives": "life", "men": "man",
    "minibuses": "minibus", "phenomena": "phenomenon", "thieves": "thief", "wives": "wife",
    "women": "woman",
}  # fmt: skip
# Nothing that is written is longer, and an index holds no novel without a space.
LONGEST_WORD = 40


class Stretch(NamedTuple):
    """A run of Han characters or one word in a folded text: what stands there without white space, and where."""

    text: str
    is_han: bool
    start: int
    end: int


def stretches(folded: str) -> Iterator[Stretch]:
    for found in STRETCH.finditer(folded):
        is_han = found.lastgroup == "han"
        text = "".join(found[0].split()) if is_han else found[0]
        yield Stretch(text, is_han, found.start(), found.end())


def tokens(folded: str) -> list[str]:
    """Of a text that is to be found."""
    found = []
    # Without the places, which nobody asks for: a rebuild spends much of its time here.
    for han, word in STRETCH.findall(folded):
        if han:
            han = "".join(han.split())
            found += pairs(han)
            found.append(han[-1])
        else:
            found.append(stem(word))
    return found


def pairs(han: str) -> list[str]:
    """The overlapping pairs of neighbours; none of a single character."""
    return list(map(add, han, han[1:]))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of an English word, and of what is written like one; without apostrophes."""
    word = word.replace("’", "'")[:LONGEST_WORD]
    return _stem(IRREGULAR.get(word, word)).replace("'", "") or word.replace("'", "")
