"""The readers' pages against what Django and the server cost without them: the same server, the same run.

A kept page is compared with a file that whitenoise serves, the making of a page with a view that only says a word.
"""

import sqlite3
import statistics
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from speeches.models import Speech
from tests.benchmarks.served import copy_of_the_database, serve

# A kept page serves at least this part of a file's rate; making one costs at most so many bare views.
KEPT, MADE = 0.6, 15
ROUNDS = 3
FILE, BARE = "/static/seal.svg", reverse("robots")


def pages() -> dict[str, str]:
    speech = Speech.objects.public().get(year=2021, number=2)
    return {
        "a speech": f"/en/speeches/{speech.year}/{speech.slug}/",
        "a speech in Chinese": f"/zh-hant/speeches/{speech.year}/{speech.slug}/",
        "a list of 20": "/en/speeches/",
        "a city": f"/en/cities/{speech.city.slug}/",
        "a topic": f"/en/topics/{speech.topics.first().slug}/",
        "home": "/en/",
    }


def costs(server, paths: dict[str, str], times: dict[str, int]) -> dict[str, float]:
    """Milliseconds of CPU for each, the median of rounds that take turns."""
    found = {name: [] for name in paths}
    for _ in range(ROUNDS):
        for name, path in paths.items():
            found[name].append(server.cost(path, times.get(name, 150)))
    return {name: statistics.median(values) for name, values in found.items()}


def compare(folder: Path, size: str) -> None:
    database, static = folder / "site.sqlite3", folder / "static"
    paths, many = {"file": FILE, "bare view": BARE} | pages(), {"file": 2000, "bare view": 2000}
    with serve(database, static, 0) as server:
        made = costs(server, paths, many)
    with serve(database, static, 64) as server:
        kept = costs(server, paths, dict.fromkeys(paths, 2000))
    print(f"\n{size}: milliseconds of CPU; a file {kept['file']:.3f}, a bare view {made['bare view']:.3f}")
    for name in pages():
        rate, cost = kept["file"] / kept[name], made[name] / made["bare view"]
        keeping = f"kept {kept[name]:.3f} ({rate:.2f} of a file’s rate)"
        print(f"  {name:<22} {keeping}   made {made[name]:.2f} ({cost:.1f} bare views)")
    for name in pages():
        assert kept["file"] / kept[name] >= KEPT, name
        if name in {"a speech", "a speech in Chinese", "a list of 20"}:
            assert made[name] / made["bare view"] <= MADE, name


@pytest.fixture
def real_paper(settings, tmp_path, db):
    """The paper of 2021 with its English, topics and terms, as `make serve` has it."""
    settings.STATIC_ROOT = tmp_path / "static"
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("prepare", verbosity=0)


def bench_readers_of_the_real_paper(real_paper, tmp_path):
    copy_of_the_database(tmp_path / "site.sqlite3")
    compare(tmp_path, "17 speeches")


def bench_readers_of_ten_thousand(ten_thousand, real_paper, tmp_path):
    copy_of_the_database(tmp_path / "site.sqlite3")
    with closing(sqlite3.connect(tmp_path / "site.sqlite3")) as copy, copy:
        # Papers have no topics: each gets some, as editors would give them.
        copy.execute(
            "INSERT OR IGNORE INTO speeches_speechtopic (tag_id, content_object_id)"
            " SELECT topic.id, speech.id FROM speeches_topic topic JOIN speeches_speech speech"
            " ON (speech.id * 7 + topic.id) % 6 = 0"
        )
    compare(tmp_path, "10,000 speeches")
