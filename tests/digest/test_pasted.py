"""Text pasted from a word processor: clean paragraphs, and not a character that anybody sees is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.digest.pasted import lines, pasted
from speeches.records import Kind

LEAD, POINT = Kind.LEAD, Kind.POINT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \r\n\u00a0\n", []),
        ("各位貴賓大家好。\r\n謝謝。\r\n", [(LEAD, "各位貴賓大家好。"), (LEAD, "謝謝。")]),
        ("一段\v軟換行", [(LEAD, "一段"), (LEAD, "軟換行")]),
        ("1.\t智慧交通：公車。\n2.\t環境。", [(POINT, "智慧交通：公車。"), (POINT, "環境。")]),
        ("一、交通。\n二、環境。", [(POINT, "交通。"), (POINT, "環境。")]),
        ("•\t低碳\n●　綠能", [(POINT, "低碳"), (POINT, "綠能")]),
        ("台\u200b北\u00ad市\ufeff", [(LEAD, "台北市")]),
        ("5G\u00a0與\u2009AI", [(LEAD, "5G 與 AI")]),
        ("　　開場白。", [(LEAD, "開場白。")]),
        ("4.0 版的工業", [(LEAD, "4.0 版的工業")]),
        ("保留 *星號* 與 <b>括號</b> 和 &amp;", [(LEAD, "保留 *星號* 與 <b>括號</b> 和 &amp;")]),
    ],
)
def test_lines_become_paragraphs(text, expected):
    assert [(paragraph.kind, paragraph.text) for paragraph in pasted(text)] == expected


VISIBLE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zs", "Zl", "Zp", "Cs"]), min_size=1)


@given(st.lists(VISIBLE))
def test_every_visible_character_stays(written):
    assert lines("\r\n".join(written)) == [line for line in (w.replace("\ufffc", "") for w in written) if line]


@given(st.lists(st.text("市民的智慧城市，。", min_size=1)))
def test_plain_chinese_is_taken_as_it_is(written):
    assert [paragraph.text for paragraph in pasted("\n".join(written))] == written
