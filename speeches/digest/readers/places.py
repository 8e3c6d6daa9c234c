"""Characters and drawn lines where they stand on a page, and what they make: printed lines, cells. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from statistics import median

from speeches.digest.markup import is_wide

# Points: what is shorter is no line of a table.
_SHORTEST = 5.0
# No line begins with one of these, so a character takes them along, and they may hang over the edge.
NEVER_FIRST = frozenset("，。、；：！？」』）》〉】］％,.;:!?)]}%”’…—～·‧")
# In widths of a character: one that covers more of another stands upon it.
_UPON = 0.5
# In heights of a character: words that are drawn after each other and stand farther apart are no run.
_FAR = 2.0


@dataclass(frozen=True, slots=True)
class Character:
    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def size(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn line; only those along the page's edges are of interest."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_upright(self) -> bool:
        return self.x1 - self.x0 < 1 and self.y1 - self.y0 > _SHORTEST

    @property
    def is_level(self) -> bool:
        return self.y1 - self.y0 < 1 and self.x1 - self.x0 > _SHORTEST


@dataclass(frozen=True, slots=True)
class Page:
    """In points, from the upper left corner. `slanted` are the words that are written across it, and none of its
    characters; `has_picture` says whether a large part of it is a picture in which words can be."""

    width: float
    height: float
    characters: list[Character]
    strokes: list[Stroke]
    slanted: str = ""
    has_picture: bool = False


@dataclass(slots=True)
class Line:
    """A printed line of a cell. One that is `overprinted` has words upon other words."""

    characters: list[Character]
    overprinted: bool = False

    @property
    def x0(self) -> float:
        return self.characters[0].x0

    @property
    def x1(self) -> float:
        return max(character.x1 for character in self.characters if not character.text.isspace())

    @property
    def end(self) -> float:
        """Where its words end, but for the punctuation that may hang over the edge."""
        words = (char.x1 for char in self.characters if char.text not in NEVER_FIRST and not char.text.isspace())
        return max(words, default=0.0)

    @property
    def y(self) -> float:
        return median(character.middle[1] for character in self.characters)

    @property
    def size(self) -> float:
        return median(character.size for character in self.characters)

    @property
    def text(self) -> str:
        """With a space where words of Latin letters stand apart; around Han characters only those that are written."""
        written = [self.characters[0].text]
        for before, after in pairwise(self.characters):
            if is_apart(before, after):
                written.append(" ")
            written.append(after.text)
        return "".join(written)


def is_apart(before: Character, after: Character) -> bool:
    """Whether a space stands between them that is not drawn. What typesetters put between Han characters and Latin
    letters is narrower."""
    if before.text.isspace() or after.text.isspace() or (is_wide(before.text) and is_wide(after.text)):
        return False
    least = 0.25 if is_wide(before.text) or is_wide(after.text) else 0.15
    return after.x0 - before.x1 > least * after.size


@dataclass(slots=True)
class Cell:
    """`edge` is where its printed lines end at most, `pitch` how far they stand apart; `spaced` says whether the spaces
    at their ends are drawn. One that `goes_on` is the lower part of a cell of several rows, which has its words."""

    column: int
    span: int
    left: float
    right: float
    top: float
    characters: list[Character] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    edge: float = 0.0
    pitch: float = inf
    spaced: bool = False
    goes_on: bool = False


def lines_of(characters: Iterable[Character]) -> list[Line]:
    """The printed lines, from top to bottom, each from left to right."""
    numbered = list(enumerate(characters))
    # Of some fonts only the ink is known: a hyphen is flat, a stamp is high. Neither says how far lines stand apart.
    size = median(character.size for _, character in numbered) if numbered else 0.0
    made: list[list[tuple[int, Character]]] = []
    middle = 0.0
    for order, character in sorted(numbered, key=lambda one: one[1].middle[1]):
        if made and character.middle[1] - middle < 0.5 * size:
            made[-1].append((order, character))
        else:
            made.append([(order, character)])
            middle = character.middle[1]
    return [line for line in map(_line, made) if line.text.strip()]


def _line(numbered: list[tuple[int, Character]]) -> Line:
    """The line of these characters, each with its number in the order of drawing. Words upon others are read one after
    the other, as they are drawn, and not letter by letter."""
    across = sorted(numbered, key=lambda one: (one[1].x0, one[0]))
    if not any(_is_upon(before, after) for before, after in pairwise(across)):
        return Line([character for _, character in across])
    runs: list[list[Character]] = []
    for _, character in sorted(numbered, key=lambda one: one[0]):
        last = runs[-1][-1] if runs else None
        if last is None or not last.x0 <= character.x0 < last.x1 + _FAR * character.size:
            runs.append([])
        runs[-1].append(character)
    runs.sort(key=lambda run: run[0].x0)
    return Line([character for run in runs for character in run], overprinted=True)


def _is_upon(before: tuple[int, Character], after: tuple[int, Character]) -> bool:
    """Whether two that are not drawn one after the other cover each other; a space and a sign without width do not."""
    (first, one), (second, other) = before, after
    if second == first + 1 or one.text.isspace() or other.text.isspace():
        return False
    width = min(one.x1 - one.x0, other.x1 - other.x0)
    return width > 0 and one.x1 - other.x0 > _UPON * width
