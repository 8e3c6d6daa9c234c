"""Content is loaded once, through the doors that people use."""

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
    OldSlug,
    Organization,
    Revision,
    Speaker,
    Speech,
    SpeechState,
    Summit,
    Synonym,
    Term,
    Topic,
)
from speeches.workbench.load import load_content
from speeches.workbench.states import APPROVED
from tests import factories

from .contents import GLOSSARY, SPEECH, TOPICS, again, change, english, load, make_speech, version, written

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parents[2] / "fixtures"
PAPER = FIXTURES / "2021-03-24.txt"


def test_all_speeches_of_the_paper_are_whole_in_both_languages():
    import_paper(PAPER.read_bytes(), PAPER.name, publish=True)
    assert [loaded.problems for loaded in load_content(FIXTURES)] == [()] * 6
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


def test_synonyms_are_made_but_not_where_editors_have_had_their_words(folder):
    with recorded(reason="an editor’s"):
        Synonym.objects.create(words="巴士\n公車")
        Synonym.objects.create(words="捷運\n地鐵").delete()
    groups = (["公車", "bus"], ["地鐵", "subway"], ["觀光", "旅遊", "tourism"])
    (folder / "synonyms.toml").write_text("".join(f"[[synonym]]\nwords = {words}\n" for words in groups))
    make_speech()
    assert load(folder) == []
    assert {group.words for group in Synonym.objects.all()} == {"巴士\n公車", "觀光\n旅遊\ntourism"}
    assert written(load_content(folder)) == 0


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
