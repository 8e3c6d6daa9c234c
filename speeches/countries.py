"""Countries: their names in both languages, their part of the world, and the names under which a paper writes them.

Codes are ISO 3166-1 alpha-2 (and XK, which CLDR uses for Kosovo). Names come from CLDR through Babel; the
aliases beside them are those of Taiwan's foreign ministry and newspapers, of Hong Kong and of the mainland.
"""

import re
from functools import cache

from babel import Locale

# The parts of the world in the order in which pages list them; membership follows UN M49, except that the
# Middle East and North Africa stand together.
_REGION_TABLE = {
    "tw": "TW",
    "as": "AF AM AZ BD BN BT CN GE HK ID IN JP KG KH KP KR KZ LA LK MM MN MO MV MY NP PH PK SG TH TJ TL TM UZ VN",
    "oc": "AQ AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
    "na": "US CA BM GL PM",
    "la": "MX GT BZ SV HN NI CR PA AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI "
    "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE",
    "eu": "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME "
    "MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK",
    "me": "AE BH DZ EG EH IL IQ IR JO KW LB LY MA OM PS QA SA SY TN TR YE",
    "af": "AO BF BI BJ BW CD CF CG CI CM CV DJ ER ET GA GH GM GN GQ GW IO KE KM LR LS MG ML MR MU MW MZ NA NE NG RE RW "
    "SC SD SH SL SN SO SS ST SZ TD TF TG TZ UG YT ZA ZM ZW",
}
REGIONS = tuple(_REGION_TABLE)
_REGION_OF = {code: region for region, codes in _REGION_TABLE.items() for code in codes.split()}
CODES = frozenset(_REGION_OF)

# CLDR's long forms ("Hong Kong SAR China") are no names for a list of cities; its own short forms are.
_SHORT_NAMES = {"HK": {"zh_hant": "香港", "en": "Hong Kong"}, "MO": {"zh_hant": "澳門", "en": "Macao"}}

