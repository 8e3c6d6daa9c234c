"""A speech on one screen: typed by hand, edited in both languages, one revision a save."""

import pytest
from django.urls import reverse

from speeches import roles
from speeches.changes import recorded
from speeches.models import ContentVersion, OldSlug, Paragraph, Revision, Speaker, Speech
from speeches.workbench import states
from tests import factories
from tests.admin.conftest import form_fields

pytestmark = pytest.mark.django_db

ADD = "/admin/speeches/speech/add/"


def change_url(speech):
    return reverse("admin:speeches_speech_change", args=[speech.pk])


def typed_by_hand(client, **more):
    session, speaker, city = factories.make_session(), factories.make_speaker(), factories.make_city()
    topics = [factories.make_topic("交通", "Transport"), factories.make_topic("環境", "Environment")]
    return form_fields(client, ADD) | {
        "session": session.pk,
        "number": "7",
        "speaker": speaker.pk,
        "city": city.pk,
        "honorific": "Mr.",
        "role_zh_hant": "市長",
        "headline_zh_hant": "鋼鐵之城",
        "topics": [topic.pk for topic in topics],
        "paragraphs-0-text_zh_hant": "智慧城市的願景為符合市民需求。",
        "paragraphs-1-kind": "point",
        "paragraphs-1-text_zh_hant": "雙管齊下：一方面 *升級* 基礎設施，\r\n另一方面 1. 培育人才。",
        "paragraphs-1-text_en": "Two-pronged: we upgrade infrastructure and train people.",
        **more,
    }


@pytest.mark.parametrize("language", ["zh-hant", "en"])
@pytest.mark.parametrize("role", [roles.EDITOR, roles.CHIEF_EDITOR])
def test_a_speech_is_typed_by_hand_from_zero(as_role, role, language):
    client = as_role(role, language)
    fields = typed_by_hand(client, reason="從頭輸入")
    version = ContentVersion.objects.get().number
    assert client.post(ADD, fields).status_code == 302
    speech = Speech.objects.get()
    first, second = speech.paragraphs.in_order()
    assert (speech.role_zh_hant, speech.headline_zh_hant, speech.honorific, speech.number) == (
        "市長",
        "鋼鐵之城",
        "Mr.",
        7,
    )
    assert (first.position, first.kind, first.text_zh_hant) == (1, "lead", "智慧城市的願景為符合市民需求。")
    assert second.text_zh_hant == "雙管齊下：一方面 *升級* 基礎設施，\n另一方面 1. 培育人才。"
    assert (first.translation_state, second.translation_state) == ("untranslated", "translated")
    assert second.basis == second.text_zh_hant
    assert {topic.name_zh_hant for topic in speech.topics.all()} == {"交通", "環境"}
    assert (speech.state, speech.translation_state) == ("draft", "untranslated")
    revision = Revision.objects.of(speech).get()
    assert revision.reason == "從頭輸入"
    assert len(revision.record["paragraphs"]) == len(revision.record["kept"]["topics"]) == 2
    assert ContentVersion.objects.get().number == version + 1


def test_speaker_and_city_are_made_in_the_popup(editor):
    response = editor.post(
        "/admin/speeches/speaker/add/?_popup=1", {"name_zh_hant": "柯文哲", "name_en": "", "_popup": "1"}
    )
    assert response.status_code == 200
    assert "popup_response.js" in response.content.decode()
    assert Speaker.objects.get().name_zh_hant == "柯文哲"


def test_a_speech_without_body_is_refused_in_words(editor):
    response = editor.post(ADD, typed_by_hand(editor, city=""))
    assert response.context["adminform"].form.errors == {"city": ["請選擇城市或機構，或兩者皆選。"]}
    assert not Speech.objects.exists()


def test_a_number_twice_in_a_session_is_refused(editor):
    factories.make_speech(number=7)
    response = editor.post(ADD, typed_by_hand(editor))
    assert response.status_code == 200
    assert response.context["errors"]


def test_saving_without_a_change_writes_nothing(editor):
    speech = factories.make_speech("第一段\n第二行。", "第二段。", topics=[factories.make_topic()])
    before = Revision.objects.count(), ContentVersion.objects.get().number
    fields = {name: value.replace("\n", "\r\n") if isinstance(value, str) else value
              for name, value in form_fields(editor, change_url(speech)).items()}  # fmt: skip
    assert editor.post(change_url(speech), fields).status_code == 302
    assert (Revision.objects.count(), ContentVersion.objects.get().number) == before


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_english_typed_here_gets_its_state_and_unchanged_english_keeps_it(as_role, language):
    client = as_role(roles.EDITOR, language)
    speech = factories.make_speech("甲。", "乙。", "丙。")
    first, second, _third = speech.paragraphs.in_order()
    with recorded():
        states.write_english(first, state=states.APPROVED, text="A.")
        states.write_english(second, state=states.APPROVED, text="B.")
        first.save()
        second.save()
    fields = form_fields(client, change_url(speech)) | {
        "paragraphs-0-text_zh_hant": "甲改。",
        "paragraphs-1-text_en": "",
        "paragraphs-2-text_en": "C.",
        "headline_en": "Headline",
    }
    before = Revision.objects.of(speech).count()
    assert client.post(change_url(speech), fields).status_code == 302
    first, second, third = speech.paragraphs.in_order()
    assert (first.translation_state, first.text_en, first.is_outdated) == ("approved", "A.", True)
    assert (second.translation_state, second.text_en, second.basis) == ("untranslated", "", "")
    assert (third.translation_state, third.text_en, third.is_outdated) == ("translated", "C.", False)
    speech.refresh_from_db()
    assert (speech.translation_state, speech.headline_en) == ("translated", "Headline")
    assert Revision.objects.of(speech).count() == before + 1


