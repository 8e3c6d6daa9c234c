"""Numbered points: which numbers of a speech open a point, and what a point's label is. Pure.

A number opens a point only if it is the next of its list and stands where something can begin, so that
「智慧校園 4.0，要改變社會」 opens none. The style of the first number rules; other numbering inside stays text.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum

from speeches.digest.blocks import BULLETS, Block
from speeches.records import Kind, Paragraph

_HAN_DIGITS = "一二三四五六七八九十"
_MARK = re.compile(
    rf"(?<![0-9０-９.．])[(（]?(?:[0-9０-９]{{1,2}}|(?<![{_HAN_DIGITS}第])[{_HAN_DIGITS}]{{1,3}})[)）.．、]|[①-⒛㈠-㈩]"
)
_STRONG = "。；！？!?;：:…⋯"
_CLOSERS = '」』）)”’"》〉】］]'
# After 「5.」 a digit usually means a decimal; 「5.5G：」 and 「3.2030 年」 are points of a list set without spaces.
_NO_DECIMAL = re.compile(r"\d{1,3}[A-Za-z]|(?:19|20)\d\d(?!\d)")
_LABEL = re.compile(r"([^。，；！？、：:]{1,24}?)\s*(?:：|:(?![\d/]))")
_INLINE_BULLET = re.compile(rf"(?:(?<=[。；！？：:\s])|^)[{BULLETS[:5]}\uf0b7]\s*")


class Place(IntEnum):
    """Where a number stands: in the run of a sentence after a space, after a sentence, or at a block's start."""

    WEAK = 0
    STRONG = 1
    BLOCK = 2


@dataclass(frozen=True, slots=True)
class _Mark:
    order: int
    block: int
    start: int
    end: int
    number: int
    style: str
    place: Place
    decimal: bool
    spaced: bool


def paragraphs(blocks: list[Block]) -> tuple[Paragraph, ...]:
    """The paragraphs of a speech: leads, headings, and points without their numbers but with their labels."""
    # Where markup says what is a point, the number before other text is one of a list within: a word of the paper.
    is_said = any(block.kind is Kind.POINT for block in blocks)
    blocks = [_bulleted(block) for block in blocks]
    cuts: dict[int, list[_Mark]] = defaultdict(list)
    for mark in _chain(blocks, {Kind.POINT} if is_said else {Kind.POINT, Kind.LEAD}):
        cuts[mark.block].append(mark)
    made: list[Paragraph] = []
    for index, block in enumerate(blocks):
        made.extend(_cut(block, cuts[index]) if index in cuts else _at_bullets(block))
    return tuple(paragraph for paragraph in made if paragraph.text)


def label(text: str) -> str:
    """「數位轉型：去年…」 -> 「數位轉型」; "" where what precedes the colon is a clause, a time or an address."""
    match = _LABEL.match(text)
    return match[1].strip() if match else ""


def _point(text: str) -> Paragraph:
    text = text.strip()
    return Paragraph(text, Kind.POINT, label(text))


def _made(text: str, kind: Kind) -> Paragraph:
    return _point(text) if kind is Kind.POINT else Paragraph(text.strip(), kind)


def _bulleted(block: Block) -> Block:
    if block.kind is not Kind.HEADING and block.text[:1] in BULLETS and block.text:
        return Block(block.text[1:].lstrip(), Kind.POINT)
    return block


def _cut(block: Block, marks: list[_Mark]) -> list[Paragraph]:
    ends = [*(mark.start for mark in marks[1:]), len(block.text)]
    points = [_point(block.text[mark.end : end]) for mark, end in zip(marks, ends, strict=True)]
    return [_made(block.text[: marks[0].start], block.kind), *points]


def _at_bullets(block: Block) -> list[Paragraph]:
    if block.kind is Kind.HEADING:
        return [_made(block.text, block.kind)]
    first, *rest = _INLINE_BULLET.split(block.text)
    return [_made(first, block.kind), *(_point(text) for text in rest)]


def _marks(blocks: list[Block], kinds: Collection[Kind]) -> list[_Mark]:
    """Everything in blocks of these kinds that looks like a list number and stands where a point could begin."""
    found: list[_Mark] = []
    for index, block in enumerate(blocks):
        if block.kind not in kinds:
            continue
        for match in _MARK.finditer(block.text):
            place = _place(block.text, match.start())
            if place is None or (block.kind is Kind.POINT and place is not Place.BLOCK):
                continue
            style, number = _read(match[0])
            following = block.text[match.end() : match.end() + 5]
            if not number or not _may_follow(style, following):
                continue
            decimal, spaced = style == "1." and following[:1].isdigit(), following[:1].isspace()
            span = (match.start(), match.end())
            found.append(_Mark(len(found), index, *span, number, style, place, decimal, spaced))
    return found


def _may_follow(style: str, following: str) -> bool:
    """Whether a point's text can begin so: 「4.0」 is a number, 「一、二期」 an enumeration."""
    if style == "1." and following[:1].isdigit():
        return bool(_NO_DECIMAL.match(following))
    return not (style == "一、" and following[:1] in tuple(_HAN_DIGITS))


