"""The readers' pages against what Django and the server cost without them: the same server, the same run.

A kept page is compared with a file that whitenoise serves, the making of a page with a view that only says a word.
"""

import sqlite3
import statistics
from contextlib import closing
from pathlib import Path

import pytest
from django.urls import reverse

from tests.benchmarks.served import prepare, serve

# A kept page serves at least this part of a file's rate; making one costs at most so many bare views.
KEPT, MADE = 0.6, 15
ROUNDS = 3
FILE, BARE = "/static/seal.svg", reverse("robots")


def pages(copy: sqlite3.Connection) -> dict[str, str]:
    """Of one speech of the real paper, which has everything: English, topics, terms."""
    speech, city, topic = copy.execute(
        "SELECT speech.slug, city.slug, topic.slug FROM speeches_speech speech"
        " JOIN speeches_city city ON city.id = speech.city_id"
        " JOIN speeches_speechtopic joined ON joined.content_object_id = speech.id"
        " JOIN speeches_topic topic ON topic.id = joined.tag_id"
        " WHERE speech.date = '2021-03-24' AND speech.number = 1 AND speech.headline_en <> '' LIMIT 1"
    ).fetchone()
    return {
        "a speech": f"/en/speeches/2021/{speech}/",
        "a speech in Chinese": f"/zh-hant/speeches/2021/{speech}/",
        "a list of 20": "/en/speeches/",
        "a city": f"/en/cities/{city}/",
        "a topic": f"/en/topics/{topic}/",
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
    with closing(sqlite3.connect(folder / "site.sqlite3")) as copy:
        own = pages(copy)
    paths, many = {"file": FILE, "bare view": BARE} | own, {"file": 2000, "bare view": 2000}
    with serve(folder, 0) as server:
        made = costs(server, paths, many)
    with serve(folder, 64) as server:
        kept = costs(server, paths, dict.fromkeys(paths, 1000))
    print(f"\n{size}: milliseconds of CPU; a file {kept['file']:.3f}, a bare view {made['bare view']:.3f}")
    for name in own:
        rate, cost = kept["file"] / kept[name], made[name] / made["bare view"]
        keeping = f"kept {kept[name]:.3f} ({rate:.2f} of a file’s rate)"
        print(f"  {name:<22} {keeping}   made {made[name]:.2f} ({cost:.1f} bare views)")
    for name in own:
        assert kept["file"] / kept[name] >= KEPT, name
        if name in {"a speech", "a speech in Chinese", "a list of 20"}:
            assert made[name] / made["bare view"] <= MADE, name


@pytest.mark.django_db
def bench_readers_of_the_real_paper(tmp_path):
    prepare(tmp_path)
    compare(tmp_path, "17 speeches")


@pytest.mark.django_db
def bench_readers_of_ten_thousand(ten_thousand, tmp_path):
    prepare(tmp_path)
    with closing(sqlite3.connect(tmp_path / "site.sqlite3")) as copy, copy:
        # Papers have no topics: each gets some, as editors would give them.
        copy.execute(
            "INSERT OR IGNORE INTO speeches_speechtopic (tag_id, content_object_id)"
            " SELECT topic.id, speech.id FROM speeches_topic topic JOIN speeches_speech speech"
            " ON (speech.id * 7 + topic.id) % 6 = 0"
        )
    compare(tmp_path, "10,000 speeches")
