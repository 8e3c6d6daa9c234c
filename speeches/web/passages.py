"""Which paragraphs of a speech speak of a topic, and what is shown of them. Pure.

A paragraph speaks of what it names most often. It is cut to a readable length around the first word that was found, at
the end of a sentence or clause where there is one near, and never within a found word, a Latin word or a number.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from .. import text
from ..workbench.terms import Found, Matcher

# In characters.
CHINESE_LENGTH, ENGLISH_LENGTH = 110, 240
SENTENCE_STOP, CLAUSE_STOP = re.compile(r"[。！？；]|[.!?;](?=\s)"), re.compile(r"[，、：]|[,:](?=\s)")
# Also 3,000 and don’t.
LATIN_WORD = re.compile(rf"[^\W_{text.HAN}]+(?:[,.’'-][^\W_{text.HAN}]+)*")
CLAUSE_MARKS = " ，、：；,;:"


class Run(NamedTuple):
    """A stretch of text, and whether it is one of the words that were looked for."""

    text: str
    is_found: bool = False


class Passage(NamedTuple):
    """Part of the text at this index."""

    index: int
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def passages(texts: Sequence[str], matcher: Matcher, most: int = 1, times: int = 1) -> list[Passage]:
    """The (at most) `most` texts in which most words are found, in their order; the first text if none has any.

    Each is at most `times` the usual length.
    """
    found = [(index, matcher.find(string)) for index, string in enumerate(texts)]
    speaking = sorted((item for item in found if item[1]), key=lambda item: -len(item[1]))[:most]
    return [
        Passage(index, runs(texts[index], words, times * usual_length(texts[index])))
        for index, words in sorted(speaking or found[:1])
    ]


def usual_length(string: str) -> int:
    return CHINESE_LENGTH if text.has_han(string) else ENGLISH_LENGTH


def runs(string: str, found: Sequence[Found], length: int) -> tuple[Run, ...]:
    start, end = window(string, found, length)
    parts, position = [], start
    for word in found:
        if start <= word.start and word.end <= end:
            parts += [Run(string[position : word.start]), Run(string[word.start : word.end], is_found=True)]
            position = word.end
    rest = string[position:end]
    parts.append(Run(rest if end == len(string) else rest.rstrip(CLAUSE_MARKS) + "…"))
    if start > 0:
        parts.insert(0, Run("…"))
    return tuple(run for run in parts if run.text)


def window(string: str, found: Sequence[Found], length: int) -> tuple[int, int]:
    """Where the passage begins and ends: about `length` characters, the first found word among them."""
    if len(string) <= length:
        return 0, len(string)
    first = found[0] if found else Found(0, 0, None)
    start = beginning(string, first, length)
    limit = start + length
    if limit >= len(string):
        return start, len(string)
    end = ending(string, max(first.end, start + length * 2 // 3), limit)
    for word in found:
        if word.start < end < word.end:
            end = word.end
    return start, end


def beginning(string: str, first: Found, length: int) -> int:
    """The beginning of the text, or of the sentence or clause of the word, or of what stands before it."""
    if first.end <= length * 2 // 3:
        return 0
    earliest = max(first.end - length // 2, 0)
    for stops in (SENTENCE_STOP, CLAUSE_STOP):
        if stop := stops.search(string, earliest, first.start):
            return skip_blanks(string, stop.end(), first.start)
    cut = word_at(string, earliest)
    return skip_blanks(string, min(cut.end() if cut else earliest, first.start), first.start)


def ending(string: str, earliest: int, limit: int) -> int:
    """After a sentence, a clause or a word, not before `earliest`."""
    for stops in (SENTENCE_STOP, CLAUSE_STOP):
        if found := list(stops.finditer(string, earliest, limit)):
            return found[-1].end()
    if cut := word_at(string, limit):
        return cut.start() if cut.start() >= earliest else cut.end()
    return limit


def word_at(string: str, position: int) -> re.Match | None:
    """The Latin word that a cut here would break."""
    return next((word for word in LATIN_WORD.finditer(string) if word.start() < position < word.end()), None)


def skip_blanks(string: str, position: int, latest: int) -> int:
    while position < latest and string[position].isspace():
        position += 1
    return position
