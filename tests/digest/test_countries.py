"""Countries have names in both languages, a part of the world, and are known by every name that a paper uses."""

import pytest

from speeches import countries


def test_every_code_has_names_and_a_region():
    assert len(countries.CODES) == 250
    for code in countries.CODES:
        assert countries.region_of(code) in countries.REGIONS
        for language in ("zh_hant", "en"):
            assert countries.name_of(code, language) not in ("", code)


@pytest.mark.parametrize("code", sorted(countries.CODES))
def test_a_country_is_known_by_its_own_name(code):
    name = countries.name_of(code, "zh_hant")
    assert countries.match_prefix(f"{name}某市") == (code, name)


def test_names_for_readers():
    assert countries.name_of("TW", "en") == "Taiwan"
    assert countries.name_of("HK", "en") == "Hong Kong"
    assert countries.name_of("US", "zh_hant") == "美國"
    assert countries.name_of("??", "en") == "??"
    assert countries.region_of("") == ""


ALIASES = """
KR 韓國 南韓 大韓民國 NZ 紐西蘭 新西蘭 SA 沙烏地阿拉伯 沙烏地 沙特阿拉伯 KN 聖克里斯多福及尼維斯 聖克里斯多福 VC
聖文森 LC 聖露西亞 DO 多明尼加 多明尼加共和國 DM 多米尼克 AE 阿聯 阿聯酋 阿拉伯聯合大公國 BA 波士尼亞 波赫 MK
北馬其頓 CD 剛果民主共和國 CG 剛果 剛果共和國 SZ 史瓦帝尼 史瓦濟蘭 MH 馬紹爾 馬紹爾群島 PW 帛琉 TV 吐瓦魯 NR
諾魯 SB 索羅門 索羅門群島 FJ 斐濟 AU 澳洲 澳大利亞 TR 土耳其 土耳其共和國 CZ 捷克 捷克共和國 ID 印尼 印度尼西亞
SG 新加坡 星加坡 TH 泰國 泰王國 MY 馬來西亞 大馬 PH 菲律賓 HK 香港 MO 澳門 CN 中國 中國大陸 大陸 中華人民共和國
TW 台灣 臺灣 中華民國 GB 英國 英格蘭 蘇格蘭 威爾斯 北愛爾蘭 大不列顛 聯合王國 VA 梵諦岡 梵蒂岡 教廷 US 美國
美利堅合眾國 NL 荷蘭 尼德蘭 GT 瓜地馬拉 危地馬拉 EC 厄瓜多 厄瓜多爾 CR 哥斯大黎加 哥斯達黎加 HN 宏都拉斯
洪都拉斯 LR 賴比瑞亞 利比里亞 CI 象牙海岸 科特迪瓦 GH 迦納 加納 NG 奈及利亞 尼日利亞 KE 肯亞 肯尼亞 RW 盧安達
盧旺達 GW 幾內亞比索 GN 幾內亞 GQ 赤道幾內亞 PG 巴布亞紐幾內亞 IN 印度 SS 南蘇丹 SD 蘇丹 NE 尼日 AS 美屬薩摩亞
WS 薩摩亞 RU 俄羅斯 俄羅斯聯邦 俄國 CF 中非共和國 中非 ZA 南非 南非共和國 LA 寮國 老撾 KH 柬埔寨 VN 越南 IT
義大利 意大利 DE 德國 FR 法國 法蘭西共和國 CH 瑞士 瑞士聯邦 MX 墨西哥 墨西哥合眾國 JO 約旦 約旦哈希米王國 KP
北韓 朝鮮 TT 千里達及托巴哥 千里達 ET 衣索比亞 埃塞俄比亞
"""


def pairs():
    code = ""
    for word in ALIASES.split():
        if word in countries.CODES:
            code = word
        else:
            yield code, word


@pytest.mark.parametrize(("code", "alias"), list(pairs()))
def test_alias(code, alias):
    assert countries.match_prefix(f"{alias}某某市") == (code, alias)
    assert countries.match_prefix(alias) == (code, alias)


@pytest.mark.parametrize(
    "text",
    ["", "某國", "馬里蘭州", "馬利布市", "喬治亞州", "索馬利蘭", "西班牙港", "大馬士革", "東加里曼丹省", "伊利市"],
)
def test_no_country(text):
    assert countries.match_prefix(text) is None
