"""What the columns of a digest's table are called, and what each holds. Pure.

The office writes 編號, 城市首長或代表 and 內容摘要; other papers say who spoke in several columns, in another order, or
have columns that a digest does not need.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import IntEnum

from speeches.digest.markup import is_wide, plain


class Holds(IntEnum):
    """What is in a column. Those of who spoke stand in the order in which one cell would say it."""

    NUMBER = 0
    COUNTRY = 1
    BODY = 2
    ROLE = 3
    HONORIFIC = 4
    NAME = 5
    CONTENT = 6
    ENGLISH = 7
    OTHER = 8

    @property
    def is_who(self) -> bool:
        return Holds.COUNTRY <= self <= Holds.NAME


# The columns of every paper that is understood, whatever they are called in it.
NAMES = ("編號", "城市首長或代表", "內容摘要")
_WORDS = {
    Holds.NUMBER: "編號 序號 項次 號次 編次 次序 順序 號碼 流水號 序 號 no no. #",
    Holds.COUNTRY: "國家 國別 國名 國籍 國家名稱",
    Holds.BODY: """城市 都市 縣市 城市名稱 城市名 城市別 單位 機關 機構 組織 單位名稱 機關名稱 機構名稱 服務單位
        服務機關 代表單位 代表機構 代表城市 所屬單位 城市機構""",
    Holds.ROLE: "職稱 職務 職銜 職位 頭銜 現職",
    Holds.HONORIFIC: "稱謂 敬稱 尊稱",
    Holds.NAME: """城市首長或代表 城市首長 城市代表 首長 首長姓名 首長代表 城市首長代表 代表 代表人 代表姓名 市長
        與會首長 與會代表 與會者 與會貴賓 出席首長 出席代表 出席者 講者 講者姓名 講員 演講者 演講人 主講人 主講者
        發言人 發言者 發言代表 致詞人 致詞者 致詞貴賓 貴賓 外賓 姓名 中文姓名 名字""",
    Holds.CONTENT: """內容摘要 談話摘要 談話內容摘要 摘要 談話內容 談話重點 談話重點摘要 談話要點 談話紀要 談話
        發言摘要 發言內容摘要 發言內容 發言重點 發言要點 發言紀要 發言 演講摘要 演講內容摘要 演講內容 演講重點 演講要點
        致詞摘要 致詞內容 致詞重點 致詞要點 重點摘要 重點內容 內容重點 摘要內容 重點 要點 內容 紀要
        講話內容 講話摘要 講話重點""",
    Holds.ENGLISH: "english 英文 英譯 英文翻譯",
}
_KNOWN = {word: holds for holds, words in _WORDS.items() for word in words.split()}
# A header is short; what is longer is text and is not looked at closely.
_LONGEST = 60
_NOTE = re.compile(r"\(.*?\)$|【.*?】$|\[.*?\]$")
# 「談話摘要（英）」 and 「談話摘要 English」 stand beside the Chinese, 「談話摘要（中英）」 holds it.
_ENGLISH, _CHINESE = re.compile("英|english"), re.compile("中|chinese")
_LATIN_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff])[(/]?[a-z0-9 .,'’/&-]+\)?$")
# 「講者/姓名/職稱」「首長及代表」; but not in 與會首長 and 參與代表.
_BETWEEN = re.compile("[/、,;+&|]|或|及|和|暨|(?<!參)與(?!會)")
_PRESENT = re.compile("^(?:與會|參與|參加|出席|受邀)之?")


def squeezed(text: str) -> str:
    """The text without markup, white space, width and case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", plain(text[:_LONGEST]))).lower()


def holds(name: str) -> Holds | None:
    """What a column of this name holds; None where the name is not known."""
    written = squeezed(name)
    shorter = _NOTE.sub("", written)
    for form in (written, shorter, _LATIN_BEHIND.sub("", shorter)):
        if (known := _known(form)) is not None:
            return None if known is Holds.CONTENT and _is_english(written[len(form) :]) else known
    return None


def _known(form: str) -> Holds | None:
    if (known := _word(form)) is not None:
        return known
    kinds = {_word(word) for word in _BETWEEN.split(form)}
    if None not in kinds and len(kinds) == 1:
        return kinds.pop()
    if None not in kinds and all(kind.is_who for kind in kinds):
        return Holds.NAME if Holds.NAME in kinds else min(kinds)
    return None


def _word(word: str) -> Holds | None:
    """What a column of this one name holds: who was there is who spoke."""
    known = _KNOWN.get(word)
    if known is None and (present := _PRESENT.match(word)):
        known = _KNOWN.get(word[present.end() :])
        return known if known is not None and known.is_who else None
    return known


def _is_english(note: str) -> bool:
    return bool(_ENGLISH.search(note)) and not _CHINESE.search(note)


def understood(names: Sequence[str]) -> list[Holds] | None:
    """What each of these columns holds, if together they are a digest's: a number, who spoke, and what was said."""
    if len(names) < 3:
        return None
    known = [holds(name) for name in names]
    counted = sum(one is Holds.NUMBER for one in known), sum(one is Holds.CONTENT for one in known)
    if counted[0] != 1 or not counted[1] or not any(one is not None and one.is_who for one in known):
        return None
    return [Holds.OTHER if one is None else one for one in known]


def missing(names: Iterable[str]) -> list[str]:
    """What a digest needs and none of these columns holds, by the office's own names."""
    known = [one for name in names if (one := holds(name)) is not None]
    needed = (Holds.NUMBER in known, any(one.is_who for one in known), Holds.CONTENT in known)
    return [name for name, is_there in zip(NAMES, needed, strict=True) if not is_there]


def is_part_of_header(names: Iterable[str]) -> bool:
    """Whether these are names of columns: the second row of a header, below cells that reach over several."""
    known = [holds(name) for name in names]
    return bool(known) and all(one is not None and (one.is_who or one is Holds.CONTENT) for one in known)


def who(parts: Iterable[tuple[Holds, str]]) -> str:
    """One cell that says who spoke, of the cells that say it in several columns."""
    made = ""
    before = None
    for kind, text in sorted(parts, key=lambda part: part[0]):
        together = before is Holds.COUNTRY and kind is Holds.BODY and is_wide(made[-1]) and is_wide(text[0])
        made += text if together or not made else f" {text}"
        before = kind
    return made
