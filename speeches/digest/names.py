"""Who spoke: 「美國伊利市 市長 Mr. Joseph V. Schember」 into country, city, role, honorific and name. Pure.

A cell is a body, a role and a name, in this order, with or without spaces. The role is found first, because its
words are known; what stands before it is the body, what follows is the name.
"""

import re
from dataclasses import dataclass

from speeches.digest import bodies, roles
from speeches.digest.markup import plain
from speeches.records import Problem, gettext_noop

_LONGEST = 120
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_HAN = r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_KANA = r"\u3040-\u30ff"
_HAN_RUN = re.compile(f"[{_HAN}{_KANA}]+")
_LAST_HAN = re.compile(f"[{_HAN}{_KANA}](?=[^{_HAN}{_KANA}]*$)")
_NOTE = re.compile(
    r"\s*[(（【\[〔]([^()（）【】\[\]〔〕]{0,20}(?:視訊|預錄|錄影|線上|代讀|書面|遠端|連線|致詞|影片|實體|現場|代為|宣讀|"
    r"online|video|virtual|remote|recorded)[^()（）【】\[\]〔〕]{0,20})[)）】\]〕]",
    re.IGNORECASE,
)
_BARE_NOTE = re.compile(r"\s+(?:視訊|預錄|預錄影片|線上|視訊致詞|預錄致詞|線上致詞)$")
# 外交部長: the last character of the body is the first of the role.
_SHARED = re.compile("^(?:政務|常務|副|代理)*([部局處署院會校司廳])長$")
# Surnames that make 「柯文哲 市長」 a name before a role.
_SURNAMES = (
    "陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾游詹彭胡施沈余盧梁趙顏柯翁魏孫戴范方宋鄧杜侯曹薛丁卓阮馬董温溫唐藍蔣石古紀姚"
    "連馮歐程湯田康姜白汪鄒尤巫鐘黎涂龔嚴韓袁金童陸夏柳凃邵錢伍倪溫于譚駱熊任甘秦顧毛章史官萬俞雷粘饒闕崔尹孔辛武辜陶段龍韋葛池孟褚殷麥賀莫文管"
)
_NO_NAME = re.compile(
    "(?:辦公室|委員會|代表處|代表部|辦事處|中心|公司|大學|學院|學校|政府|都會區|共和國|[協會議商公學大國]會|會議|聯盟|官邸|公署|論壇|團隊|小組|集團|銀行|[處室署團局]$)"
)
_UNKNOWN_ROLE = re.compile(r"[^\s]{1,7}[長官員師監理席任使人家臣王]$")
_ROLE_WORDS = re.compile(
    "(?:事務|政策|計畫|專案|業務|城市|都市|發展|創新|科技|數位|轉型|交通|教育|環境|永續|氣候|資訊|智慧|治理|規劃|首席|[長官員師家])$"
)
_SEPARATORS = " :：,，、/／-–—"


@dataclass(frozen=True, slots=True)
class Who:
    """What a cell says; `doubts` are problems without a row."""

    country: str = ""
    city: str = ""
    organization: str = ""
    role: str = ""
    honorific: str = ""
    speaker: str = ""
    doubts: tuple[Problem, ...] = ()


@dataclass
class _Cell:
    """A cell cut in three."""

    body: str
    role: str
    name: str
    doubts: list[Problem]


def who(cell: str) -> Who:
    """What the cell says of the speaker. Never fails: what is missing is empty and named in `doubts`."""
    text = plain(_INVISIBLE.sub("", cell))
    if not text:
        return Who(doubts=(_doubt(gettext_noop("The row does not say who spoke; the name was left empty.")),))
    if len(text) > _LONGEST:
        message = gettext_noop(
            "The words on who spoke are too long to be split; their beginning was taken as the name."
        )
        return Who(speaker=text[:100], doubts=(_doubt(message),))
    text, notes = _without_notes(text)
    cut = _cut(text)
    body = bodies.body(cut.body.strip(_SEPARATORS), cut.role)
    honorific, speaker = roles.honorifics(cut.name.strip(_SEPARATORS).rstrip("。；;"), body.country)
    role = cut.role
    if not role:
        role, rest = roles.english_role(cut.name.strip(_SEPARATORS))
        if role:
            honorific, speaker = roles.honorifics(rest, body.country)
    doubts = [*notes, *cut.doubts, *body.doubts]
    if not role:
        doubts.append(_doubt(gettext_noop("No role was found; it was left empty.")))
    if not speaker:
        doubts.append(_doubt(gettext_noop("No name was found; it was left empty.")))
    return Who(body.country, body.city, body.organization, role, honorific, speaker, tuple(doubts))


def _doubt(message: str, **values: str) -> Problem:
    return Problem(None, message, values)


def _without_notes(text: str) -> tuple[str, list[Problem]]:
    """The cell without 「（視訊）」 and the like, which say how, not who."""
    notes = [match[1].strip() for match in _NOTE.finditer(text)]
    text = _NOTE.sub(" ", text)
    if match := _BARE_NOTE.search(text[-20:]):
        notes.append(match[0].strip())
        text = text[: len(text) - len(match[0])]
    message = gettext_noop("“%(note)s” was taken for a note and left out of the name.")
    return " ".join(text.split()), [_doubt(message, note=note) for note in notes]


def _cut(text: str) -> _Cell:
    found = roles.all_roles(text)
    for _, end in sorted(found, key=lambda span: -span[1]):
        if end < len(text) and _begins_name(text[end:]):
            return _at_role(text, end, found)
    if found and found[-1][1] == len(text):
        return _role_last(text, found)
    return _no_role(text)


