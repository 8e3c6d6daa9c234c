"""A translator changes no Chinese character and no publishing state, by whichever door: the server refuses it.

Each door that could is tried with a request as somebody would craft it, and then all that is Chinese, and every
publishing state, is compared with what it was before.
"""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from speeches import merging, publishing, roles
from speeches.changes import recorded
from speeches.history.restoring import Impossible, restore
from speeches.models import City, Paragraph, Remark, Revision, Speech, SpeechState
from speeches.models.remark import HEADLINE
from speeches.workbench import states
from tests import factories

pytestmark = pytest.mark.django_db

CRAFTED = {
    "text_zh_hant": "改", "text": "改", "headline_zh_hant": "改", "headline": "改", "role_zh_hant": "改", "role": "改",
    "name_zh_hant": "改", "name": "改", "honorific": "改", "description_zh_hant": "改", "state": "published",
    "publish_at": "2021-01-01", "publish_at_0": "2021-01-01", "translation_state": "approved", "position": "9",
    "kind": "heading", "slug": "changed", "number": "99", "join": "1", "DELETE": "1", "basis": "改",
    "_move": "published", "pasted_zh_hant": "改", "approved_by": "1", "written_by": "",
}  # fmt: skip


@pytest.fixture
def speech():
    speech = factories.make_speech(
        "甲。",
        "乙。",
        headline_zh_hant="標題",
        city=factories.make_city("甲市", ""),
        topics=[factories.make_topic("交通")],
    )
    row = speech.paragraphs.in_order()[0]
    with recorded():
        states.write_english(row, text="A.")
        row.save()
    return speech


@pytest.fixture
def translator(as_role):
    return as_role(roles.TRANSLATOR)


def chinese_and_states() -> dict:
    """Every column that is not English, its state or a version, of all that is kept; the glossary is translators'."""
    found = {}
    english = {"translation_state", "basis", "basis_digest", "written_by", "approved_by"}
    aside = english | {"version", "updated_at", "folded_names"}
    for model in apps.get_app_config("speeches").get_models():
        if {"key", "version"} <= {field.name for field in model._meta.fields} and model._meta.model_name != "term":
            for row in model.objects.all():
                found[model._meta.model_name, row.pk] = {
                    field.name: getattr(row, field.attname)
                    for field in model._meta.fields
                    if field.name not in aside and not field.name.endswith("_en")
                }
    return found


@pytest.fixture
def stands(speech):
    """Nothing Chinese and no publishing state is another after the test."""
    before = chinese_and_states()
    assert len(before) > 5
    yield
    assert chinese_and_states() == before


def crafted(prefix="") -> dict:
    return CRAFTED | {f"{prefix}-{name}": value for name, value in CRAFTED.items()}


def rows(client, speech):
    return client.get(reverse("desk", args=[speech.pk])).context["rows"]


