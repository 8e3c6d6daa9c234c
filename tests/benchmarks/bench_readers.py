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
from django.urls import reverse

from speeches.models import Speech
from tests.benchmarks.asking import ask

# A kept page serves at least this part of a file's rate; making one costs at most so many bare views.
KEPT, MADE = 0.6, 15
ROUNDS, CALLS = 9, 150


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
        keeping = f"kept {kept[name]:.3f} ({rate:.2f} of a file’s rate)"
        print(f"  {name:<22} {keeping}   made {made[name]:.2f} ({cost:.1f} bare views)")
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
