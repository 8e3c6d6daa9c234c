"""Every door of the admin that writes moves revision and content version: forms, inlines, deletions, bulk actions.

The screens and their actions are found, not listed.
"""

from datetime import date

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.urls import reverse

from speeches.changes import recorded
from speeches.models import ContentVersion, Revision, SpeechState
from speeches.models.version import Guarded
from speeches.workbench import states
from tests import factories
from tests.admin.conftest import form_fields
from tests.test_every_write import EDIT, MAKE, tagged

pytestmark = pytest.mark.django_db

SCREENS = {
    model._meta.model_name: screen for model, screen in admin.site._registry.items() if issubclass(model, Guarded)
}
WRITABLE = sorted(set(SCREENS) - {"sourcedocument"})
# The pages of the site are a fixed set.
DELETABLE = sorted(set(WRITABLE) - {"sitepage"})
# What a bulk action needs to find, so that it has something to do; a draft suits the others.
READY = {"back_to_draft": SpeechState.IN_REVIEW, "withdraw": SpeechState.PUBLISHED}

# These write nothing.
READING = {"export_digest"}

# What an action asks before it acts, beyond the plain yes.
ANSWERS = {
    "publish": lambda speech: {"answered": "1", "when": "now", "seen": seen(speech)},
    "withdraw": lambda speech: {"answered": "1", "reason": "withdrawn", "seen": seen(speech)},
    "merge": lambda thing: merge_with(MAKE[thing._meta.model_name](), thing),
    "add_topic": lambda _speech: {"answered": "1", "topic": factories.make_topic().pk},
    "remove_topic": lambda speech: {"answered": "1", "topic": tagged(speech).tag_id},
    "move_to_session": lambda _speech: {"answered": "1", "session": factories.make_session(date(2022, 3, 22)).pk},
}


def merge_with(winner, loser) -> dict:
    both = [winner, loser]
    shown = [f"{thing.pk}:{thing.version}" for thing in both]
    return {"answered": "1", "_selected_action": [thing.pk for thing in both], "winner": winner.pk, "shown": shown}


def seen(thing) -> str:
    return f"{thing.key}:{Revision.objects.of(thing).count()}"


def url(name, view, *args):
    return reverse(f"admin:speeches_{name}_{view}", args=args)


def moved_by(write):
    before = ContentVersion.objects.get().number, Revision.objects.count()
    response = write()
    assert response.status_code == 302, errors(response)
    after = ContentVersion.objects.get().number, Revision.objects.count()
    assert after[0] > before[0], (
        "the content version did not move",
        [str(m) for m in get_messages(response.wsgi_request)],
    )
    assert after[1] > before[1], "no revision was written"


def errors(response):
    context = response.context or {}
    inlines = [inline.formset.errors for inline in context.get("inline_admin_formsets", [])]
    return context["adminform"].form.errors if "adminform" in context else response.status_code, inlines


def test_each_guarded_model_has_a_screen():
    joins = {"speechtopic", "citytopic", "speakertopic", "paragraph"}
    # Those of the translators' desk have no lists of their own: tests/admin/test_desk.py.
    of_the_desk = {"remark", "credit"}
    assert set(SCREENS) == set(MAKE) - joins - of_the_desk


@pytest.mark.parametrize("name", WRITABLE)
def test_the_form(admin_client, name):
    thing = MAKE[name]()
    page = url(name, "change", thing.pk)
    column, value = EDIT[name]
    data = form_fields(admin_client, page) | {column: value}
    moved_by(lambda: admin_client.post(page, data))
    assert getattr(type(thing).objects.get(pk=thing.pk), column) == value


def test_the_inline(admin_client):
    speech = factories.make_speech("一。")
    page = url("speech", "change", speech.pk)
    data = form_fields(admin_client, page) | {"paragraphs-0-text_zh_hant": "二。"}
    moved_by(lambda: admin_client.post(page, data))
    assert speech.paragraphs.get().text_zh_hant == "二。"


@pytest.mark.parametrize("name", DELETABLE)
def test_the_deletion(admin_client, name):
    thing = MAKE[name]()
    moved_by(lambda: admin_client.post(url(name, "delete", thing.pk), {"post": "yes"}))
    assert not type(thing).objects.filter(pk=thing.pk).exists()


def bulk_actions():
    for name in WRITABLE:
        screen = SCREENS[name]
        names = {action if isinstance(action, str) else action.__name__ for action in screen.actions or []}
        for action in sorted((names - READING) | ({"delete_selected"} if name in DELETABLE else set())):
            yield name, action


@pytest.mark.parametrize(("name", "action"), list(bulk_actions()))
def test_the_bulk_action(admin_client, name, action):
    thing = factories.make_speech(state=READY[action]) if action in READY else MAKE[name]()
    if action == "approve_english":
        give_english(thing)
    answers = ANSWERS[action](thing) if action in ANSWERS else {}
    data = {"action": action, "_selected_action": [thing.pk], "post": "yes"} | answers
    moved_by(lambda: admin_client.post(url(name, "changelist"), data))


def give_english(speech):
    paragraph = speech.paragraphs.get()
    states.write_english(paragraph, text="A smart city.")
    with recorded():
        paragraph.save()
