"""The rules of the house for every test: no network, nothing skipped, fast passwords."""

import ipaddress
import sys

import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command

# A slow machine is no wrong program.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


class NetworkForbidden(Exception):
    pass


def is_this_machine(host) -> bool:
    if host in (None, "", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


def no_network(event: str, arguments: tuple):
    """An audit hook sees every socket of Python, whoever opens it, and cannot be patched away."""
    if event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if not is_this_machine(host):
        raise NetworkForbidden(f"A test wanted to reach {host}: tests stay on this machine.")


def pytest_configure():
    sys.addaudithook(no_network)
    # Hashing a password slowly is the point in production and a waste here.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Templates are tested before anybody has collected and hashed the static files.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = f"{database['NAME']}.test"


# Fixtures that need a database: Django's, and the site that the audits serve.
ASKS = {"db", "site"}


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL what asks a database: the rest would be the same once more."""
    if not config.getoption("postgres"):
        return
    asking = [item for item in items if item.get_closest_marker("django_db") or ASKS & set(item.fixturenames)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
    items[:] = asking


def refuse_skipping(report):
    """A test that does not run proves nothing: what is missing has to fail, loudly."""
    if report.skipped or hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else getattr(report, "wasxfail", "")
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: no test is skipped or expected to fail here ({reason})."
        report.__dict__.pop("wasxfail", None)
    return report


@pytest.fixture(autouse=True)
def the_search_is_in_step(request):
    """Whatever a test has written, readers find it by what it is then (a millisecond for a test with one speech)."""
    if request.node.get_closest_marker("django_db") is None:
        yield
        return
    request.getfixturevalue("db")
    yield
    call_command("search_check", stdout=sys.stderr)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport():
    return refuse_skipping((yield))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report():
    return refuse_skipping((yield))