def _place(text: str, start: int) -> Place | None:
    left = start
    while left and text[left - 1].isspace():
        left -= 1
    if not left:
        return Place.BLOCK
    before = text[left - 1]
    if text[max(0, left - 4) : left].rstrip(_CLOSERS)[-1:] in tuple(_STRONG):
        return Place.STRONG
    if left == start or before == "第":
        return None
    return Place.STRONG if before == "." else Place.WEAK


def _read(mark: str) -> tuple[str, int]:
    """The style and the number: 「（２）」 -> ("(1)", 2), 「三、」 -> ("一、", 3). Full width is no other style."""
    folded = unicodedata.normalize("NFKC", mark)
    digits = folded.strip("().、")
    number = int(digits) if digits.isascii() else _han_number(digits)
    sample = "1" if digits.isascii() else "一"
    if folded == digits:
        return "①", number
    if folded.startswith("("):
        return (f"({sample})" if folded.endswith(")") else "", number)
    return (f"{sample})" if folded.endswith(")") else {"1": "1.", "一": "一、"}[sample]), number


def _han_number(digits: str) -> int:
    """一 to 九十九; 0 for what is no number, such as 一二."""
    tens, ten, units = digits.rpartition("十")
    if len(units) > 1 or len(tens) > 1:
        return 0
    value = (_HAN_DIGITS.index(tens) + 1 if tens else 1) * 10 if ten else 0
    return value + (_HAN_DIGITS.index(units) + 1 if units else 0)


class _Index:
    """The marks of one style by number, to ask in logarithmic time for the next after a position."""

    def __init__(self, marks: list[_Mark]):
        self.marks = {mark.order: mark for mark in marks}
        self.by: dict[tuple[int, Place], list[int]] = defaultdict(list)
        for mark in marks:
            self.by[mark.number, mark.place].append(mark.order)

    def next(self, number: int, after: int, *places: Place) -> _Mark | None:
        orders = []
        for place in places:
            known = self.by.get((number, place), [])
            at = bisect_right(known, after)
            orders.extend(known[at : at + 1])
        return self.marks[min(orders)] if orders else None


def _chain(blocks: list[Block], kinds: Collection[Kind]) -> list[_Mark]:
    """The marks that open points, in order. The style of the first rules."""
    marks = _marks(blocks, kinds)
    styles: dict[str, list[_Mark]] = defaultdict(list)
    for mark in marks:
        styles[mark.style].append(mark)
    indexes = {style: _Index(members) for style, members in styles.items() if style}
    for mark in marks:
        if mark.number == 1 and not mark.decimal and mark.style and _begins(mark, indexes[mark.style]):
            return _continued(mark, indexes[mark.style], blocks)
    for mark in marks:
        # A list that goes on from the cell before: two numbers in a row begin blocks.
        if (
            mark.style
            and mark.place is Place.BLOCK
            and indexes[mark.style].next(mark.number + 1, mark.order, mark.place)
        ):
            return _continued(mark, indexes[mark.style], blocks)
    return []


def _continued(first: _Mark, index: "_Index", blocks: list[Block]) -> list[_Mark]:
    chain = [first]
    while following := _following(chain, index, blocks):
        chain.append(following)
    return chain


def _begins(mark: _Mark, index: "_Index") -> bool:
    """Whether a 1 opens a list: in mid-sentence only if a 2 follows and no better 1 comes before it."""
    if mark.place > Place.WEAK:
        return True
    second = index.next(2, mark.order, *Place)
    better = index.next(1, mark.order, Place.STRONG, Place.BLOCK)
    return second is not None and not (better and better.order < second.order)


def _following(chain: list[_Mark], index: _Index, blocks: list[Block]) -> _Mark | None:
    """The mark of the next point, else of a new list that begins a block, else None."""
    last = chain[-1]
    number = last.number + 1
    restart = index.next(1, last.order, Place.BLOCK)
    strong = index.next(number, last.order, Place.STRONG, Place.BLOCK)
    after = index.next(number + 1, last.order, Place.STRONG, Place.BLOCK)
    weak = index.next(number, last.order, Place.WEAK)
    if strong and after and after.order < strong.order and weak and weak.order < after.order:
        strong = None
    if restart and strong and restart.order < strong.order:
        strong = None
    if strong and strong.decimal and last.spaced:
        strong = None
    if strong:
        return strong
    if (
        weak
        and not weak.decimal
        and not (restart and restart.order < weak.order)
        and _continues(chain, weak, index, blocks)
    ):
        return weak
    return restart


def _continues(chain: list[_Mark], weak: _Mark, index: _Index, blocks: list[Block]) -> bool:
    """A number in mid-sentence is believed if the list goes on after it, or if its points end without a stop."""
    if index.next(weak.number + 1, weak.order, *Place):
        return True
    last = chain[-1]
    if last.number > 1:
        return last.place is Place.WEAK
    return last.block == weak.block and not set(_STRONG[:6]) & set(blocks[last.block].text[last.end : weak.start])
