"""The rules of conftest.py bite."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.conftest import NetworkForbidden

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("host", ["203.0.113.9", "2001:db8::9", "elsewhere.example"])
def test_no_test_leaves_the_machine(host):
    with pytest.raises(NetworkForbidden, match=host):
        socket.create_connection((host, 80), timeout=1)


def test_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


SKIPPING = """
import pytest

@pytest.mark.skip
def test_a(): pass

def test_b(): pytest.skip("no time")

def test_c(): pytest.xfail("some day")

@pytest.mark.xfail
def test_d(): pass

@pytest.mark.xfail
def test_e(): assert 0
"""


def test_what_is_skipped_fails(tmp_path):
    (tmp_path / "test_skipping.py").write_text(SKIPPING)
    (tmp_path / "test_module.py").write_text("import pytest\npytest.importorskip('no_such_module')\n")
    pytest_here = [sys.executable, "-m", "pytest", "-c", ROOT / "pyproject.toml", "-p", "tests.conftest", tmp_path]
    command = [*pytest_here, "--continue-on-collection-errors"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "no test is skipped or expected to fail here" in done.stdout, done.stdout + done.stderr
    assert "= 4 failed, 2 errors in" in done.stdout, done.stdout


def test_the_developers_database_is_left_alone():
    assert not str(settings.DATABASES["default"]["NAME"]).startswith(str(ROOT))
    assert not str(settings.STATIC_ROOT).startswith(str(ROOT))
