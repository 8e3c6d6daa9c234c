"""pytest plugin: what summit.settings sees in a test run. It is decided before any of our code is imported.

The run never touches the developer's own var/: `--postgres` starts a throw-away PostgreSQL, otherwise a SQLite file in
a temporary folder is used. A file and not memory, so that threads meet the same locks as in production.
"""

import os
import tempfile
from pathlib import Path

import pytest

from tests.postgres import Cluster, PostgresMissing

TEST_ENVIRONMENT = {
    "SECRET_KEY": "only-for-the-tests-" + "0123456789" * 5,
    "SITE_URL": "http://127.0.0.1:8000",
    "DEBUG": "0",
    # What a page costs is measured by making it; tests/web/test_keeping.py keeps pages.
    "KEPT_PAGES_MEGABYTES": "0",
}


def pytest_addoption(parser):
    parser.addoption("--postgres", action="store_true", help="run on a throw-away PostgreSQL instead of SQLite")


@pytest.hookimpl(wrapper=True)  # a wrapper comes before pytest-django, which loads the settings
def pytest_load_initial_conftests(early_config):
    if "PYTEST_XDIST_WORKER" in os.environ:  # the first process has set up everything, the environment is inherited
        return (yield)
    # Nothing of the developer's own settings may decide a test.
    for name in ("ALLOWED_HOSTS", "TRUSTED_PROXY", "PUBLISHER_NAME", "CONTACT_EMAIL", "FOUR_EYES"):
        os.environ.pop(name, None)
    folder = tempfile.TemporaryDirectory(prefix="summit-tests-")
    early_config.add_cleanup(folder.cleanup)
    static = Path(folder.name) / "static"
    static.mkdir()
    os.environ.update(TEST_ENVIRONMENT, STATIC_ROOT=str(static))
    os.environ["DATABASE_URL"] = database_url(early_config, Path(folder.name))
    return (yield)


def database_url(config, folder: Path) -> str:
    if not config.known_args_namespace.postgres:
        return f"sqlite:///{folder / 'db.sqlite3'}"
    try:
        cluster = Cluster()
    except PostgresMissing as error:
        raise pytest.UsageError(str(error)) from error
    url = cluster.__enter__()
    config.add_cleanup(lambda: cluster.__exit__(None, None, None))
    return url
