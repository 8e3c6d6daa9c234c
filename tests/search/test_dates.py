"""Dates are found however they are written, in the texts and by the day of the speech."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.search import find
from speeches.search.dates import all_ways, tokens_of, ways
from speeches.search.query import parse
from tests import factories

WHOLE = ["2021年3月24日", "2021 年 3 月 24 日", "民國110年3月24日", "2021-03-24", "2021/3/24", "2021.3.24"]
WHOLE += ["24 March 2021", "March 24, 2021", "march 24th 2021", "２０２１年３月２４日"]


@pytest.mark.parametrize(
    ("token", "written"),
    [("20210324", written) for written in WHOLE]
    + [("202103", written) for written in ("2021年3月", "民國 110 年 3 月", "March 2021")]
    + [("0324", written) for written in ("3月24日", "3月24號", "24 March", "March 24")]
    + [("2021", written) for written in ("2021年", "民國110年")],
)
def test_one_date_in_many_forms(token, written):
    assert ways(written)[0] == token
    [term] = parse(f"疫情 {written} -台北").terms[1:]
    assert term.words[0].tokens == (token,)
    assert term.written == written


@pytest.mark.parametrize("text", ["2021年2月30日", "13月1日", "2021/13/1", "1,000年", "8921年", "5G 24", "3/24"])
def test_what_is_no_date_is_read_as_words(text):
    assert all(len(term.words) == 1 for term in parse(text).terms)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_each_way_of_a_date_is_that_date(day):
    said = list(all_ways(day.year, day.month, day.day))
    assert all(ways(written) == said for written in said[1:])
    assert said[0] in tokens_of(day).split()


@pytest.mark.django_db
def test_speeches_of_a_day_and_those_that_speak_of_it():
    session = factories.make_session(date(2021, 3, 24))
    given = factories.make_speech("路燈。", number=1, session=session, state="published")
    later = factories.make_session(date(2022, 3, 22))
    speaks = factories.make_speech("去年2021年3月24日，", number=2, session=later, state="published")
    english = factories.make_speech("On March 24, 2021.", number=3, session=later, state="published")
    for text in (*WHOLE, "3月24日", "2021年 3月24日"):
        assert sorted(find(text).pks) == [given.pk, speaks.pk, english.pk], text
        assert not find(text).is_close
    assert sorted(find("2021年3月").pks) == [given.pk, speaks.pk]
    assert find("2022年").count == 2
    assert find("路燈 -2021年").count == 0
