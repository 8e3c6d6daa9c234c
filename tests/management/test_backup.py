"""Backup and restore, on the database that this run is on. What is no backup, or not whole, changes nothing."""

import io
import json
import os
import re
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.translation import override

from speeches import backup
from speeches.backup import archive, postgres
from speeches.changes import plain, recorded
from speeches.models import ContentVersion, Paragraph, Revision, SitePage, Speech
from tests import factories
from tests.audits.trials import ROOT, database_url

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def speech():
    return factories.make_speech("甲。", "乙。", headline_zh_hant="原來的標題", topics=[factories.make_topic("交通")])


@pytest.fixture
def file(speech, tmp_path):
    return backup.make(tmp_path / "site.backup")[0]


def edit(speech, headline="後來的標題"):
    speech = Speech.objects.get(pk=speech.pk)
    with recorded(reason="after the backup"):
        speech.headline_zh_hant = headline
        speech.save()
        Paragraph(speech=speech, position=9, text_zh_hant="後來的一段。").save()


def everything() -> tuple:
    """All that may not change where a restore is refused."""
    with connection.cursor() as cursor:
        described = archive.describe(cursor, connection.introspection.table_names(cursor))
    return described, list(Revision.objects.values_list("pk", "record"))


def refused(*arguments) -> str:
    """The sentence with which a command stops; what the database holds stays as it is."""
    before = everything()
    with override("en"), pytest.raises(CommandError) as error:
        call_command(*arguments)
    assert everything() == before
    sentence = str(error.value)
    assert "\n" not in sentence
    return sentence


def repacked(file: Path, **changes) -> Path:
    """The backup with another manifest, and with checksums that fit."""
    with tarfile.open(file) as tar:
        manifest = json.loads(tar.extractfile("manifest.json").read())
        tar.extract("database", file.parent, filter="data")
    del manifest["format"]
    copy = file.with_suffix(".other")
    archive.pack(copy, file.parent / "database", archive.Manifest(**manifest | changes))
    return copy


def test_all_comes_back_as_it_was(speech, file):
    record, before = plain(Speech.objects.get().as_record()), ContentVersion.objects.get().number
    edit(speech)
    factories.make_user(name="later")
    after, version = ContentVersion.objects.get().number, Speech.objects.get().version
    call_command("restore", file, "--yes")
    assert plain(Speech.objects.get().as_record()) == record
    assert [paragraph.text_zh_hant for paragraph in Speech.objects.get().paragraphs.in_order()] == ["甲。", "乙。"]
    assert [topic.name_zh_hant for topic in Speech.objects.get().topics.all()] == ["交通"]
    assert Revision.objects.filter(reason="after the backup").count() == 0
    # No page that was kept and no form that was open before fits what is there now.
    assert ContentVersion.objects.get().number > after > before
    assert Speech.objects.get().version > version
    # And life goes on.
    edit(speech, "新的標題")
    assert Revision.objects.latest("speech", [speech.key])[speech.key].number == 2


