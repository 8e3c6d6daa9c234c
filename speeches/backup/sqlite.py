"""SQLite: copied and replaced by its own backup API, while the site reads and writes.

Always in one step: the copy is one read transaction (a copy in several steps starts anew with each write in between,
and never ends on a busy site), the replacement is one write transaction (a crash in it leaves what was there).
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from ..records import Refusal, gettext_noop
from .archive import Manifest, compare_rows, describe

PATIENCE = 60  # seconds that a restore waits for the writers before it
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
CONTENT_VERSION = """
    INSERT INTO speeches_contentversion (id, number, changed_at) VALUES (1, ?, CURRENT_TIMESTAMP)
    ON CONFLICT (id) DO UPDATE SET number = excluded.number, changed_at = excluded.changed_at"""
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
VERSIONED = """
    SELECT tables.name FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
    WHERE tables.type = 'table' AND tables.name LIKE 'speeches!_%' ESCAPE '!' AND columns.name = 'version'"""


def copy(file: Path) -> tuple:
    """Copy the live database into a new file and describe the copy."""
    connection.ensure_connection()
    with at(file) as copied:
        connection.connection.backup(copied)
        described = proved(copied)
        copied.execute("PRAGMA journal_mode = DELETE")  # one file, without a journal beside it
        return described


@contextmanager
def at(file: Path) -> Iterator[sqlite3.Connection]:
    """Open another file as Django opens the site's: the constraints of the tables need Django's own functions."""
    other = connection.copy()
    other.settings_dict["NAME"] = str(file)
    other.ensure_connection()
    try:
        yield other.connection
    finally:
        other.close()


def check(file: Path, manifest: Manifest) -> None:
    with at(file) as copied:
        _version, _migrations, rows = proved(copied)
    compare_rows(manifest, rows)


def rehearse(file: Path, manifest: Manifest) -> bool:
    """The file is the database: `check` has opened and read all of it."""
    return True


def replace(file: Path, manifest: Manifest, content_version: int, stride: int) -> None:
    """Put the copy, with its version numbers moved on, in the place of the live database; open connections go on."""
    connection.ensure_connection()
    with at(file) as copied:
        copied.execute(CONTENT_VERSION, [content_version])
        for (table,) in copied.execute(VERSIONED).fetchall():
            copied.execute(f'UPDATE "{table}" SET version = version + ?', [stride])  # noqa: S608
        copied.backup(connection.connection, progress=patience(PATIENCE), sleep=0.02)


def patience(seconds: float) -> Callable[[int, int, int], None]:
    """The backup API asks again and again while others write; somebody has to give up."""
    end = time.monotonic() + seconds

    def progress(status: int, _remaining: int, _total: int) -> None:
        if status in BUSY and time.monotonic() > end:
            raise sqlite3.OperationalError(f"the database is locked by somebody else for {seconds} seconds")

    return progress


def proved(copied: sqlite3.Connection) -> tuple:
    """What the copy holds, after SQLite has found no fault in it."""
    faults = [row[0] for row in copied.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]
    faults += [f"{table} → {parent}" for table, _row, parent, _key in copied.execute("PRAGMA foreign_key_check")]
    if faults:
        raise Refusal(gettext_noop("The copy of the database is damaged: %(fault)s."), fault=faults[0])
    return describe(copied.cursor(), [name for (name,) in copied.execute(TABLES).fetchall()])
