"""The words of a role and of an honorific, and where they stand in a cell. Pure: vocabulary and two scanners.

A role is a known word with any modifiers before it: 市長, 第一副市長, 代理資訊長, 副市長兼執行長.
"""

import re

_BASES = """
市長 縣長 州長 省長 郡長 區長 鎮長 鄉長 村長 里長 邦長 都長 都知事 府知事 縣知事 道知事 知事 市議員 縣議員
州議員 國會議員 眾議員 參議員 議員 議長 主席 主任委員 主委 委員 主任 代表 代辦 處長 大使 總領事 領事 公使 參事
專員 部長 次長 局長 署長 司長 廳長 院長 校長 會長 理事長 理事 董事長 董事 館長 所長 科長 課長 組長 團長 社長
行長 隊長 站長 台長 分署長 總署長 秘書長 祕書長 秘書 幕僚長 顧問 總顧問 總經理 經理 總裁 執行長 執行董事 營運長
財務長 技術長 科技長 資訊長 數位長 數據長 資料長 創新長 永續長 策略長 資安長 行銷長 韌性長 氣候長 人資長
資訊總監 技術總監 創新總監 數位總監 總監 執行主任 執行秘書 總統 總理 首相 國王 女王 親王 王子 公主 大臣 國務卿
國務大臣 行政長官 行政首長 政務委員 特首 特使 專使 檢察長 教授 研究員 工程師 總工程師 規劃師 建築師 律師
市政經理 城市經理 市經理 市政執行官 發言人 負責人 召集人 主持人 創辦人 協調員 協調官 市政委員 行政官 執行官
數位官 資訊官 創新官 永續官 技術官 數據官 韌性官 策略官 首席官 數位首長 總書記 書記 督導 校監 教育長 警察局長
消防局長 市政顧問 合夥人 主管 經理人 總督 司令 酋長 分析師 講師 助理教授 研究主任 發展官 政務官
"""
_MODIFIERS = """
副 代理 前 前任 現任 首席 常務 榮譽 名譽 候任 當選 助理 資深 高級 一等 二等 三等 第一 第二 第三 第四 總 代 署理
執行 政務 常任 行政 特別 輪值 聯席 聯合 共同 主任 駐台 駐華 全權 特命全權 區域 全球 資訊 技術 數位 科技 創新
永續 策略 協理 主管 專案 業務 商務 經濟 文化 政治 兼任 兼 暨 新任 卸任 國際 臨時
"""
MODIFIERS = frozenset(_MODIFIERS.split())
_HEAD = "|".join(sorted(_BASES.split(), key=len, reverse=True))
_MODIFIER = "|".join(sorted(_MODIFIERS.split(), key=len, reverse=True))
# 首席永續官, 首席城市設計師: whatever stands between the first and the last word, it is a role.
_CHIEF = r"首席[\u4e00-\u9fff]{1,8}?[官長師家]"
_ONE = rf"(?:{_CHIEF}|(?:{_MODIFIER}){{0,5}}(?:{_HEAD}))"
_AND = r"\s?(?:兼任|兼|暨|及|與|、|/|／|&)\s?"
_BRACKET = r"(?:\s?[(（][^()（）]{1,12}[)）])?"
ROLE = re.compile(rf"{_ONE}(?:(?:{_AND}|\s)?{_ONE}){{0,3}}{_BRACKET}")
# Written out in English, a role stands before the name: Mayor John Smith.
_ENGLISH = re.compile(
    r"(?:(?:Lord|Deputy|Vice|Acting|First|Second|Former|Honorary|Executive|Interim|Lieutenant)[\s-]){0,2}"
    r"(?:Mayor|Governor|Minister|Ambassador|President|Premier|Chairman|Chairwoman|Chairperson|Chair|Secretary|"
    r"Commissioner|Director|Alderman|Councillor|Councilor|Councilman|Councilwoman|Councilmember|Council Member|"
    r"Representative|Senator|Prime Minister|Reeve|Warden|Provost)(?=\s)"
)

