"""The numbers of automatic lists, as a word processor shows them. Pure."""

from collections import defaultdict
from dataclasses import dataclass, field

BULLET = "•"
_HAN = "〇一二三四五六七八九"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_UNITS = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 9_999


def number(value: int, style: str) -> str:
    """The number in one of the styles 1, 01, a, A, i, I, 一, ①, １ and 甲; what a style cannot say stands in digits."""
    value = max(0, min(value, _MOST))
    if style in ("a", "A") and value:
        letters = chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 10)
        return letters if style == "a" else letters.upper()
    if style in ("i", "I") and value:
        return _roman(value) if style == "i" else _roman(value).upper()
    if style == "一" and 0 < value < 100:
        return _han(value)
    if style == "①" and 0 < value <= 20:
        return chr(ord("①") + value - 1)
    if style == "甲" and 0 < value <= 10:
        return "甲乙丙丁戊己庚辛壬癸"[value - 1]
    if style == "１":
        return "".join(chr(ord("０") + int(digit)) for digit in str(value))
    return f"{value:02}" if style == "01" else str(value)


def _han(value: int) -> str:
    tens, units = divmod(value, 10)
    return ("" if tens < 2 else _HAN[tens]) + ("十" if tens else "") + (_HAN[units] if units else "")


def _roman(value: int) -> str:
    written = ""
    for size, letters in (*_ROMAN, *_UNITS):
        while value >= size:
            written, value = written + letters, value - size
    return written


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: `before` and `after` stand around the number; a `template` (「%1.%2.」) says
    where the numbers of the levels stand, and takes their place. Style "" has no number, BULLET a bullet."""

    style: str = "1"
    before: str = ""
    after: str = "."
    template: str = ""
    start: int = 1


@dataclass
class Counter:
    """Counts the items of the lists of one document. `lists` are the levels of each, by whatever name it goes."""

    lists: dict[str, list[Level]]
    counts: dict[str, list[int | None]] = field(default_factory=lambda: defaultdict(lambda: [None] * 10))

    def restart(self, name: str, level: int = 0, value: int | None = None) -> None:
        """Begin anew at this level (and below), with `value` if given."""
        for below in range(level, 10):
            self.counts[name][below] = None
        if value is not None:
            self.counts[name][level] = value - 1

    def marker(self, name: str, level: int, counted: str = "") -> str:
        """The number of the next item. Lists that share the name `counted` go on with each other."""
        levels = self.lists.get(name, [])
        if level >= min(len(levels), 10):
            return BULLET
        counts = self.counts[counted or name]
        shape = levels[level]
        now = counts[level]
        counts[level] = shape.start if now is None else now + 1
        counts[level + 1 :] = [None] * (9 - level)
        if shape.style in ("", BULLET):
            return shape.style
        if not shape.template:
            return f"{shape.before}{number(counts[level], shape.style)}{shape.after}"
        written = shape.template
        for index in range(level + 1):
            count = levels[index].start if counts[index] is None else counts[index]
            written = written.replace(f"%{index + 1}", number(count, levels[index].style), 1)
        return written.strip()
