"""The filters that narrow a search: for each kind the values that have hits, with how many each has."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from .. import countries
from ..models import City, Topic
from ..search import KINDS, Facets
from .asking import LANGUAGES, Asked, Chosen
from .environment import lang
from .facets import OTHER, country_name, region_name
from .skyline import REGIONS
from .wording import Words, words

LABELS = {
    "year": (_("Year"), _("All years")),
    "region": (_("Region"), _("All regions")),
    "country": (_("Country"), _("All countries")),
    "city": (_("City"), _("All cities")),
    "topic": (_("Topic"), _("All topics")),
    "language": (_("Language"), _("All languages")),
}
# Of countries, cities and topics, those with the most hits.
MOST_CHOICES = 100


class Choice(NamedTuple):
    """`number` is how many speeches are listed if this is chosen; `lang` is the attribute, where it is needed."""

    value: str
    text: str
    lang: str
    number: int

    @classmethod
    def of(cls, value: str, words: Words, number: int) -> "Choice":
        return cls(value, words.text, lang(words), number)


@dataclass(frozen=True, slots=True)
class Field:
    kind: str
    choices: list[Choice]
    chosen: str

    @property
    def label(self) -> str:
        return LABELS[self.kind][0]

    @property
    def all_label(self) -> str:
        return LABELS[self.kind][1]

    @property
    def is_useful(self) -> bool:
        """Whether it leaves something to choose, or is chosen."""
        return len(self.choices) > 1 or bool(self.chosen)


def fields(facets: Facets, asked: Asked) -> list[Field]:
    """One of each kind."""
    return [
        Field(kind, choices(kind, facets.get(kind, {}), asked.chosen.get(kind)), written(asked.chosen.get(kind)))
        for kind in KINDS
    ]


def written(chosen: Chosen | None) -> str:
    return chosen.written if chosen else ""


def choices(kind: str, numbers: dict[int | str, int], chosen: Chosen | None) -> list[Choice]:
    """The values that have hits, and what is chosen."""
    found = CHOICES[kind](numbers)
    if chosen and chosen.written not in {choice.value for choice in found}:
        found.append(Choice.of(chosen.written, chosen.words, numbers.get(chosen.value, 0)))
    return found


def years(numbers) -> list[Choice]:
    return [Choice.of(str(year), Words(str(year)), numbers[year]) for year in sorted(numbers, reverse=True)]


def regions(numbers) -> list[Choice]:
    return [Choice.of(code, Words(region_name(code)), numbers[code]) for code in (*REGIONS, OTHER) if code in numbers]


def all_countries(numbers) -> list[Choice]:
    names = {code: country_name(code) if code in countries.CODES else region_name(OTHER) for code in numbers}
    return [Choice.of(code.lower(), Words(names[code]), numbers[code]) for code in most_first(numbers)]


def languages(numbers) -> list[Choice]:
    return [Choice.of(code, Words(str(name)), numbers[code]) for code, name in LANGUAGES.items() if code in numbers]


def named(model):
    def choices(numbers) -> list[Choice]:
        most = most_first(numbers)
        rows = {row.pk: row for row in model.objects.labels(most)}
        return [Choice.of(rows[pk].slug, words(rows[pk], "name"), numbers[pk]) for pk in most if pk in rows]

    return choices


def most_first(numbers: dict) -> list:
    return sorted(numbers, key=lambda value: (-numbers[value], value))[:MOST_CHOICES]


CHOICES = {
    "year": years,
    "region": regions,
    "country": all_countries,
    "city": named(City),
    "topic": named(Topic),
    "language": languages,
}
