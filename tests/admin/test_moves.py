"""Bulk actions: who may, what is moved, and what is said of what could not be."""

import pytest
from django.contrib.messages import get_messages

from speeches import roles
from speeches.changes import recorded
from speeches.models import ContentVersion, Paragraph, Revision, Speech
from speeches.workbench import states
from tests import factories
from tests.admin.conftest import ROLES

pytestmark = pytest.mark.django_db

LIST = "/admin/speeches/speech/"
NEEDED = {
    "submit_for_review": "submit_speech",
    "back_to_draft": "submit_speech",
    "publish_now": "publish_speech",
    "withdraw": "publish_speech",
    "approve_english": "approve_speech",
    "delete_selected": "delete_speech",
}


def act(client, action, *speeches, **more):
    data = {"action": action, "_selected_action": [speech.pk for speech in speeches], "index": "0", **more}
    response = client.post(LIST, data)
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("role", ROLES)
def test_each_action_is_offered_and_done_for_whom_the_table_says(as_role, role):
    client = as_role(role)
    for action, permission in NEEDED.items():
        start = {"submit_for_review": None, "publish_now": None, "withdraw": "published"}.get(action, "in_review")
        speech = factories.make_speech(state=start)
        with recorded():
            paragraph = speech.paragraphs.get()
            states.write_english(paragraph, text="English.")
            paragraph.save()
        allowed = role == "superuser" or permission in roles.ROLES[role]
        page = client.get(LIST).content.decode()
        assert (f'value="{action}"' in page) == allowed
        before = Speech.objects.get(pk=speech.pk).state, Revision.objects.of(speech).count()
        act(client, action, speech, **({"post": "yes"} if action == "delete_selected" else {}))
        after = getattr(Speech.objects.all().filter(pk=speech.pk).first(), "state", "deleted")
        assert (Revision.objects.of(speech).count() > before[1]) == allowed
        if action != "approve_english":
            assert (after != before[0]) == allowed


def test_publishing_says_how_many_and_which_could_not_be(chief):
    one, two, done = (
        factories.make_speech(),
        factories.make_speech(state="in_review"),
        factories.make_speech(state="published"),
    )
    said = act(chief, "publish_now", one, two, done)
    assert {speech.state for speech in Speech.objects.all()} == {"published"}
    assert said[0] == "2 篇談話現在是「已發布」。"
    assert len(said) == 2
    assert "已發布" in said[1]
    assert str(done) in said[1]


def test_withdraw_and_back_to_draft(chief):
    speech = factories.make_speech(state="published")
    act(chief, "withdraw", speech)
    assert Speech.objects.get().state == "withdrawn"
    act(chief, "back_to_draft", speech)
    assert Speech.objects.get().state == "draft"


def test_an_editor_may_not_take_a_withdrawn_speech_back(editor):
    speech = factories.make_speech(state="withdrawn")
    said = act(editor, "back_to_draft", speech)
    assert Speech.objects.get().state == "withdrawn"
    assert len(said) == 1


def test_all_of_one_action_is_one_change(chief):
    speeches = [factories.make_speech() for _ in range(3)]
    version = ContentVersion.objects.get().number
    act(chief, "publish_now", *speeches)
    assert ContentVersion.objects.get().number == version + 1
    assert all(Revision.objects.of(speech)[0].user for speech in speeches)


def test_approving_leaves_outdated_english_and_says_so(chief):
    speech = factories.make_speech("甲。", "乙。", "丙。")
    first, second, _none = speech.paragraphs.in_order()
    with recorded():
        for paragraph in (first, second):
            states.write_english(paragraph, text="English.")
            paragraph.save()
    with recorded():
        second = Paragraph.objects.get(pk=second.pk)
        second.text_zh_hant = "乙改。"
        second.save()
    said = act(chief, "approve_english", speech)
    assert [p.translation_state for p in speech.paragraphs.in_order()] == ["approved", "translated", "untranslated"]
    assert len(said) == 2


@pytest.mark.parametrize("way", ["page", "action"])
def test_a_deleted_speech_leaves_a_revision_and_moves_the_content_version(chief, way):
    speech = factories.make_speech("甲。", topics=[factories.make_topic()])
    version = ContentVersion.objects.get().number
    if way == "page":
        chief.post(f"{LIST}{speech.pk}/delete/", {"post": "yes", "reason": "兩次輸入"})
    else:
        act(chief, "delete_selected", speech, post="yes", reason="兩次輸入")
    assert not Speech.objects.exists()
    last = Revision.objects.of(speech)[0]
    assert (last.deleted, last.reason, last.record["paragraphs"][0]["text"]) == (True, "兩次輸入", "甲。")
    assert ContentVersion.objects.get().number == version + 1


def test_what_speeches_need_is_not_deleted(chief):
    speech = factories.make_speech()
    page = chief.get(f"/admin/speeches/speaker/{speech.speaker_id}/delete/")
    assert page.context["protected"]
    assert chief.post(f"/admin/speeches/speaker/{speech.speaker_id}/delete/", {"post": "yes"}).status_code == 200
    assert Speech.objects.get().speaker
