"""Editors save while readers read: no error ever, and no reader waits where people work at the pace of people."""

import itertools
import random
import statistics
import time

import pytest

from tests.audits.trials import FIELD, edited, together

WRITERS, READERS, SECONDS = 8, 8, 60
PAGES = ["/zh-hant/", "/en/", "/zh-hant/speeches/", "/en/speeches/2021/", "/zh-hant/cities/", "/zh-hant/topics/"]


# Without any pause 16 clients measure the cores that they share with the server: that run is for errors only. An editor
# who saves every five seconds and a reader who opens a page every second are still faster than anybody works. What the
# same readers find beside a single editor says how much of the wait is the machine's.
@pytest.mark.parametrize(
    ("writers", "writing", "reading", "promised"), [(WRITERS, 0, 0, None), (1, 10, 1, None), (WRITERS, 5, 1, 100)]
)
def audit_eight_writers_and_eight_readers(editors, visitors, say, writers, writing, reading, promised):
    people = editors(writers)
    addresses = people[0].forms("/admin/speeches/speech/")[:writers]
    readers = visitors(READERS)
    chance = random.Random(2021)
    end = time.monotonic() + SECONDS

    def pause(seconds: float) -> None:
        time.sleep(seconds * chance.uniform(0, 2))

    def write(editor, address) -> list[float]:
        times = []
        pause(writing)
        while time.monotonic() < end:
            fields = edited(editor.form(address), f"第{len(times)}次")
            start = time.perf_counter()
            to, page = editor.send(address, fields)
            times.append(time.perf_counter() - start)
            assert to, page
            pause(writing)
        assert editor.form(address)[FIELD] == f"第{len(times) - 1}次"
        return times

    def read(reader) -> list[float]:
        times = []
        pause(reading)
        for page in itertools.takewhile(lambda _page: time.monotonic() < end, itertools.cycle(PAGES)):
            start = time.perf_counter()
            status, _to, _text = reader.ask(page)
            times.append(time.perf_counter() - start)
            assert status == 200, f"{status} {page}"
            pause(reading)
        return times

    jobs = [lambda pair=pair: write(*pair) for pair in zip(people, addresses, strict=True)]
    done = together(jobs + [lambda reader=reader: read(reader) for reader in readers])
    writes, reads = (list(itertools.chain(*part)) for part in (done[:writers], done[writers:]))
    p99 = 1000 * statistics.quantiles(reads, n=100)[98]
    say(
        f"{writers} writers pausing {writing} s, {READERS} readers pausing {reading} s, for {SECONDS} s: {len(writes)} "
        f"saves, median {1000 * statistics.median(writes):.0f} ms; {len(reads)} reads, median "
        f"{1000 * statistics.median(reads):.0f} ms, p99 {p99:.0f} ms, worst {1000 * max(reads):.0f} ms; 0 errors"
    )
    assert promised is None or p99 <= promised
