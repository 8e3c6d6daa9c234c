"""Which of a list's speeches does the reader want? Those of one year, of one region or country; by GET, with counts."""

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from .. import countries
from .skyline import REGIONS
from .wording import country_words, page_language

OTHER = "other"


class Option(NamedTuple):
    """`number` is how many speeches are listed if this is chosen."""

    value: str
    label: str
    number: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facets:
    """Of a list with so many speeches by year and country; a value that nothing has finds nothing.

    `place` is a region (na), a country's code (NA), or "other" for what has no country.
    """

    counts: dict[tuple[int, str], int]
    year: str
    place: str

    @classmethod
    def of(cls, request, counts: dict[tuple[int, str], int]) -> "Facets":
        return cls(counts, request.GET.get("year", ""), request.GET.get("place", ""))

    @property
    def is_used(self) -> bool:
        return bool(self.year or self.place)

    @property
    def is_useful(self) -> bool:
        """Whether there is anything to choose."""
        return len(self.counts) > 1

    @property
    def query(self) -> str:
        """As in the address, in one order; each page of the list carries it."""
        return urlencode({name: value for name, value in (("year", self.year), ("place", self.place)) if value})

    def narrow(self, speeches):
        if self.year:
            year = int(self.year) if self.year.isascii() and self.year.isdigit() and len(self.year) == 4 else 0
            speeches = speeches.in_year(year)
        if self.place:
            speeches = speeches.in_countries(sorted({code for _year, code in self.counts if is_in(code, self.place)}))
        return speeches

    @property
    def years(self) -> list[Option]:
        numbers: dict[str, int] = {}
        for (year, code), number in self.counts.items():
            if not self.place or is_in(code, self.place):
                numbers[str(year)] = numbers.get(str(year), 0) + number
        return [Option(year, year, numbers[year], year == self.year) for year in sorted(numbers, reverse=True)]

    @property
    def places(self) -> list[tuple[str, list[Option]]]:
        """The name of each region, with the region itself and its countries."""
        numbers: dict[str, int] = {}
        for (year, code), number in self.counts.items():
            if not self.year or str(year) == self.year:
                numbers[code] = numbers.get(code, 0) + number
        order = [*REGIONS, ""]
        codes = sorted(numbers, key=lambda code: (order.index(countries.region_of(code)), country_name(code)))
        return [
            (region_name(region), self.options_of(region, {code: numbers[code] for code in group}))
            for region, group in groupby(codes, key=countries.region_of)
        ]

    def options_of(self, region: str, numbers: dict[str, int]) -> list[Option]:
        value, name = region or OTHER, region_name(region)
        options = [Option(value, name, sum(numbers.values()), value == self.place)]
        if len(numbers) > 1:
            options[0] = options[0]._replace(label=_("All of %(region)s") % {"region": name})
            options += [
                Option(code, country_name(code), number, code == self.place) for code, number in numbers.items()
            ]
        return options


def is_in(code: str, place: str) -> bool:
    return place in {code or OTHER, countries.region_of(code) or OTHER}


def region_name(region: str) -> str:
    return str(REGIONS.get(region) or _("Other"))


def country_name(code: str) -> str:
    return country_words(code, page_language()).text