# A code, then its names beside CLDR's (zh-Hant and zh-Hant-HK). 臺 is read as 台 before anything is looked up.
_ALIASES = """
AD 安道爾侯國 安道拉
AE 阿聯 阿聯酋 阿拉伯聯合大公國 阿拉伯聯合酋長國 阿拉伯聯合公國
AF 阿富汗伊斯蘭酋長國
AG 安地卡及巴布達 安地卡 安提瓜 安提瓜及巴布達 安地瓜及巴布達 安地瓜
AI 安圭拉 英屬安圭拉 英屬安奎拉
AL 阿爾巴尼亞
AM 亞美尼亞
AQ 南極
AS 東薩摩亞
AU 澳大利亞 澳洲 澳大利亞聯邦
AW 阿魯巴 荷屬阿魯巴
AX 奧蘭 奧蘭群島
AZ 亞塞拜然 阿塞拜疆 亞塞拜疆 阿塞拜彊
BA 波士尼亞 波赫 波士尼亞與赫塞哥維納 波士尼亞赫塞哥維納 波士尼亞及赫塞哥維納 波斯尼亞 波黑 波斯尼亞和黑塞哥維那
   波士尼亞與赫塞哥維那 波士尼亞－赫塞哥維納 波斯尼亞與赫塞哥維納
BB 巴貝多 巴巴多斯 巴貝多斯
BD 孟加拉 孟加拉國 孟加拉人民共和國
BF 布吉納法索 布基納法索 布吉納 布基納 上伏塔
BH 巴林
BI 蒲隆地 布隆迪 浦隆地
BJ 貝南 貝寧
BM 百慕達 百慕大 百慕達群島
BN 汶萊 文萊 汶萊達魯薩蘭 汶萊和平之國 汶萊達魯薩蘭國 婆羅乃
BO 玻利維亞 波利維亞 玻利維亞多民族國
BQ 荷屬加勒比區 荷屬加勒比 波奈 博奈爾
BR 巴西 巴西聯邦共和國
BS 巴哈馬 巴哈馬國
BT 不丹
BW 波札那 博茨瓦納 波札納 博茨瓦那
BY 白俄羅斯 白俄 白羅斯
BZ 貝里斯 伯利茲 貝里茲 貝利斯
CA 加拿大
CC 科科斯群島 可可斯群島 科克斯群島
CD 剛果民主共和國 剛果金 民主剛果 剛果（金） 剛果(金) 剛果（金夏沙） 剛果(金夏沙) 薩伊 扎伊爾 民主剛果共和國
CF 中非 中非共和國
CG 剛果 剛果共和國 剛果布 剛果（布） 剛果(布) 剛果（布拉薩） 剛果(布拉薩) 剛果（布拉柴維爾）
CH 瑞士 瑞士聯邦
CI 象牙海岸 科特迪瓦
CK 庫克群島 科克群島
CL 智利
CN 中國 中國大陸 大陸 中國內地 大陸地區 中華人民共和國 中國大陸地區
CO 哥倫比亞
CR 哥斯大黎加 哥斯達黎加 哥斯大黎迦
CV 維德角 佛得角 維德角群島
CW 庫拉索 古拉索 庫拉梭 荷屬庫拉索
CX 聖誕島
CY 賽普勒斯 塞浦路斯 賽浦路斯 塞普勒斯
CZ 捷克 捷克共和國
DE 德國 德意志聯邦共和國 德意志
DJ 吉布地 吉布提
DK 丹麥
DM 多米尼克 多米尼克國 多米尼克聯邦
DO 多明尼加 多明尼加共和國 多米尼加 多米尼加共和國
DZ 阿爾及利亞 阿爾及利亞民主人民共和國
EC 厄瓜多 厄瓜多爾 厄瓜多共和國
EE 愛沙尼亞 愛沙尼雅
EG 埃及 埃及阿拉伯共和國
EH 西撒哈拉 西屬撒哈拉 撒拉威
ER 厄利垂亞 厄立特里亞 厄里垂亞
ES 西班牙
ET 衣索比亞 埃塞俄比亞 衣索匹亞 伊索比亞 依索比亞
FI 芬蘭
FJ 斐濟 斐濟群島
FK 福克蘭群島 福克蘭 馬爾維納斯群島
FM 密克羅尼西亞 密克羅尼西亞聯邦 密克羅尼西亞聯邦國
FO 法羅群島 法羅
FR 法國 法蘭西 法蘭西共和國
GA 加彭 加蓬
GB 英國 大不列顛 大不列顛及北愛爾蘭聯合王國 大不列顛暨北愛爾蘭聯合王國 聯合王國 英格蘭 蘇格蘭 威爾斯 威爾士 北愛爾蘭
   北愛 不列顛
GD 格瑞那達 格林納達 格瑞納達 格林那達
GE 喬治亞 格魯吉亞 喬治亞共和國 佐治亞
GF 法屬圭亞那 法屬蓋亞那
GG 根息 根西 根西島 格恩西
GH 迦納 加納
GI 直布羅陀 英屬直布羅陀
GL 格陵蘭 格陵蘭島
GM 甘比亞 岡比亞
GN 幾內亞 畿內亞 幾內亞共和國
GP 瓜地洛普 瓜德羅普 法屬瓜地洛普 哥德普洛
GQ 赤道幾內亞 赤道畿內亞
GR 希臘
GT 瓜地馬拉 危地馬拉
GU 關島 美屬關島
GW 幾內亞比索 幾內亞比紹 幾內亞比梭 畿內亞比紹
GY 蓋亞那 圭亞那 蓋亞納
HK 香港 香港特別行政區 中國香港 香港特區
HN 宏都拉斯 洪都拉斯
HR 克羅埃西亞 克羅地亞 克羅西亞 克羅埃西雅
HT 海地
HU 匈牙利
ID 印尼 印度尼西亞 印尼共和國 印度尼西亞共和國
IE 愛爾蘭 愛爾蘭共和國
IL 以色列 以色列國
IM 曼島 馬恩島 曼恩島
IN 印度 印度共和國
IO 英屬印度洋領地
IR 伊朗 伊朗伊斯蘭共和國
IS 冰島
IT 義大利 意大利
JE 澤西 澤西島
JM 牙買加
JO 約旦 約旦哈希米王國 約旦哈希姆王國 約但
JP 日本 日本國
KE 肯亞 肯尼亞 肯雅
KG 吉爾吉斯 吉爾吉斯坦 吉爾吉斯斯坦 吉爾吉斯共和國
KH 柬埔寨 高棉
KI 吉里巴斯 基里巴斯 吉爾巴斯
KM 葛摩 科摩羅 葛摩聯盟 科摩洛
KN 聖克里斯多福及尼維斯 聖克里斯多福 聖克里斯多福與尼維斯 聖克里斯多福尼維斯 聖克里斯多福暨尼維斯 聖基茨和尼維斯
   聖基茨及尼維斯 聖基茨 聖啟茨
KP 北韓 朝鮮 北朝鮮 朝鮮民主主義人民共和國
KR 韓國 南韓 大韓民國 南朝鮮
KW 科威特 科威特國
KY 開曼群島 開曼 英屬開曼群島
KZ 哈薩克 哈薩克斯坦 哈薩克共和國
LA 寮國 老撾 寮人民民主共和國 寮國人民民主共和國
LB 黎巴嫩
LC 聖露西亞 聖盧西亞 聖路西亞
LI 列支敦斯登 列支敦士登 列支敦斯坦
LK 斯里蘭卡 斯里蘭卡民主社會主義共和國 錫蘭
LR 賴比瑞亞 利比里亞 賴比利亞
LS 賴索托 萊索托
LT 立陶宛
LU 盧森堡 盧森堡大公國
LV 拉脫維亞 拉脫維雅
LY 利比亞
MA 摩洛哥
MC 摩納哥 摩納哥公國
MD 摩爾多瓦 摩多瓦 摩爾達維亞
ME 蒙特內哥羅 黑山 黑山共和國 蒙特尼哥羅 門的內哥羅
MF 法屬聖馬丁
MG 馬達加斯加 馬拉加西
MH 馬紹爾 馬紹爾群島 馬紹爾群島共和國 馬紹爾共和國
MK 北馬其頓 馬其頓 馬其頓共和國 北馬其頓共和國
ML 馬利 馬里
MM 緬甸 緬甸聯邦共和國
MN 蒙古 蒙古國 外蒙古
MO 澳門 澳門特別行政區 中國澳門 澳門特區
MP 北馬利安納群島 北馬里亞納群島 塞班 塞班島 北馬里亞納 北馬利安納
MQ 馬丁尼克 法屬馬丁尼克 馬提尼克
MR 茅利塔尼亞 毛里塔尼亞 茅利塔尼雅
MS 蒙哲臘 蒙特塞拉特 蒙瑟拉特
MT 馬爾他 馬耳他
MU 模里西斯 毛里求斯 毛里裘斯 模里西施
MV 馬爾地夫 馬爾代夫
MW 馬拉威 馬拉維
MX 墨西哥 墨西哥合眾國
MY 馬來西亞 大馬 馬來西亞聯邦
MZ 莫三比克 莫桑比克 莫三鼻給
NA 納米比亞 那米比亞
NC 新喀里多尼亞 法屬新喀里多尼亞 新喀利多尼亞
NE 尼日 尼日爾
NF 諾福克島 諾福克群島
NG 奈及利亞 尼日利亞 奈吉利亞
NI 尼加拉瓜
NL 荷蘭 尼德蘭 荷蘭王國 尼德蘭王國
NO 挪威
NP 尼泊爾 尼泊爾聯邦民主共和國
NR 諾魯 瑙魯
NU 紐埃 紐埃島 紐威
NZ 紐西蘭 新西蘭
OM 阿曼 阿曼蘇丹國 阿曼王國
PE 秘魯 祕魯
PF 法屬玻里尼西亞 法屬波利尼西亞 法屬大溪地 大溪地
PG 巴布亞紐幾內亞 巴布亞新幾內亞 巴紐 巴布亞新畿內亞 巴布亞紐畿內亞 巴布亞紐幾內亞獨立國
PH 菲律賓
PK 巴基斯坦 巴基斯坦伊斯蘭共和國
PL 波蘭
PM 聖皮埃與密克隆 聖皮耶與密克隆 聖皮埃及密克隆群島
PN 皮特肯 皮特凱恩群島 皮特康
PR 波多黎各 波多黎哥
PS 巴勒斯坦 巴勒斯坦國 巴勒斯坦自治政府 約旦河西岸
PT 葡萄牙
PW 帛琉 帕勞 帛琉共和國 貝勞
PY 巴拉圭
QA 卡達 卡塔爾 卡達國 卡達爾
RE 留尼旺 留尼汪 法屬留尼旺
RO 羅馬尼亞
RS 塞爾維亞 塞爾維亞共和國
RU 俄羅斯 俄國 俄羅斯聯邦 俄聯邦
RW 盧安達 盧旺達
SA 沙烏地阿拉伯 沙烏地 沙特阿拉伯 沙特 沙地阿拉伯 沙烏地阿拉伯王國
SB 索羅門群島 索羅門 所羅門群島 所羅門
SC 塞席爾 塞舌爾 塞席爾群島 賽席爾
SD 蘇丹
SE 瑞典
SG 新加坡 星加坡 新加坡共和國
SH 聖赫勒拿 聖赫倫那 聖赫勒拿島
SI 斯洛維尼亞 斯洛文尼亞 斯洛凡尼亞
SJ 斯瓦巴 斯瓦爾巴 斯瓦巴群島 冷岸群島 斯匹茲卑爾根
SK 斯洛伐克 斯洛伐克共和國
SL 獅子山 塞拉利昂 獅子山共和國 塞拉里昂
SM 聖馬利諾 聖馬力諾 聖馬利諾共和國
SN 塞內加爾 塞內加爾共和國
SO 索馬利亞 索馬里 索馬利
SR 蘇利南 蘇里南
SS 南蘇丹
ST 聖多美普林西比 聖多美及普林西比 聖多美和普林西比 聖多美與普林西比 聖多美 聖多美普林西比民主共和國
SV 薩爾瓦多
SX 荷屬聖馬丁 荷屬聖馬爾滕
SY 敘利亞 敘利亞阿拉伯共和國
SZ 史瓦帝尼 史瓦濟蘭 斯威士蘭 史瓦帝尼王國 史瓦濟蘭王國 埃斯瓦蒂尼
TC 土克凱可群島 特克斯和凱科斯群島 土克斯及開科斯群島 特克斯與凱科斯群島
TD 查德 乍得
TG 多哥
TH 泰國 泰王國 暹羅
TJ 塔吉克 塔吉克斯坦
TK 托克勞 托克勞群島
TL 東帝汶 帝汶
TM 土庫曼 土庫曼斯坦
TN 突尼西亞 突尼斯 突尼西亞共和國
TO 東加 湯加 東加王國
TR 土耳其 土耳其共和國 圖爾其耶
TT 千里達及托巴哥 千里達 千里達與托巴哥 千里達和多巴哥 千里達托貝哥 千里達及托貝哥 特立尼達和多巴哥 千里達暨托巴哥
TV 吐瓦魯 圖瓦盧
TW 台灣 中華民國 中華民國台灣 中華民國（台灣） 中華民國(台灣) 台灣（中華民國） 中華台北 台灣地區
TZ 坦尚尼亞 坦桑尼亞 坦尚尼亞聯合共和國
UA 烏克蘭
UG 烏干達
US 美國 美利堅合眾國 美利堅 美利堅共和國
UY 烏拉圭 烏拉圭東岸共和國 烏拉圭東方共和國
UZ 烏茲別克 烏茲別克斯坦
VA 梵諦岡 教廷 梵蒂岡 梵諦岡城國 梵蒂岡城國
VC 聖文森 聖文森及格瑞那丁 聖文森國 聖文森特 聖文森特和格林納丁斯 聖文森與格瑞那丁 聖文森及格瑞納丁
   聖文森特及格林納丁斯 聖文森及格林納丁
VE 委內瑞拉 委內瑞拉玻利瓦共和國 委內瑞拉玻利瓦爾共和國
VG 英屬維京群島 英屬維爾京群島 英屬處女群島
VI 美屬維京群島 美屬維爾京群島 美屬處女群島
VN 越南 越南社會主義共和國
VU 萬那杜 瓦努阿圖 萬那度
WF 瓦利斯和富圖納 瓦利斯及富圖納群島 瓦利斯群島 瓦利斯及富圖那群島
WS 薩摩亞 西薩摩亞
XK 科索沃 科索夫
YE 葉門 也門
YT 馬約特 馬約特島 馬約島 法屬馬約特
ZA 南非 南非共和國 南斐
ZM 尚比亞 贊比亞
ZW 辛巴威 津巴布韋
"""

