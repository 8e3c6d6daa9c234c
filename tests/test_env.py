"""Production refuses to start half-configured, and says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
KEY = "k" * 50


def check(**environment):
    """Run `manage.py check` in this environment alone."""
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATABASE_URL": "sqlite://:memory:", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"DEBUG": "1"},
        {"SECRET_KEY": KEY, "SITE_URL": "https://speeches.example.org"},
        {"SECRET_KEY": KEY, "SITE_URL": "http://127.0.0.1:8000"},
        {"SECRET_KEY": KEY, "SITE_URL": "http://localhost:8000/"},
        {"SECRET_KEY": KEY, "SITE_URL": "https://speeches.example.org", "TRUSTED_PROXY": "127.0.0.1, 10.0.0.0/8"},
        {"SECRET_KEY": KEY, "SITE_URL": "https://speeches.example.org", "CONTACT_EMAIL": "office@example.org"},
    ],
)
def test_starts(environment):
    code, output = check(**environment)
    assert code == 0, output


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({}, "SECRET_KEY"),
        ({"SECRET_KEY": "short", "SITE_URL": "https://speeches.example.org"}, "SECRET_KEY"),
        ({"SECRET_KEY": KEY}, "SITE_URL"),
        ({"SECRET_KEY": KEY, "SITE_URL": "http://speeches.example.org"}, "https only"),
        ({"SECRET_KEY": KEY, "SITE_URL": "speeches.example.org"}, "SITE_URL"),
        ({"SECRET_KEY": KEY, "SITE_URL": "https://speeches.example.org/path"}, "SITE_URL"),
        ({"SECRET_KEY": KEY, "SITE_URL": "https://speeches.example.org", "ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        (
            {"SECRET_KEY": KEY, "SITE_URL": "https://speeches.example.org", "TRUSTED_PROXY": "everybody"},
            "TRUSTED_PROXY",
        ),
        ({"DEBUG": "perhaps"}, "DEBUG"),
        ({"DEBUG": "1", "CONTACT_EMAIL": "the office"}, "CONTACT_EMAIL"),
    ],
)
def test_refuses_to_start(environment, says):
    code, output = check(**environment)
    assert code != 0
    assert says in output.splitlines()[-1]
