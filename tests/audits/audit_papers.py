"""Every reader of papers, 4,000 spoilt files each: all are read or refused with a sentence."""

import random

import pytest

from speeches.digest.readers import layout
from tests.digest import fuzzing

RUNS, BATCH = 4_000, 200
GOOD = fuzzing.made()


@pytest.mark.parametrize("form", sorted(GOOD.keys() - {"pdf"}))
def audit_spoilt_files(form):
    for seed in range(RUNS):
        fuzzing.read(fuzzing.spoilt(form, GOOD[form], random.Random(seed)))


def audit_spoilt_pdfs():
    for start in range(0, RUNS, BATCH):
        seeds = range(start, start + BATCH)
        spoilt = (fuzzing.spoilt("pdf", GOOD["pdf"], random.Random(seed)) for seed in seeds)
        assert fuzzing.in_child(fuzzing.read_pdf, spoilt) == ""


def audit_layouts():
    for seed in range(RUNS):
        layout.pieces([fuzzing.page(random.Random(seed))])
