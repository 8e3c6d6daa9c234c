"""One table of a file that people write, taken apart key by key. Pure.

What is missing, cannot be, or is left over raises Refusal, which says where: glossary.toml, term 3 (衛生局).
"""

import re
from datetime import date
from typing import Any, NoReturn

from ..records import Refusal, gettext_noop

CALLED_BY = ("zh", "speaker", "year")


class Entry:
    """`place` is where in the file: speech 5 (Oscar Rodríguez), role."""

    def __init__(self, file: str, place: str, table: Any):
        self.file, self.place = file, place
        if not isinstance(table, dict):
            self.refuse(gettext_noop("%(file)s, %(place)s: it has to be a table of keys and values."))
        self.rest = dict(table)
        self.parts: list[Entry] = []

    def refuse(self, message: str, **values: Any) -> NoReturn:
        raise Refusal(message, file=self.file, place=self.place, **values)

    def refuse_value(self, key: str, value: Any) -> NoReturn:
        message = gettext_noop("%(file)s, %(place)s: “%(key)s” cannot be %(value)s.")
        self.refuse(message, key=key, value=shortened(repr(value)))

    def take(self, key: str, kinds: tuple[type, ...], needed: bool) -> Any:
        """The value, of one of these types exactly; None where there is none and none is needed."""
        if key not in self.rest:
            if needed:
                self.refuse(gettext_noop("%(file)s, %(place)s: “%(key)s” is missing."), key=key)
            return None
        value = self.rest.pop(key)
        if type(value) not in kinds:  # True is an int, and a time is a date, to isinstance()
            self.refuse_value(key, value)
        return value

    def text(self, key: str, most: int | None = None, pattern: str = ".+", needed: bool = True) -> str:
        """One line (of at most so many characters), without white space around it; "" only where none is needed."""
        value = self.take(key, (str,), needed)
        return "" if value is None else self.checked(key, value, most, pattern)

    def texts(self, key: str, most: int, needed: bool = True) -> tuple[str, ...]:
        """Several of them, each once."""
        values = self.take(key, (list,), needed) or []
        if len(set(map(str, values))) < len(values):
            self.refuse_value(key, values)
        return tuple(self.checked(key, value, most, ".+") for value in values)

    def checked(self, key: str, value: Any, most: int | None, pattern: str) -> str:
        if not isinstance(value, str) or not re.fullmatch(pattern, value) or value != value.strip():
            self.refuse_value(key, value)
        if most is not None and len(value) > most:
            message = gettext_noop("%(file)s, %(place)s: “%(key)s” is longer than %(most)s characters.")
            self.refuse(message, key=key, most=most)
        return value

    def number(self, key: str, possible: range, needed: bool = False) -> int | None:
        value = self.take(key, (int,), needed)
        if value is not None and value not in possible:
            self.refuse_value(key, value)
        return value

    def degrees(self, key: str, most: int) -> float:
        value = self.take(key, (int, float), needed=True)
        if not -most <= value <= most:
            self.refuse_value(key, value)
        return float(value)

    def day(self, key: str) -> date | None:
        return self.take(key, (date,), needed=False)

    def table(self, key: str, needed: bool = True) -> "Entry":
        return self.part(f"{self.place}, {key}", self.take(key, (dict,), needed) or {})

    def list(self, key: str) -> list["Entry"]:
        found = self.take(key, (list,), needed=True)
        place = f"{self.place}, {key}" if self.place != key else key
        return [self.part(f"{place} {number}{called(table)}", table) for number, table in enumerate(found, start=1)]

    def part(self, place: str, table: Any) -> "Entry":
        self.parts.append(Entry(self.file, place, table))
        return self.parts[-1]

    def skip(self, *keys: str) -> None:
        """What is said for those who review the file, and not kept."""
        for key in keys:
            self.rest.pop(key, None)

    def end(self) -> None:
        """Nothing is left over, here and in all parts."""
        if self.rest:
            message = gettext_noop("%(file)s, %(place)s: “%(key)s” is not known here.")
            self.refuse(message, key=min(self.rest))
        for part in self.parts:
            part.end()


def called(table: Any) -> str:
    """What a person looks for in the file."""
    name = next((table[key] for key in CALLED_BY if key in table), "") if isinstance(table, dict) else ""
    return f" ({shortened(name)})" if name else ""


def shortened(value: Any, most: int = 40) -> str:
    string = str(value)
    return string if len(string) <= most else f"{string[:most]}…"
