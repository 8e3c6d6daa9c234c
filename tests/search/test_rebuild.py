"""search_check finds what is not right, search_rebuild mends it, also while somebody writes."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from speeches import publishing
from speeches.changes import recorded
from speeches.models import SearchText, Speech, SpeechState
from speeches.search import find, index, sources
from speeches.search.table import TABLE, ask, run
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def speeches():
    return [factories.make_speech("談數位轉型。", "Smart cities.", number=n, state="published") for n in (1, 2, 3)]


def faults() -> list[str]:
    return [str(fault) for fault in index.drift()]


def moved_place():
    run(f"UPDATE {TABLE} SET digest = 'other' WHERE place = (SELECT max(place) FROM {TABLE})")


def lost_row():
    run(f"DELETE FROM {TABLE} WHERE place = (SELECT max(place) FROM {TABLE})")


def lost_text():
    SearchText.objects.all()[0].delete()


def other_text():
    SearchText.objects.filter(pk=SearchText.objects.all()[0].pk).update(chinese="别的")


def other_tokens():
    [row] = list(index.rows_of([Speech.objects.all()[0].pk], SearchText.objects.in_bulk()).values())
    index.engine().replace_rows([row], [row._replace(chinese="别的")])


def unrecorded():
    run("UPDATE speeches_speech SET state = 'withdrawn' WHERE number = 1")


@pytest.mark.parametrize("break_it", [moved_place, lost_row, lost_text, other_text, other_tokens, unrecorded])
def test_every_kind_of_drift_is_found_and_mended(speeches, break_it):
    assert faults() == []
    break_it()
    assert faults()
    with override("en"), pytest.raises(CommandError, match="search_rebuild") as error:
        call_command("search_check", stdout=io.StringIO())
    assert error.value.returncode == 1
    call_command("search_rebuild", stdout=io.StringIO())
    assert faults() == []
    call_command("search_check", stdout=io.StringIO())
    assert find("數位轉型").count == Speech.objects.public().count()


def test_a_rebuild_keeps_in_step_with_what_is_written_meanwhile(speeches, monkeypatch):
    """Before, between and after its batches, and of every kind."""
    monkeypatch.setattr(index, "BATCH", 1)
    first, second, third = speeches

    def write(done: int, total: int) -> None:
        if done == 1:
            publishing.move(Speech.objects.get(pk=first.pk), SpeechState.WITHDRAWN)
            with recorded():
                Speech.objects.filter(pk=second.pk).update(headline_zh_hant="已經改了")
            factories.make_speech("後來的一篇。", number=4, state="published")
        elif done == 2:
            with recorded():
                Speech.objects.get(pk=third.pk).delete()
            with recorded():
                Speech.objects.filter(pk=second.pk).update(headline_zh_hant="又改了")
        assert find("").count == Speech.objects.public().count(), "the site serves meanwhile"

    index.rebuild(write)
    assert faults() == []
    assert find("又改了").pks == [second.pk]
    assert find("已經改了").is_close or not find("已經改了").count
    assert find("後來的一篇").count == 1
    assert find("").count == 2


def test_a_rebuild_that_was_cut_off_is_in_nobodys_way(speeches):
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.rebuild(stop)
    factories.make_speech("之後的一篇。", number=9, state="published")
    assert faults() == []
    assert find("之後的一篇").count == 1
    index.rebuild()
    assert faults() == []
    assert not index.engine().exists(index.NEXT)


def test_a_new_version_of_the_code_makes_prepare_rebuild(speeches, monkeypatch):
    assert index.is_complete()
    monkeypatch.setattr(sources, "VERSION", 99)
    assert not index.is_complete()
    index.rebuild()
    assert index.is_complete()
    assert faults() == []


def test_a_flush_leaves_no_tokens_behind(speeches):
    call_command("flush", interactive=False, verbosity=0)
    assert ask(f"SELECT count(*) FROM {TABLE}") == [(0,)]
    factories.make_speech("甲。", state="published")
    assert find("數位轉型").count == 0
    assert faults() == []