# Places that begin like a country and lie elsewhere: 馬里蘭 is not in 馬里.
_OTHER_PLACES = """
馬里蘭 馬里博爾 馬里烏波爾 馬里斯維爾 馬里昂 馬里基納 馬里科帕 馬里布 馬利蘭 馬利布 馬利基納 馬利博羅 馬利昂
馬利烏波爾 喬治亞州 喬治亞灣 佐治亞州 哥倫比亞特區 哥倫比亞市 哥倫比亞郡 巴西利亞 伊拉克利翁 西班牙港 西班牙鎮
盧森堡省 尼日州 尼日河州 東加里曼丹 法蘭西島 加納利群島 海地角 印度河 索馬利蘭 索馬里蘭 大馬士革 大陸委員會 南非洲
中非洲 亞美尼亞市
"""

# 「墨西哥合眾國」「捷克共和國」: whatever the country, its style may follow its name.
_STYLE = re.compile(
    "(?:伊斯蘭|阿拉伯|人民|民主|社會主義|多民族|聯邦|聯合|合作|獨立){0,4}"
    "(?:共和國|王國|大公國|公國|合眾國|酋長國|蘇丹國|聯邦)"
)


# By which names people look for a part of the world; English ones are among the synonyms of the site.
_REGION_NAMES = {
    "as": ["亞洲"],
    "oc": ["大洋洲"],
    "na": ["北美洲"],
    "la": ["拉丁美洲", "中南美洲"],
    "eu": ["歐洲"],
    "me": ["中東"],
    "af": ["非洲"],
}


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale.parse({"zh_hant": "zh_Hant"}.get(language, language)).territories)


