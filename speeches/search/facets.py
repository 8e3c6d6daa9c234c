"""How many hits has each year, region, country, city, topic and language? Exact, however many hits there are.

A speech's facets are one short line, because a frequent word has those of tens of thousands of speeches read:
`y2021 TW/12/en 3,7` (year; country, city, English; topics). Its filter tokens, by which a query is narrowed, follow.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from .. import countries
from .answers import KINDS, OTHER, Facets, Filters
from .table import EVERYTHING, SIGN

NOTHING = Filters()
CHINESE, ENGLISH = "zh-hant", "en"


def filter_tokens(filters: Filters) -> tuple[str, ...]:
    return tuple(token(kind, value) for kind, value in filters.values().items())


def token(kind: str, value: int | str) -> str:
    """§year2021, §countrytw, §languagezhhant."""
    return f"{SIGN}{kind}{''.join(filter(str.isalnum, str(value).lower()))}"


def line_of(year: int, country: str, city: int | None, topics: Iterable[int], has_english: bool) -> str:
    """The facets of a speech."""
    where = f"{country or OTHER}/{city or ''}/{ENGLISH if has_english else ''}"
    return f"y{year} {where} {','.join(map(str, sorted(topics)))}".strip()


def tokens_of(line: str) -> list[str]:
    """The filter tokens of a speech."""
    values = [(kind, value) for kind, counts in counted(line).items() for value in counts]
    return [EVERYTHING, *(token(kind, value) for kind, value in values)]


def region_of(country: str) -> str:
    return countries.region_of(country) or OTHER


def counted(lines: str) -> Facets:
    """The facets of all speeches whose lines these are."""
    found: dict[str, dict] = {kind: defaultdict(int) for kind in KINDS}
    for part, number in Counter(lines.split()).items():
        if part[0] == "y":
            found["year"][int(part[1:])] = number
            continue
        if "/" not in part:
            for topic in part.split(","):
                found["topic"][int(topic)] += number
            continue
        country, city, english = part.split("/")
        found["country"][country] += number
        found["region"][region_of(country)] += number
        found["language"][CHINESE] += number
        if city:
            found["city"][int(city)] += number
        if english:
            found["language"][english] += number
    return {kind: dict(values) for kind, values in found.items()}


def without_each(filters: Filters) -> dict[str, Filters]:
    """For each kind that is set: all filters but that one, under which its own values are counted."""
    return {kind: replace(filters, **{kind: getattr(NOTHING, kind)}) for kind in filters.values()}
