"""Backup and restore: the whole database in one file that proves itself, and back without a moment of half.

What the file holds is in `archive`; how each kind of database is copied, tried and replaced in `sqlite` and `postgres`.
Whatever goes wrong is one sentence, as records.Refusal, and has changed nothing.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from ..models import ContentVersion
from ..records import Refusal, gettext_noop
from ..roles import make_roles
from ..search import index
from . import archive, postgres, sqlite
from .archive import DATABASE, Manifest

__all__ = ["STRIDE", "Manifest", "check", "make", "restore"]

ENGINES = {"sqlite": sqlite, "postgresql": postgres}
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
# A restore moves all version numbers on by more than anybody can write while it runs: no ETag and no open form of
# before fits what was restored.
STRIDE = 1000


def make(target: Path) -> tuple[Path, Manifest]:
    """Write a backup, mode 0600, under the name `target` or, where that is a folder, under a name with the time."""
    now = timezone.localtime()
    if target.is_dir():
        target /= f"summit-{now:%Y%m%d-%H%M%S}.backup"
    if target.exists():
        raise Refusal(gettext_noop("%(file)s is there already; a backup overwrites nothing."), file=target)
    # Beside its place, so that the finished file gets its name in one step.
    with one_sentence(target), TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as folder:
        database, packed = Path(folder, DATABASE), Path(folder, target.name)
        described = engine().copy(database)
        manifest = Manifest(connection.vendor, now.isoformat(timespec="seconds"), *described)
        archive.pack(packed, database, manifest)
        packed.rename(target)
        sync(target.parent)
    return target, manifest


def check(file: Path) -> tuple[Manifest, bool]:
    """Prove that a backup can be restored, without touching the site; whether it was restored on trial to see it."""
    with opened(file) as (manifest, database):
        return manifest, engine().rehearse(database, manifest)


def restore(file: Path, agreed: Callable[[Manifest], bool] = lambda manifest: True) -> Manifest | None:
    """Replace all that the database holds, in one transaction; None, and nothing done, where nobody `agreed`."""
    with opened(file) as (manifest, database):
        if not agreed(manifest):
            return None
        engine().replace(database, manifest, max(manifest.content_version, content_version()) + STRIDE, STRIDE)
    try:
        call_command("migrate", interactive=False, verbosity=0)
        make_roles()
        if not index.is_complete():  # the backup is of a version that searched otherwise
            index.rebuild()
    except DatabaseError as error:
        message = gettext_noop("The backup was restored, but not brought up to this version of the site: %(error)s.")
        raise Refusal(message, error=sentence(error)) from error
    return manifest


@contextmanager
def opened(file: Path) -> Iterator[tuple[Manifest, Path]]:
    """What a backup holds, unpacked for the length of a block, after all that can be proved without the site."""
    with one_sentence(file), TemporaryDirectory(prefix="summit-restore-") as folder:
        manifest = archive.unpack(file, Path(folder))
        if manifest.engine != connection.vendor:
            raise Refusal(
                gettext_noop("%(file)s is a backup of %(theirs)s, and this site runs on %(ours)s."),
                file=file,
                theirs=NAMES.get(manifest.engine, manifest.engine),
                ours=NAMES[connection.vendor],
            )
        here = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
        if newer := sorted(set(manifest.migrations) - here):
            message = gettext_noop("%(file)s was made by a newer version of the site (%(newer)s): upgrade first.")
            raise Refusal(message, file=file, newer=", ".join(newer))
        database = Path(folder, DATABASE)
        engine().check(database, manifest)
        yield manifest, database


@contextmanager
def one_sentence(file: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, DatabaseError, sqlite3.Error) as error:
        message = gettext_noop("%(file)s: %(error)s. Nothing was changed.")
        raise Refusal(message, file=file, error=sentence(error)) from error


def sentence(error: Exception) -> str:
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return text.strip().splitlines()[0].rstrip(".")


def engine():
    return ENGINES[connection.vendor]


def content_version() -> int:
    """The number now; 0 where the database is still empty."""
    if ContentVersion._meta.db_table not in connection.introspection.table_names():
        return 0
    version = ContentVersion.objects.first()
    return version.number if version else 0


def sync(folder: Path) -> None:
    """Make the new name survive a power cut, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
