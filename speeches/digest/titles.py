"""The title of a paper: of which year's summit, of which day's session. Pure.

`2021 首長高峰會(3/24)談話內容摘要`, also with full-width signs, 3月24日, 民國110年, or the day only on request.
"""

import datetime
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from speeches.digest.markup import is_wide
from speeches.records import Problem, Refusal, gettext_noop

# A line of a title is no sentence, and shorter than a text; Latin letters are half as wide as Han characters.
_WIDEST_LINE, _WIDEST = 60, 240
_YEAR = re.compile(r"(?<![\d/.])((?:19|2\d)\d\d)(?!\d)")
_FIRST_YEAR, _LAST_YEAR = 2000, 2999
_ROC_YEAR = re.compile(r"(?:(?:中華)?民國\s*(\d{1,3})|(?<!\d)(1\d\d))\s*年")
_SEPARATOR = r"\s*[/.\-]\s*"
_FULL_DATE = re.compile(
    rf"(?<!\d)(\d{{2,4}})(?:\s*年度?\s*|{_SEPARATOR})(\d{{1,2}})(?:\s*月\s*|{_SEPARATOR})(\d{{1,2}})(?!\d)\s*日?"
)
# A bare 「3.24」 could be a version (智慧城市 4.0), so dots and hyphens make a day only inside brackets.
_DAY = re.compile(
    r"(?<![\d/.])(\d{1,2})(?:\s*月\s*(\d{1,2})(?!\d)\s*日?|\s*/\s*(\d{1,2})(?![\d/]))"
    r"|[(\[【〔]\s*(\d{1,2})\s*[.\-]\s*(\d{1,2})\s*(?=[^\d.])"
)
_MORE_DAYS = re.compile(r"\s*(?:\([一二三四五六日]\))?\s*[-~–—至到、及與和]\s*(\d{1,2})(?![\d/月])\s*日?")
_SESSION = re.compile("(?:(上午|中午|下午|晚間|晚上)|第([0-9]{1,2}|[一二三四五六七八九十]{1,3}))場")
_HAN_NUMBER = re.compile(r"[〇○零一二三四五六七八九十]{1,5}(?=\s*[年月日])")
_HAN_DIGITS = {"〇": 0, "○": 0, "零": 0} | {char: value for value, char in enumerate("一二三四五六七八九", 1)}


NO_SUCH_DATE = gettext_noop("The title has a date that cannot be: %(date)s.")


@dataclass(frozen=True, slots=True)
class Occasion:
    year: int
    date: str
    problems: tuple[Problem, ...] = ()


def parted(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Of what stands before the table, the lines that can be its title, and those that are a text."""
    short = [line for line in lines if "。" not in line and _width(line) <= _WIDEST_LINE]
    short = short or [line for line in lines if _width(line) <= 2 * _WIDEST_LINE]
    kept = short if sum(map(_width, short)) <= _WIDEST else short[:3]
    return kept, [line for line in lines if line not in kept]


def session(*texts: str) -> str:
    """「上午場」「第2場」: which of a day's sessions these texts name; "" where they name none, or several."""
    found = {(match[1], match[2]) for text in texts for match in _SESSION.finditer(unicodedata.normalize("NFKC", text))}
    if len(found) != 1:
        return ""
    time, number = found.pop()
    return f"{time or f'第{han_number(number)}'}場"


def _width(line: str) -> float:
    return sum(map(is_wide, line)) / 2 + len(line) / 2


def occasion(title: str, session_date: datetime.date | None = None) -> Occasion:
    """Year of the summit and date of the session (ISO 8601); what the title does not say `session_date` supplies.

    Raises Refusal if the two contradict each other, if a date cannot be, and if there is no date at all.
    """
    text = _HAN_NUMBER.sub(lambda match: str(han_number(match[0])), unicodedata.normalize("NFKC", title))
    dates, text = _full_dates(text)
    year = _year(text) or (dates[0].year if dates else None)
    if session_date and year and session_date.year != year:
        message = gettext_noop(
            "The title is of the year %(year)s, but the date given is %(given)s: which one is right?"
        )
        raise Refusal(message, year=year, given=session_date.isoformat())
    year = year or (session_date.year if session_date else None)
    if year is None:
        message = gettext_noop(
            "The title says no year: say on which day the session was held (command: --session-date YYYY-MM-DD)."
        )
        raise Refusal(message)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise Refusal(NO_SUCH_DATE, date=year)
    dates = dates or _days(text, year)
    if session_date and dates and session_date not in dates:
        message = gettext_noop("The title says %(found)s, but the date given is %(given)s: which one is right?")
        raise Refusal(message, found=dates[0].isoformat(), given=session_date.isoformat())
    if session_date:
        return Occasion(year, session_date.isoformat())
    if not dates:
        message = gettext_noop(
            "The title says no day: say on which day the session was held (command: --session-date YYYY-MM-DD)."
        )
        raise Refusal(message)
    return Occasion(year, dates[0].isoformat(), _doubts(year, dates))


def _doubts(year: int, dates: list[datetime.date]) -> tuple[Problem, ...]:
    problems = []
    if len(set(dates)) > 1:
        message = gettext_noop("The title names several days; %(date)s was assumed.")
        problems.append(Problem(None, message, {"date": dates[0].isoformat()}))
    if dates[0].year != year:
        message = gettext_noop("The title is of the year %(year)s, its date is %(date)s; both were kept.")
        problems.append(Problem(None, message, {"year": year, "date": dates[0].isoformat()}))
    return tuple(problems)


def _date(year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise Refusal(NO_SUCH_DATE, date=f"{year}/{month}/{day}") from None


def _full_dates(text: str) -> tuple[list[datetime.date], str]:
    """The dates that come with a year, and the text without them (a year of the summit may stand elsewhere)."""
    dates = []
    for match in _FULL_DATE.finditer(text):
        year, month, day = map(int, match.groups())
        if len(match[1]) == 4 or 100 <= year < 200 or text[: match.start()].rstrip().endswith("民國"):
            dates.append(_date(year if len(match[1]) == 4 else year + 1911, month, day))
            dates.extend(_more_days(text, match.end(), dates[-1]))
    return dates, (_FULL_DATE.sub(" ", text) if dates else text)


def _year(text: str) -> int | None:
    if match := _YEAR.search(text):
        return int(match[1])
    match = _ROC_YEAR.search(text)
    return int(match[1] or match[2]) + 1911 if match else None


def _days(text: str, year: int) -> list[datetime.date]:
    dates = []
    for match in _DAY.finditer(text):
        dates.append(_date(year, int(match[1] or match[4]), int(match[2] or match[3] or match[5])))
        dates.extend(_more_days(text, match.end(), dates[-1]))
    return dates


def _more_days(text: str, position: int, date: datetime.date) -> list[datetime.date]:
    """「3/23-24」「3月23、24日」: further days of the same month, a range read by its ends."""
    match = _MORE_DAYS.match(text, position)
    return [_date(date.year, date.month, int(match[1]))] if match else []


def han_number(digits: str) -> int:
    """二十四 -> 24, 一一〇 -> 110, 二〇二一 -> 2021; digits are what they are."""
    tens, ten, units = digits.partition("十")
    if not ten:
        return int("".join(str(_HAN_DIGITS.get(char, char)) for char in digits))
    return (_HAN_DIGITS.get(tens, 1) if tens else 1) * 10 + (_HAN_DIGITS.get(units, 0) if units else 0)
