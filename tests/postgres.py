"""A PostgreSQL of its own for one test run: started in a temporary folder, reached by a socket in it, removed after.

PostgreSQL refuses to run as root, so root hands the server processes to another user. Only that user (and root) can
open the folder, so the socket needs no password; there is no TCP port at all.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psycopg

OLDEST = 15
BINARIES = Path("/usr/lib/postgresql")  # Debian keeps the server's programs here, one folder a version

# The data live for minutes: nothing has to survive a power cut.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_senders": "0",
    "wal_level": "minimal",
    # Little, because every DROP goes through it; a site of 100,000 speeches wants a gigabyte to be measured with.
    "shared_buffers": os.environ.get("BENCH_SHARED_BUFFERS", "64MB"),
    "max_connections": "60",
}


class PostgresMissing(Exception):
    pass


def programs() -> Path:
    """The folder with initdb and postgres: the oldest version we support that is installed, PostgreSQL 15 first."""
    found = [
        (int(initdb.parent.parent.name), initdb.parent)
        for initdb in BINARIES.glob("*/bin/initdb")
        if initdb.parent.parent.name.isdigit()
    ]
    supported = sorted((version, folder) for version, folder in found if version >= OLDEST)
    if not supported:
        raise PostgresMissing(
            f"PostgreSQL {OLDEST} or newer is needed under {BINARIES}: run `sudo apt-get install postgresql`."
        )
    return supported[0][1]


def server_user() -> dict:
    """What subprocess needs so that the server does not run as root; nothing for everybody else."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise PostgresMissing("PostgreSQL does not run as root, and there is no user postgres or nobody to run it.")


class Cluster:
    """`with Cluster() as url:` gives the DATABASE_URL of an empty database, owned by a role that is no superuser."""

    def __init__(self):
        self.programs = programs()
        self.user = server_user()
        self.server = None

    def __enter__(self) -> str:
        self.folder = Path(tempfile.mkdtemp(prefix="postgres-"))  # mode 0700
        # Ctrl-C raises by itself; `kill` would leave the server and its folder behind.
        self.old_handler = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        try:
            self._start()
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise
        return f"postgresql://site@{quote(str(self.folder), safe='')}/site"

    def __exit__(self, *_):
        # Not undone half way by an impatient second Ctrl-C.
        impatient = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            if self.server and self.server.poll() is None:
                self.server.send_signal(signal.SIGQUIT)  # immediate shutdown: there is nothing to save
                self.server.wait(timeout=20)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
            signal.signal(signal.SIGINT, impatient)
            signal.signal(signal.SIGTERM, self.old_handler)

    def _start(self):
        if self.user:
            os.chown(self.folder, self.user["user"], self.user["group"])
        data, log = self.folder / "data", self.folder / "log"
        initdb = [self.programs / "initdb", "--pgdata", data, "--username", "postgres", "--auth", "trust"]
        # C.UTF-8 is on every Debian and sorts and folds Chinese alike everywhere.
        self._run([*initdb, "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"])
        options = [f"--{name}={value}" for name, value in SETTINGS.items()]
        with log.open("wb") as output:
            self.server = subprocess.Popen(
                [self.programs / "postgres", "-D", data, "-k", self.folder, *options],
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                cwd=self.folder,
                start_new_session=True,  # Ctrl-C ends the tests first, then the tests end the server
                **self.user,
            )
        with self._connect(log) as connection:
            connection.execute("CREATE ROLE site LOGIN CREATEDB")
            connection.execute("CREATE DATABASE site OWNER site")

    def _run(self, command: list):
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, **self.user)
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")

    def _connect(self, log: Path) -> psycopg.Connection:
        deadline = time.monotonic() + 30
        while True:
            try:
                return psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True)
            except psycopg.OperationalError:
                if self.server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}") from None
                time.sleep(0.05)
