"""The file: a tar of `manifest.json`, `database` and `SHA256SUMS`.

    tar --extract --file summit-….backup && sha256sum --check SHA256SUMS

proves it without any code of ours. The manifest says what the database must hold once it is restored.
"""

import hashlib
import io
import json
import os
import shutil
import tarfile
from dataclasses import asdict, dataclass
from pathlib import Path

from ..records import Refusal, gettext_noop

DATABASE, MANIFEST, SUMS = "database", "manifest.json", "SHA256SUMS"
FORMAT = "summit-backup-1"
NO_BACKUP = gettext_noop("%(file)s is no whole backup of this site.")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was copied: the engine (Django's vendor), when (ISO 8601), and what the copy holds, all of one moment."""

    engine: str
    created_at: str
    content_version: int
    migrations: list[str]  # "app.name", as applied
    rows: dict[str, int]  # of each table


def describe(cursor, tables: list[str]) -> tuple[int, list[str], dict[str, int]]:
    """The last three of a manifest, asked through a cursor of either database."""

    def answer(question: str) -> list[tuple]:
        cursor.execute(question)
        return cursor.fetchall()

    versions = answer("SELECT number FROM speeches_contentversion")
    migrations = [f"{app}.{name}" for app, name in answer("SELECT app, name FROM django_migrations ORDER BY id")]
    rows = {table: answer(f'SELECT count(*) FROM "{table}"')[0][0] for table in sorted(tables)}  # noqa: S608
    return (versions[0][0] if versions else 0), migrations, rows


def pack(target: Path, database: Path, manifest: Manifest) -> None:
    """Write the file, mode 0600, and wait until the disk has it."""
    described = json.dumps({"format": FORMAT, **asdict(manifest)}, ensure_ascii=False, indent=1).encode()
    sums = f"{checksum(database)}  {DATABASE}\n{hashlib.sha256(described).hexdigest()}  {MANIFEST}\n".encode()
    target.touch(mode=0o600, exist_ok=False)
    with target.open("wb") as file:
        with tarfile.open(fileobj=file, mode="w") as tar, database.open("rb") as content:
            for name, text in ((SUMS, sums), (MANIFEST, described)):
                tar.addfile(member(name, len(text)), io.BytesIO(text))
            tar.addfile(member(DATABASE, database.stat().st_size), content)
        file.flush()
        os.fsync(file.fileno())


def member(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info


def unpack(file: Path, folder: Path) -> Manifest:
    """Unpack a backup into the folder; refuses what is none, and what is not as it was written, to the byte."""
    try:
        with tarfile.open(file, "r:") as tar:
            for name in (SUMS, MANIFEST, DATABASE):
                with tar.extractfile(name) as content, (folder / name).open("wb") as copy:
                    shutil.copyfileobj(content, copy)
        sums = dict(reversed(line.split("  ")) for line in (folder / SUMS).read_text().splitlines())
    # A tar that breaks off or lacks a part, a folder of that name, sums that are none.
    except (tarfile.TarError, KeyError, TypeError, ValueError) as error:
        raise Refusal(NO_BACKUP, file=file) from error
    if sums != {name: checksum(folder / name) for name in (DATABASE, MANIFEST)}:
        raise Refusal(gettext_noop("%(file)s is damaged: its checksums do not fit."), file=file)
    manifest = json.loads((folder / MANIFEST).read_bytes())
    if manifest.pop("format", None) != FORMAT:
        raise Refusal(NO_BACKUP, file=file)
    return Manifest(**manifest)


def compare_rows(manifest: Manifest, rows: dict[str, int]) -> None:
    """Refuse where a table has not the rows that it had when it was copied."""
    for table, expected in manifest.rows.items():
        if (found := rows.get(table, 0)) != expected:
            message = gettext_noop("The table %(table)s has %(found)s rows, and should have %(expected)s.")
            raise Refusal(message, table=table, found=found, expected=expected)


def checksum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
