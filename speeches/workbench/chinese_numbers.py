"""Which numbers does a Chinese text say? Pure. See `numbers`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from .numbers import (
    Said,
    blanked,
    clock,
    codes,
    dates_and_times,
    digits_of,
    half_width,
    in_half_of_day,
    number,
    shown,
    with_ranges,
)

DIGITS = {"零": 0, "〇": 0, "○": 0, "兩": 2} | {d: v for v, d in enumerate("一二三四五六七八九", 1)}
TENS = {"廿": 20, "卅": 30}
SMALL = {"十": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"萬": 10**4, "万": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
ARABIC = re.compile(r"\d{1,3}(?:[,，]\d{3})+(?![\d,，])(?:\.\d+)?|\d+(?:\.\d+)?")
NUMERAL = "".join([*DIGITS, *TENS, *SMALL, *LARGE])
STARTS = re.compile(rf"[\d{NUMERAL}]")
POSITIONAL = re.compile("[零〇○一二三四五六七八九]{3,}|[一二三四五六七八九][零〇○](?=年代)")
# 三五年, 七八成, 兩三百, 一百二、三十萬: one or the other, neither exactly.
ABOUT = re.compile(
    f"(?P<before>(?:[{NUMERAL}]*[百千萬億十])?)(?P<low>[一二兩三四五六七八九])(?P<comma>、?)(?P<high>[二三四五六七八九])"
    "(?P<scales>[十百千萬億兆]*)(?P<tenths>成?)(?=(?P<counted>[折個項年天次位家人倍歲週種座台臺所間輛]?))"
)
# What is counted: a numeral before one of these is a number, and before anything else often is none (三明治, 四處).
COUNTERS = frozenset("個大項種次位座場家國天歲週周條級階年倍名所間輛棟件隻組類款屆輪步段筆張期季代州省人都月日")
# Words that only look so, and names.
NO_NUMBERS = re.compile(
    "[週周]([一二三四五六日])(?![年個])|(?:星期|禮拜)[一二三四五六日]|[一二三四五六七八九十]+[氧硫]化|四季|四方|四面|"
    "九州|四國島|三重[區市]|四川|三峽|三不五時|七[上手嘴]八[下腳舌]|三三兩兩|千萬別|千萬不|萬一|十分(?![鐘之])|百姓|百貨|"
    "一[起些定直般樣致切旦向再味同體併帶]|三角|接二連三|一石二鳥|三番兩次|千方百計|五花八門|[一]?五一十|三心二意|亂七八糟|"
    "十全十美|獨一無二|不二|[這近]兩年|這幾年|二手|兩岸|兩極|兩性|八德|二維碼|五金|四處|四周|四通八達|百分百|"
    "一成不變|三個臭皮匠|2019(?=新型|冠狀)"
)
# What may be said with a number.
MAY_MEAN = {"三民主義": 3, "一甲子": 60}
HALF_OF_DAY = re.compile(
    r"(?:(?P<am>上午|凌晨|清晨|早上|早晨|今早)|下午|傍晚|午後|(?P<late>晚上|晚間|夜間|當晚|今晚))\s*$"
)
# Behind these 兩倍 is as much again, and as much again: threefold.
GROWTH = re.compile("(?:成長|增長|增加|增|漲|多|高出|提高|提升|上升|擴大)了?[約近逾達超過]*$")
UNIT_OF_SCALE = re.compile(r"\s*(?:瓦|赫|位元|帕|卡路里|卡|克|米)")
ALTERNATIVES: tuple[tuple[re.Pattern, int], ...] = tuple(
    (re.compile(rf"\s*(?:{unit})"), divisor)
    for unit, divisor in (("個多?月", 12), ("天|日(?!圓|元)", 7), ("小時", 24), ("分鐘", 60))
)
HALVES = re.compile(r"\s*(個|年|天|日|小時|週|倍|成|公里|公尺|元)半(?:(月|小時|世紀|年)?)")
# 921 地震 was on 21 September.
EVENT = re.compile(r"(\d)(\d\d)(?=\s*大?(?:地震|震災|事件|恐攻|水災|風災))")
PERCENT = re.compile(r"\s*(?:%|個?百分點)")
# 二十世紀八十年代 are the 1980s.
CENTURY_OF_DECADE = re.compile(rf"\s*世紀(?=[\d{NUMERAL}]+\s*年代)")
YEAR = re.compile(r"\s*[)）]?\s*(?:學?年度?|學年)")


@dataclass(slots=True)
class Reading:
    """A numeral as read from its first character on: its value, where it ends, and how it was written."""

    value: Fraction
    end: int
    scale: int = 1  # the last one
    is_arabic: bool = False
    is_bare: bool = False  # 百, 千萬: no digit says how many


def numbers_in(text: str) -> list[Said]:
    """All numbers of the text, in no particular order."""
    plain = half_width(text)
    named = codes(plain)
    found = [*digits_of(named), *dates_and_times(blanked(plain, named))]
    plain = blanked(plain, [*named, *found])
    found += turns(plain)
    plain = NO_NUMBERS.sub(lambda match: " " * len(match[0]), blanked(plain, found))
    found += halves(plain)
    position = 0
    while start := STARTS.search(plain, position):
        said, position = said_at(plain, start.start())
        found += said
    return [with_half_of_day(plain, said) for said in with_ranges(plain, found)]


def turns(plain: str) -> Iterator[Said]:
    for words, value in MAY_MEAN.items():
        for match in re.finditer(words, plain):
            yield Said(*match.span(), frozenset([Fraction(value)]), required=False)


def with_half_of_day(plain: str, said: Said) -> Said:
    """下午三點; late in the evening is early in the morning (晚上一點)."""
    before = HALF_OF_DAY.search(plain, max(said.start - 3, 0), said.start)
    if not before or (before["late"] and min(said.values, default=0) < 5):
        return said
    return in_half_of_day(said, "am" if before["am"] else "pm", before.start(), said.end)


def halves(plain: str) -> Iterator[Said]:
    """半年 and 一半; 一年半 is read with its numeral. Half past eight is 8:30."""
    for match in re.finditer("(?<=[點時])半", plain):
        yield Said(*match.span(), frozenset([Fraction(30), Fraction(1, 2)]), required=False)
    for match in re.finditer("(?<![年個天倍時])半年|一半|半數|[過大減]半|半價|對半", plain):
        is_time = match[0] == "半年" and plain[match.start() - 1 : match.start()] not in {"上", "下", "後", "前"}
        values = {Fraction(1, 2)} | ({Fraction(6)} if is_time else set())
        yield Said(*match.span(), frozenset(values), required=is_time)


def said_at(plain: str, start: int) -> tuple[list[Said], int]:
    """What is said from here on, and where to go on reading."""
    if about := is_about(plain, start):
        return [about], about.end
    if positional := POSITIONAL.match(plain, start):
        value = int("".join(str(DIGITS[digit]) for digit in positional[0]))
        # 九一一, 八二三, 九二一大地震.
        is_day = len(positional[0]) == 3 and value > 100 and 0 < value % 100 < 32
        if is_day and plain[positional.end() : positional.end() + 1] not in COUNTERS - {"大"}:
            values = frozenset(map(Fraction, (value, value // 100, value % 100)))
            return [Said(*positional.span(), values, required=False)], positional.end()
        reading = Reading(Fraction(value), positional.end())
    else:
        reading = read(plain, start)
    return finished(plain, start, reading)


def is_about(plain: str, start: int) -> Said | None:
    about = ABOUT.match(plain, start)
    if not about or not any(about[name] for name in ("scales", "tenths", "counted")):
        return None
    is_next = DIGITS[about["high"]] == DIGITS[about["low"]] + 1
    is_listed = about["comma"] and plain[start - 1 : start] in {"第", "、"}
    if is_listed or (not is_next and (about["comma"] or about["before"])):
        return None
    written = (f"{about['before']}{about[digit]}{about['scales']}" for digit in ("low", "high"))
    low, high = (read(numeral, 0) for numeral in written)
    scale = Fraction(1, 10) if about["tenths"] else low.scale if about["scales"] else 1
    tenth = Fraction(1, 10) if about["tenths"] else 1
    return Said(start, about.end(), frozenset([low.value * tenth, high.value * tenth]), required=False, scale=scale)


def read(plain: str, start: int) -> Reading:
    """3 億 5,000 萬, 一萬兩千, 5 百萬, 三萬五: the scales fall, or another number begins."""
    total = section = Fraction(0)
    pending: Fraction | None = None
    last, limit, position, good = 1, 10**16, start, start
    is_arabic = is_bare = False
    best = Reading(Fraction(0), start)
    while position < len(plain):
        character = plain[position]
        if arabic := ARABIC.match(plain, position):
            if pending is not None or (last > 1 and not goes_on(arabic[0], plain, position, arabic.end(), last)):
                break
            pending, position, is_arabic = number(arabic[0]), arabic.end(), is_arabic or position == start
        elif character in DIGITS:
            if pending is not None and pending != 0:
                break
            pending, position = Fraction(DIGITS[character]), position + 1
        elif character in TENS and pending is None:
            section, last, position = section + TENS[character], 10, position + 1
        elif character in SMALL:
            is_bare = is_bare or (pending is None and position == start and character != "十")
            section += (1 if pending is None else pending) * SMALL[character]
            pending, last, position = None, SMALL[character], position + 1
        elif character in LARGE and LARGE[character] < limit:
            is_bare = is_bare or position == start
            section += pending or 0
            total += (section or 1) * LARGE[character]
            section, pending, last, position = Fraction(0), None, LARGE[character], position + 1
            limit = last
        elif character == " " and position == good and position + 1 < len(plain) and position > start:
            position += 1
            continue
        else:
            break
        good = position
        best = Reading(total + section + tail(pending, last, plain, position), good, last, is_arabic, is_bare)
    return best if best.end > start else Reading(Fraction(0), start + 1, is_bare=True)


def tail(pending: Fraction | None, last: int, plain: str, end: int) -> Fraction:
    """What stands behind the last scale: 三萬五 is 35,000, 三萬零五 is 30,005."""
    if pending is None:
        return Fraction(0)
    is_short = last >= 100 and 0 < pending < 10 and plain[end - 1] in DIGITS and plain[end - 2] not in "零〇○"
    return pending * last / 10 if is_short else pending


def goes_on(digits: str, plain: str, start: int, end: int, last: int) -> bool:
    """Whether digits behind a scale belong to it: 1 萬 1,000 and 1萬500 do, 5 億 3 年 does not."""
    scale = (SMALL | LARGE).get(plain[end : end + 2].strip()[:1], 0)
    value = number(digits)
    if scale:
        return scale < last
    return value < last and (value * 10 >= last or plain[start - 1] != " ")


def finished(plain: str, start: int, reading: Reading) -> tuple[list[Said], int]:
    """The numeral with what stands around it: %, 成, 分之, 半, 年, 第."""
    required = is_required(plain, start, reading)
    told = shown(reading.value)
    said = Said(start, reading.end, frozenset([reading.value]), required, scale=reading.scale, told=told)
    if event := EVENT.match(plain, start):
        return [said.meaning(event[1], event[2])], event.end()
    for rule in (fraction, mixed, percent, tenths, discount, decimal, with_half):
        if (found := rule(plain, said, reading)) is not None:
            return [found], found.end
    return [with_alternatives(plain, said, reading)], reading.end


def is_required(plain: str, start: int, reading: Reading) -> bool:
    before, after = plain[max(start - 1, 0) : start], plain[reading.end : reading.end + 2].lstrip()[:1]
    if CENTURY_OF_DECADE.match(plain, reading.end):
        return False
    if reading.is_arabic:
        # A number of a list is no number of the text.
        is_first = start < 4 and not plain[:start].strip(" (（")
        return not (is_first and re.match(r"\s*[.)）、](?!\d)", plain[reading.end :]))
    if before and before in "數幾上破好成":
        return False
    if reading.value < 2 or reading.is_bare or after in {"幾", "多", "餘", "來"}:
        return False
    is_long = reading.end - start > 1
    return before == "第" or is_long or after in COUNTERS


def fraction(plain: str, said: Said, reading: Reading) -> Said | None:
    """三分之一, 百分之八, 百分之三點五."""
    if not plain.startswith("分之", reading.end):
        return None
    part = read(plain, reading.end + 2)
    if part.value == 0:
        return None
    upper = part.value
    if point := re.match("[點.]([零〇一二三四五六七八九]+)", plain[part.end :]):
        upper += Fraction(int("".join(str(DIGITS[d]) for d in point[1])), 10 ** len(point[1]))
        part.end += point.end()
    whole = reading.value or Fraction(100)
    if whole == 100:
        return as_percent(said, part.end, upper / whole)
    return replace(said, end=part.end, values=frozenset([upper / whole]), required=True, told="")


def mixed(plain: str, said: Said, reading: Reading) -> Said | None:
    """3又4分之1, 三又二分之一."""
    if plain[reading.end : reading.end + 1] != "又":
        return None
    lower = read(plain, reading.end + 1)
    if lower.value == 0 or not plain.startswith("分之", lower.end):
        return None
    upper = read(plain, lower.end + 2)
    value = reading.value + upper.value / lower.value
    if match := PERCENT.match(plain, upper.end):
        return as_percent(said, match.end(), value / 100)
    return replace(said, end=upper.end, values=frozenset([value]), required=True, told=shown(value))


def as_percent(said: Said, end: int, *values: Fraction, scale: Fraction = Fraction(1, 100)) -> Said:
    return replace(said, end=end, values=frozenset(values), required=True, is_percent=True, scale=scale, told="")


def percent(plain: str, said: Said, reading: Reading) -> Said | None:
    match = PERCENT.match(plain, reading.end)
    if not match:
        return None
    return as_percent(said, match.end(), reading.value / 100)


def tenths(plain: str, said: Said, reading: Reading) -> Said | None:
    """四成, 三成五, 7 成; no 成 of another word (成立, 成為)."""
    match = re.match(r"\s*成(?:([一二三四五六七八九半\d])(?![十百千萬億個項年大%.\d]))?", plain[reading.end :])
    if not match or not 0 < reading.value <= 10 or plain[said.start - 1 : said.start] == "第":
        return None
    behind = plain[reading.end + match.end() :][:1]
    if (reading.is_arabic or reading.value == 1) and behind and behind in "為立就功果長員":
        return None
    extra = {"": 0, "半": 5}.get(match[1] or "", DIGITS.get(match[1], match[1]))
    value = (reading.value * 10 + int(extra)) / 100
    end = reading.end + match.end()
    return as_percent(said, end, value, scale=Fraction(1, 10))


def discount(plain: str, said: Said, reading: Reading) -> Said | None:
    """八折 is 20% off."""
    if plain[reading.end : reading.end + 1] != "折" or not 0 < reading.value < 100:
        return None
    value = reading.value / (10 if reading.value < 10 else 100)
    return as_percent(said, reading.end + 1, value, 1 - value)


def decimal(plain: str, said: Said, reading: Reading) -> Said | None:
    """三點五倍; 三點五分 may be a time."""
    match = re.match("點([零〇一二三四五六七八九]+)([萬億兆]?)", plain[reading.end :])
    if not match or reading.is_arabic:
        return None
    value = reading.value + Fraction(int("".join(str(DIGITS[d]) for d in match[1])), 10 ** len(match[1]))
    end = reading.end + match.end()
    value *= LARGE.get(match[2], 1)
    if found := PERCENT.match(plain, end):
        return as_percent(said, found.end(), value / 100)
    is_time = plain[end : end + 1] == "分"
    return replace(said, end=end, values=frozenset([value]), required=not is_time, told=shown(value))


def with_half(plain: str, said: Said, reading: Reading) -> Said | None:
    """一年半, 兩個半小時, 3 倍半."""
    match = HALVES.match(plain, reading.end)
    if not match or (match[1] == "年" and match[2]):
        return None
    value = reading.value + Fraction(1, 2)
    values = {value}
    if match[1] == "年":
        values.add(value * 12)
    if match[1] == "個" and match[2] == "月":
        values |= {value * 30, Fraction(6) if reading.value == 1 else value}
    return replace(said, end=match.end(), values=frozenset(values), required=True, told=shown(value))


def with_alternatives(plain: str, said: Said, reading: Reading) -> Said:
    """In which other ways the number may be said in English."""
    value, after = reading.value, plain[reading.end :]
    for unit, divisor in ALTERNATIVES:
        if unit.match(after) and value != divisor:
            said = said.meaning(value / divisor)
    if YEAR.match(after):
        said = with_years(plain, said, value)
    if re.match(r"\s*[點時](?!間|代)", after) and value <= 24 and value.denominator == 1:
        said = said.meaning(*clock(value.numerator))
    if after.lstrip().startswith("倍") and GROWTH.search(plain[max(said.start - 8, 0) : said.start]):
        said = said.meaning(value + 1)
    if reading.scale > 1 and UNIT_OF_SCALE.match(after):
        said = said.meaning(value / reading.scale)
    return said


def with_years(plain: str, said: Said, value: Fraction) -> Said:
    """110 年 is 2021 or 110 years, 民國八十年代 the 1990s, 90 年代 the nineties."""
    is_counted_so = re.match(r"\s*[)）]?\s*(?:學?年度|學年)", plain[said.end :]) is not None and 80 <= value < 200
    is_republican = is_counted_so or "民國" in plain[max(said.start - 4, 0) : said.start]
    is_decade = re.match(r"\s*年代", plain[said.end :]) is not None
    if 1000 <= value < 2200:
        return replace(said, told=str(value))
    if is_republican or (80 <= value < 200 and not is_decade):
        year = value + 1911 - is_decade
        said = replace(said.meaning(year), told=f"{year}" if is_republican else f"{value} / {year}")
    if is_decade and value < 100:
        said = said.meaning(value + 1900, value + 2000)
    return said.meaning(value * 12) if value <= 3 else said