def test_only_rows_that_changed_are_written(editor):
    speech = factories.make_speech("甲。", "乙。")
    editor.post(change_url(speech), form_fields(editor, change_url(speech)) | {"paragraphs-1-text_zh_hant": "乙改。"})
    first, second = speech.paragraphs.in_order()
    assert (first.version, second.version, Speech.objects.get().version) == (1, 2, speech.version)


def test_a_paragraph_put_at_a_taken_position_goes_before_what_stands_there(editor):
    speech = factories.make_speech("甲。", "乙。", "丙。")
    keys = [paragraph.key for paragraph in speech.paragraphs.in_order()]
    fields = form_fields(editor, change_url(speech)) | {
        "paragraphs-TOTAL_FORMS": "5",
        "paragraphs-3-position": "2",
        "paragraphs-3-kind": "point",
        "paragraphs-3-text_zh_hant": "新。",
        "paragraphs-4-kind": "lead",
        "paragraphs-4-text_zh_hant": "末。",
    }
    assert editor.post(change_url(speech), fields).status_code == 302
    paragraphs = list(speech.paragraphs.in_order())
    assert [(p.position, p.text_zh_hant) for p in paragraphs] == list(
        enumerate(["甲。", "新。", "乙。", "丙。", "末。"], 1)
    )
    assert [paragraphs[0].key, paragraphs[2].key, paragraphs[3].key] == keys


def test_a_paragraph_is_deleted_with_the_form(editor):
    speech = factories.make_speech("甲。", "乙。")
    fields = form_fields(editor, change_url(speech)) | {"paragraphs-0-DELETE": "on"}
    assert editor.post(change_url(speech), fields).status_code == 302
    assert [paragraph.text_zh_hant for paragraph in Paragraph.objects.all()] == ["乙。"]
    newest = Revision.objects.of(speech)[0]
    assert [paragraph["text"] for paragraph in newest.record["paragraphs"]] == ["乙。"]


@pytest.mark.parametrize("language", ["zh-hant", "en"])
@pytest.mark.parametrize("kind", ["speech", "city", "speaker"])
def test_topics_are_chosen_from_the_list_under_both_interfaces(as_role, kind, language):
    client = as_role(roles.EDITOR, language)
    # Two topics may share an English word, and one may have none.
    old, same, bare = (
        factories.make_topic("交通", "Mobility"),
        factories.make_topic("移動", "Mobility"),
        factories.make_topic("環境"),
    )
    thing = {"speech": factories.make_speech, "city": factories.make_city, "speaker": factories.make_speaker}[kind]()
    with recorded():
        thing.topics.add(old)
    url = reverse(f"admin:speeches_{kind}_change", args=[thing.pk])
    for chosen in ([same, bare], [same], [old, same], []):
        fields = form_fields(client, url) | {"topics": [topic.pk for topic in chosen]}
        assert client.post(url, fields).status_code == 302
        assert set(thing.topics.all()) == set(chosen)
        record = Revision.objects.of(thing)[0].record
        assert (record.get("kept") or record)["topics"] == sorted(topic.key for topic in chosen)
    assert client.post(url, form_fields(client, url) | {"topics": ["987654"]}).status_code == 200


def test_a_slug_changed_on_purpose_leaves_its_old_address(editor):
    speech = factories.make_speech()
    old = speech.slug
    editor.post(change_url(speech), form_fields(editor, change_url(speech)) | {"slug": "pittsburgh-us-william-peduto"})
    speech.refresh_from_db()
    assert speech.slug == "pittsburgh-us-william-peduto"
    assert OldSlug.objects.at("speech", old, 2021).get().key == speech.key
    other = factories.make_speech()
    for taken in (old, speech.slug):
        response = editor.post(change_url(other), form_fields(editor, change_url(other)) | {"slug": taken})
        assert "slug" in response.context["adminform"].form.errors


def test_a_crafted_post_writes_no_state_key_version_or_digest(chief):
    speech = factories.make_speech("甲。")
    crafted = {
        name: "x1"
        for field in ("key", "chinese_digest", "basis_digest", "basis", "name_key")
        for name in (field, f"paragraphs-0-{field}")
    } | {
        "state": "published", "publish_at": "2020-01-01", "publish_at_0": "2020-01-01", "publish_at_1": "00:00",
        "translation_state": "approved", "paragraphs-0-translation_state": "approved", "version": "77",
        "paragraphs-0-version": "77", "year": "1999", "headline": "假", "paragraphs-0-text": "假", "source_row": "{}",
    }  # fmt: skip
    before = Speech.objects.values().get(), Paragraph.objects.values().get()
    fields = form_fields(chief, change_url(speech)) | crafted
    assert chief.post(change_url(speech), fields).status_code == 302
    assert (Speech.objects.values().get(), Paragraph.objects.values().get()) == before


def test_a_paragraph_of_another_speech_cannot_be_taken_over(editor):
    speech, other = factories.make_speech("甲。"), factories.make_speech("乙。")
    fields = form_fields(editor, change_url(speech)) | {"paragraphs-0-id": str(other.paragraphs.get().pk)}
    assert editor.post(change_url(speech), fields).status_code == 200
    assert other.paragraphs.get().text_zh_hant == "乙。"


@pytest.mark.parametrize(("state", "linked"), [("draft", False), ("published", True), ("withdrawn", False)])
def test_only_a_public_speech_links_to_its_page(chief, state, linked):
    speech = factories.make_speech(state=None if state == "draft" else state)
    speech.refresh_from_db()
    assert (f"/speeches/2021/{speech.slug}/" in chief.get(change_url(speech)).content.decode()) == linked
