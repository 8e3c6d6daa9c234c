"""The memory finds what was translated before: whole, edited, in any state; and fills drafts only."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speeches.changes import recorded
from speeches.difference import GONE, NEW
from speeches.models import Sketch, Speech
from speeches.search import likeness
from speeches.workbench import memory
from speeches.workbench.states import APPROVED, DRAFT, TRANSLATED, UNTRANSLATED, write_english
from tests import factories
from tests.workbench.editing import edited

pytestmark = pytest.mark.django_db

SAID = "於重要路口實施智慧紅綠燈，24 小時監控車流及交通狀況，亦搭配資訊系統加速資料登錄及更新。"
ENGLISH = "Smart traffic lights at major intersections monitor traffic flow 24 hours a day."


def translated(chinese, english, state=APPROVED):
    paragraph = factories.make_speech(chinese).paragraphs.get()
    with recorded(reason="translated"):
        write_english(paragraph, state=state, text=english)
        paragraph.save()
    return paragraph


def fresh(chinese):
    return factories.make_speech(chinese).paragraphs.get()


def test_the_same_text_is_a_hundred_percent_and_tells_where_it_is_from():
    earlier = translated(SAID, ENGLISH)
    (match,) = memory.similar(fresh(f" {SAID}\n".replace("24 小時", "２４小時")))
    assert (match.percent, match.is_exact, match.english) == (100, True, ENGLISH)
    assert (match.paragraph.key, match.paragraph.speech) == (earlier.key, earlier.speech)
    assert match.paragraph.translation_state == APPROVED


def test_a_similar_text_is_found_with_what_differs():
    translated(SAID, ENGLISH)
    (match,) = memory.similar(fresh(SAID.replace("24 小時", "全天").replace("加速", "加快")))
    assert 80 <= match.percent < 100
    kinds = {piece.kind: piece.text for piece in match.pieces}
    assert {GONE, NEW} <= kinds.keys()
    assert "".join(piece.text for piece in match.pieces if piece.kind != NEW) == SAID


def test_a_clause_that_was_moved_is_the_same_clause():
    translated(SAID, ENGLISH)
    one, two, three = SAID.removesuffix("。").split("，")
    (match,) = memory.similar(fresh(f"{three}，{one}，{two}。"))
    assert 90 <= match.percent < 100
    assert memory.percent("甲乙，丙丁。", "丙丁，甲乙。") == 99


def test_what_has_nothing_in_common_is_not_found():
    translated(SAID, ENGLISH)
    assert memory.similar(fresh("在巴士上面塗一層銅，銅作為殺菌元素，效果好。")) == []
    assert memory.similar(fresh("？")) == []


def test_one_english_comes_once_in_its_best_state_and_best_matches_first():
    translated(SAID, ENGLISH, DRAFT)
    best = translated(SAID, ENGLISH, APPROVED)
    other = translated(SAID, "Another way to say it.", DRAFT)
    near = translated(SAID.replace("24 小時", "全天"), "Nearly the same.", TRANSLATED)
    found = memory.similar(fresh(SAID))
    assert [match.paragraph for match in found] == [best, other, near]


def test_a_paragraph_is_not_its_own_memory():
    assert memory.similar(translated(SAID, ENGLISH)) == []


def test_english_belongs_to_the_chinese_that_it_was_made_from():
    paragraph = translated(SAID, ENGLISH)
    with recorded():
        paragraph.text_zh_hant = "完全不同的一段話，說的是別的事情。"
        paragraph.save()
    (match,) = memory.similar(fresh(SAID))
    assert (match.chinese, match.percent) == (SAID, 100)
    assert memory.similar(fresh("完全不同的一段話，說的是別的事情。")) == []


def test_english_that_was_emptied_is_forgotten():
    paragraph = translated(SAID, ENGLISH)
    with recorded():
        write_english(paragraph, text="")
        paragraph.save()
    assert memory.similar(fresh(SAID)) == []


def test_drafts_are_filled_from_the_very_same_text_and_nothing_else_is_touched():
    translated(SAID, ENGLISH)
    translated("五大未來方向：", "Five major directions for the future:", TRANSLATED)
    speech = factories.make_speech(SAID, "五大未來方向。", "未曾翻譯的一段。", SAID)
    with recorded(reason="kept"):
        kept = speech.paragraphs.in_order()[3]
        write_english(kept, state=TRANSLATED, text="Typed by hand.")
        kept.save()
    before = [(p.text_zh_hant, p.kind, p.position) for p in speech.paragraphs.in_order()]
    with recorded(reason="memory"):
        filled = memory.fill_drafts(Speech.objects.complete().get(pk=speech.pk))
    rows = list(speech.paragraphs.in_order())
    assert [row.pk for row in rows][:1] == [row.pk for row in filled]
    assert [row.translation_state for row in rows] == [DRAFT, UNTRANSLATED, UNTRANSLATED, TRANSLATED]
    assert (rows[0].text_en, rows[0].is_outdated, rows[3].text_en) == (ENGLISH, False, "Typed by hand.")
    assert [(p.text_zh_hant, p.kind, p.position) for p in rows] == before


def test_a_whole_desk_costs_two_queries():
    for number in range(30):
        translated(f"{SAID}第{number}段。", f"{ENGLISH} {number}")
    desk = [fresh(f"{SAID}第{number}段！") for number in range(20)]
    with CaptureQueriesContext(connection) as queries:
        found = memory.similar_to_each(desk)
        assert all(str(match.paragraph.speech) for matches in found.values() for match in matches)
    assert all(len(matches) == memory.FEW for matches in found.values())
    assert len(queries) == 2


def test_the_sketches_are_in_step():
    """Each way to English leaves them; what has none has none."""
    paragraph = translated(SAID, ENGLISH)
    assert set(Sketch.objects.of_texts([paragraph.basis_digest]).values_list("mark", flat=True)) == likeness.all_marks(
        paragraph.basis_digest, SAID
    )
    count = Sketch.objects.count()
    with recorded():
        paragraph.speech.save()
    translated(SAID, "The same text needs no second one.")
    fresh("沒有英文的一段話。")
    assert Sketch.objects.count() == count


def test_copies_with_an_eighth_of_the_characters_edited_are_found():
    rng = random.Random(7)
    texts = ["".join(chr(rng.randrange(0x4E00, 0x5E00)) for _ in range(rng.randrange(12, 200))) for _ in range(200)]
    found = sum(
        not set(likeness.marks(string)).isdisjoint(likeness.marks(edited(string, 0.12, rng))) for string in texts
    )
    assert found >= 190
