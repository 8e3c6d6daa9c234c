"""`make bench` runs the files bench_*.py here. They measure, print, and hold what was promised."""

import gc
import os
import statistics
import time
from typing import NamedTuple

import pytest
from django.core import signals
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.template.base import Template
from django.test.utils import CaptureQueriesContext, _TestState

from speeches.digest.load import import_paper
from tests.benchmarks.papers import papers

PAPERS = int(os.environ.get("BENCH_PAPERS", "588"))


class Figures(NamedTuple):
    """Medians of one action: milliseconds by the clock and of CPU, and how many queries it asks."""

    wall: float
    cpu: float
    queries: int


@pytest.fixture(autouse=True)
def the_search_is_in_step():
    """Not asked here, where it would look through 10,000 speeches after each measurement."""


@pytest.fixture
def measure(request):
    """`measure("home", lambda: client.get("/zh-hant/"))` prints the medians, the slowest, and the number of queries."""

    def measure(name: str, action, times: int = 30) -> Figures:
        action()  # the first call loads what is loaded once
        with CaptureQueriesContext(connection) as queries:
            action()
        query_count = len(queries)  # now: the next request empties the log that this reads
        wall, cpu = [], []
        for _ in range(times):
            start, start_cpu = time.perf_counter(), time.process_time()
            action()
            wall.append((time.perf_counter() - start) * 1000)
            cpu.append((time.process_time() - start_cpu) * 1000)
        figures = Figures(statistics.median(wall), statistics.median(cpu), query_count)
        with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
            print(
                f"{name:<48}{figures.wall:>9.1f} ms{max(wall):>9.1f} ms at most{figures.cpu:>9.1f} ms CPU"
                f"{query_count:>6} queries"
            )
        return figures

    return measure


@pytest.fixture(scope="session")
def ten_thousand(django_db_setup, django_db_blocker):
    """A site of 588 papers, 9,996 published speeches; it stays for all measurements of the run."""
    with django_db_blocker.unblock():
        for name, content in papers(PAPERS):
            import_paper(content, name, publish=True)
    # What the import has left in memory is not the site's: no page waits while it is looked through.
    gc.collect()
    gc.freeze()


@pytest.fixture
def application(settings, tmp_path, monkeypatch):
    """The site as it is served, with its static files collected."""
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    # Django's tests watch the rendering of each template; the site that is served does not.
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)
    # The connection is in the test's transaction: it must not be renewed between requests.
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)

    def make(kept_megabytes: int):
        settings.KEPT_PAGES_MEGABYTES = kept_megabytes
        return get_wsgi_application()

    yield make
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)
