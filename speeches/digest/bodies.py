"""Whom a speaker represents: which country, which city, which organization. Pure.

A city is named without its country (伊利市), an organization as written, with it (加拿大駐台北貿易辦事處).
"""

import re
from dataclasses import dataclass

from speeches import countries
from speeches.records import Problem, gettext_noop

_PLACE = re.compile(
    "(?:市|縣|區|州|省|府|都|郡|鎮|鄉|村|町|城|邦|島|群島|大都會|領地|公社|自治領|自治市鎮|道|教區|[Cc]ity|[Cc]ounty)$"
)
_NO_PLACE = re.compile(
    "(?:城市|都市|超市|股市|門市|政府|市府|縣府|州府|省府|首府|總統府|官府|園區|社區|學區|商圈區|專區|頻道|渠道|管道|報導|首都"
    "|京都議定|公會所)$"
)
# 「(大)都會區」「特別區」 are places although 「社區」「園區」 are not; 京都, 大阪府, 北海道 are places.
_ORGANIZATION = re.compile(
    "(?:處|部|局|署|院|會|室|司|廳|科|課|組|隊|團|黨|所|館|社|校|台|隊部|中心|公司|企業|集團|大學|學校|高中|國中|國小|小學|機構|機關|政府|市府|縣府"
    "|州府|省府|總統府|王室|皇家|內閣|聯盟|聯合國|組織|網絡|網路|平台|銀行|基金|議院|法院|法人|協定|聯合會|園區|社區|學區|專區|歐盟|東協|計畫|實驗室"
    "|使團|代表團|智庫|媒體|報|電台|電信|實業|工業|控股|事務所|合作社|商圈|聯誼|俱樂部|車站|機場|港務|捷運|圖書館|博物館|醫院|軍|警|庫|辦公廳|辦"
    "|[Ii]nc\\.?|[Ll]td\\.?|[Cc]orp\\.?|Foundation|University|Council|Commission|Ministry|Office|Association|Institute"
    "|Center|Centre|Agency|Authority|Department|Bureau|Alliance|Network|Group|Company|Bank)$"
)
_CITY_ROLE = re.compile("(?:市|縣|州|省|區|郡|鎮|鄉|村|邦|都)長|知事|首長|市議員|市政|市經理|議長")
_COMPANY_ROLE = re.compile("經理|董事|總裁|執行長|創辦人|合夥人|發言人|理事|會長")
_TAIWAN_SHORT = (
    "台北 新北 桃園 台中 台南 高雄 基隆 新竹 苗栗 彰化 南投 雲林 嘉義 屏東 宜蘭 花蓮 台東 澎湖 金門 連江 馬祖"
)
_TAIWAN_BODIES = """
總統府 行政院 立法院 司法院 考試院 監察院 外交部 經濟部 內政部 國防部 財政部 教育部 法務部 交通部 勞動部 農業部
衛生福利部 衛福部 環境部 文化部 數位發展部 數發部 科技部 國家科學及技術委員會 國科會 國家發展委員會 國發會
大陸委員會 陸委會 金融監督管理委員會 金管會 海洋委員會 僑務委員會 僑委會 原住民族委員會 原民會 客家委員會 客委會
公平交易委員會 國家通訊傳播委員會 通傳會 中央選舉委員會 中選會 環境保護署 環保署 公共工程委員會 農業委員會
農委會 工業技術研究院 工研院 資訊工業策進會 資策會 國家實驗研究院 國研院 中央研究院 中研院 國家高速網路 國網中心
中央銀行 中央氣象署 國立 財團法人 社團法人 外貿協會 對外貿易發展協會 中華 台灣 國家衛生研究院 國衛院 疾病管制署
衛生署 經建會 研考會 人事行政總處 主計總處 電腦公會 海基會 海峽交流基金會 生策會 營建署 國土管理署 產業發展署
工業局 產業園區管理局 數位產業署 資通安全署 資安署 台積電 鴻海 遠傳電信 台達電 華碩 宏碁 悠遊卡
"""
# Offices in Taipei that are named after a capital.
_CAPITALS = {"馬尼拉": "PH", "莫斯科": "RU"}
_TAIWAN = (*_TAIWAN_SHORT.split(), *_TAIWAN_BODIES.split())
_INTERNATIONAL = re.compile(
    "聯合國|歐洲|歐盟|國際|世界|全球|亞洲|亞太|東南亞|東協|非洲聯盟|非盟|美洲|拉丁美洲|中美洲|太平洋|ICLEI|C40|UN|WHO|OECD|EU|APEC|WeGO|CityNet"
)
_POSTED = re.compile("駐(?:台灣|台北市|台北|台|華|中華民國)")
_BRACKETED = re.compile(r"\s*[(（]([^()（）]{2,20})[)）]$")
_SEPARATORS = " /／・·‧,，、-－–—:："


