"""PostgreSQL: copied by pg_dump in the snapshot that is described, replaced by psql in one transaction."""

import os
import re
import secrets
import subprocess
from pathlib import Path

from django.db import connection, transaction

from ..records import Refusal, gettext_noop
from .archive import Manifest, describe

ATTEMPTS = 5  # a reader who holds one table and wants the next may make us its victim; nothing was done then
BEFORE = "SET lock_timeout = '30s'; SET client_min_messages = warning;"
# The script of pg_restore leaves no search path.
AFTER = """
RESET search_path;
INSERT INTO speeches_contentversion (id, number, changed_at) VALUES (1, {content_version}, CURRENT_TIMESTAMP)
    ON CONFLICT (id) DO UPDATE SET number = excluded.number, changed_at = excluded.changed_at;
DO $$ DECLARE versioned text; BEGIN
    FOR versioned IN SELECT table_name FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name LIKE 'speeches\\_%' AND column_name = 'version'
    LOOP EXECUTE format('UPDATE %I SET version = version + {stride}', versioned); END LOOP;
END $$;
ANALYZE;
"""
HAS_ROWS = """
RESET search_path;
DO $$ DECLARE found bigint; BEGIN
    SELECT count(*) INTO found FROM {table};
    IF found <> {expected} THEN
        RAISE EXCEPTION 'the table % has % rows, and should have {expected}', '{table}', found;
    END IF;
END $$;
"""


def copy(file: Path) -> tuple:
    """Dump the live database into a new file and describe what was dumped: both see the same snapshot."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        options = ["--format=custom", "--no-owner", "--no-privileges", "--no-comments", f"--snapshot={snapshot}"]
        run("pg_dump", *options, f"--file={file}", *where())
        return describe(cursor, connection.introspection.table_names(cursor))


def check(file: Path, manifest: Manifest) -> None:
    """Read the whole dump: what pg_restore cannot read it names."""
    script_of(file)


def rehearse(file: Path, manifest: Manifest) -> bool:
    """Restore into a database of its own, where the account may make one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            return False
        name = f"summit_check_{secrets.token_hex(4)}"
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            play(file, manifest, "", "", database=name)
        finally:
            cursor.execute(f"DROP DATABASE {name}")
    return True


def replace(file: Path, manifest: Manifest, content_version: int, stride: int) -> None:
    """Put the copy, with its version numbers moved on, in the place of the site's tables, those of later versions too.

    Readers wait for the end of it; who had begun a transaction before gets an error, as from any restart.
    """
    ours = {*connection.introspection.django_table_names(), *manifest.rows}
    here = sorted(ours.intersection(connection.introspection.table_names()))
    drop = f"DROP TABLE {', '.join(map(connection.ops.quote_name, here))} CASCADE;" if here else ""
    play(file, manifest, BEFORE + drop, AFTER.format(content_version=content_version, stride=stride))


def play(file: Path, manifest: Manifest, before: str, after: str, database: str | None = None) -> None:
    """Run the dump as one transaction that fails unless each table has the rows of the manifest."""
    counts = "".join(
        HAS_ROWS.format(table=connection.ops.quote_name(table), expected=int(expected))
        for table, expected in manifest.rows.items()
    )
    parts = [file.with_suffix(".before"), script_of(file), file.with_suffix(".after")]
    parts[0].write_text(before)
    parts[2].write_text(counts + after)
    once = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", "--output=/dev/null"]
    command = ["psql", *once, *(f"--file={part}" for part in parts), *where(database)]
    for left in reversed(range(ATTEMPTS)):
        try:
            run(*command)
            break
        except OSError as error:
            if not left or "deadlock detected" not in str(error):
                raise


def script_of(file: Path) -> Path:
    script = file.with_suffix(".sql")
    run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", file)
    return script


def where(database: str | None = None) -> list[str]:
    """The arguments that lead to the database; a password is none of them."""
    settings = connection.settings_dict | ({"NAME": database} if database else {})
    return connection.client.settings_to_cmd_args_env(settings, [])[0][1:]


def run(program: str, *arguments) -> None:
    """Run a program of PostgreSQL's; OSError with its own words where it fails."""
    require(program)
    environment = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])[1] or {}
    done = subprocess.run(  # noqa: S603
        [program, *arguments],
        env=os.environ | {"LC_MESSAGES": "C"} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = re.findall(r"(?:error|ERROR|FATAL): +(.+)", done.stderr) or done.stderr.strip().splitlines() or [""]
        raise OSError(f"{program}: {said[0]}")


def require(program: str) -> None:
    """Debian installs a program of that name that only says that the real one is missing."""
    server = connection.pg_version // 10_000
    try:
        done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError:
        found = None
    else:
        found = re.search(r"\(PostgreSQL\) (\d+)", done.stdout)
    if found is None or int(found[1]) < server:
        message = gettext_noop(
            "%(program)s of PostgreSQL %(server)s or newer is needed: install the Debian package "
            "postgresql-client-%(server)s."
        )
        raise Refusal(message, program=program, server=server)
