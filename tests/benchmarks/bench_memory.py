"""The translators' memory of 10,000 translated paragraphs; BENCH_PARAGRAPHS=100000 prints the same for that many.

Asked about are copies of paragraphs with 12 % of their characters replaced, left out or put in.
"""

import os
import random
import statistics
import time

import pytest
from django.db import connection

from speeches.models import Paragraph, Sketch
from speeches.search import index, likeness
from speeches.workbench import concordance, memory
from tests.benchmarks.speeches import write_speeches
from tests.workbench.editing import edited

PARAGRAPHS = int(os.environ.get("BENCH_PARAGRAPHS", "10000"))
# Of a speech five paragraphs have English, on average.
A_SPEECH = 5
ASKED, SHARE = 300, 0.12
P95_MILLISECONDS, RECALL = 50, 0.9
# Of the concordance: words of both languages, rare and frequent, and one that nobody uses.
WORDS, WORD_MILLISECONDS = ("數位轉型", "智慧城市", "的", "digital transformation", "cities", "xyzzy"), 60

pytestmark = pytest.mark.django_db(transaction=True)


def remember_all() -> float:
    start = time.perf_counter()
    texts: dict[str, str] = {}
    for digest, basis in Paragraph.objects.in_english().values_list("basis_digest", "basis").iterator():
        texts[digest] = basis
        if len(texts) == 5000:
            likeness.remember(texts)
            texts.clear()
    likeness.remember(texts)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database does by itself after a while
    return time.perf_counter() - start


def ask(pks: list[int], change) -> tuple[list[float], int]:
    """Milliseconds of each question, and how often the paragraph that was copied is the answer."""
    times, found = [], 0
    for paragraph in Paragraph.objects.with_pks(pks):
        asked = Paragraph(text_zh_hant=change(paragraph.text_zh_hant))
        start = time.perf_counter()
        matches = memory.similar(asked)
        pieces = [match.pieces for match in matches]
        times.append(1000 * (time.perf_counter() - start))
        assert len(pieces) == len(matches)
        found += paragraph.text_en in {match.english for match in matches}
    return sorted(times), found


def word_95(word: str) -> float:
    """Milliseconds, of twenty questions all but the slowest. SQLite works in this process: others do not count."""
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    times = []
    for _ in range(20):
        start = clock()
        concordance.uses(word)
        times.append(1000 * (clock() - start))
    return sorted(times)[-2]


def test_copies_are_found_at_once(capsys):
    write_speeches(PARAGRAPHS // A_SPEECH)
    index.rebuild()
    seconds = remember_all()
    rng = random.Random(11)
    pks = list(Paragraph.objects.in_english().values_list("pk", flat=True))
    times, found = ask(rng.sample(pks, ASKED), lambda string: edited(string, SHARE, rng))
    exact, same = ask(rng.sample(pks, ASKED), str)
    p95 = times[int(0.95 * len(times))]
    words = [word_95(word) for word in WORDS]
    p50, same95 = statistics.median(times), exact[int(0.95 * ASKED)]
    with capsys.disabled():
        print(f"\n{connection.vendor}: {len(pks):,} paragraphs, {Sketch.objects.count():,} marks in {seconds:.0f} s")
        print(f"  edited: found {found / ASKED:.1%}, p50 {p50:.1f}, p95 {p95:.1f}, worst {times[-1]:.1f} ms")
        print(f"  the same: found {same / ASKED:.1%}, p95 {same95:.1f} ms")
        print("  a word: " + ", ".join(f"{word} {p95:.1f} ms" for word, p95 in zip(WORDS, words, strict=True)))
    assert found >= RECALL * ASKED
    assert same == ASKED
    assert p95 <= P95_MILLISECONDS
    assert max(words) <= WORD_MILLISECONDS
