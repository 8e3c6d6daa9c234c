"""What the checks doubt is told in one sentence, without saying a thing twice."""

import pytest
from django.utils import translation

from speeches.admin.findings import doubt
from speeches.workbench.quality import findings


@pytest.mark.parametrize(
    ("chinese", "english", "sentence", "in_chinese"),
    [
        (
            "民國110年成立。",
            "It was set up.",
            "110 (2021) is not in the English",
            "英文裡沒有「110（2021）」",
        ),
        ("從1990年代起。", "Since then.", "1990 is not in the English", "英文裡沒有「1990」"),
        (
            "創造3萬個機會。",
            "It creates 3 million.",
            "The Chinese has 3萬 (30,000), the English 3 million",
            "中文是「3萬（30,000）」，英文卻是「3 million」",
        ),
        ("109年度的預算。", "The budget.", "109 (2020) is not in the English", "英文裡沒有「109（2020）」"),
        ("感謝各位。", "Thank you 各位", "Chinese is left in the English: 各位", "英文裡還有中文：各位"),
        (
            "開放政府與資料。",
            "Government,open data.",
            "A space too many, before a sign, or missing: “rnment,open d”",
            "空格多了、少了，或放在標點之前：「rnment,open d」",
        ),
    ],
)
def test_each_doubt_is_one_sentence(chinese, english, sentence, in_chinese):
    (finding,) = findings(chinese, english)
    with translation.override("en"):
        assert doubt(finding).words == sentence
    with translation.override("zh-hant"):
        assert doubt(finding).words == in_chinese
