"""Keeps the index in step: `changes` calls `refresh` in the transaction of each change.

Tokens are never read back from the database: SQLite forgets a row when it is told what the row had, and that is made
anew from the folded texts (SearchText), which change in the same transaction as the index and never otherwise.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from ..models import ContentVersion, SearchText, Speech
from ..models.prepared import Prepared
from . import postgres, sqlite
from .sources import Source, fingerprint, sources
from .table import TABLE, Row, ask

ENGINES = {"sqlite": sqlite, "postgresql": postgres}
TEXTS = Prepared(lambda pks: SearchText.objects.filter(pk__in=pks).order_by())
# The index that a rebuild fills beside the one that is used.
NEXT = "_next"
BATCH = 200
# So many places has a day; where they are taken, a speech gets one of the day before. Small, because SQLite's index
# grows with the distance between neighbours.
A_DAY = 256


def engine():
    """The module that speaks to this kind of database."""
    return ENGINES[connection.vendor]


def refresh(pks: Iterable[int], only: str | None = None) -> None:
    """Make anew what these speeches are found by, where it has changed; those that are deleted are forgotten.

    Call it in a transaction that holds the lock of changes. `only`: the one index that is written.
    """
    pks = sorted(pks)
    for start in range(0, len(pks), BATCH):
        refresh_batch(pks[start : start + BATCH], present() if only is None else [only])


def present() -> list[str]:
    """The suffixes of the indexes that there are."""
    return ["", NEXT] if engine().exists(NEXT) else [""]


def refresh_batch(pks: list[int], suffixes: list[str]) -> None:
    before = texts_of(pks)
    now = {source.text.speech_id: source for source in sources(pks)}
    for suffix in suffixes:
        known = rows_of(pks, before, suffix)
        old = [row for pk, row in known.items() if pk not in now or now[pk].digest != row.digest]
        new = [source for pk, source in now.items() if source.digest and known_digest(known, pk) != source.digest]
        engine().replace_rows(old, placed(new, old, suffix), suffix)
    changed = [
        source.text for pk, source in now.items() if pk not in before or folded_of(before[pk]) != folded_of(source.text)
    ]
    columns = ["title", "chinese", "english", "drafts"]
    SearchText.objects.bulk_create(changed, update_conflicts=True, unique_fields=["speech"], update_fields=columns)
    SearchText.objects.filter(pk__in=before.keys() - now.keys()).delete()


def texts_of(pks: list[int]) -> dict[int, SearchText]:
    return {text.speech_id: text for text in TEXTS(pks)} if pks else {}


def known_digest(known: dict[int, Row], pk: int) -> str:
    return known[pk].digest if pk in known else ""


def rows_of(pks: list[int], texts: dict[int, SearchText], suffix: str = "") -> dict[int, Row]:
    """The rows of these speeches as they are in an index."""
    if not pks:
        return {}
    numbers = ", ".join(map(str, pks))
    found = ask(f"SELECT speech_id, place, facets, digest FROM {TABLE}{suffix} WHERE speech_id IN ({numbers})")  # noqa: S608 - integers
    nothing = SearchText(title="", chinese="", english="")
    return {row[0]: row_of(row, texts.get(row[0], nothing)) for row in found}


def row_of(row: tuple[int, int, str, str], text: SearchText) -> Row:
    return Row(*row, text.title, text.chinese, text.english)


def placed(new: list[Source], old: list[Row], suffix: str) -> list[Row]:
    """Rows for these speeches at places that no others have: by day, on a day by the number in the paper."""
    rows, taken, known = [], set(), set()
    own = {row.speech: row.place for row in old}
    for source in new:
        place = (day_of(source.date) + 1) * A_DAY - 1 - min(source.number, A_DAY - 1)
        while place in taken or (place // A_DAY not in known and place != own.get(source.text.speech_id)):
            if place // A_DAY in known:
                place -= 1
            else:
                day = place // A_DAY
                known |= {day, day - 1}
                taken |= places_between((day - 1) * A_DAY, (day + 1) * A_DAY, suffix) - set(own.values())
        taken.add(place)
        rows.append(row_of((source.text.speech_id, place, source.facets, source.digest), source.text))
    return rows


def places_between(first: int, end: int, suffix: str) -> set[int]:
    """Which places are taken; the end is not among them."""
    question = f"SELECT place FROM {TABLE}{suffix} WHERE place >= %s AND place < %s"  # noqa: S608
    return {place for (place,) in ask(question, [first, end])}


def day_of(day: date) -> int:
    return (day - date(2000, 1, 1)).days


def is_complete() -> bool:
    """Whether every speech is indexed, and by this version; whether it is right, `drift` says."""
    published = Speech.objects.in_state("published").count()
    mine = ask(f"SELECT count(*) FROM {TABLE} WHERE digest LIKE %s", [f"{fingerprint()}%"])[0][0]  # noqa: S608
    everything = ask(f"SELECT count(*) FROM {TABLE}")[0][0]  # noqa: S608
    return published == mine == everything and SearchText.objects.count() == Speech.objects.count()


def rebuild(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Fill a new index while the old one is used and both are kept in step, then put it in its place.

    Returns the number of speeches. What is half done after a crash is in nobody's way; the next rebuild begins anew.
    """
    with transaction.atomic(durable=True), locked():
        engine().create(NEXT)
    pks = everything()
    for start in range(0, len(pks), BATCH):
        with transaction.atomic(durable=True), locked():
            refresh(pks[start : start + BATCH], only=NEXT)
        progress(min(start + BATCH, len(pks)), len(pks))
    with transaction.atomic(durable=True):
        engine().finish(NEXT)
    with transaction.atomic(durable=True), locked():
        engine().replace(NEXT)
    engine().tidy()
    return len(pks)


