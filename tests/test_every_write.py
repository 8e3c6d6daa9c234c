"""Every write of every model moves revision, search text and content version, or is refused.

What is walked is found, not listed: a new model or a new way of writing is tested, or this file fails.
"""

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from speeches.changes import recorded
from speeches.folding import fold
from speeches.models import ContentVersion, Paragraph, Revision, SearchText, Speech, Topic, UnrecordedWrite
from speeches.models.version import Guarded
from tests import factories

pytestmark = pytest.mark.django_db

PAPER = Path(__file__).parents[1] / "fixtures" / "2021-03-24.txt"
# Written by `changes` itself, as part of each recorded change.
DERIVED = {"contentversion", "oldslug", "revision", "searchtext", "sketch"}
# What lies here until it is imported.
WAITING = {"upload"}
MODELS = [
    model for model in apps.get_app_config("speeches").get_models() if model._meta.model_name not in DERIVED | WAITING
]
NAMES = [model._meta.model_name for model in MODELS]

MAKE = {
    "summit": factories.make_summit,
    "session": factories.make_session,
    "city": factories.make_city,
    "organization": factories.make_organization,
    "speaker": factories.make_speaker,
    "topic": factories.make_topic,
    "term": factories.make_term,
    "synonym": factories.make_synonym,
    "remark": factories.make_remark,
    "credit": factories.make_credit,
    "sourcedocument": factories.make_document,
    "sitepage": factories.make_page,
    "speech": factories.make_speech,
    "paragraph": lambda: factories.make_speech().paragraphs.get(),
    "speechtopic": lambda: tagged(factories.make_speech()),
    "citytopic": lambda: tagged(factories.make_city()),
    "speakertopic": lambda: tagged(factories.make_speaker()),
}
# A column that an editor changes, and a new value.
EDIT = {
    "summit": ("theme_zh_hant", "數位轉型"),
    "session": ("name_zh_hant", "上午場"),
    "city": ("name_zh_hant", "新匹茲堡市"),
    "organization": ("name_zh_hant", "新辦事處"),
    "speaker": ("name_zh_hant", "新講者"),
    "topic": ("name_zh_hant", "新議題"),
    "term": ("english", "digital change"),
    "synonym": ("words", "捷運\nMRT"),
    "remark": ("text", "四萬盞？"),
    "credit": ("name", "李譯者"),
    "sourcedocument": ("name", "other.txt"),
    "sitepage": ("body_zh_hant", "來信請洽本局。"),
    "speech": ("headline_zh_hant", "新標題"),
    "paragraph": ("text_zh_hant", "新的一段。"),
}
JOINS = {"speechtopic", "citytopic", "speakertopic"}
WITHOUT_REVISION = {"credit", "remark", "sourcedocument"}


def tagged(thing):
    with recorded():
        thing.topics.add(factories.make_topic())
    return thing.topic_rows.get()


def content_version():
    return ContentVersion.objects.get().number


def revisions():
    return Revision.objects.count()


def assert_moved(before, revised=True):
    assert content_version() > before[0], "the content version did not move"
    if revised:
        assert revisions() > before[1], "no revision was written"


def test_each_model_is_guarded_and_walked():
    assert set(NAMES) == set(MAKE), "a model without a test of its writes: add it to MAKE (and EDIT)"
    assert all(issubclass(model, Guarded) for model in MODELS)
    assert set(MAKE) - JOINS == set(EDIT)


@pytest.mark.parametrize("name", NAMES)
def test_outside_of_a_recorded_change_every_write_is_refused(name):
    thing = MAKE[name]()
    model = type(thing)
    column, value = EDIT.get(name, ("pk", thing.pk))
    writes = {
        "save": thing.save,
        "delete": thing.delete,
        "create": lambda: model.objects.create(),
        "bulk_create": lambda: model.objects.bulk_create([model()]),
        "bulk_update": lambda: model.objects.bulk_update([thing], [column]),
        "update": lambda: model.objects.all().update(**{column: value}),
        "queryset delete": lambda: model.objects.all().delete(),
        "base manager update": lambda: model._default_manager.update(**{column: value}),
    }
    for write in writes.values():
        with pytest.raises(UnrecordedWrite, match=r"recorded|behind"):
            write()
    assert model.objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("name", sorted(EDIT))
@pytest.mark.parametrize("how", ["save", "update"])
def test_an_edit_moves_all_versions(name, how):
    thing = MAKE[name]()
    before = content_version(), revisions()
    version = getattr(thing, "version", None)
    column, value = EDIT[name]
    with recorded(reason="edit"):
        if how == "save":
            setattr(thing, column, value)
            thing.save()
        else:
            type(thing).objects.filter(pk=thing.pk).update(**{column: value})
    assert_moved(before, name not in WITHOUT_REVISION)
    thing = type(thing).objects.get(pk=thing.pk)
    assert getattr(thing, column) == value
    if version is not None:
        assert thing.version == version + 1, "the row version did not move"
    if name not in WITHOUT_REVISION:
        assert Revision.objects.first().reason == "edit"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("how", ["delete", "queryset delete"])
