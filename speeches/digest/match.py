"""Who of those we know is meant? Finds the cities, organizations and speakers of a paper, and makes the new ones."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from .. import text
from ..models import City, Organization, Speaker, Speech
from ..records import Problem, gettext_noop
from ..records import Speech as Row

KINDS = (
    (("都會區", "大都會"), City.Kind.METROPOLIS),
    (("縣", "郡"), City.Kind.COUNTY),
    (("州", "省", "邦", "府", "道"), City.Kind.STATE),
    (("大區", "地區", "自治區"), City.Kind.REGION),
    (("區",), City.Kind.DISTRICT),
)


def kind_of(name: str) -> City.Kind:
    for suffixes, kind in KINDS:
        if name.endswith(suffixes) and len(name) > 2:
            return kind
    return City.Kind.CITY


def spellings(name: str) -> list[str]:
    """Names that mean the same place: 匹茲堡 and 匹茲堡市, but not 新竹市 and 新竹縣."""
    short = text.short_place(name)
    if short == name:
        return [name, *(name + suffix for suffix in text.PLACE_SUFFIXES)]
    return [name, short]


@dataclass(slots=True)
class Known:
    """Those of a paper who are known already; one query a kind, however many rows."""

    cities: dict[tuple[str, str], list[City]]
    organizations: dict[tuple[str, str], list[Organization]]
    speakers: dict[str, list[Speaker]]
    countries: dict[str, set[str]]
    # Who is meant by a row where somebody has said so: by kind and number of the row; None is a new one.
    chosen: Mapping[tuple[str, int], City | Organization | Speaker | None] = field(default_factory=dict)
    new: list = field(default_factory=list)

    @classmethod
    def of(cls, rows: list[Row], chosen: Mapping = MappingProxyType({})) -> "Known":
        places = City.objects.called(*(spelling for row in rows if row.city for spelling in spellings(row.city)))
        bodies = Organization.objects.called(*(row.organization for row in rows if row.organization))
        people = list(Speaker.objects.called(*(row.speaker for row in rows if row.speaker)).order_by("pk"))
        cities, organizations, speakers = defaultdict(list), defaultdict(list), defaultdict(list)
        for place in places.order_by("pk"):
            cities[place.country, place.name_key].append(place)
        for body in bodies.order_by("pk"):
            organizations[body.country, body.name_key].append(body)
        for person in people:
            speakers[person.name_key].append(person)
        return cls(cities, organizations, speakers, Speech.objects.countries_of(people), chosen)

    def namesakes(self, row: Row) -> dict[str, list]:
        """All who could be meant by the names of a row, wherever they are from, by kind."""
        keys = {text.name_key(spelling) for spelling in spellings(row.city)} if row.city else set()
        places = [place for (_country, key), found in self.cities.items() if key in keys for place in found]
        name = text.name_key(row.organization)
        bodies = [body for (_country, key), found in self.organizations.items() if key == name for body in found]
        people = self.speakers.get(text.name_key(row.speaker), [])
        found = {"city": places, "organization": bodies, "speaker": people}
        return {kind: [one for one in those if one.pk] for kind, those in found.items()}

    def city(self, row: Row, problems: list[Problem]) -> City | None:
        if not row.city:
            return None
        if ("city", row.number) in self.chosen:
            return self.chosen["city", row.number] or self.new_city(row)
        for spelling in spellings(row.city):
            found = self.cities.get((row.country, text.name_key(spelling)), [])
            if len(found) > 1:
                problems.append(
                    doubt(
                        row,
                        gettext_noop("%(count)s cities are called %(name)s; the first was taken."),
                        name=row.city,
                        count=len(found),
                    )
                )
            if found:
                return found[0]
        return self.new_city(row)

    def new_city(self, row: Row) -> City:
        city = City(name_zh_hant=row.city, country=row.country, kind=kind_of(row.city))
        self.cities[row.country, text.name_key(row.city)].append(city)
        self.new.append(city)
        return city

    def organization(self, row: Row) -> Organization | None:
        if not row.organization:
            return None
        if ("organization", row.number) in self.chosen:
            return self.chosen["organization", row.number] or self.new_organization(row)
        known = self.organizations.get((row.country, text.name_key(row.organization)))
        return known[0] if known else self.new_organization(row)

    def new_organization(self, row: Row) -> Organization:
        organization = Organization(name_zh_hant=row.organization, country=row.country)
        self.organizations[row.country, text.name_key(row.organization)].append(organization)
        self.new.append(organization)
        return organization

    def speaker(self, row: Row, problems: list[Problem]) -> Speaker:
        """The person of that name who spoke for that country, or for nobody yet; otherwise a new one."""
        if ("speaker", row.number) in self.chosen:
            return self.chosen["speaker", row.number] or self.new_speaker(row)
        namesakes = self.speakers[text.name_key(row.speaker)]
        for person in namesakes:
            if row.country in self.countries.get(person.key, {row.country}):
                return person
        if namesakes:
            message = gettext_noop(
                "Another %(name)s spoke for another country; this one was taken for a different person."
            )
            problems.append(doubt(row, message, name=row.speaker))
        return self.new_speaker(row)

    def new_speaker(self, row: Row) -> Speaker:
        # A name in Latin letters is the person's own in both languages; a Chinese one gets its English by hand.
        latin = "" if text.has_han(row.speaker) else row.speaker
        person = Speaker(name_zh_hant=row.speaker, name_en=latin)
        self.speakers[text.name_key(row.speaker)].append(person)
        self.countries[person.key] = {row.country}
        self.new.append(person)
        return person

    def keep_new(self) -> None:
        """Write those who were not known, in one query a kind."""
        for model in (City, Organization, Speaker):
            model.objects.bulk_create([thing for thing in self.new if isinstance(thing, model)])
        self.new.clear()


def doubt(row: Row, message: str, **values) -> Problem:
    return Problem(row.number, message, values)
