"""The readers' pages against what Django costs without them: in the same run, without any server around them.

A kept page is compared with a file that whitenoise serves, the making of a page with a view that only says a word.
"""

import io
import statistics
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from speeches.models import Speech

# A kept page serves at least this part of a file's rate; making one costs at most so many bare views.
KEPT, MADE = 0.6, 15
ROUNDS, CALLS = 9, 150


def environment(path: str, **more) -> dict:
    address, _mark, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_ACCEPT_ENCODING": "gzip, br",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
        **more,
    }


def ask(application, path: str) -> bytes:
    statuses = []
    response = application(environment(path), lambda status, headers: statuses.append(status))
    body = b"".join(response)
    response.close()
    assert statuses == ["200 OK"], (path, statuses)
    return body


def cpu_of(application, paths: dict[str, str], calls: int) -> dict[str, float]:
    """Milliseconds of CPU of one call to each, the median of rounds that take turns."""
    times = {name: [] for name in paths}
    for _ in range(ROUNDS):
        for name, path in paths.items():
            start = time.process_time()
            for _ in range(calls):
                ask(application, path)
            times[name].append((time.process_time() - start) * 1000 / calls)
    return {name: statistics.median(found) for name, found in times.items()}


@pytest.fixture
def application(settings, tmp_path):
    """The site as it is served, with its static files collected."""
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)

    def make(kept_megabytes: int):
        settings.KEPT_PAGES_MEGABYTES = kept_megabytes
        return get_wsgi_application()

    return make


def pages() -> dict[str, str]:
    speech = Speech.objects.public().complete().newest_first()[0]
    return {
        "a speech": f"/en/speeches/{speech.year}/{speech.slug}/",
        "a speech in Chinese": f"/zh-hant/speeches/{speech.year}/{speech.slug}/",
        "a list of 20": "/en/speeches/",
        "a city": f"/en/cities/{speech.city.slug}/" if speech.city else "/en/cities/",
        "home": "/en/",
    }


def compare(application, size: str) -> None:
    file = {"file": "/static/seal.svg", "bare view": reverse("robots")}
    made = cpu_of(application(0), file | pages(), 10)
    kept = cpu_of(application(64), file | pages(), CALLS)
    print(f"\n{size}: milliseconds of CPU; a file {kept['file']:.3f}, a bare view {made['bare view']:.3f}")
    for name in pages():
        rate, cost = kept["file"] / kept[name], made[name] / made["bare view"]
        print(
            f"  {name:<22} kept {kept[name]:.3f} ({rate:.2f} of a file’s rate)   made {made[name]:.2f} ({cost:.1f} bare views)"
        )
        assert rate >= KEPT, name
        if name in {"a speech", "a list of 20"}:
            assert cost <= MADE, name


@pytest.mark.django_db
def bench_readers_of_the_real_paper(application):
    for paper in sorted(Path(settings.BASE_DIR, "fixtures").glob("*.txt")):
        call_command("import_digest", paper, "--publish", stdout=io.StringIO())
    compare(application, "17 speeches")


@pytest.mark.django_db
def bench_readers_of_ten_thousand(application, ten_thousand):
    compare(application, "10,000 speeches")
