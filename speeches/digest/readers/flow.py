"""The printed lines of a cell become its words: a line that had no room for more goes on in the next. Pure."""

import re
from collections.abc import Iterator
from itertools import pairwise
from math import inf
from statistics import median

from speeches.digest.blocks import OPENER
from speeches.digest.markup import is_wide
from speeches.digest.readers.places import NEVER_FIRST, Cell, Character, Line, is_apart

_HANGING = re.compile(rf"{OPENER.pattern}|\d{{1,3}}[.、)]")
_NEVER_LAST = frozenset("「『（《〈【［([{“‘")
# In heights of a character: what a line leaves empty beside a word that had no room, and the space that is not seen
# at a line's end, where Han characters and others meet.
_SLACK, _SPACE = 0.3, 0.25


def measure(cells: list[Cell]) -> None:
    """Where the text of each column ends at most: as far from the line as it begins, or farther if it ever is; how far
    its printed lines stand apart, by those that go on; and whether the document draws the spaces at their ends."""
    columns: dict[tuple[int, int], list[Cell]] = {}
    for cell in (cell for cell in cells if cell.lines):
        columns.setdefault((cell.column, round(cell.right)), []).append(cell)
    joints = []
    for those in columns.values():
        lines = [line for cell in those for line in cell.lines]
        margin = max(0.0, min(line.x0 - cell.left for cell in those for line in cell.lines))
        edge = max(those[0].right - margin, *(line.end for line in lines))
        pairs = [pair for cell in those for pair in pairwise(cell.lines) if _is_full(*pair, edge)]
        pitch = median(below.y - above.y for above, below in pairs) if pairs else inf
        for cell in those:
            cell.edge, cell.pitch = edge, pitch
        joints += [_is_space_drawn(*pair) for pair in pairs if _could_be_spaced(*pair, edge)]
    spaced = 2 * sum(joints) > len(joints)
    for cell in cells:
        cell.spaced = spaced


def text(cell: Cell) -> str:
    """The words of a cell: printed lines that were full are joined, others end in "\\n" or, where more room than
    between lines follows, as a paragraph. Whether the last of a page ended one, a tag says."""
    if not cell.lines:
        return ""
    written = [cell.lines[0].text.lstrip()]
    listed = bool(_HANGING.match(written[0]))
    for line, following in pairwise(cell.lines):
        words = following.text.lstrip()
        begins = cell.column > 1 and (following.y - line.y > 1.2 * cell.pitch or _begins(line, following))
        if begins or OPENER.match(words) or not _is_full(line, following, cell.edge):
            written[-1] = written[-1].rstrip()
            # An item of a list is one line or goes on; in other paragraphs a line can end for its looks.
            written.append("<p>" if begins or listed else "\n")
            listed = bool(_HANGING.match(words))
        else:
            is_cut = cell.spaced and _could_be_spaced(line, following, cell.edge)
            written.append("" if is_cut else _glue(written[-1], words))
        written.append(words)
    last = cell.lines[-1]
    ended = last.x1 < cell.edge - 1.5 * last.size
    return "".join(written).rstrip() + ("</p>" if ended and cell.column else "")


def hyphened(cell: Cell) -> Iterator[str]:
    """The words that a hyphen parts at a printed line's end: it may be theirs, or stand there for want of room."""
    for line, following in pairwise(cell.lines):
        if _meeting(line, following)[0] != "-" or not _is_full(line, following, cell.edge):
            continue
        word = re.search(r"[^\W\d_]+-$", line.text.rstrip()[-40:])
        rest = re.match(r"\w+", following.text.lstrip()[:40])
        if word and rest and rest[0][0].islower():
            yield word[0] + rest[0]


def _begins(line: Line, following: Line) -> bool:
    """Whether a paragraph begins: its number hangs to the left, or its first line is indented."""
    if following.x0 < line.x0 - 0.5 * line.size:
        return bool(_HANGING.match(following.text))
    return following.x0 > line.x0 + 0.8 * line.size and not _HANGING.match(line.text)


def _is_full(line: Line, following: Line, edge: float) -> bool:
    """Whether the first word of the next line had no room in this one."""
    first = _first_word(following.characters)
    needed = first[-1].x1 - first[0].x0
    space = 0.0 if is_wide(line.characters[-1].text) and is_wide(first[0].text) else _SPACE
    return edge - line.x1 < needed + (_SLACK + space) * line.size


def _first_word(characters: list[Character]) -> list[Character]:
    """What cannot be parted: a word of Latin letters, or a Han character with the signs that cling to it."""
    word = [characters[0]]
    for before, after in pairwise(characters):
        clings = after.text in NEVER_FIRST or before.text in _NEVER_LAST
        latin = not (after.text.isspace() or is_wide(after.text) or is_apart(before, after))
        if not clings and not (latin and (before.text in NEVER_FIRST or not is_wide(before.text))):
            break
        word.append(after)
    return word


def _could_be_spaced(line: Line, following: Line, edge: float) -> bool:
    """Whether a line ends with a word of Latin letters, has room for a space, and the next begins with such a word. In
    a document that draws those spaces, a word without one was cut."""
    are_words = all(char.isalnum() and not is_wide(char) for char in _meeting(line, following))
    return are_words and edge - line.x1 > _SPACE * line.size


def _meeting(line: Line, following: Line) -> tuple[str, str]:
    """The last character of a line and the first of the next, but for spaces."""
    last = next(char.text for char in reversed(line.characters) if not char.text.isspace())
    return last, next(char.text for char in following.characters if not char.text.isspace())


def _is_space_drawn(line: Line, following: Line) -> bool:
    return line.characters[-1].text.isspace() or following.characters[0].text.isspace()


def _glue(before: str, after: str) -> str:
    """What stands at a printed line's end: between words of Latin letters a space, else nothing."""
    if not before or not after or before[-1].isspace() or before[-1] in "-/–—":
        return ""
    return "" if is_wide(before[-1]) or is_wide(after[0]) else " "
