"""Content is loaded once, through the doors that people use; what people make of it stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.translation import override

from speeches import publishing, records
from speeches.changes import recorded
from speeches.digest.load import import_paper
from speeches.models import (
    City,
    ContentVersion,
    OldSlug,
    Organization,
    Revision,
    Speaker,
    Speech,
    SpeechState,
    Summit,
    Term,
    Topic,
)
from speeches.workbench.load import load_content
from speeches.workbench.states import APPROVED, DRAFT, TRANSLATED, UNTRANSLATED, write_english
from tests import factories

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parents[2] / "fixtures"
PAPER = FIXTURES / "2021-03-24.txt"

NAMES = """
[[city]]
zh = "匹茲堡市"
en = "Pittsburgh"
country = "US"
latitude = 40.4406
longitude = -79.9959

[[speaker]]
zh = "畢度"
en = "William Peduto"
"""
TOPICS = """
[[topic]]
slug = "public-safety"
zh = "城市安全"
en = "Public safety"
description = { zh = "保障市民安全。", en = "Keeping citizens safe." }
synonyms = ["犯罪", "crime"]

[[topic]]
slug = "education"
zh = "教育"
en = "Education"
description = { zh = "學校。", en = "Schools." }
synonyms = []
"""
SUMMITS = """
[[summit]]
year = 2021
theme = { zh = "新常態", en = "New Normal" }
description = { zh = "線上舉行。", en = "Held online." }
leaders = 24

