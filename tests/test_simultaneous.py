"""Changes at the same moment: each waits for the one before it, sees it, and gets a revision of its own."""

import threading

import pytest
from django.db import connection

from speeches.changes import recorded
from speeches.models import ContentVersion, Paragraph, Revision
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 6


def at_once(actions) -> list[BaseException]:
    """Run these in threads that begin together; what was raised."""
    start, raised = threading.Barrier(len(actions)), []

    def run(action):
        try:
            start.wait(timeout=20)
            action()
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return raised


def test_two_paragraphs_of_one_speech_changed_at_once_are_both_in_the_last_revision():
    speech = factories.make_speech(*["原文。"] * WRITERS)
    before = Revision.objects.of(speech).count(), ContentVersion.objects.get().number

    def change(pk):
        with recorded(reason="at once"):
            paragraph = Paragraph.objects.get(pk=pk)
            paragraph.text_zh_hant = f"改{pk}。"
            paragraph.save()

    pks = [paragraph.pk for paragraph in speech.paragraphs.in_order()]
    assert at_once([lambda pk=pk: change(pk) for pk in pks]) == []
    revisions = Revision.objects.of(speech)
    assert revisions.count() == before[0] + WRITERS
    assert ContentVersion.objects.get().number == before[1] + WRITERS
    assert [p["text"] for p in revisions.first().record["paragraphs"]] == [f"改{pk}。" for pk in pks]
