"""The site as it is served: the server of the Makefile on a copy of the test's database, and what it costs."""

import http.client
import os
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

START, STEP = 30, 0.1


class Server:
    """One worker, so that all it does is in one tree of processes."""

    def __init__(self, pid: int, port: int):
        self.pid, self.client = pid, http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, path: str) -> None:
        self.client.request("GET", path, headers={"Accept-Encoding": "br"})
        answer = self.client.getresponse()
        answer.read()
        assert answer.status == 200, (path, answer.status)

    def cost(self, path: str, times: int) -> float:
        """Milliseconds of CPU, the kernel's share included, that one answer costs."""
        for _ in range(3):
            self.ask(path)
        before = cpu(self.pid)
        for _ in range(times):
            self.ask(path)
        return (cpu(self.pid) - before) * 1000 / times


def cpu(pid: int) -> float:
    """Seconds that this process and its children have used, from /proc."""
    values = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK") + sum(cpu(int(child)) for child in children)


def environment(folder: Path, port: int = 8000, kept_megabytes: int = 0) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": settings.SECRET_KEY.ljust(60, "x"),
        "STATIC_ROOT": str(folder / "static"),
        "KEPT_PAGES_MEGABYTES": str(kept_megabytes),
        "DEBUG": "0",
    }


def prepare(folder: Path) -> None:
    """A copy of the test's database (what is committed) with the real paper, its English, topics and terms in it."""
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
        closing(sqlite3.connect(folder / "site.sqlite3")) as copy,
    ):
        source.backup(copy)
    for command in (["prepare"], ["collectstatic", "--noinput", "--verbosity=0"]):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR,
            env=environment(folder),
            stdout=subprocess.DEVNULL,
            check=True,
        )


@contextmanager
def serve(folder: Path, kept_megabytes: int):
    """The Server on the database of the folder, with nothing or so much of finished pages kept."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = (
        "granian --interface wsgi --http 1 --no-ws --host 127.0.0.1 --workers 1 --blocking-threads 1 --log-level error"
    )
    server = subprocess.Popen(
        [sys.executable, "-m", *command.split(), "--port", str(port), "summit.wsgi:application"],
        cwd=settings.BASE_DIR,
        env=environment(folder, port, kept_megabytes),
    )
    try:
        for _ in range(int(START / STEP)):
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(STEP)
        served = Server(server.pid, port)
        yield served
        served.client.close()
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
