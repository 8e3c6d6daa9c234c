"""`make bench` runs the files bench_*.py here. They measure and print."""

import statistics
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def measure(request):
    """`measure("home", lambda: client.get("/zh-hant/"))` prints the median, the slowest, and the number of queries."""

    def measure(name: str, action, times: int = 30) -> float:
        action()  # the first call loads what is loaded once
        with CaptureQueriesContext(connection) as queries:
            action()
        query_count = len(queries)  # now: the next request empties the log that this reads
        milliseconds = []
        for _ in range(times):
            start = time.perf_counter()
            action()
            milliseconds.append((time.perf_counter() - start) * 1000)
        median = statistics.median(milliseconds)
        with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
            print(f"{name:<48}{median:>9.1f} ms{max(milliseconds):>9.1f} ms{query_count:>6} queries")
        return median

    return measure
