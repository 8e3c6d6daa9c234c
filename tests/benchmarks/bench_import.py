"""The importer's promises: 17 speeches parsed in 50 ms; 10,000 imported in 60 s and 300 MB; time linear in size."""

import resource
import statistics
import time
from datetime import date

import pytest

from speeches.digest.load import import_paper
from speeches.digest.parse import parse
from speeches.digest.readers.text import read
from speeches.models import Speech
from tests.benchmarks.conftest import PAPERS
from tests.benchmarks.papers import REAL, papers


def test_parsing_the_real_paper():
    content = REAL.read_bytes()
    parse(read(content))
    times = []
    for _ in range(20):
        start = time.perf_counter()
        parse(read(content))
        times.append(1000 * (time.perf_counter() - start))
    print(f"\nparse 17 speeches: median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms")
    assert statistics.median(times) < 50


@pytest.mark.django_db
def test_importing_ten_thousand_speeches():
    before = Speech.objects.count()
    start, cpu = time.perf_counter(), time.process_time()
    for name, content in papers(PAPERS, day=date(2401, 1, 1)):
        import_paper(content, name, publish=True)
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\nimport {PAPERS} papers: {Speech.objects.count() - before} speeches in "
        f"{wall:.1f} s ({cpu:.1f} s of CPU), {memory:.0f} MB at most"
    )
    assert Speech.objects.count() - before == PAPERS * 17
    if PAPERS == 588:
        assert wall < 60
        assert memory < 300
