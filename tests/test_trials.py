"""The trials of `make audit`, a few seconds of each: what breaks a promise is seen the same day."""

import itertools
import time

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from speeches import roles
from speeches.models import Speech
from tests import factories
from tests.admin.conftest import form_fields
from tests.audits import trials

pytestmark = pytest.mark.django_db(transaction=True)


class Editor:
    """An account of its own, logged in, that reads and sends forms."""

    def __init__(self):
        self.client = Client()
        self.client.force_login(factories.make_user(roles.EDITOR))
        self.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    def form(self, address: str) -> dict:
        return form_fields(self.client, address)

    def send(self, address: str, fields: dict) -> tuple[str, str]:
        response = self.client.post(address, fields)
        return response.headers.get("Location", ""), response.content.decode()


def test_of_those_who_save_the_same_field_at_once_one_wins_and_all_others_see_both_texts():
    speech = factories.make_speech("甲。", headline_zh_hant="標題")
    address = reverse("admin:speeches_speech_change", args=[speech.pk])
    tally = trials.contest([Editor() for _ in range(5)], address, rounds=5)
    assert tally == {"saves taken": 5, "conflicts shown": 20}


def test_an_import_that_is_killed_leaves_nothing_or_all(tmp_path):
    tally = trials.Death(tmp_path, rows=30).kill(3)
    assert tally["nothing"] + tally["whole"] == 3


def test_a_backup_under_load_is_of_one_moment(tmp_path, capsys):
    tally = trials.restore_under_load(tmp_path, 1)
    assert tally["restored"] == 1
    assert tally["writes during backups"] > 0


def test_readers_and_writers_at_once_meet_no_error():
    editors = [Editor() for _ in range(3)]
    speeches = [factories.make_speech("甲。", headline_zh_hant="標題", state="published") for _ in editors]
    readers = [Client() for _ in editors]
    end = time.monotonic() + 2

    def edit(editor, speech):
        address = reverse("admin:speeches_speech_change", args=[speech.pk])
        for number in itertools.takewhile(lambda _: time.monotonic() < end, itertools.count()):
            to, page = editor.send(address, trials.edited(editor.form(address), f"第{number}次"))
            assert to, page
        return number

    def visit(client):
        while time.monotonic() < end:
            assert client.get("/zh-hant/speeches/").status_code == 200

    jobs = [lambda pair=pair: edit(*pair) for pair in zip(editors, speeches, strict=True)]
    jobs += [lambda client=client: visit(client) for client in readers]
    done = trials.together(jobs)
    for speech, last in zip(speeches, done[: len(speeches)], strict=True):
        assert Speech.objects.get(pk=speech.pk).headline_zh_hant == f"第{last}次"


def test_who_has_the_site_open_reads_on_after_a_restore(tmp_path):
    """Another connection, with statements and pages kept from before, sees the restored state at once."""
    speech = factories.make_speech("甲。", headline_zh_hant="原來的標題")
    call_command("backup", tmp_path / "site.backup")
    other = connection.copy()
    with other.cursor() as cursor:
        question = "SELECT headline_zh_hant FROM speeches_speech"
        cursor.execute(question)
        cursor.fetchall()
        with trials.recorded():
            speech.headline_zh_hant = "後來的標題"
            speech.save()
        cursor.execute(question)
        assert cursor.fetchall() == [("後來的標題",)]
        call_command("restore", tmp_path / "site.backup", "--yes")
        cursor.execute(question)
        assert cursor.fetchall() == [("原來的標題",)]
    other.close()
