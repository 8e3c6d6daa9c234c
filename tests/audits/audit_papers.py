"""Every reader of papers, 4,000 spoilt files each: all are read or refused with a sentence."""

import contextlib
import random

import pytest

from speeches.digest.readers import layout
from speeches.records import Refusal
from tests.digest import fuzzing

RUNS, BATCH = 4_000, 200
GOOD = fuzzing.made()


@pytest.mark.parametrize("form", sorted(GOOD.keys() - {"pdf"}))
def audit_spoilt_files(form):
    for seed in range(RUNS):
        fuzzing.read(fuzzing.spoilt(form, GOOD[form], random.Random(seed)))


def audit_spoilt_pdfs(capsys):
    """Whatever ends the process that reads a PDF is a refusal to the reader (`pdf.TOO_MUCH_WORK`): counted here."""
    ended = 0
    for start in range(0, RUNS, BATCH):
        seeds = range(start, start + BATCH)
        spoilt = (fuzzing.spoilt("pdf", GOOD["pdf"], random.Random(seed)) for seed in seeds)
        said, crashes = fuzzing.in_children(fuzzing.read_pdf, spoilt)
        assert said == ""
        ended += crashes
    with capsys.disabled():
        print(f"{RUNS} spoilt PDFs: {ended} ended the process that read them")


def audit_layouts():
    for seed in range(RUNS):
        with contextlib.suppress(Refusal):
            layout.pieces([fuzzing.page(random.Random(seed))])
