"""What a reader asks of the search, as it stands in the address: words, filters, order.

Each name may have one value, and in the addresses that we make they stand in one order; what is no value of its name
is left out and told. Cities and topics are slugs in addresses, countries as in theirs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.validators import slug_re
from django.http import Http404
from django.utils.translation import pgettext_lazy

from .. import countries, text
from ..models import City, Speech, Topic
from ..search import KINDS, NEWEST, RELEVANCE, Filters
from .addresses import formerly, url
from .facets import OTHER, country_name, region_name
from .page import with_query
from .skyline import REGIONS
from .wording import EN, ZH, Words, words

# Longer ones are cut: the search reads no more of them.
LONGEST = 200
LANGUAGES = {ZH: pgettext_lazy("language of a text", "Chinese"), EN: pgettext_lazy("language of a text", "English")}


class Chosen(NamedTuple):
    """A filter: its value for the search, as it stands in addresses, and what it is called."""

    value: int | str
    written: str
    words: Words


@dataclass(frozen=True, slots=True)
class Asked:
    """`chosen` is by kind of filter; `unknown` are the names and values of which nothing is known."""

    text: str
    chosen: dict[str, Chosen]
    order: str
    unknown: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> "Asked":
        values = {name: parameters[name] for name in (*KINDS, "order") if parameters.get(name)}
        found = {kind: KNOWN[kind](values[kind]) for kind in KINDS if kind in values}
        order = values.get("order", RELEVANCE)
        unknown = [(kind, values[kind]) for kind, chosen in found.items() if chosen is None]
        if order not in {NEWEST, RELEVANCE}:
            unknown.append(("order", order))
        return cls(
            typed(parameters),
            {kind: chosen for kind, chosen in found.items() if chosen is not None},
            NEWEST if order == NEWEST else RELEVANCE,
            tuple(unknown),
        )

    @property
    def filters(self) -> Filters:
        return Filters(**{kind: chosen.value for kind, chosen in self.chosen.items()})

    @property
    def query(self) -> str:
        """As in the address; "" where nothing is asked."""
        order = self.order if self.text and self.order == NEWEST else ""
        parts = {"q": self.text} | {kind: chosen.written for kind, chosen in self.chosen.items()} | {"order": order}
        return urlencode({name: part for name, part in parts.items() if part})

    @property
    def address(self) -> str:
        """All speeches have an address of their own."""
        return with_query(url("search"), self.query) if self.query else url("speeches")

    def instead(self, text: str) -> str:
        """The address of the same with other words."""
        return Asked(text, self.chosen, self.order).address

    @property
    def without_filters(self) -> str:
        return Asked(self.text, {}, self.order).address

    def without(self, kind: str) -> str:
        """The address of the same without this filter."""
        return Asked(self.text, {other: c for other, c in self.chosen.items() if other != kind}, self.order).address


def typed(parameters: Mapping[str, str]) -> str:
    return text.clean(text.without_controls(parameters.get("q", "")[: 2 * LONGEST]))[:LONGEST].strip()


def year(written: str) -> Chosen | None:
    is_one = written.isascii() and written.isdigit() and len(written) == 4
    return Chosen(int(written), written, Words(written)) if is_one else None


def region(written: str) -> Chosen | None:
    return Chosen(written, written, Words(region_name(written))) if written in {*REGIONS, OTHER} else None


def country(written: str) -> Chosen | None:
    code = written.upper() if written.islower() else ""
    if code in countries.CODES:
        return Chosen(code, written, Words(country_name(code)))
    return Chosen(OTHER, OTHER, Words(region_name(OTHER))) if written == OTHER else None


def named(model) -> Callable[[str], Chosen | None]:
    """Of what has public speeches, by its address of today or of former times."""

    def find(slug: str) -> Chosen | None:
        if not slug_re.match(slug):
            return None
        things = model.objects.with_speeches(Speech.objects.public())
        try:
            thing = things.at([slug]).first() or formerly(things, slug)
        except Http404:
            return None
        return Chosen(thing.pk, thing.slug, words(thing, "name"))

    return find


def language(written: str) -> Chosen | None:
    return Chosen(written, written, Words(str(LANGUAGES[written]))) if written in LANGUAGES else None


KNOWN: dict[str, Callable[[str], Chosen | None]] = {
    "year": year,
    "region": region,
    "country": country,
    "city": named(City),
    "topic": named(Topic),
    "language": language,
}