def everything() -> list[int]:
    """The primary keys of all speeches, and of those deleted ones that were not forgotten."""
    speeches, texts = (model.objects.order_by().values_list("pk", flat=True) for model in (Speech, SearchText))
    return sorted({*speeches, *texts})


@contextmanager
def locked() -> Iterator[None]:
    """No change at the same moment: changes holds the same lock, as its first act at the end."""
    list(ContentVersion.objects.select_for_update())
    yield


def clear() -> None:
    """Make the index empty: of a new database, and of one that is emptied."""
    engine().create()
    engine().finish()


class Fault(NamedTuple):
    """Of which speech (None: rows of the index that belong to none) what is not as it should be."""

    speech: int | None
    what: str

    def __str__(self):
        return f"{self.what}: speech {self.speech}" if self.speech else self.what


def drift(progress: Callable[[int, int], None] = lambda done, total: None) -> Iterator[Fault]:
    """Where the index is not what would be made now."""
    pks = everything()
    for start in range(0, len(pks), BATCH):
        yield from drift_of(pks[start : start + BATCH])
        progress(min(start + BATCH, len(pks)), len(pks))
    lost = ask(f"SELECT count(*) FROM {TABLE} WHERE speech_id NOT IN (SELECT id FROM speeches_speech)")[0][0]  # noqa: S608
    if lost + engine().orphans():
        yield Fault(None, "rows without a speech")


def drift_of(pks: list[int]) -> Iterator[Fault]:
    texts = texts_of(pks)
    known = rows_of(pks, texts)
    now = {source.text.speech_id: source for source in sources(pks)}
    right = []
    for pk in pks:
        if pk not in now:
            yield Fault(pk, "deleted, not forgotten")
        elif known_digest(known, pk) != now[pk].digest:
            yield Fault(pk, "in the index as it was before")
        elif pk not in texts or folded_of(texts[pk]) != folded_of(now[pk].text):
            yield Fault(pk, "folded text as it was before")
        elif pk in known:
            right.append(known[pk])
    for pk in sorted(engine().strangers(right)) if right else ():
        yield Fault(pk, "other tokens than it should have")


def folded_of(text: SearchText) -> tuple[str, ...]:
    return text.title, text.chinese, text.english, text.drafts