def test_the_file_proves_itself_with_what_every_system_has(file, tmp_path):
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    folder = tmp_path / "unpacked"
    folder.mkdir()
    subprocess.run(["tar", "--extract", "--file", file], cwd=folder, check=True)
    done = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"], cwd=folder, check=True, capture_output=True, text=True
    )
    assert sorted(done.stdout.splitlines()) == ["database: OK", "manifest.json: OK"]
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["engine"] == connection.vendor
    assert manifest["rows"]["speeches_paragraph"] == 2
    assert manifest["content_version"] == ContentVersion.objects.get().number
    assert "speeches.0001_initial" in manifest["migrations"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00", manifest["created_at"])


def test_a_folder_gets_a_file_with_the_time_and_nothing_else(speech, tmp_path, capsys):
    call_command("backup", tmp_path)
    (file,) = tmp_path.iterdir()
    assert re.fullmatch(r"summit-\d{8}-\d{6}\.backup", file.name)
    assert str(file) in capsys.readouterr().out
    assert str(file) in refused("backup", file)
    assert "No such file" in refused("backup", tmp_path / "nowhere" / "site.backup")


def test_checking_touches_nothing(speech, file, capsys):
    edit(speech)
    before = everything()
    with override("en"):
        call_command("restore", file, "--check")
    assert "is whole" in capsys.readouterr().out
    assert everything() == before
    assert "summit_check_" not in str(databases())


def databases() -> list:
    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return cursor.fetchall()


@pytest.mark.parametrize("answer", ["", "y", "no"])
def test_only_a_yes_restores(speech, file, monkeypatch, answer):
    edit(speech)
    monkeypatch.setattr("builtins.input", lambda question: answer)
    assert refused("restore", file)


def test_without_anybody_to_ask_nothing_is_restored(speech, file, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert refused("restore", file)


def test_a_yes_restores(speech, file, monkeypatch):
    edit(speech)
    monkeypatch.setattr("builtins.input", lambda question: "yes")
    call_command("restore", file)
    assert Speech.objects.get().headline_zh_hant == "原來的標題"


@pytest.mark.parametrize("place", [0.003, 0.2, 0.4, 0.6, 0.8, 0.95])
def test_one_wrong_byte_is_found(file, place):
    content = bytearray(file.read_bytes())
    # Where a tar ends there are zeros that mean nothing.
    content[int(place * (file.stat().st_size - 10_240))] ^= 1
    file.write_bytes(content)
    assert str(file) in refused("restore", file, "--yes")
    assert str(file) in refused("restore", file, "--check")


def test_half_a_file_is_found(file):
    with file.open("r+b") as content:
        content.truncate(file.stat().st_size // 2)
    assert str(file) in refused("restore", file, "--yes")


@pytest.mark.parametrize("content", [b"", b"no tar", b"x" * 20_000])
def test_a_file_of_others_is_refused(speech, tmp_path, content):
    file = tmp_path / "other.backup"
    file.write_bytes(content)
    assert "is no whole backup" in refused("restore", file, "--yes")
    with tarfile.open(file, "w") as tar:
        tar.add(__file__, "database")
    assert "is no whole backup" in refused("restore", file, "--yes")
    assert "No such file" in refused("restore", tmp_path / "none.backup", "--yes")
    assert "Is a directory" in refused("restore", tmp_path, "--yes")


def test_a_backup_of_the_other_database_is_refused(file):
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    sentence = refused("restore", repacked(file, engine=other), "--yes")
    assert "SQLite" in sentence
    assert "PostgreSQL" in sentence


def test_a_backup_of_a_newer_version_is_refused(file):
    assert "speeches.9999_later" in refused("restore", repacked(file, migrations=["speeches.9999_later"]), "--yes")


def test_a_table_that_lacks_rows_is_found(file):
    rows = archive.unpack(file, file.parent).rows
    wrong = repacked(file, rows=rows | {"speeches_paragraph": 3})
    assert "speeches_paragraph" in refused("restore", wrong, "--yes")
    assert "speeches_paragraph" in refused("restore", wrong, "--check")


def test_an_older_backup_is_brought_up_to_this_version(speech, tmp_path):
    headline = speech.headline_zh_hant
    call_command("migrate", "speeches", "0001", verbosity=0)
    file, manifest = backup.make(tmp_path / "old.backup")
    assert "speeches_sitepage" not in manifest.rows
    call_command("migrate", verbosity=0)
    with recorded():
        SitePage(name=SitePage.Name.ABOUT, body_zh_hant="後來的頁面。").save()
    call_command("restore", file, "--yes")
    assert SitePage.objects.count() == 0
    assert Speech.objects.get().headline_zh_hant == headline


def test_an_empty_database_is_filled(speech, file):
    tables = ", ".join(connection.ops.quote_name(table) for table in connection.introspection.table_names())
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TABLE {tables} CASCADE")
        for table in tables.split(", ") if connection.vendor == "sqlite" else ():
            cursor.execute(f"DROP TABLE IF EXISTS {table}")  # the index takes its own along
    call_command("restore", file, "--yes")
    assert Speech.objects.get().headline_zh_hant == "原來的標題"


def manage(*arguments, limit: str = "unlimited", **environment) -> subprocess.CompletedProcess:
    """A command as an administrator runs it, on the database of this test, writing files up to `limit` kilobytes."""
    return subprocess.run(
        ["bash", "-c", f'ulimit -f {limit}; exec "$@"', "manage", sys.executable, ROOT / "manage.py", *arguments],
        env=os.environ | {"DATABASE_URL": database_url()} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_where_the_disk_is_full_there_is_no_file_and_nothing_changed(file, tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    done = manage("backup", folder, limit="20")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert list(folder.iterdir()) == []
    before = everything()
    done = manage("restore", file, "--yes", limit="20")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert everything() == before


def test_a_broken_copy_gets_no_name(speech, tmp_path, monkeypatch):
    def fails(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "checksum", fails)
    assert "No space left on device" in refused("backup", tmp_path)
    assert list(tmp_path.iterdir()) == []


if connection.vendor == "postgresql":

    def test_a_missing_program_is_named(speech, tmp_path, monkeypatch):
        server = connection.pg_version // 10_000
        monkeypatch.setenv("PATH", str(tmp_path))
        assert f"postgresql-client-{server}" in refused("backup", tmp_path / "site.backup")

    @pytest.mark.parametrize("says", ["pg_dump (PostgreSQL) 9.6.24", "Error: You must install a client"])
    def test_an_older_program_is_named(speech, tmp_path, monkeypatch, says):
        program = tmp_path / "pg_dump"
        program.write_text(f"#!/bin/sh\necho '{says}'\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
        assert "postgresql-client-" in refused("backup", tmp_path / "site.backup")

    def test_the_password_is_no_argument(monkeypatch):
        monkeypatch.setitem(connection.settings_dict, "PASSWORD", "a-secret")
        assert "a-secret" not in postgres.where()
        seen = {}
        monkeypatch.setattr(
            postgres.subprocess, "run", lambda command, **options: seen.update(options, command=command)
        )
        monkeypatch.setattr(postgres, "require", lambda program: None)
        with pytest.raises(AttributeError):  # nothing has run
            postgres.run("psql", *postgres.where())
        assert seen["env"]["PGPASSWORD"] == "a-secret"
        assert "a-secret" not in str(seen["command"])

    @pytest.fixture
    def without_createdb():
        """The account of the site, for the length of a test without the right to make databases."""
        server = {"host": connection.settings_dict["HOST"], "user": "postgres", "dbname": "postgres"}
        with psycopg.connect(**server, autocommit=True) as superuser:
            superuser.execute("ALTER ROLE site NOCREATEDB")
            yield
            superuser.execute("ALTER ROLE site CREATEDB")

    def test_what_may_not_make_a_database_only_reads(file, without_createdb, capsys):
        with override("en"):
            call_command("restore", file, "--check")
        assert "CREATEDB" in capsys.readouterr().out