_TITLES = r"""
Mr|Mrs|Ms|Miss|Mx|Dr|Dra|Drs|Prof|Hon|Msgr|Mag|Cr|Alderman|Alderwoman|Commissioner|Rt\.?\sHon|H\.\s?E|HE(?=\.|\s(?:Mr|Mrs|Ms|Dr|Prof|Hon)\b)|Cllr|Clr|Councill?or|Ald
|(?:The\s)?(?:Rt\.?\s|Right\s)?Hon(?:ou?rable)?|The\sWorshipful|(?:His|Her|Their|Your)\s(?:Excellency|Worship|Honou?r|
Royal\sHighness|Highness|Majesty)|Excellency|Sir|Dame|Lord|Lady|Dato[’'`‘]?\s(?:Sri|Seri)|Datuk\s(?:Seri|Wira|Sri)|Datuk|
Dato[’'`‘]|Dato|Datin|Tan\sSri|Puan\sSri|Toh\sPuan|Tun|Encik|YBhg|YAB|YB|Haji|Hajjah|Rev(?:erend)?|
Lic|Licda|Ing|Engr|Eng|Arch|Arq|Ir|Atty|Sr|Sra|Srta|Mme|Mlle|Madame|Madam|Monsieur|Herr|Frau|Signor|Signora|Don(?=\.)|
Amb|Ambassador|Gov|Governor|Sen|Senator|Rep|Col|Gen|Capt|Captain|Lt|Maj|Sgt|Mtro|Mtra|Professor|Doctor|Sheikha?|Shaikha?|
Shri|Smt|(?:Lord\s|Deputy\s|Vice\s|Acting\s)?Mayor|Minister|M
"""
# What could as well be a name or an initial is a title only with its full stop.
_NEED_STOP = frozenset(
    (
        "m",
        "mag",
        "lic",
        "ing",
        "eng",
        "arch",
        "arq",
        "ir",
        "sen",
        "rep",
        "col",
        "gen",
        "lt",
        "maj",
        "ald",
        "don",
        "sr",
        "amb",
    )
)
_FRENCH = frozenset(
    (
        "FR",
        "BE",
        "CA",
        "CH",
        "LU",
        "MC",
        "CD",
        "CG",
        "CI",
        "SN",
        "ML",
        "BF",
        "BJ",
        "TG",
        "NE",
        "GN",
        "GA",
        "CM",
        "TD",
        "MG",
        "HT",
        "DZ",
        "MA",
        "TN",
        "NC",
        "PF",
        "RE",
        "GP",
        "MQ",
        "GF",
    )
)
_NOT_ALONE = frozenset(
    ("cr", "commissioner", "lord", "lady", "dame", "tun", "haji", "don", "minister", "gov", "governor")
)
_TITLE = re.compile(rf"({''.join(_TITLES.split(chr(10)))})(?![A-Za-z])([.．])?\s*", re.IGNORECASE)
_AFTER = re.compile(r"\s*(先生|女士|小姐|博士|教授|閣下|夫人|太太|議士)$")


def honorifics(name: str, country: str = "") -> tuple[str, str]:
    """The titles before and after a name, as written and joined by a space, and the name without them."""
    found: list[str] = []
    rest = name
    while (match := _TITLE.match(rest)) and _is_title(match, country):
        found.append(match[1] + (match[2] or ""))
        rest = rest[match.end() :]
    match = _AFTER.search(rest[-12:])
    if match and len(rest) > len(match[0]):
        found.append(match[1])
        rest = rest[: len(rest) - len(match[0])]
    return " ".join(found), rest.strip()


def _is_title(match: re.Match[str], country: str) -> bool:
    """Whether what looks like a title is one here: M. in Paris, but not M. Night Shyamalan in Philadelphia."""
    following = match.string[match.end() :]
    if not following:
        return False
    word = re.sub(r"[\s.]+", " ", match[1]).lower()
    if match[2]:
        return word != "m" or country in _FRENCH
    if word in _NEED_STOP or not match[1][0].isupper() or not match[0][-1].isspace():
        return False
    if word == "tun" and country not in ("MY", "BN", "SG"):
        return False
    return word not in _NOT_ALONE or " " in following


def english_role(name: str) -> tuple[str, str]:
    """「Vice Mayor Jane Doe」 -> ("Vice Mayor", "Jane Doe"); "" where no role is written in English."""
    match = _ENGLISH.match(name)
    return (match[0], name[match.end() :].strip()) if match else ("", name)


def all_roles(text: str) -> list[tuple[int, int]]:
    """Every place where a role is written, from each position where one can begin, in order."""
    found = []
    for start in range(len(text)):
        if match := ROLE.match(text, start):
            found.append((start, match.end()))
    return found