@dataclass(frozen=True, slots=True)
class Body:
    country: str = ""
    city: str = ""
    organization: str = ""
    doubts: tuple[Problem, ...] = ()


def is_place(text: str) -> bool:
    return bool(_PLACE.search(text[-8:])) and not _NO_PLACE.search(text[-8:])


def is_organization(text: str) -> bool:
    return bool(_ORGANIZATION.search(text[-12:])) and not is_place(text)


def is_city_role(role: str) -> bool:
    """Whether the role is that of a place: a mayor's, a governor's."""
    return bool(_CITY_ROLE.search(role))


def is_body(text: str) -> bool:
    """Whether the words end as a place or an organization does."""
    return is_place(text) or is_organization(text)


def body(text: str, role: str = "") -> Body:
    """Country, city and organization in the words before a role; the role decides where the words do not."""
    if not text:
        return Body(
            doubts=(_doubt(gettext_noop("Neither a city nor an organization was found; both were left empty.")),)
        )
    code, rest = _country(text)
    if not rest:
        return _country_itself(code, text, role)
    if not code:
        code, text, rest = _country_behind(text)
    place, organization = _parts(rest, text)
    if organization is not None:
        return Body(code, place, organization, _unknown_country(code, organization))
    if code == "TW" and not is_place(rest) and not rest.replace("臺", "台").startswith(_TAIWAN[:21]):
        return Body(code, "", text)
    if is_place(rest) or is_city_role(role):
        return Body(code, place, "", _unknown_country(code, rest))
    if code and _COMPANY_ROLE.search(role):
        return Body(code, "", text, (_doubt(gettext_noop("“%(body)s” was assumed to be an organization."), body=text),))
    if code:
        message = gettext_noop("“%(body)s” was assumed to be a city.")
        return Body(code, place, "", (_doubt(message, body=rest),))
    message = gettext_noop("“%(body)s” was assumed to be an organization; its country was left empty.")
    return Body("", "", text, (_doubt(message, body=text),))


def _doubt(message: str, **values: str) -> Problem:
    return Problem(None, message, values)


def _unknown_country(code: str, name: str) -> tuple[Problem, ...]:
    if code or _INTERNATIONAL.match(name):
        return ()
    return (_doubt(gettext_noop("No country was found for “%(body)s”; it was left empty."), body=name),)


def _country(text: str) -> tuple[str, str]:
    """The code ("" if unknown) and the words after the country. A city may bear its country's name: 巴拿馬市."""
    plain = text.replace("臺", "台")
    if posted := _POSTED.match(plain):
        found = countries.match_prefix(text[posted.end() :].lstrip(_SEPARATORS))
        return (found[0] if found else ""), text
    if plain.startswith("駐"):
        return "TW", text
    found = countries.match_prefix(text)
    if found and found[0] == "TW":
        return _after(found[1], text)
    if plain.startswith(_TAIWAN) and not (found and len(found[1]) > 3):
        return "TW", text
    if found:
        return _after(found[1], text, found[0])
    return ("", text) if is_place(text) else (_CAPITALS.get(text[:3], ""), text)


def _after(matched: str, text: str, code: str = "TW") -> tuple[str, str]:
    rest = text[len(matched) :]
    if rest and re.match("[市城州省縣區島]", rest):
        return code, text
    return code, rest.lstrip(_SEPARATORS)


def _country_behind(text: str) -> tuple[str, str, str]:
    """「伊利市（美國）」: the country may stand in brackets behind."""
    match = _BRACKETED.search(text[-30:])
    found = countries.match_prefix(match[1].strip()) if match else None
    if not match or not found or found[1] != match[1].strip():
        return "", text, text
    name = text[: len(text) - len(match[0])]
    return found[0], name, name


def _country_itself(code: str, text: str, role: str) -> Body:
    """Only a country's name: a city state's city if its mayor speaks, else the state is its own body."""
    if is_city_role(role):
        return Body(code, text)
    message = gettext_noop("“%(body)s” is a country; it was taken as the organization that is represented.")
    return Body(code, "", text, (_doubt(message, body=text),))


def _parts(rest: str, text: str) -> tuple[str, str | None]:
    """The city and the organization, which is None if the words name none.

    「美國舊金山市 資訊局」 names both; without the space it is one organization, as written.
    """
    words = rest.split(" ")
    if not is_organization(rest):
        return rest, None
    for index in range(len(words) - 1, 0, -1):
        city = " ".join(words[:index])
        if is_place(city):
            return city, " ".join(words[index:])
    return "", text
