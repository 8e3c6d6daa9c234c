"""The search on a site of 10,000 speeches; BENCH_SPEECHES=100000 prints the same table for that many.

What is promised holds for the number it names: see docs/search.md.
"""

import os
import resource
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import connection
from django.db.models import Q

from speeches.changes import recorded
from speeches.models import City, Paragraph, Speech, Topic
from speeches.search import Filters, excerpts, find, index
from speeches.search.table import TABLE, ask, run
from tests.benchmarks.speeches import Writer, write_speeches

SPEECHES = int(os.environ.get("BENCH_SPEECHES", "10000"))
# Two characters, one, four and more, English, names, several terms, exclusions: what readers type.
QUERIES = """
市民|疫情|城市|數位|智慧|政府|交通|安全|能源|水|火|数位转型|數位轉型|智慧城市|無現金|開放資料|公民參與|分散式能源|碳中和|大數據中心
smart city|citizens|digital transformation|cities|5G|data|pandemic|climate action|Taipei|bus|innovation
疫情 市民|智慧 交通|數位 教育|5G 醫院|市民 -疫情|市長 能源|台北 紓困|智慧城市 交通|smart city pandemic
美國|日本|加拿大|new zealand|市長|Brandt|安貝卡|xyzzy|數位轉形
"""
# PostgreSQL reads the whole vector of each speech that has the words, so they have a row of their own.
PHRASES = ['"智慧城市"', "「數位轉型」", '"smart city"', '"數位" "smart city"', '-"智慧城市" 市民']
TEXTS = [text for line in QUERIES.split("\n") for text in line.split("|") if text]
# Milliseconds of count and first 20 hits that are promised, at the median and for 19 of 20.
PROMISED = {
    ("sqlite", 1_000): (2, 2),
    ("sqlite", 10_000): (8, 25),
    ("sqlite", 100_000): (8, 25),
    ("postgresql", 1_000): (2, 2),
    ("postgresql", 10_000): (12, 20),
    ("postgresql", 100_000): (12, 20),
}
PAGE, WORST, TIMES_FASTER = 60, 150, 40
REINDEXED = 5
REBUILD_SECONDS, REBUILD_MEGABYTES, SIZE = 150, 300, 1.5

pytestmark = pytest.mark.django_db(transaction=True)


class Times(NamedTuple):
    """Of one action: milliseconds by the clock, and of CPU here and in the database. What is promised is CPU: other
    processes of a busy machine do not count."""

    wall: float
    cpu: float


class Row(NamedTuple):
    p50: float
    p95: float
    worst: float


def timed(action) -> Times:
    start, cpu = time.perf_counter(), seconds_of_cpu()
    action()
    return Times(1000 * (time.perf_counter() - start), 1000 * (seconds_of_cpu() - cpu))


def seconds_of_cpu() -> float:
    """Of this process, and of the one in which PostgreSQL answers it."""
    if is_sqlite():
        return time.process_time()
    backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
    return time.process_time() + int(backend.split()[0]) / 1e9


def report(name: str, actions: list[Callable], rounds: int = 5, before: Callable = lambda number: None) -> Row:
    """Print and return what these take: the best of each in some rounds, because a shared machine is slow for seconds
    and then again is not. `before` is done before each, and not counted."""
    best = [Times(float("inf"), float("inf"))] * len(actions)
    for _ in range(rounds):
        for number, action in enumerate(actions):
            before(number)
            best[number] = Times(*map(min, best[number], timed(action)))
    wall, cpu = (Row(*quantiles(list(times))) for times in zip(*best, strict=True))
    print(
        f"  {name:<38} p50 {cpu.p50:7.2f}  p95 {cpu.p95:7.2f}  worst {cpu.worst:7.2f} ms"
        f"   by the clock {wall.p50:7.2f} {wall.p95:7.2f} {wall.worst:7.2f}"
    )
    return cpu


def quantiles(values: list[float]) -> tuple[float, float, float]:
    values = sorted(values)
    return statistics.median(values), values[min(len(values) - 1, int(0.95 * len(values)))], values[-1]


def like(text: str) -> list:
    """What would be asked without an index."""
    found = Speech.objects.public()
    for word in text.replace('"', "").split():
        found = found.filter(
            Q(paragraphs__text_zh_hant__icontains=word)
            | Q(paragraphs__text_en__icontains=word)
            | Q(headline_zh_hant__icontains=word)
            | Q(city__name_zh_hant__icontains=word)
        )
    found = found.distinct().order_by("-pk").values_list("pk", flat=True)
    return [found.count(), list(found[:20])]