def test_a_deletion_moves_all_versions(name, how):
    thing = MAKE[name]()
    model, pk = type(thing), thing.pk
    before = content_version(), revisions()
    with recorded(reason="gone"):
        thing.delete() if how == "delete" else model.objects.filter(pk=pk).delete()
    assert not model.objects.filter(pk=pk).exists()
    assert_moved(before, name not in WITHOUT_REVISION)
    if name not in WITHOUT_REVISION:
        last = Revision.objects.first()
        assert last.reason == "gone"
        assert last.deleted == (name not in JOINS | {"paragraph"})


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"summit", "session"}))
def test_making_one_moves_all_versions(name):
    factories.make_session()
    before = content_version(), revisions()
    MAKE[name]()
    assert_moved(before, name not in WITHOUT_REVISION)


def test_bulk_creation_moves_all_versions():
    speech = factories.make_speech()
    before = content_version(), revisions()
    with recorded(reason="bulk"):
        Paragraph.objects.bulk_create([Paragraph(speech=speech, position=2, text_zh_hant="空中纜車。")])
    assert_moved(before)
    assert Speech.objects.mentioning("空中纜車").get() == speech


def test_topics_are_part_of_the_revision_of_the_speech():
    speech, topic = factories.make_speech(), factories.make_topic("交通")
    with recorded(reason="tagged"):
        speech.topics.add(topic)
    assert Revision.objects.of(speech).first().record["kept"]["topics"] == [topic.key]
    with recorded(reason="untagged"):
        speech.topics.remove("交通")
    assert Revision.objects.of(speech).first().record["kept"]["topics"] == []
    with recorded(reason="set"):
        speech.topics.set([topic])
    with recorded(reason="topic deleted"):
        Topic.objects.all().delete()
    assert Revision.objects.of(speech).first().record["kept"]["topics"] == []
    assert Revision.objects.of(speech).count() == 5


@pytest.mark.parametrize("what", ["city", "speaker", "topic", "organization"])
def test_renaming_reaches_the_search_text_of_its_speeches(what):
    body = factories.make_organization()
    topic = factories.make_topic()
    speech = factories.make_speech(organization=body, city=factories.make_city(), topics=[topic])
    thing = {"city": speech.city, "speaker": speech.speaker, "topic": topic, "organization": body}[what]
    with recorded(reason="renamed"):
        thing.name_zh_hant = "嶄新之名"
        thing.save()
    assert Speech.objects.mentioning("嶄新之名").get() == speech
    assert Revision.objects.of(thing).first().record["name_zh_hant"] == "嶄新之名"


def test_the_search_text_is_never_behind():
    speech = factories.make_speech("臺北市的ＩＣＴ。", city=factories.make_city("臺北市", "Taipei", "TW"))
    assert fold("台北市的ICT") in speech.search_text.chinese
    speech_key = speech.pk
    with recorded():
        speech.delete()
    assert not SearchText.objects.filter(pk=speech_key).exists()


@pytest.mark.parametrize("how", ["create", "update"])
def test_the_importer_moves_all_versions(tmp_path, how):
    factories.make_session()
    paper = PAPER.read_text()
    if how == "update":
        call_command("import_digest", str(PAPER), "--publish")
        paper = paper.replace("規劃分散式能源", "規劃更新的分散式能源")
    (tmp_path / "paper.txt").write_text(paper)
    before = content_version(), revisions()
    call_command("import_digest", str(tmp_path / "paper.txt"))
    assert_moved(before)
    assert revisions() - before[1] >= (17 if how == "create" else 1)
    assert Speech.objects.mentioning("分散式能源").get().number == 13
    assert Speech.objects.mentioning("更新的分散式").exists() == (how == "update")


def test_one_change_is_one_revision_however_many_rows():
    speech = factories.make_speech("一。", "二。")
    before = Revision.objects.of(speech).count()
    with recorded(reason="both"):
        for paragraph in speech.paragraphs.all():
            paragraph.text_zh_hant += "三。"
            paragraph.save()
        speech.headline_zh_hant = "標題"
        speech.save()
    assert Revision.objects.of(speech).count() == before + 1


def test_a_save_that_changes_nothing_writes_no_revision():
    speech = factories.make_speech()
    before = Revision.objects.of(speech).count()
    with recorded():
        speech.save()
    assert Revision.objects.of(speech).count() == before


def test_a_failure_leaves_nothing_behind():
    speech = factories.make_speech("原文。")
    before = content_version(), revisions()
    paragraph = speech.paragraphs.get()
    paragraph.text_zh_hant = "改了。"
    with pytest.raises(ZeroDivisionError), recorded():
        fail_after(paragraph.save)
    assert (content_version(), revisions()) == before
    assert speech.paragraphs.get().text_zh_hant == "原文。"


def fail_after(write):
    write()
    raise ZeroDivisionError


def test_a_changed_address_is_kept_as_an_old_one():
    city = factories.make_city()
    for slug in ("pittsburgh", "steel-city", "pittsburgh"):
        with recorded():
            city.slug = slug
            city.save()
    old = set(city_addresses(city))
    assert "steel-city" in old
    assert "pittsburgh" not in old, "an address in use is no old one"


def test_sessions_of_two_years_keep_their_old_addresses_apart():
    sessions = [factories.make_session(date(year, 3, 24)) for year in (2021, 2022)]
    for session in sessions:
        with recorded():
            session.slug = "spring"
            session.save()
    old = apps.get_model("speeches", "OldSlug").objects.filter(kind="session")
    assert set(old.values_list("year", "slug", "key")) == {(s.year, "03-24", s.key) for s in sessions}


def city_addresses(city):
    return (
        apps.get_model("speeches", "OldSlug").objects.filter(kind="city", key=city.key).values_list("slug", flat=True)
    )
