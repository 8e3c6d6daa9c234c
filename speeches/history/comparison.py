"""What differs between two records of one thing: field by field, paragraph by paragraph."""

from bisect import bisect_left
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .columns import Names, columns_of, is_text, label, language_of, paragraph_columns, words

NOTHING = (None, "", [], ())


@dataclass(frozen=True, slots=True)
class Field:
    """One column in words. `by_character`: a text, whose difference is one of characters; otherwise another value."""

    name: str
    label: str
    old: str
    new: str
    changed: bool
    lang: str = ""
    by_character: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """One paragraph in both records: by its key, or by the key of a paragraph that it was joined to.

    `old` and `new` are its numbers, counted from 1: none where it does not stand, several where it was not yet joined.
    """

    key: str
    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool
    fields: tuple[Field, ...]

    @property
    def status(self) -> str:
        if not self.old:
            return "added"
        if not self.new:
            return "removed"
        if len(self.old) != len(self.new):
            return "joined" if len(self.old) > len(self.new) else "parted"
        if any(field.changed for field in self.fields):
            return "changed"
        return "moved" if self.moved else "unchanged"

    @property
    def status_words(self) -> str:
        return {
            "added": _("added"),
            "removed": _("removed"),
            "joined": _("joined"),
            "parted": _("parted"),
            "changed": _("changed, and moved") if self.moved else _("changed"),
            "moved": _("moved"),
            "unchanged": _("unchanged"),
        }[self.status]

    @property
    def chinese(self) -> str:
        return self.fields[0].new or self.fields[0].old


@dataclass(frozen=True, slots=True)
class Comparison:
    fields: tuple[Field, ...]
    paragraphs: tuple[Pair, ...]

    @property
    def changed_fields(self) -> list[Field]:
        return [field for field in self.fields if field.changed]

    @property
    def differs(self) -> bool:
        return bool(self.changed_fields) or any(pair.status != "unchanged" for pair in self.paragraphs)


def compare(kind: str, old: dict, new: dict) -> Comparison:
    """The records of two revisions of one thing; {} stands for nothing at all. Columns that neither fills are left out.

    Texts can be given to `speeches.difference.difference`. Costs a few queries for names, however long the records.
    """
    before, after = columns_of(kind, old), columns_of(kind, new)
    names = Names(kind, [before, after])
    return Comparison(
        fields=fields(kind, before, after, names),
        paragraphs=tuple(
            pair(key, olds, news, moved, names)
            for key, olds, news, moved in matched(old.get("paragraphs", []), new.get("paragraphs", []))
        ),
    )


def summary(kind: str, old: dict, new: dict) -> list[str]:
    """What differs in as few words as a list has room for: names of fields, number of paragraphs. Without queries."""
    before, after = columns_of(kind, old), columns_of(kind, new)
    said = [label(kind, name) for name in union(before, after) if name != "basis" and differ(name, before, after)]
    count = sum(
        not olds or not news or moved or paragraph_columns(texts(olds)) != paragraph_columns(texts(news))
        for _key, olds, news, moved in matched(old.get("paragraphs", []), new.get("paragraphs", []))
    )
    if count:
        said.append(ngettext("%(count)s paragraph", "%(count)s paragraphs", count) % {"count": count})
    return said


def fields(kind: str, before: dict, after: dict, names: Names) -> tuple[Field, ...]:
    return tuple(
        field(kind, name, before, after, names)
        for name in union(before, after)
        if is_shown(name, before.get(name), after.get(name))
    )


def is_shown(name: str, old, new) -> bool:
    if name == "basis":
        # Where there was no English, what it was made from says nothing more.
        return old not in NOTHING and new not in NOTHING
    return old not in NOTHING or new not in NOTHING


def field(kind: str, name: str, before: dict, after: dict, names: Names) -> Field:
    old, new = (words(kind, name, columns.get(name), names) for columns in (before, after))
    changed = differ(name, before, after)
    if changed and old == new:
        # Two of one name: only the keys tell them apart.
        old, new = (f"{said} ({columns.get(name)})" for said, columns in ((old, before), (new, after)))
    return Field(name, label(kind, name), old, new, changed, language_of(name), is_text(kind, name))


def differ(name: str, before: dict, after: dict) -> bool:
    old, new = before.get(name), after.get(name)
    return old != new and not (old in NOTHING and new in NOTHING)


def union(before: dict, after: dict) -> list[str]:
    """The columns of both, in the order of the newer."""
    return list(after | before)


def pair(key: str, olds: list, news: list, moved: bool, names: Names) -> Pair:
    return Pair(
        key=key,
        old=tuple(number for number, _paragraph in olds),
        new=tuple(number for number, _paragraph in news),
        moved=moved,
        fields=fields("paragraph", paragraph_columns(texts(olds)), paragraph_columns(texts(news)), names),
    )


def texts(numbered: list[tuple[int, dict]]) -> list[dict]:
    return [paragraph for _number, paragraph in numbered]


def matched(old: list[dict], new: list[dict]):
    """(key, numbered old paragraphs, numbered new ones, whether moved), in the order of the new.

    What is only in the old stands behind what it stood behind. Moved are as few as possible.
    """
    groups = grouped(old, new)
    order = [key for key, (_olds, news) in groups.items() if news]
    both = [key for key in order if groups[key][0]]
    stay = {both[index] for index in rising([groups[key][0][0][0] for key in both])}
    place = 0
    for key in sorted((key for key in groups if groups[key][0]), key=lambda key: groups[key][0][0][0]):
        if groups[key][1]:
            place = order.index(key) + 1
        else:
            order.insert(place, key)
            place += 1
    for key in order:
        olds, news = groups[key]
        yield key, olds, news, bool(olds and news) and key not in stay


def grouped(old: list[dict], new: list[dict]) -> dict[str, tuple[list, list]]:
    """The paragraphs that are one: of the same key, or one of them has become part of the other. In the new order."""
    groups: dict[str, tuple[list, list]] = {}
    holder_then, holder_now = holders(old), holders(new)
    for number, paragraph in enumerate(new, start=1):
        key = holder_then.get(paragraph["key"], paragraph["key"])
        groups.setdefault(key, ([], []))[1].append((number, paragraph))
    for number, paragraph in enumerate(old, start=1):
        key = holder_now.get(paragraph["key"], paragraph["key"])
        groups.setdefault(key, ([], []))[0].append((number, paragraph))
    return groups


def holders(paragraphs: list[dict]) -> dict[str, str]:
    """Which paragraph answers to a key: its own, or one that was joined to it."""
    former = {key: paragraph["key"] for paragraph in paragraphs for key in paragraph.get("former_keys", ())}
    return former | {paragraph["key"]: paragraph["key"] for paragraph in paragraphs}


def rising(numbers: list[int]) -> list[int]:
    """The indexes of a longest run of numbers that rises: what need not have moved."""
    ends: list[int] = []  # the smallest last number of a run of each length
    at: list[int] = []  # and its index
    before: dict[int, int | None] = {}
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before[index] = at[length - 1] if length else None
        ends[length : length + 1] = [number]
        at[length : length + 1] = [index]
    run, index = [], at[-1] if at else None
    while index is not None:
        run.append(index)
        index = before[index]
    return run[::-1]
