"""A word in both languages: found wherever it stands, whatever the state of text and speech, and marked."""

import datetime

import pytest
from django.utils import timezone

from speeches.changes import recorded
from speeches.models import SpeechState
from speeches.workbench import states
from speeches.workbench.concordance import uses
from tests import factories

pytestmark = pytest.mark.django_db


def translated(chinese, english, day=24, is_now=states.APPROVED, **more):
    speech = factories.make_speech(chinese, session=factories.make_session(datetime.date(2021, 3, day)), **more)
    paragraph = speech.paragraphs.get()
    with recorded(reason="translated"):
        states.write_english(paragraph, state=is_now, text=english)
        paragraph.save()
    return paragraph


def found(word):
    return [use.paragraph for use in uses(word)]


PUBLISHED = {"state": SpeechState.PUBLISHED}


@pytest.mark.parametrize("more", [PUBLISHED, {}], ids=["published", "unpublished"])
@pytest.mark.parametrize("state", [states.APPROVED, states.TRANSLATED, states.DRAFT])
def test_a_word_is_found_in_either_language(more, state):
    one = translated("臺北市推動智慧校園。", "Taipei promotes smart campuses.", 23, state, **more)
    two = translated("每間教室都有螢幕。", "Every classroom of the Smart Campus has a screen.", 24, state, **more)
    factories.make_speech("智慧校園，尚未翻譯。", **more)
    assert found("智慧校園") == [one]
    assert found(" smart  campus ") == [two, one]
    assert found("台北") == [one]


def test_what_is_published_and_not_due_is_found():
    later = timezone.now() + datetime.timedelta(days=9)
    one = translated("臺北市推動智慧校園。", "Smart campuses.", publish_at=later, **PUBLISHED)
    assert found("智慧校園") == [one]


def test_the_word_is_marked_where_it_stands():
    translated("臺北市推動智慧校園。", "Taipei promotes smart campuses.", **PUBLISHED)
    (use,) = uses("台北市")
    assert [run.text for run in use.chinese if run.marked] == ["臺北市"]
    assert "".join(run.text for run in use.english) == "Taipei promotes smart campuses."
    (use,) = uses("smart campus")
    assert [run.text for run in use.english if run.marked] == ["smart campuses"]


def test_words_that_stand_apart_are_no_phrase():
    translated("智慧的校園。", "A campus that is smart.", **PUBLISHED)
    assert found("智慧校園") == found("smart campus") == []


@pytest.mark.parametrize(
    "word", ["", "  ", "。", '"', "-", "*", "%", "\\", "a" * 500, "智" * 500, "(", "NEAR(", "' OR 1"]
)
def test_any_word_may_be_asked_for(word):
    translated("臺北市推動智慧校園。", "Taipei promotes smart campuses.", **PUBLISHED)
    assert found(word) == []


def test_so_many_are_given_those_of_the_newest_speeches():
    rows = [translated(f"智慧校園{day}。", "Smart campus.", day, **PUBLISHED) for day in (3, 9, 5)]
    assert [use.paragraph for use in uses("智慧校園", few=2)] == [rows[1], rows[2]]


def test_it_costs_the_same_for_many(django_assert_max_num_queries):
    translated("智慧校園。", "Smart campus.", **PUBLISHED)
    with django_assert_max_num_queries(7) as few:
        uses("智慧校園")
    for day in (3, 9, 5):
        translated(f"智慧校園{day}。", "Smart campus.", day, **PUBLISHED)
    with django_assert_max_num_queries(7) as many:
        assert all(str(use.paragraph.speech) for use in uses("智慧校園"))
    assert len(few) == len(many)
