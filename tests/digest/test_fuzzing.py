"""Whatever is in a file, it is read or refused. `make audit` tries a hundred times as many (audit_papers.py)."""

import contextlib
import os
import random
import signal

import pytest

from speeches.digest.readers import layout
from speeches.records import Refusal
from tests.digest import fuzzing

RUNS = 100
GOOD = fuzzing.made()


@pytest.mark.parametrize("form", sorted(GOOD.keys() - {"pdf"}))
def test_a_spoilt_file_is_read_or_refused(form):
    fuzzing.read(GOOD[form])
    for seed in range(RUNS):
        fuzzing.read(fuzzing.spoilt(form, GOOD[form], random.Random(seed)))


def test_a_spoilt_pdf_is_read_or_refused():
    assert "pieces" in fuzzing.pdf_pages.found(GOOD["pdf"])
    spoilt = (fuzzing.spoilt("pdf", GOOD["pdf"], random.Random(seed)) for seed in range(RUNS))
    assert fuzzing.in_children(fuzzing.read_pdf, spoilt) == ("", 0)


def test_a_process_that_is_ended_is_counted_and_the_rest_is_done(tmp_path):
    def work(number: int) -> None:
        if number == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        (tmp_path / str(number)).touch()
        assert number < 8, "the last one"

    said, crashes = fuzzing.in_children(work, range(9))
    assert (crashes, "the last one" in said) == (1, True)
    assert sorted(int(path.name) for path in tmp_path.iterdir()) == [0, 1, 2, 4, 5, 6, 7, 8]


def test_any_layout_is_pieces():
    for seed in range(RUNS):
        pages = [fuzzing.page(random.Random(seed * 3 + number)) for number in range(2)]
        with contextlib.suppress(Refusal):  # a table whose columns cannot be told apart
            for piece in layout.pieces(pages)[0]:
                assert isinstance(piece, str) or all(isinstance(text, str) for row in piece for text, *_ in row)
