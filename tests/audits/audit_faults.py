"""The plug is pulled, the disk is changed: nothing is half."""

import pytest

from tests.audits import trials

pytestmark = pytest.mark.django_db(transaction=True)


def audit_a_hundred_killed_imports(tmp_path, say):
    tally = trials.Death(tmp_path, rows=150).kill(100)
    say(f"100 imports of 150 speeches killed while they wrote or at their end: {dict(tally)}, 0 partial")
    assert tally["nothing"] + tally["whole"] == 100


def audit_twenty_restores(tmp_path, say):
    tally = trials.restore_under_load(tmp_path, 20)
    say(f"20 backups taken under load: {dict(tally)}, all of one moment")
    assert tally["restored"] == 20
    assert tally["writes during backups"] >= 20
