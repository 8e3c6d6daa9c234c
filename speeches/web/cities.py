"""Where in the world: the cities by region, with their distances from Taipei and a map."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import City, Speech
from . import geography
from .facets import region_name
from .page import crumb, paginate, render
from .pagecache import public_page
from .skyline import REGIONS
from .wording import LANG, Words, lang_of, other_words, page_language, short_name, words

# As many as the map has room to name; it shows those of this page.
PER_PAGE = 100
# In kilometres: what lies nearer is Taipei itself.
AT_HOME = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A city in the table beside the map; `kilometres` from Taipei, None without coordinates."""

    city: City
    number: int
    kilometres: int | None

    @property
    def distance(self) -> str:
        return "–" if self.kilometres is None else f"{self.kilometres:,}"

    @property
    def name(self) -> Words:
        return words(self.city, "name")

    @property
    def other_name(self) -> Words:
        return other_words(self.city, "name")


@dataclass(frozen=True, slots=True)
class World:
    """The map and the table of the same cities."""

    rows: list[Row]
    drawn: geography.Map
    centre: Words

    @property
    def regions(self) -> list[tuple[str, str, list[Row]]]:
        """Code ("" for what has no country), name and rows of each region that occurs."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.city.region, []).append(row)
        return [(code, region_name(code), found[code]) for code in (*REGIONS, "") if code in found]

    @property
    def unlocated(self) -> list[Row]:
        return [row for row in self.rows if row.kilometres is None]


@public_page
def cities(request):
    found = City.objects.with_speeches(Speech.objects.public()).by_region(tuple(REGIONS), page_language())
    paging = paginate(request, found, PER_PAGE)
    return render(
        request,
        "cities.html",
        title=_("Cities"),
        section="cities",
        crumbs=(crumb(_("Cities")),),
        paging=paging,
        world=world((city, city.speech_count) for city in paging),
    )


def world(cities) -> World:
    """Of cities with the numbers of their speeches."""
    rows = [Row(city, number, kilometres(city)) for city, number in cities]
    centre = Words(_("Taipei"), LANG[page_language()])
    places = tuple(place(row.city) for row in rows if (row.kilometres or 0) >= AT_HOME)
    return World(rows, geography.world(places, centre.text), centre)


def place(city) -> geography.Place:
    name = short_name(city)
    return geography.Place(name.text, city.latitude, city.longitude, city.region, lang_of(name.text))


def kilometres(city) -> int | None:
    if city.latitude is None:
        return None
    return round(geography.distance(geography.TAIPEI, (city.latitude, city.longitude)))
