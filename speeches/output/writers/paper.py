"""A digest as the office's table, before it is a file: what the writers of documents and of sheets take. Pure."""

from dataclasses import dataclass

from speeches.records import Kind


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a cell, in the language `lang` (BCP 47). `number` is that of a point in its list, from 1."""

    text: str
    lang: str
    kind: Kind = Kind.LEAD
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A speech. `cells` are those after its number, each of paragraphs; `sheet` the same for a spreadsheet, as text."""

    number: int
    cells: tuple[tuple[Block, ...], ...]
    sheet: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """`widths` share out the columns after that of the number."""

    title: str
    lang: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    note: str = ""

    @property
    def is_wide(self) -> bool:
        return len(self.columns) > 3