@pytest.mark.usefixtures("stands")
class TestTheDoors:
    @pytest.mark.parametrize("deed", ["draft", "finish", "keep", "approve", "publish"])
    def test_the_desk_takes_english_alone(self, translator, speech, deed):
        for row in rows(translator, speech):
            hidden = {row.form[name].html_name: row.form[name].value() or "" for name in row.form.fields}
            english = {box.html_name: "English." for box in row.form.boxes()}
            typed = crafted(row.key) | hidden | english | {"row": row.key, "do": deed, "state": "published"}
            translator.post(reverse("desk", args=[speech.pk]), typed)
        assert (Paragraph.objects.in_order()[1].text_en == "English.") == (deed in {"draft", "finish", "keep"})
        assert not Paragraph.objects.filter(translation_state="approved").exists()
        assert not Speech.objects.filter(translation_state="approved").exists()

    def test_names_take_english_alone(self, translator, speech):
        for row in (speech.city, speech.speaker, *speech.topics.all()):
            typed = {"kind": row._meta.model_name, "name": row.key, f"{row.key}-name_en": "English"}
            typed = crafted(row.key) | {f"{row.key}-shown_version": row.version} | typed
            assert translator.post(reverse("translation_names"), typed).status_code == 302
        assert City.objects.get().name_en == "English"

    def test_no_form_of_the_admin_is_saved(self, translator, speech):
        for model in admin.site._registry:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            if model._meta.model_name == "term":
                continue
            for thing in model.objects.all()[:1]:
                url = reverse(f"{name}_change", args=[thing.pk])
                typed = crafted("paragraphs-0") | {"shown_version": getattr(thing, "version", 1), "_save": "1"}
                assert translator.post(url, typed).status_code == 403, url
                assert translator.post(reverse(f"{name}_delete", args=[thing.pk]), {"post": "yes"}).status_code == 403
            assert translator.post(reverse(f"{name}_add"), crafted()).status_code == 403

    def test_no_bulk_action_is_done(self, translator, speech):
        for model, screen in admin.site._registry.items():
            names = {action if isinstance(action, str) else action.__name__ for action in screen.actions or []}
            for action in {*names, "delete_selected"} if model._meta.app_label == "speeches" else ():
                if (thing := model.objects.first()) is None:
                    continue
                typed = {
                    "action": action,
                    "_selected_action": [thing.pk],
                    "post": "yes",
                    "answered": "1",
                    "when": "now",
                }
                typed |= {"topic": "1", "session": "1", "winner": thing.pk, "shown": f"{thing.pk}:1", "seen": "x:1"}
                url = reverse(f"admin:speeches_{model._meta.model_name}_changelist")
                translator.post(url, crafted() | typed)

    def test_no_move_is_asked_for(self, translator, speech):
        for to in SpeechState.values:
            url = reverse("admin:speeches_speech_move", args=[speech.pk, to])
            assert translator.get(url).status_code in {403, 404}
            assert translator.post(url, {"when": "now"}).status_code in {403, 404, 405}

    def test_nothing_is_restored_as_a_whole(self, translator, speech):
        with recorded(reason="another text"):
            row = speech.paragraphs.in_order()[0]
            row.text_zh_hant = "甲。"
            row.text_en = "Another."
            row.save()
        url = reverse("admin:speeches_revision_restore", args=["speech", speech.key, 1])
        assert translator.get(url).status_code == 403
        seen = Revision.objects.of(speech).count()
        assert translator.post(url, {"seen": seen, "with_state": "on", "small_correction": "1"}).status_code == 403

    def test_an_earlier_english_comes_back_without_its_chinese(self, translator, speech):
        row = speech.paragraphs.in_order()[0]
        url = reverse("desk_history", args=[speech.pk, row.key])
        with recorded():
            states.write_english(row, text="Another.")
            row.save()
        (_now, earlier, *_first) = translator.get(url).context["versions"]
        typed = crafted() | {"revision": earlier[0].revision.number, "shown_version": row.version}
        assert translator.post(url, typed).status_code == 302
        assert Paragraph.objects.in_order()[0].text_en == "A."

    def test_remarks_are_no_text(self, translator, speech):
        typed = crafted() | {"row": HEADLINE, "text": "問？"}
        assert translator.post(reverse("desk_remark", args=[speech.pk]), typed).status_code == 302
        close = reverse("desk_close_remark", args=[speech.pk])
        assert translator.post(close, crafted() | {"remark": Remark.objects.get().pk}).status_code == 302

    def test_the_rooms_behind_the_screens_refuse_as_well(self, speech):
        user = factories.make_user(roles.TRANSLATOR)
        with pytest.raises(publishing.PermissionDenied):
            publishing.move(speech, SpeechState.PUBLISHED, user)
        with pytest.raises(Impossible):
            restore(Revision.objects.of(speech).last(), user)
        with pytest.raises(merging.PermissionDenied):
            merging.merge(speech.city, [factories.make_city("乙市")], user)
        City.objects.get(name_zh_hant="乙市")
        with recorded():
            City.objects.filter(name_zh_hant="乙市").delete()


def test_a_paper_is_settled_by_editors_alone(translator):
    document = factories.make_document()
    assert translator.post(f"/admin/speeches/sourcedocument/{document.pk}/settle/").status_code == 403


def test_the_glossary_is_open_to_translators(translator):
    term = factories.make_term()
    assert translator.get(reverse("admin:speeches_term_change", args=[term.pk])).status_code == 200
    assert b'name="_save"' in translator.get(reverse("admin:speeches_term_change", args=[term.pk])).content
