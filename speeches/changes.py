"""The one door of every write: revision, search index and content version move in the same transaction.

    with recorded(request.user, "typing error"):
        paragraph.text_zh_hant = "…"
        paragraph.save()

Outside of it guarded models refuse to be written (`UnrecordedWrite`). When the block ends, each thing that was
written gets one revision (if its record differs from the last one), the speeches that readers would find
differently are indexed anew, old addresses are kept, and the content version moves. An exception undoes all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.apps import apps
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import override

from .models import (
    City,
    ContentVersion,
    OldSlug,
    Organization,
    Revision,
    Session,
    Speaker,
    Speech,
    SpeechState,
    Summit,
    Topic,
)
from .models.version import ORIGINAL, current_writes, writing
from .search import index, likeness

# Whose name, country or date is part of what a speech is found by.
FOUND_BY = {
    City: "city__in",
    Organization: "organization__in",
    Session: "session__in",
    Speaker: "speaker__in",
    Summit: "session__summit__in",
    Topic: "topic_rows__tag__in",
}


BATCH = 500


@contextmanager
def recorded(user=None, reason: str = "", correction: tuple[str, str] = ("", "")):
    """Open the door for `user` (None: the system itself). A change within a change is part of the outer one.

    `correction` (Chinese, English) is for readers: what was corrected in a speech that was public before.
    """
    if (outer := current_writes()) is not None:
        yield outer
        return
    with transaction.atomic(), writing() as writes:
        yield writes
        if writes.any:
            finish(writes, Why(user if user is not None and user.is_authenticated else None, reason, correction))


class Why(NamedTuple):
    """Who made a change, the reason for colleagues, and the correction note for readers in both languages."""

    user: object
    reason: str
    correction: tuple[str, str]


def finish(writes, why: Why) -> None:
    # First of all: the lock on this row has changes of the same moment queue, so that each sees what the one before
    # it wrote, and no two of them give a revision the same number.
    ContentVersion.objects.update_or_create(pk=1, defaults={"number": F("number") + 1}, create_defaults={"number": 2})
    with override(ORIGINAL):
        write_revisions(writes, why)
    index.refresh(found_differently(writes))


def write_revisions(writes, why: Why) -> None:
    for model, pks in writes.saved.items():
        for things in batches(model, pks):
            revise(things, why)
            if model is Speech:
                likeness.refresh(things)
    for kind, key, label, record in writes.deleted:
        heir = writes.merged.get((kind, key))
        record = record | {"merged_into": heir} if heir else record
        remember(kind, {key: (label, record)}, why, deleted=True)


def batches(model, pks) -> Iterator[list]:
    """The rows with all that their records show, so many at a time that a renamed country fits into memory."""
    pks = sorted(pks)
    for start in range(0, len(pks), BATCH):
        yield list(model.objects.complete().filter(pk__in=pks[start : start + BATCH]))


def revise(things: list, why: Why) -> None:
    if things:
        kind = things[0]._meta.model_name
        remember(kind, {thing.key: (str(thing), thing.as_record()) for thing in things}, why)


def remember(kind: str, records: dict[str, tuple[str, dict]], why: Why, deleted: bool = False) -> None:
    """Append one revision to each record that is not as it was."""
    latest = Revision.objects.latest(kind, records)
    revisions = []
    for key, (label, record) in records.items():
        last = latest.get(key)
        if last is not None and last.deleted == deleted and last.record == plain(record):
            continue
        number = last.number + 1 if last else 1
        chinese, english = why.correction if last is not None and was_public(last) else ("", "")
        revisions.append(
            Revision(
                kind=kind,
                key=key,
                number=number,
                label=label,
                record=record,
                deleted=deleted,
                user=why.user,
                reason=why.reason,
                correction_zh_hant=chinese,
                correction_en=english,
            )
        )
        if last is not None:
            keep_address(kind, key, last.record, record)
    Revision.objects.bulk_create(revisions)


def was_public(revision: Revision) -> bool:
    """Whether readers had seen the speech as it was then; nothing else has corrections."""
    kept = revision.record.get("kept") or {}
    return kept.get("state") == SpeechState.PUBLISHED and kept["publish_at"] <= timezone.now().isoformat()


def plain(value):
    """The record as JSON gives it back: tuples have become lists."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value


def keep_address(kind: str, key: str, before: dict, after: dict) -> None:
    """An address that was given out answers for ever; one that is in use again is no old address any more."""
    (old_year, old), (year, new) = address(before), address(after)
    if old and (old_year, old) != (year, new):
        OldSlug.objects.filter(kind=kind, year=year, slug=new).delete()
        if not holders(kind, old_year, old):
            OldSlug.objects.update_or_create(kind=kind, year=old_year, slug=old, defaults={"key": key})


def holders(kind: str, year: int, slug: str) -> set[str]:
    """The keys of what has this address now: one thing, or none."""
    rows = apps.get_model("speeches", kind).objects.filter(slug=slug)
    return {row.key for row in rows if getattr(row, "year", 0) == year}


def address(record: dict) -> tuple[int, str]:
    kept = record.get("kept") or record
    return kept.get("year") or 0, kept.get("slug") or ""


def found_differently(writes) -> set[int]:
    """The speeches that were written or deleted, and those that carry a name that was written."""
    named = Q()
    for model, lookup in FOUND_BY.items():
        if pks := writes.saved.get(model):
            named |= Q(**{lookup: pks})
    others = Speech.objects.filter(named).values_list("pk", flat=True) if named else ()
    return writes.saved[Speech] | writes.gone[Speech] | set(others)
