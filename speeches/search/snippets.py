"""Where in a text is what was searched for, and which part of the text is shown (pure).

Spans are found in the folded text and mean the text as written; nothing is cut inside a match or a Latin word.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..folding import fold_with_offsets
from .answers import Run
from .query import Word
from .tokens import CJK, stem, stretches

# How much of a paragraph is shown, in Han characters; a Latin letter takes half the room of one.
ROOM = 80
LATIN_WORD = re.compile(rf"[^\W{CJK}]+(?:['’][^\W{CJK}]+)*")
Span = tuple[int, int]


class Stand(NamedTuple):
    """A token of the folded text, where it begins, and where each of its characters ends (of a stem: the word)."""

    token: str
    start: int
    ends: tuple[int, ...]


class Window(NamedTuple):
    """What is shown of a text, and whether there is more of it on either side."""

    runs: tuple[Run, ...]
    cut_before: bool
    cut_after: bool


def likely(lines: Sequence[str], words: Iterable[Word], *, apart: bool = False) -> list[int]:
    """The numbers of the folded lines that seem to hold most of the words (`apart`: of their tokens), best first.

    It is quick and not exact: a line may turn out to hold none.
    """
    hints = [[hint(token) for token in word.tokens] for word in words]
    if apart:
        hints = [[part] for parts in hints for part in parts]
    scores = [sum(all(part in line for part in parts) for parts in hints) for line in lines]
    return sorted((number for number, score in enumerate(scores) if score), key=lambda number: -scores[number])


def hint(token: str) -> str:
    """What every text with this token has: cities and city share cit."""
    return token[:-1] if token.isascii() and len(token) > 3 else token


def spans(text: str, words: Iterable[Word], *, apart: bool = False) -> list[Span]:
    """Where the words stand in the text as written; `apart`: where any of their tokens stands. Without overlaps."""
    folded, offsets = fold_with_offsets(text)
    stands = [stand for stretch in stretches(folded) for stand in stands_of(stretch, folded)]
    where = defaultdict(list)
    for number, (token, _start, _ends) in enumerate(stands):
        where[token].append(number)
    found = []
    for word in words:
        if apart:
            found += [(stands[n].start, stands[n].ends[-1]) for token in word.tokens for n in where[token]]
        else:
            found += whole(word, stands, where)
    return merged([(offsets[start], written_end(offsets, end)) for start, end in found])


def stands_of(stretch, folded: str) -> list[Stand]:
    if not stretch.is_han:
        return [Stand(stem(stretch.text), stretch.start, (stretch.end,))]
    places = [at for at in range(stretch.start, stretch.end) if not folded[at].isspace()]
    last = places[-1]
    return [
        *(Stand(folded[one] + folded[two], one, (one + 1, two + 1)) for one, two in pairwise(places)),
        Stand(folded[last], last, (last + 1,)),
    ]


def whole(word: Word, stands: list[Stand], where: dict[str, list[int]]) -> list[Span]:
    """Where the tokens of the word follow each other; of the last one perhaps only the beginning."""
    *first, last = word.tokens
    starts = where[first[0]] if first else range(len(stands)) if word.begins else where[last]
    found = []
    for number in starts:
        row = stands[number : number + len(word.tokens)]
        if [stand.token for stand in row[:-1]] != first or len(row) <= len(first):
            continue
        if row[-1].token == last:
            found.append((row[0].start, row[-1].ends[-1]))
        elif word.begins and row[-1].token.startswith(last):
            found.append((row[0].start, row[-1].ends[0]))
    return found


def written_end(offsets: Sequence[int], end: int) -> int:
    """Where the character as written ends whose folded form ends here: several may have come from one."""
    last = offsets[end - 1]
    while offsets[end] == last:
        end += 1
    return offsets[end]


def merged(found: list[Span]) -> list[Span]:
    """In order; what overlaps or touches is one."""
    united: list[Span] = []
    for start, end in sorted(found):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def runs(text: str, found: list[Span], start: int = 0, end: int | None = None) -> tuple[Run, ...]:
    """The text from start to end in stretches, those in the spans marked; none is empty."""
    end = len(text) if end is None else end
    parts, position = [], start
    for first, last in found:
        if start <= first and last <= end:
            parts += [Run(text[position:first], False), Run(text[first:last], True)]
            position = last
    parts.append(Run(text[position:end], False))
    return tuple(run for run in parts if run.text)


def window(text: str, found: list[Span]) -> Window:
    """The part of the text with most of the spans, as much as there is room for."""
    room = ROOM * (1 if is_mostly_han(text) else 2)
    if len(text) <= room * 5 // 4:
        return Window(runs(text, found), False, False)
    starts = [max(0, min(first - room // 4, len(text) - room)) for first, _last in found] or [0]
    start = max(starts, key=lambda at: sum(at <= first and last <= at + room for first, last in found))
    end = start + room
    # A cut moves out of what it would cut: outwards from a match, to the nearer end of a word.
    closed = [*found, *((word.start(), word.end()) for word in LATIN_WORD.finditer(text))]
    start = next((first for first, last in closed if first < start < last), start)
    end = next((last for first, last in closed if first < end < last), end)
    start = next((first for first, last in found if first < start < last), start)
    return Window(runs(text, found, start, end), start > 0, end < len(text))


def is_mostly_han(text: str) -> bool:
    return 2 * len(re.findall(f"[{CJK}]", text)) > len(text)
