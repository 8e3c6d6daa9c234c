"""What people have made of loaded content stays, and a load says what it left out."""

import pytest

from speeches import publishing
from speeches.models import (
    Revision,
    Speech,
    SpeechState,
    Summit,
    Term,
    Topic,
)
from speeches.workbench.load import load_content
from speeches.workbench.states import APPROVED, DRAFT, TRANSLATED, UNTRANSLATED, write_english
from tests import factories

from .contents import again, change, do, english, english_of, load, make_speech, version, written

pytestmark = pytest.mark.django_db
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
