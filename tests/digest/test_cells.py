"""Cells of speech and their paragraphs. A case is named by the fault or the habit that its cell carries.

Expected paragraphs are written as "L text", "H text" or "P label|text" ("P |text" without label). In a cell "\\n"
ends a line, "\\f" a page.
"""

import pytest

from speeches.digest.blocks import blocks
from speeches.digest.points import paragraphs

CASES = {
    "plain text": ("今日很榮幸參與。", ["L 今日很榮幸參與。"]),
    "one paragraph marked up": ("<p>今日很榮幸參與。</p>", ["L 今日很榮幸參與。"]),
    "unclosed paragraphs": ("<p>一段。<p>二段。", ["L 一段。", "L 二段。"]),
    "closing tag only": ("一段。</p> <p>二段。</p>", ["L 一段。", "L 二段。"]),
    "closing tag cut off": ("<p>一段。</p", ["L 一段。"]),
    "upper case tags with attributes": ('<P CLASS="a b">一段。</P><BR/>二段。', ["L 一段。", "L 二段。"]),
    "tag over two lines": ('<p\nclass="x">一段。</p>', ["L 一段。"]),
    "inline tags vanish without a break": (
        "發展<b>智慧</b>城市，CO<sub>2</sub> 減量<a href='x'>。</a>",
        ["L 發展智慧城市，CO2 減量。"],
    ),
    "signs that are no tags": ("我 <3 你，A<B 且 x<y，<foo> 也是", ["L 我 <3 你，A<B 且 x<y，<foo> 也是"]),
    "entities": ("R&amp;D 與 5 &lt; 6，&#39640;雄 &unknown; AT&T R&Dlt", ["L R&D 與 5 < 6，高雄 &unknown; AT&T R&Dlt"]),
    "an escaped tag is text": ("用 &lt;p&gt; 標記", ["L 用 <p> 標記"]),
    "a comment": ("<!-- x -->一段。", ["L 一段。"]),
    "headings": ("<h3>前言</h3><p>一段。</p><h2>結語</h2>二段。", ["H 前言", "L 一段。", "H 結語", "L 二段。"]),
    "ordered list without items": (
        '<p>五大方向：</p> <ol style="x"> 1. 甲：乙。 2. 丙。 3. 丁',
        ["L 五大方向：", "P 甲|甲：乙。", "P |丙。", "P |丁"],
    ),
    "text after a list is a lead again": (
        "<ol>1. 甲。 2. 乙。</ol> <p>以上報告。</p>",
        ["P |甲。", "P |乙。", "L 以上報告。"],
    ),
    "list items": (
        "<p>三項：</p><ul><li>甲：乙</li><li>丙<li>丁</ul>戊",
        ["L 三項：", "P 甲|甲：乙", "P |丙", "P |丁", "L 戊"],
    ),
    "paragraphs in list items": ("<ul><li><p>甲</p></li><li><p>乙</p></li></ul><p>丙", ["P |甲", "P |乙", "L 丙"]),
    "numbers in list items": ("<ol><li>1. 甲</li><li>2. 乙</li></ol>", ["P |甲", "P |乙"]),
    "numbers inside an item are its text": (
        "<ul><li>甲： 1. 子。 2. 丑。</li><li>乙</li></ul>",
        ["P 甲|甲： 1. 子。 2. 丑。", "P |乙"],
    ),
    "an empty item": ("<ul><li></li><li>甲</li></ul>", ["P |甲"]),
    "plain numbering": (
        "有兩大因素： 1. 因應疫情。 2. 氣候框架。",
        ["L 有兩大因素：", "P |因應疫情。", "P |氣候框架。"],
    ),
    "numbers inside a sentence": (
        "1. 智慧校園 4.0，要改變社會。 2. 以 1 個基礎 2 個配套，工業 3.0 時代。",
        ["P |智慧校園 4.0，要改變社會。", "P |以 1 個基礎 2 個配套，工業 3.0 時代。"],
    ),
    "decimals at a sentence's start": ("增加了。1.76%是數位綁定。2.5 倍。", ["L 增加了。1.76%是數位綁定。2.5 倍。"]),
    "dates and years": ("於 2021. 3. 24 簽署，2021.3.25 生效。", ["L 於 2021. 3. 24 簽署，2021.3.25 生效。"]),
    "points without stops": (
        "策略包含 1. 數位轉型 2. 身份識別 3. 5G",
        ["L 策略包含", "P |數位轉型", "P |身份識別", "P |5G"],
    ),
    "a Latin word before a number": (
        "包含： 1. 使用 ZOOM 2. 公文系統 3. Archivesocial",
        ["L 包含：", "P |使用 ZOOM", "P |公文系統", "P |Archivesocial"],
    ),
    "no space after the number": ("包含：1.甲。2.乙。3.丙。", ["L 包含：", "P |甲。", "P |乙。", "P |丙。"]),
    "a label that begins with a digit, no space": (
        "包含：1.甲：乙。2.5G：丙。3.2030 年達成。",
        ["L 包含：", "P 甲|甲：乙。", "P 5G|5G：丙。", "P |2030 年達成。"],
    ),
    "enumeration comma": ("包含：1、甲。2、乙。", ["L 包含：", "P |甲。", "P |乙。"]),
    "enumeration of numbers": ("分為 1、2、3 級，以及第 1、2 期。", ["L 分為 1、2、3 級，以及第 1、2 期。"]),
    "bracket behind": ("包含：1) 甲 2) 乙", ["L 包含：", "P |甲", "P |乙"]),
    "brackets": ("包含：(1) 甲；(2) 5G；(3)2050 年", ["L 包含：", "P |甲；", "P |5G；", "P |2050 年"]),
    "full-width brackets": ("包含：（1）甲；（2）乙。", ["L 包含：", "P |甲；", "P |乙。"]),
    "full-width numbers": ("包含：１．甲。２．乙。", ["L 包含：", "P |甲。", "P |乙。"]),
    "circled numbers": ("包含：①甲；②乙；③丙", ["L 包含：", "P |甲；", "P |乙；", "P |丙"]),
    "a circled number in a sentence": ("如圖①所示，見②。", ["L 如圖①所示，見②。"]),
    "brackets in a sentence": ("包含(1)甲、(2)乙及(3)丙。", ["L 包含(1)甲、(2)乙及(3)丙。"]),
    "Chinese numbers": ("一、甲：乙。二、丙。十、丁。", ["P 甲|甲：乙。", "P |丙。十、丁。"]),
    "Chinese numbers in brackets": ("（一）甲。（二）乙。", ["P |甲。", "P |乙。"]),
    "Chinese numbers above, numbers below": (
        "<p>一、甲： 1. 子。 2. 丑。</p><p>二、乙： 1. 寅。</p>",
        ["P 甲|甲： 1. 子。 2. 丑。", "P 乙|乙： 1. 寅。"],
    ),
    "numbers above, brackets below": ("1. 甲：(1) 子。(2) 丑。 2. 乙。", ["P 甲|甲：(1) 子。(2) 丑。", "P |乙。"]),
    "first, second in words are text": ("第一，推動甲。第二，推動乙。", ["L 第一，推動甲。第二，推動乙。"]),
    "periods by Chinese numbers": ("第一、二期工程，一、二級警戒。", ["L 第一、二期工程，一、二級警戒。"]),
    "a list that does not begin with 1": ("2. 甲。 3. 乙。", ["L 2. 甲。 3. 乙。"]),
    "a number is skipped": ("1. 甲。 2. 乙。 4. 丙。", ["P |甲。", "P |乙。 4. 丙。"]),
    "two lists": (
        "<p>甲：</p><ol>1. 子。 2. 丑。</ol><p>乙：</p><ol>1. 寅。 2. 卯。</ol>",
        ["L 甲：", "P |子。", "P |丑。", "L 乙：", "P |寅。", "P |卯。"],
    ),
    "ten points": (
        "".join(f"{n}. 第{n}項。 " for n in range(1, 13)),
        [f"P |第{n}項。" for n in range(1, 13)],
    ),
    "bullets on lines": ("包含：\n• 甲\n• 乙：丙", ["L 包含：", "P |甲", "P 乙|乙：丙"]),
    "bullets in a run": ("包含： • 甲。 • 乙 • 丙", ["L 包含：", "P |甲。", "P |乙", "P |丙"]),
    "an interpunct in a name": ("市長謝爾蓋•索比亞寧與安·依達戈", ["L 市長謝爾蓋•索比亞寧與安·依達戈"]),
    "asterisks and hyphens are text": ("* 甲 - 乙 # 丙", ["L * 甲 - 乙 # 丙"]),
    "long or compound before the colon": (
        "1. 甲，乙：丙 2. 網址 http://a.tw 3. 時間 10:30",
        ["P |甲，乙：丙", "P |網址 http://a.tw", "P |時間 10:30"],
    ),
    "half-width colon": ("1. Smart City: 甲。", ["P Smart City|Smart City: 甲。"]),
    "a run with spaces is one lead": (
        "滿足狀況。 推動 265 計畫：數位鴻溝。 FAI：創新中心。",
        ["L 滿足狀況。 推動 265 計畫：數位鴻溝。 FAI：創新中心。"],
    ),
    "odd white space inside stays": ("甲　乙  丙&nbsp;丁", ["L 甲　乙  丙\u00a0丁"]),
    # joins
    "a page cuts a word": ("強化軟\f體技術。", ["L 強化軟體技術。"]),
    "a page cuts a paragraph that was closed": ("<p>強化軟</p>\f<p>體技術。</p>", ["L 強化軟體技術。"]),
    "a page cuts a point": (
        "兩個： 1. 大家 10 分鐘\f<p>內，可以。</p> <p>2. 銅。</p>",
        ["L 兩個：", "P |大家 10 分鐘內，可以。", "P |銅。"],
    ),
    "a page cuts before a number": ("兩個： 1. 大家下車\f2. 銅。", ["L 兩個：", "P |大家下車", "P |銅。"]),
    "a page cuts before a number of a sentence": ("排碳減少\f4.5 倍。", ["L 排碳減少4.5 倍。"]),
    "a page cuts a decimal": ("增加了 1.\f76%。", ["L 增加了 1.76%。"]),
    "a page cuts Latin words": ("實作 Digital\fTwins 平台", ["L 實作 Digital Twins 平台"]),
    "a page cuts a number": ("涵蓋率 9\f9.9%，5\fG", ["L 涵蓋率 99.9%，5G"]),
    "a page cuts between Han and Latin": ("使用\fZOOM 開會", ["L 使用ZOOM 開會"]),
    "white space at a cut beside Latin": ("使用 \fZOOM 開會", ["L 使用 ZOOM 開會"]),
    "white space at a cut between Han": ("強化軟 \f　體技術", ["L 強化軟體技術"]),
    "a page ends after a sentence, nothing marked": ("甲。\f乙。", ["L 甲。乙。"]),
    "a page ends after a sentence, paragraphs marked": ("<p>甲。</p>\f<p>乙。</p>", ["L 甲。", "L 乙。"]),
    "a page ends after a colon, paragraphs marked": ("<p>甲：</p>\f<p>乙。</p>", ["L 甲：", "L 乙。"]),
    "a page ends after a quotation": ("<p>「甲。」</p>\f<p>乙。</p>", ["L 「甲。」", "L 乙。"]),
    "a page ends between items": ("<ul><li>甲案</li></ul>\f<ul><li>乙案</li></ul>", ["P |甲案", "P |乙案"]),
    "a page cuts an item's sentence": (
        "<ul><li>發展列車，避免壅</li></ul>\f<ul><li>塞，很好。</li><li>乙</li></ul>",
        ["P |發展列車，避免壅塞，很好。", "P |乙"],
    ),
    "two pages in one cell": ("甲乙\f丙丁\f戊己。", ["L 甲乙丙丁戊己。"]),
    "a page of nothing": ("甲乙\f \f丙。", ["L 甲乙丙。"]),
    "lines that are sentences": ("甲。\n乙。\r\n丙".replace("\r", ""), ["L 甲。", "L 乙。", "L 丙"]),
    "a line cut in a sentence": ("強化軟\n體技術。", ["L 強化軟體技術。"]),
    "numbered lines": ("包含\n1. 甲\n2. 乙\n丙", ["L 包含", "P |甲", "P |乙丙"]),
    "numbered with tabs": ("包含：\n1.\t甲\n2.\t乙", ["L 包含：", "P |甲", "P |乙"]),
    "hard space around numbers": ("包含：&nbsp;1.&nbsp;甲。&nbsp;2.&nbsp;乙。", ["L 包含：", "P |甲。", "P |乙。"]),
    "breaks instead of paragraphs": ("包含：<br>1. 甲<br>2. 乙<br><br>丙", ["L 包含：", "P |甲", "P |乙", "L 丙"]),
    "a span that wraps everything": ("<span style='x'><p>甲。</p></span>", ["L 甲。"]),
    "a table inside": ("<table><tr><td>甲</td><td>乙</td></tr></table>", ["L 甲", "L 乙"]),
    "a page ends behind a list number": (
        "<p>甲： 1. 子。 2.</p>\f<p>丑。 3. 寅。</p>",
        ["L 甲：", "P |子。", "P |丑。", "P |寅。"],
    ),
    "list numbers on lines of their own": ("包含：\n1.\n甲\n2.\n乙", ["L 包含：", "P |甲", "P |乙"]),
    "a number of a phase before the list": (
        "第 1. 階段： 1. 甲。 2. 乙。 以 1. 為先",
        ["L 第 1. 階段：", "P |甲。", "P |乙。 以 1. 為先"],
    ),
    "a better 1 comes later": ("見表 1. 說明： 1. 甲。 2. 乙。", ["L 見表 1. 說明：", "P |甲。", "P |乙。"]),
    "nothing": ("<p> &nbsp; </p><ol></ol>", []),
    "Kana": ("スマート\fシティ", ["L スマートシティ"]),
    "a quotation mark before the number": (
        "他說「很好。」 1. 甲。 2. 乙。",
        ["L 他說「很好。」", "P |甲。", "P |乙。"],
    ),
    "numbers of a list within a list are words": (
        "<li>交通</li><p>（一）號誌</p><p>（二）巴士</p><p>1. 路線</p><li>醫療</li><p>（一）門診</p>",
        ["P |交通", "L （一）號誌", "L （二）巴士", "L 1. 路線", "P |醫療", "L （一）門診"],
    ),
    "lines that signs begin": (
        "包含\n- 甲\n－乙\n◎丙\n※ 丁\n(a) 戊\nA. 己\n甲、子\n第一，辛\n【1】壬",
        [
            f"L {line}"
            for line in ("包含", "- 甲", "－乙", "◎丙", "※ 丁", "(a) 戊", "A. 己", "甲、子", "第一，辛", "【1】壬")
        ],
    ),
    "lines that begin as items do": (
        "市長 Joseph\nV. Schember 說明\n甲、乙、丙三方\n——以及第\n第三、第四季，氣溫\n-5 度",
        ["L 市長 Joseph V. Schember 說明甲、乙、丙三方——以及第第三、第四季，氣溫-5 度"],
    ),
    "a paragraph's end": ("強化軟\u2029體技術\u20291.\u2029甲\u20292. 乙", ["L 強化軟", "L 體技術", "P |甲", "P |乙"]),
    "a number of two digits alone": ("共有 24. 甲", ["L 共有 24. 甲"]),
    "a weak number that nothing follows": ("1. 甲方案。乙為第 2. 階段", ["P |甲方案。乙為第 2. 階段"]),
}


def written(cell):
    return [
        f"P {paragraph.label}|{paragraph.text}"
        if paragraph.kind == "point"
        else f"{paragraph.kind[0].upper()} {paragraph.text}"
        for paragraph in paragraphs(blocks(cell))
    ]


@pytest.mark.parametrize("name", CASES)
def test_cell(name):
    cell, expected = CASES[name]
    assert written(cell) == expected
