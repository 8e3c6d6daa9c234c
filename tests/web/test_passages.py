"""Passages: the paragraph that speaks of the topic, cut so that it can be read."""

import re

from hypothesis import given
from hypothesis import strategies as st

from speeches.web.passages import CHINESE_LENGTH, ENGLISH_LENGTH, passages, runs
from speeches.workbench.terms import Matcher

TRAFFIC = Matcher([("交通", True), ("號誌", True), ("traffic", True)])


def marked(passage):
    return "".join(f"[{run.text}]" if run.is_found else run.text for run in passage.runs)


def test_the_paragraph_that_names_the_topic_most_often():
    texts = ["五大方向：", "交通要順。", "交通號誌與交通流量。", "交通、號誌、交通。"]
    found = passages(texts, TRAFFIC)
    assert [one.index for one in found] == [2]
    assert marked(found[0]) == "[交通][號誌]與[交通]流量。"


def test_several_stand_in_their_order():
    texts = ["交通。", "教育。", "交通號誌。", "交通號誌交通。"]
    assert [one.index for one in passages(texts, TRAFFIC, most=2)] == [2, 3]


def test_the_first_paragraph_where_nothing_is_found():
    assert [(one.index, one.text) for one in passages(["甲。", "乙。"], TRAFFIC)] == [(0, "甲。")]
    assert passages([], TRAFFIC) == []


def test_a_long_text_begins_with_the_clause_of_the_word():
    written = "市府推動許多計畫。" * 30 + "其中，改善交通最要緊，" + "其他計畫也很重要。" * 30
    passage = passages([written], TRAFFIC)[0]
    assert "[交通]最要緊，其他" in marked(passage)
    assert marked(passage).startswith("…市府")
    assert marked(passage).endswith("。…")
    assert len(passage.text) <= CHINESE_LENGTH + 2


def test_a_word_near_the_beginning_keeps_the_beginning():
    passage = passages(["The traffic of the city is planned with models, day and night. " * 20], TRAFFIC)[0]
    assert marked(passage).startswith("The [traffic] of")
    assert marked(passage).endswith("night.…")
    assert ENGLISH_LENGTH // 2 < len(passage.text) <= ENGLISH_LENGTH + 1


def test_numbers_and_words_are_whole():
    written = "About 3,000 buses don’t stop at co-op number 1.5 today"
    for length in range(8, len(written)):
        cut = "".join(run.text for run in runs(written, [], length))
        assert cut.endswith("…")
        assert set(cut[:-1].split()) <= set(written.split()), length


WORDS = st.sampled_from(
    ["交通", "號誌", "城市", "，", "。", " traffic ", " smart", "5G ", " 3,000 ", "don’t ", "長" * 9]
)


@given(st.lists(WORDS, max_size=120).map("".join), st.integers(8, 120))
def test_nothing_is_cut_in_two_and_nothing_is_made_up(written, length):
    found = TRAFFIC.find(written)
    parts = runs(written, found, length)
    shown = "".join(run.text for run in parts)
    body = shown.removeprefix("…").removesuffix("…") if shown != written else shown
    at = [match.start() for match in re.finditer(f"(?={re.escape(body)})", written)]
    assert at
    assert len(body) <= max(length, 10) + 10
    if found:
        assert any(run.is_found for run in parts)

    def breaks_a_word(position):
        around = written[max(position - 1, 0) : position + 1]
        return len(around) == 2 and re.fullmatch("[A-Za-z0-9]{2}", around)

    assert any(not breaks_a_word(start) and not breaks_a_word(start + len(body)) for start in at)
