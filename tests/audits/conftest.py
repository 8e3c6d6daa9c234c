"""`make audit` runs the files audit_*.py here: minutes each, on the real site where it matters. Each prints what it
found and asserts the promise.
"""

import os
import secrets

import pytest

from tests.audits.visitors import Visitor
from tests.browser.conftest import site  # noqa: F401 - a fixture: the site as `make serve` starts it


@pytest.fixture
def say(request):
    """Print past pytest's capture, with the load of the machine: a figure without it says little."""

    def say(text: str) -> None:
        with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
            print(f"\n{text} ({os.cpu_count()} cores, load {os.getloadavg()[0]:.1f})")

    return say


@pytest.fixture
def visitors(site):  # noqa: F811
    """`visitors(8)` gives that many visitors of the served site."""
    known = []

    def visitors(count: int) -> list[Visitor]:
        new = [Visitor(site.url) for _ in range(count)]
        known.extend(new)
        return new

    yield visitors
    for visitor in known:
        visitor.connection.close()


@pytest.fixture
def editors(site, visitors):  # noqa: F811
    """`editors(8)` gives that many visitors who have logged in."""
    account = {"username": f"audit{secrets.token_hex(4)}", "password": secrets.token_urlsafe(15)}
    arguments = ["--noinput", f"--username={account['username']}", "--email=audit@example.org"]
    site.manage("createsuperuser", *arguments, DJANGO_SUPERUSER_PASSWORD=account["password"])

    def editors(count: int) -> list[Visitor]:
        new = visitors(count)
        for visitor in new:
            visitor.log_in(**account)
        return new

    return editors
