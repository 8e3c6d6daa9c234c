"""Which words of a list does a text use, and where? Pure, and quick with thousands of words.

Width, case, accents, 臺/台 and hyphens do not matter. Where words overlap the longest one counts. A word that begins or
ends in a Latin letter or digit is found as a word (never AI in AIR), in the plural too.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
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
                lengths[form[0]].add(len(form))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        # Matches where any word could begin; without words, nowhere.
        self._first = re.compile(f"[{re.escape(''.join(lengths))}]" if lengths else "(?!)")

    def find(self, written: str) -> list[Found]:
        """In the order of the text, without overlaps; offsets are those of the text as written."""
        folded, offsets = text.fold_with_offsets(written)
        folded = plain(folded)
        found, position = [], 0
        while first := self._first.search(folded, position):
            start = first.start()
            end = self._end(folded, offsets, start)
            if end:
                found.append(Found(offsets[start], offsets[end], self._meanings[folded[start:end]]))
            position = end or start + 1
        return found

    def _end(self, folded: str, offsets: Sequence[int], start: int) -> int:
        """Where the longest word that begins here ends; 0 if none does."""
        for length in self._lengths.get(folded[start], ()):
            end = start + length
            if end > len(folded) or folded[start:end] not in self._meanings:
                continue
            # One character may be folded to several (… to ...), of which a word is all or none.
            parts_a_character = offsets[end - 1] == offsets[end] or (start and offsets[start - 1] == offsets[start])
            if is_whole(folded, start, end) and not parts_a_character:
                return end
        return 0


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
