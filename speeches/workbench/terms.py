"""Which words of a list does a text use, and where? Pure, and quick with thousands of words.

Width, case, accents, 臺/台 and hyphens do not matter. Where words overlap the longest one counts. A word that begins or
ends in a Latin letter or digit is found as a word (never AI in AIR), in the plural too.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from .. import text

T = TypeVar("T")

# By so many of their first characters words are told apart before they are looked up.
START = 3


class Found(NamedTuple):
    """A stretch of the text as written, and what the word that stands there means."""

    start: int
    end: int
    meaning: object


class Matcher(Generic[T]):
    """Made once of (word, meaning) pairs; the first meaning of a word counts."""

    def __init__(self, words: Iterable[tuple[str, T]]):
        self._meanings: dict[str, T] = {}
        lengths = defaultdict(set)
        for word, meaning in words:
            for form in forms(plain(text.fold(word)).strip()):
                self._meanings.setdefault(form, meaning)
                lengths[form[:START]].add(len(form))
        # By how they begin, so that a text with other words is passed by quickly.
        self._lengths = {start: sorted(found, reverse=True) for start, found in lengths.items()}
        self._first = beginning(set(lengths))

    def find(self, written: str, among: Container[T] | None = None) -> list[Found]:
        """In the order of the text, without overlaps; offsets are those of the text as written.

        With `among` other meanings count as little as words that are not in the list.
        """
        folded, offsets = text.fold_with_offsets(written)
        folded = plain(folded)
        found, position = [], 0
        while first := self._first.search(folded, position):
            start = first.start()
            end = self._end(folded, offsets, start, among)
            if end:
                found.append(Found(offsets[start], offsets[end], self._meanings[folded[start:end]]))
            position = end or start + 1
        return found

    def _end(self, folded: str, offsets: Sequence[int], start: int, among: Container[T] | None) -> int:
        """Where the longest word that begins here ends; 0 if none does."""
        starts = (folded[start : start + size] for size in range(START, 0, -1))
        for length in chain.from_iterable(self._lengths.get(begins, ()) for begins in starts):
            end = start + length
            word = folded[start:end]
            if end > len(folded) or word not in self._meanings:
                continue
            if among is not None and self._meanings[word] not in among:
                continue
            # One character may be folded to several (… to ...), of which a word is all or none.
            parts_a_character = offsets[end - 1] == offsets[end] or (start and offsets[start - 1] == offsets[start])
            if is_whole(folded, start, end) and not parts_a_character:
                return end
        return 0


def beginning(starts: Iterable[str]) -> re.Pattern:
    """Matches where a word that starts so could begin: a Latin one never within a Latin word."""
    latin, others = {}, {}
    for start in starts:
        (latin if is_latin(start[0]) else others).setdefault(start[0], set()).add(start[1:])
    found = [f"(?<![a-z0-9]){any_of(latin)}"] if latin else []
    # The class of all that they begin with passes by most of a text, however many they are.
    found += [f"(?=[{re.escape(''.join(others))}]){any_of(others)}"] if others else []
    return re.compile("|".join(found) or "(?!)")


def any_of(starts: dict[str, set[str]]) -> str:
    """A pattern of them, told apart by one character after the other."""
    return "(?:" + "|".join(re.escape(first) + rest_of(rests) for first, rests in sorted(starts.items())) + ")"


def rest_of(rests: set[str]) -> str:
    if "" in rests:
        return ""
    following: dict[str, set[str]] = {}
    for rest in rests:
        following.setdefault(rest[0], set()).add(rest[1:])
    return any_of(following)


def forms(folded: str) -> list[str]:
    """The word itself and, of a Latin one, its plurals."""
    if not folded or not is_latin(folded[-1]):
        return [folded] if folded else []
    of_y = [f"{folded[:-1]}ies"] if folded.endswith("y") else []
    return [folded, f"{folded}s", f"{folded}es", *of_y]


def plain(folded: str) -> str:
    return folded.replace("-", " ")


def is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def is_whole(folded: str, start: int, end: int) -> bool:
    """Whether no Latin word is cut at either end."""
    cut_before = start > 0 and is_latin(folded[start - 1]) and is_latin(folded[start])
    cut_after = end < len(folded) and is_latin(folded[end - 1]) and is_latin(folded[end])
    return not (cut_before or cut_after)
