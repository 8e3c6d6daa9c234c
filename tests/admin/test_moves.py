"""Bulk actions: who may, what is moved, and what is said of what could not be."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from speeches import roles
from speeches.changes import recorded
from speeches.models import ContentVersion, Paragraph, Revision, Speech
from speeches.workbench import states
from tests import factories
from tests.admin.conftest import ROLES, form_fields

pytestmark = pytest.mark.django_db

LIST = "/admin/speeches/speech/"
NEEDED = {
    "submit_for_review": "submit_speech",
    "back_to_draft": "submit_speech",
    "publish": "publish_speech",
    "withdraw": "publish_speech",
    "approve_english": "approve_speech",
    "delete_selected": "delete_speech",
}


ANSWERS = {"publish": {"when": "now"}, "withdraw": {"reason": "講者要求"}, "delete_selected": {"post": "yes"}}


def post(client, action, *speeches, **more):
    return client.post(LIST, {"action": action, "_selected_action": [speech.pk for speech in speeches], **more})


def act(client, action, *speeches, **more):
    """Choose the action and answer what it asks; what is said then."""
    answers = ANSWERS.get(action, {}) | more
    if action in {"publish", "withdraw"}:
        context = post(client, action, *speeches).context
        rows = context.get("rows", []) if context else []
        answers |= {"answered": "1", "seen": [f"{speech.key}:{number}" for speech, number, *_rest in rows]}
    response = post(client, action, *speeches, **answers)
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("role", ROLES)
def test_each_action_is_offered_and_done_for_whom_the_table_says(as_role, role):
    client = as_role(role)
    for action, permission in NEEDED.items():
        start = {"submit_for_review": None, "publish": None, "withdraw": "published"}.get(action, "in_review")
        speech = factories.make_speech(state=start)
        with recorded():
            paragraph = speech.paragraphs.get()
            states.write_english(paragraph, text="English.")
            paragraph.save()
        allowed = role == "superuser" or permission in roles.ROLES[role]
        page = client.get(LIST).content.decode()
        assert (f'value="{action}"' in page) == allowed
        before = Speech.objects.get(pk=speech.pk).state, Revision.objects.of(speech).count()
        act(client, action, speech)
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
    said = act(chief, "publish", one, two, done)
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


@pytest.mark.parametrize("action", ["publish", "withdraw"])
def test_what_readers_will_notice_is_asked_before_it_is_done(chief, action):
    speech = factories.make_speech(state="published" if action == "withdraw" else None)
    before = Speech.objects.get().state
    page = post(chief, action, speech)
    assert page.status_code == 200
    assert [row[0] for row in page.context["rows"]] == [speech]
    assert Speech.objects.get().state == before


def in_taipei(**later):
    time = timezone.localtime(timezone.now() + timedelta(**later), ZoneInfo("Asia/Taipei"))
    return {"when": "at", "at_0": f"{time:%Y-%m-%d}", "at_1": f"{time:%H:%M}"}, time.replace(second=0, microsecond=0)


def test_publication_at_a_time_in_taipei_needs_no_scheduler(chief):
    speech = factories.make_speech()
    answers, time = in_taipei(hours=3)
    act(chief, "publish", speech, **answers)
    speech.refresh_from_db()
    assert (speech.state, speech.publish_at) == ("published", time)
    assert not Speech.objects.public().exists()
    assert Speech.objects.public(at=time).get() == speech
    assert f"{time:%Y-%m-%d %H:%M}" in chief.get(LIST).content.decode()


def test_a_time_can_be_changed_and_taken_back_until_it_has_come(chief):
    speech = factories.make_speech()
    act(chief, "publish", speech, **in_taipei(hours=3)[0])
    answers, time = in_taipei(days=2)
    act(chief, "publish", speech, **answers)
    assert Speech.objects.get().publish_at == time
    act(chief, "back_to_draft", speech)
    assert Speech.objects.get().state == "draft"
    act(chief, "publish", speech)
    act(chief, "back_to_draft", speech)
    assert Speech.objects.get().state == "published"


@pytest.mark.parametrize(
    "answers",
    [
        in_taipei(minutes=-2)[0],
        {"when": "at"},
        {"when": "at", "at_0": "2099-13-01", "at_1": "10:00"},
        {"when": "at", "at_0": "2099-12-01", "at_1": "soon"},
        {"when": "never"},
        {},
    ],
)
def test_a_time_that_is_none_is_refused_and_what_was_typed_stays(chief, answers):
    speech = factories.make_speech()
    page = post(chief, "publish", speech, answered="1", seen=f"{speech.key}:1", **answers)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert f'value="{answers.get("at_0", "")}"' in page.content.decode() or "at_0" not in answers
    assert Speech.objects.get().state == "draft"


def test_a_withdrawal_says_why(chief):
    speech = factories.make_speech(state="published")
    assert post(chief, "withdraw", speech, answered="1").context["form"].errors
    act(chief, "withdraw", speech)
    assert Revision.objects.of(speech)[0].reason == "講者要求"


def test_what_was_changed_after_it_was_looked_at_is_not_published(chief):
    speech, other = factories.make_speech("甲。"), factories.make_speech("乙。")
    seen = [f"{s.key}:{n}" for s, n, *_ in post(chief, "publish", speech, other).context["rows"]]
    with recorded(reason="meanwhile"):
        paragraph = speech.paragraphs.get()
        paragraph.text_zh_hant = "甲改。"
        paragraph.save()
    response = post(chief, "publish", speech, other, answered="1", when="now", seen=seen)
    assert len(list(get_messages(response.wsgi_request))) == 2
    assert {s.pk: s.state for s in Speech.objects.all()} == {speech.pk: "draft", other.pk: "published"}


def test_the_buttons_of_the_form_save_first(chief):
    speech = factories.make_speech("甲。")
    url = f"{LIST}{speech.pk}/change/"
    fields = form_fields(chief, url) | {"headline_zh_hant": "標題", "_move": "in_review"}
    assert chief.post(url, fields).status_code == 302
    assert (Speech.objects.get().headline_zh_hant, Speech.objects.get().state) == ("標題", "in_review")
    response = chief.post(url, form_fields(chief, url) | {"headline_zh_hant": "新標題", "_move": "published"})
    assert response["Location"] == f"{LIST}{speech.pk}/move/published/"
    assert chief.get(response["Location"]).status_code == 200
    assert (Speech.objects.get().headline_zh_hant, Speech.objects.get().state) == ("新標題", "in_review")


@pytest.mark.parametrize("role", ROLES)
def test_the_form_offers_the_moves_of_the_role_and_takes_no_other(as_role, role):
    client, speech = as_role(role), factories.make_speech()
    url = f"{LIST}{speech.pk}/change/"
    if role == roles.ADMINISTRATOR:
        assert client.get(url).status_code == client.get(f"{LIST}{speech.pk}/move/published/").status_code == 403
        return
    page = client.get(url).content.decode()
    for to, permission in (("in_review", "submit_speech"), ("published", "publish_speech")):
        assert (f'name="_move" value="{to}"' in page) == (
            role == "superuser" or {permission, "change_speech"} <= roles.ROLES[role]
        )
    publishes = role == "superuser" or "publish_speech" in roles.ROLES[role]
    assert client.get(f"{LIST}{speech.pk}/move/published/").status_code == (200 if publishes else 403)
    if not publishes:
        client.post(url, {**form_fields(client, url), "_move": "published"})
        assert Speech.objects.get().state == "draft"
    assert client.get(f"{LIST}{speech.pk}/move/nowhere/").status_code == 404
    assert client.get(f"{LIST}987654/move/published/").status_code == 404


def test_an_editor_may_not_take_a_withdrawn_speech_back(editor):
    speech = factories.make_speech(state="withdrawn")
    said = act(editor, "back_to_draft", speech)
    assert Speech.objects.get().state == "withdrawn"
    assert len(said) == 1


def test_all_of_one_action_is_one_change(chief):
    speeches = [factories.make_speech() for _ in range(3)]
    version = ContentVersion.objects.get().number
    act(chief, "publish", *speeches)
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
        act(chief, "delete_selected", speech, reason="兩次輸入")
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
