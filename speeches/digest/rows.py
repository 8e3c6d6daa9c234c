"""The rows of a paper become numbered entries: what a page cut is put together, a missing number is assumed. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from speeches.digest import columns
from speeches.digest.columns import Holds, squeezed
from speeches.digest.markup import plain, shortened
from speeches.digest.titles import han_number
from speeches.records import Paper, Problem, Refusal, Row, gettext_noop
from speeches.text import has_han

_NUMBER = re.compile(r"(?:第|no\.?|#|\()?(\d{1,4}|[一二三四五六七八九十]{1,3})(?:號|号|[.、)])?")

MORE_CELLS = gettext_noop("The row has more than three cells; the text of the others was put after the third.")


@dataclass
class Entry:
    """One speech before it is understood: its number, and the cells of who spoke and what was said, page by page."""

    number: int
    who_pages: list[str]
    content_pages: list[str]
    problems: list[Problem] = field(default_factory=list)

    @property
    def who(self) -> str:
        return "\f".join(self.who_pages)

    @property
    def content(self) -> str:
        """The pages joined by "\\f"."""
        return "\f".join(self.content_pages)

    def doubt(self, message: str, **values: object) -> None:
        self.problems.append(Problem(self.number, message, values))


def entries(paper: Paper) -> tuple[list[Entry], list[Problem]]:
    """The paper's entries in its order, and problems of the paper as a whole (gaps in the numbers).

    Raises Refusal for other columns, for no rows and for a number that comes twice.
    """
    _check_columns(paper.columns)
    header = tuple(map(squeezed, paper.columns))
    rows = [_bare(row) for row in paper.rows if tuple(map(squeezed, (row.number, row.who, row.content))) != header]
    rows = [row for row in rows if row.number or row.who or row.content.strip()]
    numbers = [_number(row.number) for row in rows]
    _check_numbers(numbers)
    made, problems = _joined(rows, numbers)
    if not made:
        raise Refusal(gettext_noop("The table has no rows: there is no speech to import."))
    return made, problems + _gaps([entry.number for entry in made])


def _bare(row: Row) -> Row:
    """The row with its number as plain text and a name of nothing but markup as none."""
    return replace(row, number=plain(row.number), who=row.who if plain(row.who) else "")


def _check_columns(found: tuple[str, ...]) -> None:
    if not found:
        message = gettext_noop(
            "No table was found: a digest has the columns 編號, 城市首長或代表 and 內容摘要; in text, tabs part them."
        )
        raise Refusal(message)
    if not is_header(found):
        shown = "、".join(column[:30] for column in found[:8])
        if not has_han("".join(found)) and columns.holds(found[0]) is Holds.NUMBER:
            message = gettext_noop(
                "The columns have English names (%(found)s); a digest has 編號, 城市首長或代表 and 內容摘要. What was "
                "exported in English cannot be imported."
            )
            raise Refusal(message, found=shown)
        missing = columns.missing(found)
        if 0 < len(missing) < len(columns.NAMES):
            message = gettext_noop("A digest has a column %(missing)s; this table has none (its columns: %(found)s).")
            raise Refusal(message, missing="、".join(missing), found=shown)
        message = gettext_noop(
            "The table has other columns (%(found)s) than a digest: 編號, 城市首長或代表 and 內容摘要 are needed."
        )
        raise Refusal(message, found=shown)


def is_header(names: Sequence[str]) -> bool:
    """Whether these are the columns of a digest in the office's own order."""
    found = [Holds.NAME if one.is_who else one for one in columns.understood(names) or ()]
    return found == [Holds.NUMBER, Holds.NAME, Holds.CONTENT]


def _number(cell: str) -> int | None:
    """「1」「01」「１」「1.」「第1號」「一」; None for anything else, 0 included."""
    match = _NUMBER.fullmatch(squeezed(cell))
    return (han_number(match[1]) or None) if match else None


def _check_numbers(numbers: list[int | None]) -> None:
    seen = set()
    for number in numbers:
        if number in seen and number == min(seen):
            message = gettext_noop(
                "The number %(number)s comes twice: if these are two sessions, make a file of each; if not, correct "
                "the paper and try again."
            )
            raise Refusal(message, number=number)
        if number in seen:
            message = gettext_noop("The number %(number)s comes twice: correct the paper and try again.")
            raise Refusal(message, number=number)
        if number is not None:
            seen.add(number)


def _joined(rows: list[Row], numbers: list[int | None]) -> tuple[list[Entry], list[Problem]]:
    made: list[Entry] = []
    problems: list[Problem] = []
    taken = {number for number in numbers if number is not None}
    free = max(taken, default=0) + 1
    for row, number, after in zip(rows, numbers, _following(numbers), strict=True):
        if number is not None:
            made.append(Entry(number, [row.who], [row.content]))
        elif not row.number and not row.who:
            if made:
                made[-1].content_pages.append(row.content)
            else:
                message = gettext_noop("Text before the first row belongs to no speech and was left out: %(text)s")
                problems.append(Problem(None, message, {"text": shortened(plain(row.content))}))
        elif not row.number and made and after == made[-1].number + 1:
            made[-1].who_pages.append(row.who)
            made[-1].content_pages.append(row.content)
            message = gettext_noop("A row without a number follows; it was taken for the rest of this one: %(who)s")
            made[-1].doubt(message, who=shortened(plain(row.who), 60))
        else:
            number = made[-1].number + 1 if made else 1
            number = number if number not in taken else free
            free = max(free, number + 1)
            taken.add(number)
            made.append(_assumed(row, number))
        for doubt in row.doubts if made else ():
            made[-1].doubt(doubt.message, **doubt.values)
    return made, problems


def _following(numbers: list[int | None]) -> list[int | None]:
    """For each row the next number that is written after it."""
    result: list[int | None] = []
    after = None
    for number in reversed(numbers):
        result.append(after)
        after = number if number is not None else after
    return result[::-1]


def _assumed(row: Row, number: int) -> Entry:
    entry = Entry(number, [row.who], [row.content])
    if row.number:
        message = gettext_noop("The number “%(written)s” cannot be read; %(number)s was assumed.")
        entry.doubt(message, written=row.number[:20], number=number)
    else:
        entry.doubt(gettext_noop("The row has no number; %(number)s was assumed."), number=number)
    return entry


def _gaps(numbers: list[int]) -> list[Problem]:
    """Where the numbers do not go on by one. The problem stands at the first number that is missing."""
    problems = []
    present = set(numbers)
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number < before:
            message = gettext_noop("Row %(number)s comes after row %(before)s; the order of the paper was kept.")
            problems.append(Problem(number, message, {"number": number, "before": before}))
        elif number > before + 1 and before + 1 not in present:
            last = next(missing - 1 for missing in range(before + 2, number + 1) if missing in present)
            missing = str(before + 1) if last == before + 1 else f"{before + 1}–{last}"
            message = gettext_noop("The numbers have a gap before row %(number)s: %(missing)s missing from the paper.")
            problems.append(Problem(before + 1, message, {"number": number, "missing": missing}))
    return problems
