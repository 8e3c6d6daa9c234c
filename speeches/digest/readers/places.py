"""Characters and drawn lines where they stand on a page, and what they make: printed lines, cells. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from statistics import median

from speeches.digest.markup import is_wide

# Points: what is shorter is no line of a table.
_SHORTEST = 5.0


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
    """In points, from the upper left corner."""

    width: float
    height: float
    characters: list[Character]
    strokes: list[Stroke]


@dataclass(slots=True)
class Line:
    """A printed line of a cell."""

    characters: list[Character]

    @property
    def x0(self) -> float:
        return self.characters[0].x0

    @property
    def x1(self) -> float:
        return max(character.x1 for character in self.characters if not character.text.isspace())

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
    """`edge` is where its printed lines end at most, `pitch` how far they stand apart."""

    column: int
    span: int
    left: float
    right: float
    top: float
    characters: list[Character] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    edge: float = 0.0
    pitch: float = inf


def lines_of(characters: Iterable[Character]) -> list[Line]:
    """The printed lines, from top to bottom, each from left to right."""
    made: list[list[Character]] = []
    middle = 0.0
    for character in sorted(characters, key=lambda character: character.middle[1]):
        if made and character.middle[1] - middle < 0.5 * character.size:
            made[-1].append(character)
        else:
            made.append([character])
            middle = character.middle[1]
    lines = [Line(sorted(line, key=lambda character: character.x0)) for line in made]
    return [line for line in lines if line.text.strip()]
