"""What some cities said on one topic, side by side."""

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..models import City, Speech, Topic
from .addresses import find, url
from .facets import region_name
from .page import Crumb, crumb, render
from .pagecache import public_page
from .said import Said, said, words_of
from .skyline import REGIONS
from .wording import Words, short_name, words

MOST = 4
# Of one city, newest first; of one speech; times the length of a passage elsewhere.
SPEECHES, PASSAGES, TIMES = 3, 2, 2
# How many cities the fields offer, and how many of an address are looked for.
OFFERED, ASKED = 100, 20


@dataclass(frozen=True, slots=True)
class Choice:
    """Which cities are compared, of those that are wanted; `unknown` ones have not spoken on the topic."""

    slugs: list[str]
    unknown: list[str]
    is_too_much: bool

    @classmethod
    def of(cls, wanted: list[str], known) -> "Choice":
        slugs = [slug for slug in wanted if slug in known]
        return cls(slugs[:MOST], [slug for slug in wanted if slug not in known], len(slugs) > MOST)


@dataclass(frozen=True, slots=True)
class Column:
    city: City
    said: list[Said]

    @property
    def name(self) -> Words:
        return short_name(self.city)


@public_page
def compare(request, slug):
    public = Speech.objects.public()
    topic = find(Topic.objects.with_speeches(public), request, slug)
    speeches = public.about(topic)
    spoken = City.objects.with_speeches(speeches)
    offered = list(spoken.most_spoken_first()[:OFFERED])
    asked = list(dict.fromkeys(slug for slug in request.GET.getlist("city") if slug))[:ASKED]
    wanted = asked or [city.slug for city in offered[:MOST]]
    cities = spoken.at(wanted).showing(speeches.listed().newest_first()[:SPEECHES])
    by_slug = {city.slug: city for city in cities}
    choice = Choice.of(wanted, by_slug)
    matcher, name = words_of(topic), words(topic, "name")
    return render(
        request,
        "compare.html",
        title=_("%(topic)s: cities side by side") % {"topic": name.text},
        description=_("What cities said about %(topic)s, side by side: up to four cities of your choice.")
        % {"topic": name.text},
        section="topics",
        crumbs=(
            crumb(_("Topics"), "topics"),
            Crumb(name, url("topic", topic.slug)),
            crumb(pgettext("cities", "Compare")),
        ),
        query=urlencode([("city", slug) for slug in asked]),
        topic=topic,
        heading=name,
        kicker=_("Cities side by side"),
        choice=choice,
        most=MOST,
        columns=[
            Column(by_slug[slug], said(by_slug[slug].newest_speeches, matcher, PASSAGES, TIMES))
            for slug in choice.slugs
        ],
        fields=[(number, (choice.slugs + [""] * MOST)[number - 1]) for number in range(1, MOST + 1)],
        regions=regions(offered),
        are_all_offered=len(offered) < OFFERED,
    )


def regions(cities) -> list[tuple[str, list[tuple[str, Words]]]]:
    """The name of each region, with slugs and names of its cities in the order of the names."""
    order = [*REGIONS, ""]
    named = sorted((order.index(city.region), words(city, "name"), city.slug) for city in cities)
    return [
        (region_name(order[index]), [(slug, name) for _index, name, slug in group])
        for index, group in groupby(named, key=lambda one: one[0])
    ]