def size_of_index() -> int:
    if connection.vendor == "postgresql":
        return ask(f"SELECT pg_total_relation_size('{TABLE}')")[0][0]
    return ask("SELECT sum(pgsize) FROM dbstat WHERE name = %s OR name LIKE %s", [TABLE, f"{TABLE}_tokens%"])[0][0]


def size_of_texts() -> int:
    column = "octet_length(text_zh_hant) + octet_length(text_en)"
    if connection.vendor == "sqlite":
        column = "length(CAST(text_zh_hant AS blob)) + length(CAST(text_en AS blob))"
    return ask(f"SELECT sum({column}) FROM speeches_paragraph")[0][0]


def whole_page(text: str, filters: Filters | None = None) -> None:
    found = find(text, filters or Filters())
    list(Speech.objects.with_pks(*found.pks).listed())
    excerpts(found.words, found.pks, "zh-hant")


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.parametrize("number", sorted({1_000, SPEECHES}))
def bench_search(number):
    write_speeches(number)
    print(f"\n{number:,} speeches on {connection.vendor}: milliseconds of CPU")
    rebuilt = made_anew()
    few = partial(find, with_facets=False)
    searches = report("count and first 20", [partial(few, text) for text in TEXTS])
    report("the same, newest first", [partial(few, text, order="newest") for text in TEXTS])
    report("the same, page 50", [partial(few, text, page=50) for text in TEXTS])
    pages = report("page with facets, rows and excerpts", [partial(whole_page, text) for text in TEXTS])
    city, topic = City.objects.order_by("pk")[5].pk, Topic.objects.order_by("pk")[3].pk
    filters = [Filters(year=2001), Filters(country="JP"), Filters(city=city), Filters(topic=topic, language="en")]
    report("page with filters", [partial(whole_page, text, filters[n % 4]) for n, text in enumerate(TEXTS)])
    report("phrases in quotes", [partial(few, text) for text in PHRASES])
    worst = report("worst bounded queries", [partial(few, text) for text in worst_queries()])
    report("the same, with facets", [partial(find, text) for text in worst_queries()])
    without = report("icontains", [partial(like, text) for text in TEXTS[:: 4 if number < 50_000 else 10]], rounds=1)
    indexed = reindexed(number)
    assert rebuilt.cpu <= REBUILD_SECONDS
    assert rebuilt.megabytes <= REBUILD_MEGABYTES
    # Below, what is the same in each index weighs as much as the texts.
    assert rebuilt.times_the_text <= SIZE or not is_sqlite() or SPEECHES < 10_000
    median, most = PROMISED.get((connection.vendor, number), (float("inf"), float("inf")))
    assert searches.p50 <= median
    assert searches.p95 <= most
    assert pages.p95 <= PAGE
    assert worst.worst <= WORST
    assert indexed.p95 <= REINDEXED
    if number > 1_000:
        assert without.p95 / searches.p95 >= TIMES_FASTER


class Rebuilt(NamedTuple):
    """Seconds of CPU in this process, growth of its memory, size of the index."""

    cpu: float
    megabytes: float
    times_the_text: float


def made_anew() -> Rebuilt:
    """The index is made by a rebuild."""
    before, start, cpu, both = memory(), time.perf_counter(), time.process_time(), seconds_of_cpu()
    index.rebuild()
    seconds, cpu, both = time.perf_counter() - start, time.process_time() - cpu, seconds_of_cpu() - both
    times, grown = size_of_index() / size_of_texts(), memory() - before
    print(f"  rebuild {seconds:.1f} s, {cpu:.1f} s of CPU ({both:.1f} with the database), {grown:.0f} MB more")
    print(f"  the index has {times:.2f} times the size of the texts")
    if not is_sqlite():
        run("VACUUM ANALYZE")  # as autovacuum does
    return Rebuilt(cpu, grown, times)


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def worst_queries() -> list[str]:
    frequent = " ".join(Writer(5).han[:10])
    return [
        "的",
        "一 的",
        "a b c d e f g h i j",
        "的 是 和 在 有 " * 3,
        "的" * 200,
        frequent,
        f'"{frequent}"',
        "-的",
        "",
    ]


def reindexed(number: int) -> Row:
    paragraphs = list(Paragraph.objects.filter(position=2).order_by("pk")[:: max(1, number // 50)])

    def change(at: int) -> None:
        paragraphs[at].text_zh_hant += "新的一句話。"
        paragraphs[at].save()

    with recorded():
        actions = [partial(index.refresh, [paragraph.speech_id]) for paragraph in paragraphs]
        return report("one speech is indexed again", actions, before=change)
