"""Two at once, and the plug pulled: the trials themselves. Short in the normal run, long in `make audit`."""

import os
import random
import re
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from html import unescape
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections

from speeches.backup import archive
from speeches.changes import plain, recorded
from speeches.digest.parse import parse
from speeches.digest.readers.text import read
from speeches.models import ContentVersion, Paragraph, Revision, SearchText, Speech
from tests import factories
from tests.benchmarks.papers import papers

ROOT = Path(__file__).resolve().parents[2]
FIELD = "headline_zh_hant"


def edited(fields: dict, text: str) -> dict:
    """The form with another headline. A change of a public text has to be explained, or called too small for that."""
    return fields | {FIELD: text, "small_correction": "on"}


def database_url() -> str:
    """The DATABASE_URL with which another process sees the database of this test."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


def together(jobs: list) -> list:
    """Do all of them at the same moment, each with a connection of its own; what they return, in order."""
    barrier = threading.Barrier(len(jobs))

    def do(job):
        try:
            barrier.wait(timeout=60)
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(do, jobs))


def contest(editors: list, address: str, rounds: int) -> Counter:
    """In each round all read one form, then save different texts in the same field at once.

    An editor has `form(address)`, the fields as they are, and `send(address, fields)`, which gives where it leads
    ("" for a page) and the page. Counts what became of the saves; raises AssertionError where a text was lost.
    """
    tally = Counter()
    for number in range(rounds):
        # No two texts share a character, so that no view of their differences cuts them up.
        texts = [chr(0x4E00 + number * len(editors) + place) * 8 for place in range(len(editors))]
        forms = [editor.form(address) for editor in editors]
        answers = together(
            [
                lambda editor=editor, fields=fields, text=text: editor.send(address, edited(fields, text))
                for editor, fields, text in zip(editors, forms, texts, strict=True)
            ]
        )
        won = [text for text, (to, _page) in zip(texts, answers, strict=True) if to and not to.endswith(address)]
        assert len(won) == 1, f"round {number}: {len(won)} of {len(editors)} saves were taken"
        for text, (to, page) in zip(texts, answers, strict=True):
            if text in won:
                continue
            assert not to, f"round {number}: a save was refused without showing what was typed (to {to})"
            seen = unescape(re.sub("<[^>]*>", " ", page)) + " ".join(re.findall('value="([^"]*)"', page))
            assert text in seen, f"round {number}: what was typed is lost"
            assert won[0] in seen, f"round {number}: the other text is not shown"
            tally["conflicts shown"] += 1
        assert editors[0].form(address)[FIELD] == won[0]
        tally["saves taken"] += 1
    return tally


class Death:
    """Imports in processes of their own, killed (SIGKILL) at a random moment of their transaction."""

    def __init__(self, folder: Path, rows: int, seed: int = 2021):
        self.folder, self.rows, self.chance = folder, rows, random.Random(seed)

    def kill(self, count: int) -> Counter:
        """Counts the papers of which nothing is there, and those that are there as a whole."""
        tally = Counter()
        all_papers = papers(count + 1, self.rows)
        seconds = self.run(*next(all_papers))
        for name, content in all_papers:
            before = self.state()
            self.run(name, content, self.chance.uniform(0, seconds))
            if self.state() == before:
                tally["nothing"] += 1
            else:
                self.assert_whole(content, before)
                tally["whole"] += 1
        return tally

    def run(self, name: str, content: bytes, life: float | None = None) -> float:
        """Import a paper; killed `life` seconds after it began to write. Returns how long it wrote, in seconds."""
        paper = self.folder / name
        paper.write_bytes(content)
        command = [sys.executable, ROOT / "manage.py", "import_digest", paper, "--publish"]
        environment = os.environ | {"DATABASE_URL": database_url()}
        child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        with child.stderr:
            while not somebody_writes() and child.poll() is None:
                time.sleep(0.002)
            start = time.monotonic()
            if life is not None:
                time.sleep(life)
                child.kill()
            assert child.wait() in ({0} if life is None else {0, -9}), child.stderr.read().decode()
        seconds = time.monotonic() - start
        while somebody_writes():  # PostgreSQL notices a moment later that its client is gone
            time.sleep(0.01)
        return seconds

    def state(self) -> tuple:
        with connection.cursor() as cursor:
            return archive.describe(cursor, connection.introspection.table_names(cursor))

    def assert_whole(self, content: bytes, before: tuple) -> None:
        digest = parse(read(content))
        speeches = list(Speech.objects.complete().filter(document__sha256=factories.SourceDocument.checksum(content)))
        assert len(speeches) == len(digest.speeches) == self.rows
        texts = [p.text for speech in digest.speeches for p in speech.paragraphs]
        kept = Paragraph.objects.filter(speech__in=speeches).order_by("speech__number", "position")
        assert list(kept.values_list("text_zh_hant", flat=True)) == texts
        assert_revised(speeches)
        assert SearchText.objects.filter(speech__in=speeches).count() == self.rows
        assert ContentVersion.objects.get().number == before[0] + 1


def somebody_writes() -> bool:
    """Whether another process is in the middle of a transaction that writes."""
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        with closing(sqlite3.connect(name, timeout=0, isolation_level=None)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            other.execute("ROLLBACK")
            return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL"
        )
        return cursor.fetchone()[0] > 0


def assert_revised(speeches) -> None:
    """The newest revision of each speech is what the speech is."""
    latest = Revision.objects.latest("speech", [speech.key for speech in speeches])
    for speech in speeches:
        assert latest[speech.key].record == plain(speech.as_record())


@contextmanager
def writers(count: int):
    """So many write as fast as they can, each its own speech: one revision, headline and paragraph alike."""
    speeches = [factories.make_speech("0", headline_zh_hant="0") for _ in range(count)]
    stop, counted, errors = threading.Event(), Counter(), []

    def write(pk: int) -> None:
        try:
            while not stop.is_set():
                counted["writes"] += 1
                with recorded(reason="under load"):
                    speech = Speech.objects.get(pk=pk)
                    paragraph = speech.paragraphs.get()
                    speech.headline_zh_hant = paragraph.text_zh_hant = str(int(speech.headline_zh_hant) + 1)
                    speech.save()
                    paragraph.save()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=[speech.pk]) for speech in speeches]
    for thread in threads:
        thread.start()
    try:
        yield counted
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert errors == []


def restore_under_load(folder: Path, count: int, writing: int = 4) -> Counter:
    """Backups while writers write; each is then restored, and what is there must be of one moment."""
    factories.make_speech()
    tally = Counter()
    for number in range(count):
        file = folder / f"{number}.backup"
        with writers(writing) as counted:
            apart = ContentVersion.objects.get().number - Revision.objects.count()
            while counted["writes"] < 10 * writing:
                time.sleep(0.01)
            written = counted["writes"]
            call_command("backup", file)
            tally["writes during backups"] += counted["writes"] - written
        call_command("restore", file, "--yes")
        manifest = archive.unpack(file, folder)
        assert manifest.content_version - manifest.rows["speeches_revision"] == apart
        assert_consistent(manifest)
        tally["restored"] += 1
    return tally


def assert_consistent(manifest: archive.Manifest) -> None:
    with connection.cursor() as cursor:
        _version, _migrations, rows = archive.describe(cursor, connection.introspection.table_names(cursor))
        ours = {table: count for table, count in rows.items() if table.startswith("speeches_")}
        assert ours == {table: manifest.rows[table] for table in ours}
        if connection.vendor == "sqlite":
            assert cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.check_constraints()
    speeches = list(Speech.objects.complete())
    for speech in speeches:
        if speech.headline_zh_hant:
            assert [paragraph.text_zh_hant for paragraph in speech.paragraphs.all()] == [speech.headline_zh_hant]
    assert_revised(speeches)