def _begins_name(text: str) -> bool:
    """Whether what follows a role is a name: 「室主任 王小明」 after 市長 is not."""
    if not any(char.isalpha() for char in text):
        return False
    run = _HAN_RUN.match(text)
    if not run:
        return True
    if "·" in text or "‧" in text or "・" in text or "•" in text:
        return True
    return _is_name(roles.honorifics(run[0])[1])


def _is_name(text: str) -> bool:
    """Whether words without any sign of a name could be one: names end in 科, 城 or 州 too, so only words of more
    than one character speak against it."""
    return 2 <= len(text) <= 6 and not _NO_NAME.search(text)


def _at_role(text: str, end: int, found: list[tuple[int, int]]) -> _Cell:
    body, role, doubts = _head(text[:end], [start for start, stop in found if stop == end])
    if not bodies.is_body(body):
        for start, stop in roles.all_roles(body):
            if bodies.is_body(body[:start].rstrip()) and body[stop : stop + 1] == " ":
                message = gettext_noop("Several people seem to be named; all of them were taken as the name.")
                return _Cell(text[:start], text[start:stop], text[stop:].strip(_SEPARATORS), [_doubt(message)])
    return _Cell(body, role, text[end:].strip(_SEPARATORS), doubts)


def _head(head: str, starts: list[int]) -> tuple[str, str, list[Problem]]:
    """The body and the role of what stands before the name. The role begins where the body ends as a body does:
    新北市｜議員, but 新北市｜市議員."""
    start = next((start for start in starts if _ends_body(head, start)), None)
    if start is not None:
        return *_further_words(head[:start], head[start:]), []
    start = next((start for start in starts if start == 0 or head[start - 1] in _SEPARATORS), starts[0])
    body, role = head[:start], head[start:]
    shared = _SHARED.match(role)
    if shared and body and not body.endswith(" "):
        message = gettext_noop("“%(written)s” was read as %(body)s and %(role)s.")
        return body + shared[1], role, [_doubt(message, written=head, body=body + shared[1], role=role)]
    before, _, word = body.rpartition(" ")
    if word and bodies.is_body(before) and not bodies.is_city_role(role):
        return before, word + role, []
    return *_further_words(body, role), []


def _further_words(body: str, role: str) -> tuple[str, str]:
    """Words that stand with the body but belong to the role: 「紐約市 前｜市長」「臺北市 智慧城市｜總顧問」."""
    written = body + role
    body = body.rstrip(_SEPARATORS)
    modifiers = [word for word in roles.MODIFIERS if body.endswith(word)]
    modifier = max(modifiers, key=len, default="")
    if modifier and bodies.is_body(body.removesuffix(modifier).rstrip()):
        return body.removesuffix(modifier).rstrip(), written[len(body) - len(modifier) :]
    words = body.split(" ")
    last = _last_body(words)
    if last is not None and _ROLE_WORDS.search(" ".join(words[last + 1 :])):
        return " ".join(words[: last + 1]), " ".join((*words[last + 1 :], role))
    return body, role


def _last_body(words: list[str]) -> int | None:
    """The last of the words that ends as a place or an organization does."""
    return next((index for index in range(len(words) - 1, -1, -1) if bodies.is_body(words[index])), None)


def _ends_body(head: str, start: int) -> bool:
    """Whether a body ends where a role would start: in 「布里斯本 市議員」 the 市 is no body."""
    body = head[:start].rstrip(_SEPARATORS)
    alone = start > 1 and head[start - 1] not in _SEPARATORS and head[start - 2] in _SEPARATORS
    return not alone and bodies.is_body(body)


def _role_last(text: str, found: list[tuple[int, int]]) -> _Cell:
    """Nothing after the role: the name is missing, or stands before it (柯文哲 市長)."""
    body, role, doubts = _head(text, [start for start, stop in found if stop == len(text)])
    body = body.rstrip()
    if match := _LAST_HAN.search(body):
        name = body[match.end() :].strip()
        if re.search(r"[A-Za-z].*\s.*[A-Za-z]", name):
            return _Cell(body[: match.end()], role, name, doubts)
    before, _, name = body.rpartition(" ")
    if not before and bodies.body(body, role).country == "TW":
        match = re.match("(.*(?:市|縣|部|會|院|局|處|署))(.{2,4})$", body)
        before, name = (match[1], match[2]) if match else ("", "")
    known = name[:1] in tuple(_SURNAMES) and len(name) <= 4
    if before and bodies.is_body(before) and _is_name(name) and (known or before[-1] == role.lstrip("副代理前")[:1]):
        return _Cell(before, role, name, doubts)
    return _Cell(body, role, "", doubts)


def _no_role(text: str) -> _Cell:
    """No word is known as a role: what stands between body and name is one nevertheless."""
    head, name = _before_name(text)
    words = head.split(" ")
    last = _last_body(words) or 0
    body, role = " ".join(words[: last + 1]), " ".join(words[last + 1 :])
    if role or bodies.is_body(body):
        return _Cell(body, role, name, [])
    for index in range(len(body) - 2, 1, -1):
        if bodies.is_body(body[:index]) and _UNKNOWN_ROLE.fullmatch(body, index):
            message = gettext_noop("“%(role)s” was assumed to be the role.")
            return _Cell(body[:index], body[index:], name, [_doubt(message, role=body[index:])])
    return _Cell(body, "", name, [])


def _before_name(text: str) -> tuple[str, str]:
    """Body (and role) before the name: the name is the Latin end of the cell, else its last word."""
    titles, bare = roles.honorifics(text)
    end = text if titles else bare
    match = _LAST_HAN.search(end)
    if match and re.search(r"[^\W\d_]", end[match.end() :]):
        return text[: match.end()], text[match.end() :].strip()
    if not match:
        return "", text
    head, _, name = text.rpartition(" ")
    if head and (_is_name(name) or "·" in name or "‧" in name or "・" in name):
        return head, name
    return text, ""
