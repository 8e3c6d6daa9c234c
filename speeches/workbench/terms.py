"""Which words of a list does a text use, and where? Pure, and quick with thousands of words.

Width, case, accents, 臺/台 and hyphens do not matter. Where words overlap the longest one counts. A word that begins or
ends in a Latin letter or digit is found as a word (never AI in AIR), in the plural too.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from .. import text

T = TypeVar("T")


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
                lengths[form[:2]].add(len(form))
        # By how they begin, so that a text with other words is passed by quickly.
        self._lengths = {start: sorted(found, reverse=True) for start, found in lengths.items()}
        self._first = beginning({start[0] for start in lengths})

    def find(self, written: str, among: Container[T] | None = None) -> list[Found]:
        """In the order of the text, without overlaps; offsets are those of the text as written.

        With `among` other meanings count as little as words that are not in the list.
        """
        folded, offsets = text.fold_with_offsets(written)
        folded = plain(folded)
        found, position, lengths = [], 0, self._lengths
        while first := self._first.search(folded, position):
            start = first.start()
            begins = folded[start : start + 2] in lengths or folded[start] in lengths
            end = self._end(folded, offsets, start, among) if begins else 0
            if end:
                found.append(Found(offsets[start], offsets[end], self._meanings[folded[start:end]]))
            position = end or start + 1
        return found

    def _end(self, folded: str, offsets: Sequence[int], start: int, among: Container[T] | None) -> int:
        """Where the longest word that begins here ends; 0 if none does."""
        lengths = self._lengths
        for length in (*lengths.get(folded[start : start + 2], ()), *lengths.get(folded[start], ())):
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


def beginning(initials: Iterable[str]) -> re.Pattern:
    """Matches where a word with one of these initials could begin: a Latin one never within a Latin word."""
    latin, others = (
        "".join(initial for initial in initials if is_latin(initial) == wanted) for wanted in (True, False)
    )
    choices = [f"(?<![a-z0-9])[{latin}]" if latin else "", f"[{re.escape(others)}]" if others else ""]
    return re.compile("|".join(filter(None, choices)) or "(?!)")


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
