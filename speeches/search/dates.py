"""Days, months and years as people write them (pure): 2021年3月24日, 民國110年, 2021/3/24, March 24, 2021.

A date is found however it is written, in either language, and by the day on which a speech was given: for that the
index has tokens of its own, the digits of year, month and day in a row.
"""

import re
from collections.abc import Iterator
from datetime import date

NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
MONTHS = NAMES.split("|")
YEARS = range(1900, 2100)
# Year 1 of the Republic of China is 1912.
BEFORE_THE_REPUBLIC = 1911

_YEAR = r"(?P<year>\d{4})"
_CHINESE_YEAR = rf"(?:民國\s*(?P<republic>\d{{2,3}})|{_YEAR})\s*年"
_CHINESE_DAY = r"(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日號]"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = rf"(?P<name>{NAMES})"
FORMS = [
    rf"{_CHINESE_YEAR}\s*{_CHINESE_DAY}",
    rf"{_CHINESE_YEAR}\s*(?P<month>\d{{1,2}})\s*月",
    _CHINESE_YEAR,
    _CHINESE_DAY,
    rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?![\w/.-])",
    rf"{_DAY}\s+{_MONTH}(?:,?\s+{_YEAR})?\b",
    rf"{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?\b",
    rf"{_MONTH},?\s+{_YEAR}\b",
]
# In a text: never within a number or a Latin word.
_ANY = "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in FORMS)
DATE = rf"(?<![A-Za-z\d])(?i:{_ANY})"
FORM = [re.compile(form, re.IGNORECASE) for form in FORMS]


def ways(written: str) -> list[str]:
    """The token of a date, and how else it may be written in either language; [] for what is no date."""
    found = next(found for form in FORM if (found := form.fullmatch(written))).groupdict()
    republic, name = found.get("republic"), found.get("name")
    year = int(republic) + BEFORE_THE_REPUBLIC if republic else int(found.get("year") or 0)
    month = MONTHS.index(name.capitalize()) + 1 if name else int(found.get("month") or 0)
    return list(all_ways(year, month, int(found.get("day") or 0)))


def all_ways(year: int, month: int, day: int) -> Iterator[str]:
    """0 stands for what is not said."""
    if not is_date(year, month, day):
        return
    yield "".join(f"{part:02}" for part in (year, month, day) if part)
    chinese, english = (f"{year}年", f" {year}") if year else ("", "")
    name = MONTHS[month - 1]
    if day:
        yield from (f"{chinese}{month}月{day}日", f"{day} {name}{english}", f"{name} {day}{english}")
    elif month:
        yield from (f"{chinese}{month}月", f"{name}{english}")


def is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        return False
    return not year or year in YEARS


def tokens_of(day: date) -> str:
    """What a speech of that day is found by, beside its year."""
    return f"{day:%Y%m} {day:%Y%m%d} {day:%m%d}"
