"""Whatever is in a file, it is read or refused. `make audit` tries a hundred times as many (audit_papers.py)."""

import random

import pytest

from speeches.digest.readers import layout
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
    assert fuzzing.in_child(fuzzing.read_pdf, spoilt) == ""


def test_any_layout_is_pieces():
    for seed in range(RUNS):
        pages = [fuzzing.page(random.Random(seed * 3 + number)) for number in range(2)]
        for piece in layout.pieces(pages):
            assert isinstance(piece, str) or all(isinstance(text, str) for row in piece for text, _, _ in row)
