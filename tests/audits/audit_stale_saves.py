"""Nobody overwrites anybody: 1,000 saves of a form that has become old in the same moment, on the served site."""

import time

from tests.audits.trials import contest

EDITORS, ROUNDS = 9, 125  # one of each round is in time, eight are not


def audit_a_thousand_stale_saves(editors, say):
    people = editors(EDITORS)
    address = people[0].forms("/admin/speeches/speech/")[0]
    start = time.monotonic()
    tally = contest(people, address, ROUNDS)
    say(f"{ROUNDS} rounds of {EDITORS} saves at once in {time.monotonic() - start:.0f} s: {dict(tally)}, 0 lost")
    assert tally == {"saves taken": ROUNDS, "conflicts shown": 1000}