[[summit]]
year = 2015
description = { zh = "首度邀請。", en = "Invited for the first time." }
"""
GLOSSARY = """
[[term]]
zh = "臺北通"
en = "Taipei PASS"
status = "official"
source = "id.taipei"
"""
SPEECH = """
[[speech]]
number = 13
speaker = "畢度"
role = { zh = "市長", en = "Mayor" }
headline = { zh = "連網城市", en = "A connected city" }
topics = ["public-safety", "education"]
paragraph = [{ zh = "五大方向。", en = "Five directions." }, { zh = "連網。", en = "Connected." }]
"""


@pytest.fixture
def folder(tmp_path):
    files = {"names": NAMES, "topics": TOPICS, "summits": SUMMITS, "glossary": GLOSSARY}
    (tmp_path / "translations").mkdir()
    for name, toml in (files | {"translations/2021-03-24": SPEECH}).items():
        (tmp_path / f"{name}.toml").write_text(toml, encoding="utf-8")
    return tmp_path


def make_speech(state=SpeechState.PUBLISHED, **fields):
    fields.setdefault("number", 13)
    if "city" not in fields:
        fields["city"] = factories.make_city(english="")
    if "speaker" not in fields:
        fields["speaker"] = factories.make_speaker("畢度", "")
    return factories.make_speech("五大方向。", "連網。", state=state, **fields)


def again(thing):
    return type(thing).objects.get(pk=thing.pk)


def version():
    return ContentVersion.objects.get().number


def load(folder) -> list[str]:
    """What did not fit, in words."""
    with override("en"):
        return [f"{loaded.file}: {problem.say()}" for loaded in load_content(folder) for problem in loaded.problems]


def written(report) -> int:
    return sum(loaded.written for loaded in report)


def english(speech) -> list[tuple]:
    return [(p.text_en, p.translation_state) for p in again(speech).paragraphs.in_order()]


# ---- The real content ----


def test_all_speeches_of_the_paper_are_whole_in_both_languages():
    import_paper(PAPER.read_bytes(), PAPER.name, publish=True)
    assert [loaded.problems for loaded in load_content(FIXTURES)] == [()] * 5
    speeches = Speech.objects.public().complete()
    assert len(speeches) == 17
    for speech in speeches:
        assert speech.translation_state == APPROVED
        assert {p.translation_state for p in speech.paragraphs.all()} == {APPROVED}
        assert not any(row.is_outdated for row in (speech, *speech.paragraphs.all()))
        assert all((speech.headline_zh_hant, speech.headline_en, speech.role_en))
        assert 2 <= speech.topics.count() <= 5
        assert not publishing.is_provisional(speech, speech.body, speech.speaker)
    assert Speech.objects.at_address(2021, "pittsburgh-us-william-peduto").get().number == 13
    for model in (City, Organization, Speaker, Topic):
        assert not model.objects.without_english_name().exists()
    assert not City.objects.without_coordinates().exists()
    assert [summit.year for summit in Summit.objects.oldest_first()] == list(range(2015, 2024))
    assert Term.objects.count() == 94


def test_a_second_time_writes_nothing(django_assert_max_num_queries):
    import_paper(PAPER.read_bytes(), PAPER.name, publish=True)
    load_content(FIXTURES)
    before = version(), Revision.objects.count()
    with django_assert_max_num_queries(40):
        assert written(load_content(FIXTURES)) == 0
    assert (version(), Revision.objects.count()) == before


def test_a_site_of_the_version_before_gets_its_addresses_and_the_old_ones_lead_there(client):
    import_paper(PAPER.read_bytes(), PAPER.name, publish=True)
    before = {speech.key: speech for speech in Speech.objects.complete()}
    assert all(speech.slug == key for key, speech in before.items())
    load_content(FIXTURES)
    for speech in Speech.objects.complete():
        was = before[speech.key]
        kinds = (("speeches/2021", was, speech), ("speakers", was.speaker, speech.speaker))
        kinds += (("cities", was.city, speech.city),) if speech.city else ()
        for path, old, new in kinds:
            if old.slug != new.slug:
                answer = client.get(f"/en/{path}/{old.slug}/")
                assert (answer.status_code, answer.headers["Location"]) == (301, f"/en/{path}/{new.slug}/")
        assert was.publish_at == speech.publish_at


# ---- Small content: each rule ----


def test_each_change_says_where_it_comes_from(folder):
    speech = make_speech()
    assert load(folder) == []
    for thing, file in (
        (speech, "translations/2021-03-24.toml"),
        (Topic.objects.first(), "topics.toml"),
        (Summit.objects.get(year=2015), "summits.toml"),
        (Term.objects.get(), "glossary.toml"),
    ):
        assert Revision.objects.of(thing).first().reason == f"content of {file}"
    assert "content of names.toml" in Revision.objects.of(speech.city).values_list("reason", flat=True)


def test_what_there_is_gets_what_is_in_the_files(folder):
    speech = make_speech()
    load(folder)
    speech = Speech.objects.complete().get()
    assert english(speech) == [("Five directions.", APPROVED), ("Connected.", APPROVED)]
    assert (speech.headline_zh_hant, speech.headline_en, speech.role_en) == ("連網城市", "A connected city", "Mayor")
    assert sorted(topic.slug for topic in speech.topics.all()) == ["education", "public-safety"]
    assert (speech.city.latitude, speech.city.longitude) == (40.4406, -79.9959)
    assert (speech.slug, speech.city.slug) == ("pittsburgh-us-william-peduto", "pittsburgh-us")
    topic = Topic.objects.get(slug="public-safety")
    assert (topic.name_zh_hant, topic.description_en, topic.synonyms) == (
        "城市安全",
        "Keeping citizens safe.",
        "犯罪\ncrime",
    )
    summit = Summit.objects.get(year=2021)
    assert (summit.theme_en, summit.leaders, summit.cities) == ("New Normal", 24, None)
    assert Speech.objects.mentioning("five directions safety pittsburgh").exists()


EDITS = {
    "English corrected": lambda s: change(s.paragraphs.first(), text_en="Five main directions."),
    "English emptied": lambda s: english_of(s.paragraphs.first(), text=""),
    "Chinese corrected": lambda s: change(s.paragraphs.first(), text_zh_hant="五大未來方向。"),
    "paragraph deleted": lambda s: do(s.paragraphs.first().delete),
    "headline emptied": lambda s: change(s, headline_zh_hant=""),
    "English headline emptied": lambda s: english_of(s, headline=""),
    "headline and role emptied": lambda s: english_of(s, headline="", role=""),
    "headline corrected": lambda s: change(s, headline_zh_hant="連網的城市"),
    "a topic taken": lambda s: do(lambda: s.topics.remove(Topic.objects.first())),
    "all topics taken": lambda s: do(s.topics.clear),
    "topic renamed": lambda s: change(Topic.objects.first(), name_zh_hant="公共安全", slug="safety"),
    "topic deleted": lambda s: do(Topic.objects.first().delete),
    "city renamed": lambda s: change(s.city, name_zh_hant="鋼鐵城", name_en="Steel City"),
    "city elsewhere": lambda s: change(s.city, latitude=None, longitude=None),
    "English name emptied": lambda s: change(s.city, name_en=""),
    "address changed": lambda s: change(s, slug="steel"),
    "figures corrected": lambda s: change(Summit.objects.get(year=2021), leaders=None, theme_zh_hant="新新常態"),
    "edition deleted": lambda s: do(Summit.objects.get(year=2015).delete),
    "term corrected": lambda s: change(Term.objects.get(), chinese="台北通行證"),
    "term deleted": lambda s: do(Term.objects.get().delete),
    "moved on": lambda s: change(s, number=14),
    "withdrawn": lambda s: publishing.move(s, SpeechState.WITHDRAWN),
}


def do(action):
    with recorded(reason="an editor’s"):
        action()


def change(row, **values):
    for column, value in values.items():
        setattr(row, column, value)
    do(row.save)


def english_of(row, **texts):
    write_english(row, **texts)
    do(row.save)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_what_people_have_changed_since_stays(folder, edit):
    make_speech()
    load(folder)
    edit(Speech.objects.complete().get())
    before = version(), Revision.objects.count()
    assert written(load_content(folder)) == 0
    assert (version(), Revision.objects.count()) == before


def test_an_edited_site_is_not_asked_about_it_at_each_start(folder):
    speech = make_speech()
    load(folder)
    for name in ("English emptied", "Chinese corrected", "headline corrected", "topic deleted", "city renamed"):
        EDITS[name](again(speech))
    assert load(folder) == []


def test_what_a_translator_has_written_before_stays(folder):
    speech = make_speech()
    for paragraph, state in zip(speech.paragraphs.in_order(), (DRAFT, TRANSLATED), strict=True):
        write_english(paragraph, state=state, text="Mine.")
        do(paragraph.save)
    assert load(folder) == []
    assert english(speech) == [("Mine.", DRAFT), ("Mine.", TRANSLATED)]


def test_paragraphs_with_another_chinese_are_reported_and_the_others_translated(folder):
    speech = make_speech()
    change(speech.paragraphs.in_order()[0], text_zh_hant="六大方向。")
    assert load(folder) == [
        "translations/2021-03-24.toml: Paragraph 1 is another one here; its English was left out: 五大方向。"
    ]
    assert english(speech) == [("", UNTRANSLATED), ("Connected.", APPROVED)]


def test_a_paragraph_that_comes_twice_is_translated_twice(folder):
    speech = factories.make_speech(
        "連網。", "五大方向。", "連網。", number=13, speaker=factories.make_speaker("畢度", "")
    )
    toml = folder / "translations/2021-03-24.toml"
    toml.write_text(toml.read_text().replace('" }]', '" }, { zh = "連網。", en = "Connected again." }]'))
    load(folder)
    assert [text for text, _state in english(speech)] == ["Connected.", "Five directions.", "Connected again."]


def test_beside_another_headline_the_english_of_the_role_waits_for_approval(folder):
    speech = make_speech(headline_zh_hant="自訂標題")
    assert load(folder) == [
        "translations/2021-03-24.toml: 2021 #13 William Peduto: the Chinese of “headline” is another one here; "
        "the English was left out."
    ]
    speech = again(speech)
    assert (speech.headline_zh_hant, speech.headline_en, speech.role_en) == ("自訂標題", "", "Mayor")
    assert speech.translation_state == TRANSLATED


@pytest.mark.parametrize("state", [DRAFT, TRANSLATED, APPROVED])
def test_a_headline_joins_the_english_of_a_role_in_its_state(folder, state):
    speech = make_speech()
    write_english(speech, state=state, role="The mayor")
    do(speech.save)
    load(folder)
    speech = again(speech)
    assert (speech.headline_en, speech.role_en, speech.translation_state) == ("A connected city", "The mayor", state)
    assert not speech.is_outdated


def test_outdated_english_of_a_role_is_left_to_the_translators(folder):
    speech = make_speech(role_zh_hant="副市長")
    write_english(speech, role="Deputy Mayor")
    speech.role_zh_hant = "市長"
    do(speech.save)
    load(folder)
    speech = again(speech)
    assert (speech.headline_zh_hant, speech.headline_en, speech.role_en) == ("連網城市", "", "Deputy Mayor")
    assert speech.is_outdated


def test_a_corrected_name_of_the_speaker_does_not_hide_the_speech(folder):
    speech = make_speech(speaker=factories.make_speaker("裴杜托", ""))
    load(folder)
    assert english(speech)[0] == ("Five directions.", APPROVED)


def test_another_speech_of_that_number_is_left_alone(folder):
    speech = make_speech(speaker=factories.make_speaker("裴杜托", ""))
    for paragraph in speech.paragraphs.all():
        change(paragraph, text_zh_hant="完全不同。")
    assert load(folder) == [
        "names.toml: Nobody and nothing is called 畢度 here.",
        "translations/2021-03-24.toml: The speech of 畢度 is not here.",
    ]
    assert again(speech).headline_zh_hant == ""


def test_without_the_session_the_rest_is_loaded(folder):
    assert load(folder) == [
        "names.toml: Nobody and nothing is called 匹茲堡市 here.",
        "names.toml: Nobody and nothing is called 畢度 here.",
        "translations/2021-03-24.toml: There is no session on 2021-03-24.",
    ]
    assert Topic.objects.count() == 2


def test_of_two_namesakes_nobody_is_guessed(folder):
    make_speech()
    twin = factories.make_speaker("畢度", "")
    assert load(folder) == ["names.toml: 2 are called 畢度: none of them was given the English name."]
    assert again(twin).name_en == ""


def test_a_place_of_that_name_in_another_country_is_another_place(folder):
    speech = make_speech(city=factories.make_city(english="", country="CA"))
    assert load(folder) == ["names.toml: Nobody and nothing is called 匹茲堡市 here."]
    assert again(speech.city).name_en == ""


def test_a_speech_that_was_moved_is_found_by_its_number_in_the_paper(folder):
    import_paper(PAPER.read_bytes(), PAPER.name)
    moved = Speech.objects.get(number=13)
    change(moved, session=factories.make_session(moved.session.date + timedelta(days=1)), number=1)
    load_content(FIXTURES)
    assert {state for _text, state in english(moved)} == {APPROVED}


def test_a_topic_of_the_editors_becomes_that_of_the_file(folder):
    topic = factories.make_topic("城市 安全")
    make_speech()
    load(folder)
    topic = again(topic)
    assert (topic.name_zh_hant, topic.name_en, topic.slug) == ("城市 安全", "Public safety", "public-safety")
    assert Topic.objects.count() == 2


def test_a_topic_of_another_address_is_still_the_one_meant(folder):
    topic = factories.make(Topic, name_zh_hant="城市安全", slug="safety")
    speech = make_speech()
    load(folder)
    assert topic in again(speech).topics.all()


def test_an_unknown_topic_is_reported(folder):
    speech = make_speech()
    (folder / "topics.toml").write_text(TOPICS.replace('"education"', '"schools"'))
    assert load(folder) == ["translations/2021-03-24.toml: There is no topic “education”."]
    assert again(speech).topics.count() == 1


def test_topics_of_the_editors_stay_alone(folder):
    own = factories.make_topic("交通")
    speech = make_speech(topics=[own])
    load(folder)
    assert list(again(speech).topics.all()) == [own]


def test_a_term_that_is_here_in_the_other_spelling_stays(folder):
    factories.make_term("台北通", "TaipeiPASS")
    load(folder)
    assert Term.objects.get().english == "TaipeiPASS"


def test_an_english_theme_needs_the_chinese_one(folder):
    factories.make_summit()
    change(Summit.objects.get(), theme_zh_hant="另一主題")
    make_speech()
    assert load(folder) == ["summits.toml: 2021: the Chinese of “theme” is another one here; the English was left out."]
    assert Summit.objects.get(year=2021).theme_en == ""


@pytest.mark.parametrize("state", [SpeechState.DRAFT, SpeechState.IN_REVIEW, SpeechState.WITHDRAWN])
def test_only_what_is_published_gets_its_address_now(folder, state):
    speech = make_speech(state)
    load(folder)
    speech = again(speech)
    assert (speech.state, speech.slug) == (state, speech.key)
    assert english(speech)[0] == ("Five directions.", APPROVED)
    if state != SpeechState.WITHDRAWN:
        publishing.move(speech, SpeechState.PUBLISHED)
        assert speech.slug == "pittsburgh-us-william-peduto"


def test_a_scheduled_speech_gets_its_address_and_stays_scheduled(folder):
    speech = make_speech(at=timezone.now() + timedelta(days=1))
    load(folder)
    speech = again(speech)
    assert speech.is_scheduled()
    assert speech.slug == "pittsburgh-us-william-peduto"


def test_speeches_of_one_city_all_get_their_addresses(folder):
    first = make_speech()
    other = make_speech(number=14, city=first.city, speaker=first.speaker)
    toml = folder / "translations/2021-03-24.toml"
    toml.write_text(SPEECH + SPEECH.replace("number = 13", "number = 14"))
    load(folder)
    assert {again(speech).slug for speech in (first, other)} == {
        "pittsburgh-us-william-peduto",
        "pittsburgh-us-william-peduto-2",
    }
    assert OldSlug.objects.at("speech", first.key, 2021).get().key == first.key


def test_a_wrong_file_stops_all_before_anything_is_written(folder):
    make_speech()
    (folder / "glossary.toml").write_text(GLOSSARY.replace("status", "stat"))
    before = version()
    with pytest.raises(records.Refusal, match=r"glossary\.toml, term 1"):
        load_content(folder)
    assert version() == before


def test_the_command_says_what_it_did(folder, capsys):
    make_speech(headline_zh_hant="自訂標題")
    with override("en"):
        call_command("load_content", str(folder))
    said = capsys.readouterr().out
    assert "translations/2021-03-24.toml: 1 filled" in said
    assert "another one here" in said
    (folder / "names.toml").write_text("[[city]]")
    with override("en"), pytest.raises(CommandError, match=r"names\.toml, city 1: “zh” is missing"):
        call_command("load_content", str(folder))
