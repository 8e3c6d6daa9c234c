"""Which pages are there? The sitemap: each page that is the canonical one of its kind, in both languages, and no other.

Django's sitemaps take the host from the request and count and ask for each list anew; these are made of two queries
of flat rows, whatever the number of pages.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.urls import get_resolver, reverse
from django.utils.timezone import localtime
from django.utils.xmlutils import SimplerXMLGenerator

from ..models import SitePage, Speech, Summit, Term
from . import cities, glossary
from .addresses import absolute, in_language
from .lists import SPEAKERS_PER_PAGE
from .page import PER_PAGE
from .pagecache import public_page
from .wording import EN, ZH

# The protocol allows 50,000 addresses and 50 MB a file.
MOST = 40_000
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Each file's pages by the names of their addresses; "pages" are all that take no parameter.
SECTIONS = {
    "speeches": ("speech",),
    "events": ("summit", "session", "speeches_of_year"),
    "places": ("city", "organization", "country"),
    "speakers": ("speaker",),
    "topics": ("topic", "compare"),
}
# Pages that are another one under a second address.
TWINS = {"search"}
# How many things a page of a list shows.
LISTS = {
    **dict.fromkeys(("speeches", "speeches_of_year", "city", "organization", "country", "speaker", "topic"), PER_PAGE),
    "speakers": SPEAKERS_PER_PAGE,
    "cities": cities.PER_PAGE,
    "glossary": glossary.PER_PAGE,
}


@dataclass(slots=True)
class Spot:
    """A page: when it changed last (None: nobody knows), how many rows it lists, whether it stands in English."""

    changed_at: datetime | None = None
    count: int = 0
    english: bool = True

    def holds(self, changed_at: datetime) -> None:
        self.count += 1
        self.changed_at = max(filter(None, (self.changed_at, changed_at)))


class Url(NamedTuple):
    """`number` is that of the page of a list."""

    name: str
    args: tuple
    language: str
    number: int
    changed_at: datetime | None

    @property
    def location(self) -> str:
        query = f"?page={self.number}" if self.number > 1 else ""
        return absolute(in_language(reverse(self.name, args=self.args), self.language) + query)


@public_page
def index(request):
    """The files, each with the time of its last change."""
    found = spots()
    files = [
        (absolute(reverse("sitemap_file", args=(section, number))), latest(urls))
        for section in ("pages", *SECTIONS)
        for number, urls in enumerate(files_of(section, found), start=1)
    ]
    return answer("sitemapindex", "sitemap", files)


@public_page
def sitemap_file(request, section, number):
    files = files_of(section, spots()) if section in {"pages", *SECTIONS} else []
    if not 1 <= number <= len(files):
        raise Http404(f"There is no sitemap {section} {number}.")
    return answer("urlset", "url", [(url.location, url.changed_at) for url in files[number - 1]])


def answer(root: str, element: str, locations: list[tuple[str, datetime | None]]) -> HttpResponse:
    text = StringIO()
    xml = SimplerXMLGenerator(text, "utf-8")
    xml.startDocument()
    xml.startElement(root, {"xmlns": NAMESPACE})
    for location, changed_at in locations:
        xml.startElement(element, {})
        xml.addQuickElement("loc", location)
        if changed_at:
            xml.addQuickElement("lastmod", localtime(changed_at).isoformat(timespec="seconds"))
        xml.endElement(element)
    xml.endElement(root)
    return HttpResponse(text.getvalue(), content_type="application/xml", headers={"X-Robots-Tag": "noindex"})


def latest(urls: list[Url]) -> datetime | None:
    return max((url.changed_at for url in urls if url.changed_at), default=None)


def files_of(section: str, found: dict[tuple, Spot]) -> list[list[Url]]:
    if section == "pages":
        chosen = {key: spot for key, spot in found.items() if len(key) == 1}
    else:
        chosen = {key: spot for key, spot in found.items() if key[0] in SECTIONS[section] and len(key) > 1}
    urls = [url for key, spot in chosen.items() for url in urls_of(key, spot)]
    return [urls[start : start + MOST] for start in range(0, len(urls), MOST)]


def urls_of(key: tuple, spot: Spot) -> Iterator[Url]:
    name, *args = key
    pages = -(-spot.count // LISTS[name]) if name in LISTS else 1
    for number in range(1, max(pages, 1) + 1):
        for language in (ZH, EN) if spot.english else (ZH,):
            yield Url(name, tuple(args), language, number, spot.changed_at)


def spots() -> dict[tuple, Spot]:
    """Every page by the name of its address and its parameters."""
    public = Speech.objects.public()
    found: dict[tuple, Spot] = defaultdict(Spot)
    for name in without_parameters():
        found[name,] = Spot()
    for page in SitePage.objects.all():
        found[page.name,] = Spot(page.updated_at, english=not page.body_zh_hant or bool(page.body_en))
    for summit in Summit.objects.known(public):
        found["summit", summit.year].changed_at = summit.updated_at
    topics = defaultdict(list)
    for pk, slug in public.pairs():
        topics[pk].append(slug)
    for speech in public.whereabouts():
        found["speech", speech.year, speech.slug] = Spot(speech.last_changed_at, english=speech.english)
        for key in lists_of(speech, topics[speech.pk]):
            found[key].holds(speech.last_changed_at)
    found["speakers",].count = sum(key[0] == "speaker" for key in found)
    found["cities",].count = sum(key[0] == "city" for key in found)
    found["glossary",].count = Term.objects.count()
    return found


def lists_of(speech, topics) -> Iterator[tuple]:
    """Each page that lists the speech."""
    for name in ("home", "speeches", "summits", "countries", "speakers", "topics"):
        yield (name,)
    yield "speeches_of_year", speech.year
    yield "summit", speech.year
    yield "session", speech.year, speech.session
    yield "speaker", speech.speaker
    for slug in topics:
        yield from (("topic", slug), ("compare", slug))
    if speech.country:
        yield "country", speech.country
    if speech.city:
        yield from (("cities",), ("city", speech.city))
    if speech.organization:
        yield from (("organizations",), ("organization", speech.organization))


def without_parameters() -> list[str]:
    """The names of the pages whose address takes none; files for programs have no slash at the end."""
    patterns = get_resolver("speeches.urls").url_patterns
    pages = [pattern for pattern in patterns if not pattern.pattern.converters]
    names = [page.name for page in pages if page.name == "home" or str(page.pattern).endswith("/")]
    return [name for name in names if name not in TWINS]