def name_of(code: str, language: str) -> str:
    """The country's name in "zh_hant" or "en"; the code itself for a code that CLDR does not know."""
    short = _SHORT_NAMES.get(code, {}).get(language)
    return short or _territories(language).get(code, code)


def codes_of(region: str) -> tuple[str, ...]:
    """The countries of one of REGIONS."""
    return tuple(_REGION_TABLE[region].split())


def region_of(code: str) -> str:
    """One of REGIONS, or "" for what is no country's code."""
    return _REGION_OF.get(code, "")


def names_of_region(region: str) -> list[str]:
    """The Chinese names by which people look for one of REGIONS."""
    return _REGION_NAMES.get(region, [])


def aliases_of(code: str) -> list[str]:
    """The Chinese names by which papers call the country, CLDR's among them."""
    return _aliases().get(code, [])


@cache
def _aliases() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for alias, code in _table()[0].items():
        found.setdefault(code, []).append(alias)
    return found


@cache
def _table() -> tuple[dict[str, str], int]:
    """Alias -> code ("" for a place that only looks like one), and the length of the longest."""
    table = {}
    for locale in ("zh_Hant_HK", "zh_Hant"):
        for code in CODES:
            table[_plain(_territories(locale)[code])] = code
    code = ""
    for word in _ALIASES.split():
        if word in CODES:
            code = word
        else:
            table[_plain(word)] = code
    table.update(dict.fromkeys(map(_plain, _OTHER_PLACES.split()), ""))
    return table, max(map(len, table))


def _plain(text: str) -> str:
    """臺 as 台, 祕 as 秘: the same length, so that what was matched can be cut from the text as written."""
    return text.replace("臺", "台").replace("祕", "秘")


def match_prefix(text: str) -> tuple[str, str] | None:
    """The country at the start of the text: its code and the words as written, the longest alias winning.

    None if there is no country, also where only the word begins like one (馬里蘭州).
    """
    table, longest = _table()
    start = _plain(text[: longest + 20])
    for length in range(min(longest, len(start)), 0, -1):
        code = table.get(start[:length])
        if code is None:
            continue
        if not code:
            return None
        style = _STYLE.match(start, length)
        return code, text[: style.end() if style else length]
    return None
