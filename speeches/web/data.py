"""The public data as files: what stands on the pages, in both languages, as CSV and JSON."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import City, Organization, Paragraph, Speaker, Speech, Summit, Term, Topic
from ..models.topic import topics_of
from ..output.writers import table, tmx
from . import linked
from .addresses import short_url
from .entries import english_of
from .files import JSON, file
from .page import crumb, render
from .pagecache import public_page
from .wording import EN, ZH, in_language

CHUNK = 200
ADDRESSES = {"csv": "data_csv", "json": "data_json", "tmx": "data_tmx"}
TMX = "application/x-tmx+xml"
MEDIA_TYPES = {"csv": "text/csv", "json": JSON, "tmx": TMX}
KEY = ("key", gettext_lazy("persistent name"))
SLUG = ("slug", gettext_lazy("last part of the address"))
NAMES = (("name_zh", gettext_lazy("name in Chinese")), ("name_en", gettext_lazy("name in English, if known")))
COUNTRY = ("country", gettext_lazy("ISO 3166-1 alpha-2 code"))
DESCRIPTIONS = (
    ("description_zh", gettext_lazy("description in Chinese")),
    ("description_en", gettext_lazy("description in English")),
)
NUMBER = ("speeches", gettext_lazy("number of public speeches"))


class Dataset(NamedTuple):
    """`fields` are names and descriptions of the columns; the functions are asked with the public speeches."""

    name: str
    title: object
    fields: tuple[tuple[str, object], ...]
    things: Callable
    rows: Callable[[object], Iterator[tuple]]
    # What is counted, where that is not the things.
    counted: Callable | None = None
    forms: tuple[str, ...] = ("csv", "json")

    @property
    def header(self) -> list[str]:
        return [name for name, _description in self.fields]

    def all_rows(self) -> Iterator[tuple]:
        for thing in self.things(Speech.objects.public()).iterator(chunk_size=CHUNK):
            yield from self.rows(thing)

    def count(self) -> int:
        return (self.counted or self.things)(Speech.objects.public()).count()

    def files(self) -> list[tuple[str, str]]:
        """Form and address of each."""
        return [(form, reverse(ADDRESSES[form], args=() if form == "tmx" else (self.name,))) for form in self.forms]


def both(thing, *fields: str) -> tuple[str, ...]:
    """Chinese and English of each; English where readers have it."""
    return tuple(in_language(thing, field, language) for field in fields for language in (ZH, EN))


def speech_rows(speech) -> Iterator[tuple]:
    yield (
        speech.key,
        short_url(speech),
        speech.year,
        speech.session.date.isoformat(),
        speech.number,
        speech.slug,
        *both(speech.speaker, "name"),
        *both(speech, "role"),
        *(both(speech.city, "name") if speech.city else ("", "")),
        *(both(speech.organization, "name") if speech.organization else ("", "")),
        speech.country,
        *both(speech, "headline"),
        tuple(sorted(topic.slug for topic in topics_of(speech))),
        english_of(speech.paragraphs.all()),
        localtime(speech.publish_at).isoformat(timespec="seconds"),
    )


def paragraph_rows(speech) -> Iterator[tuple]:
    link = short_url(speech)
    for position, paragraph in enumerate(speech.paragraphs.all(), start=1):
        address = f"{link}#p-{paragraph.key}"
        yield speech.key, paragraph.key, address, position, paragraph.kind, *both(paragraph, "text")


def pair_rows(speech) -> Iterator[tuple]:
    link = short_url(speech)
    for paragraph in speech.paragraphs.all():
        chinese, english = both(paragraph, "text")
        if english:
            yield speech.key, paragraph.key, f"{link}#p-{paragraph.key}", chinese, english, paragraph.is_outdated


def city_rows(city) -> Iterator[tuple]:
    place = city.country, city.kind, city.latitude, city.longitude
    yield city.key, city.slug, *both(city, "name"), *place, city.speech_count


def organization_rows(body) -> Iterator[tuple]:
    yield body.key, body.slug, *both(body, "name"), body.country, body.speech_count


def speaker_rows(speaker) -> Iterator[tuple]:
    yield speaker.key, speaker.slug, *both(speaker, "name"), speaker.speech_count


def topic_rows(topic) -> Iterator[tuple]:
    names = both(topic, "name", "description")
    yield topic.key, topic.slug, *names, tuple(topic.synonyms.splitlines()), topic.speech_count


def term_rows(term) -> Iterator[tuple]:
    variants = tuple(term.variants.splitlines())
    yield term.key, term.chinese, term.english, variants, term.status, term.source, term.note


def summit_rows(summit) -> Iterator[tuple]:
    days = (day and day.isoformat() for day in (summit.starts_on, summit.ends_on))
    figures = summit.leaders, summit.cities, summit.countries, summit.speech_count
    yield summit.year, *both(summit, "theme", "description"), *days, *figures


SPEECHES = Dataset(
    "speeches",
    gettext_lazy("Speeches"),
    (
        KEY,
        ("link", gettext_lazy("permanent link")),
        ("year", gettext_lazy("year of the summit")),
        ("date", gettext_lazy("day of the session, ISO 8601")),
        ("number", gettext_lazy("number in the paper of the session")),
        SLUG,
        ("speaker_zh", gettext_lazy("speaker in Chinese")),
        ("speaker_en", gettext_lazy("speaker in English, if known")),
        ("role_zh", gettext_lazy("role of that day in Chinese")),
        ("role_en", gettext_lazy("role of that day in English")),
        ("city_zh", gettext_lazy("city in Chinese")),
        ("city_en", gettext_lazy("city in English")),
        ("organization_zh", gettext_lazy("organization in Chinese")),
        ("organization_en", gettext_lazy("organization in English")),
        COUNTRY,
        ("headline_zh", gettext_lazy("headline in Chinese")),
        ("headline_en", gettext_lazy("headline in English")),
        ("topics", gettext_lazy("slugs of the topics")),
        ("english", gettext_lazy("how much can be read in English: full, part or none")),
        ("published_at", gettext_lazy("when it became public here, ISO 8601")),
    ),
    lambda public: public.light().with_people().with_topics().with_translation_states().newest_first(),
    speech_rows,
)
PARAGRAPHS = Dataset(
    "paragraphs",
    gettext_lazy("Paragraphs"),
    (
        ("speech", gettext_lazy("key of the speech")),
        ("key", gettext_lazy("name of the paragraph within the speech")),
        ("link", gettext_lazy("permanent link")),
        ("position", gettext_lazy("place within the speech, from 1")),
        ("kind", gettext_lazy("lead, point or heading")),
        ("text_zh", gettext_lazy("text in Chinese")),
        ("text_en", gettext_lazy("text in English, if approved")),
    ),
    lambda public: public.listed().newest_first(),
    paragraph_rows,
    counted=lambda public: Paragraph.objects.of_any(public),
)
CORPUS = Dataset(
    "corpus",
    gettext_lazy("Pairs of Chinese and English"),
    (
        ("speech", gettext_lazy("key of the speech")),
        ("key", gettext_lazy("name of the paragraph within the speech")),
        ("link", gettext_lazy("permanent link")),
        ("zh", gettext_lazy("text in Chinese")),
        ("en", gettext_lazy("its approved English")),
        ("english_is_outdated", gettext_lazy("whether the Chinese was revised since")),
    ),
    lambda public: public.in_public_english().listed().newest_first(),
    pair_rows,
    counted=lambda public: Paragraph.objects.of_any(public).in_public_english(),
    forms=("csv", "json", "tmx"),
)
CITIES = Dataset(
    "cities",
    gettext_lazy("Cities"),
    (
        KEY,
        SLUG,
        *NAMES,
        COUNTRY,
        ("kind", gettext_lazy("city, county, district, region, state or metropolis")),
        ("latitude", gettext_lazy("degrees, north is positive")),
        ("longitude", gettext_lazy("degrees, east is positive")),
        NUMBER,
    ),
    lambda public: City.objects.with_speeches(public).by_name(ZH),
    city_rows,
)
ORGANIZATIONS = Dataset(
    "organizations",
    gettext_lazy("Organizations"),
    (KEY, SLUG, *NAMES, COUNTRY, NUMBER),
    lambda public: Organization.objects.with_speeches(public).by_name(ZH),
    organization_rows,
)
SPEAKERS = Dataset(
    "speakers",
    gettext_lazy("Speakers"),
    (KEY, SLUG, *NAMES, NUMBER),
    lambda public: Speaker.objects.with_speeches(public).by_name(ZH),
    speaker_rows,
)
TOPICS = Dataset(
    "topics",
    gettext_lazy("Topics"),
    (KEY, SLUG, *NAMES, *DESCRIPTIONS, ("synonyms", gettext_lazy("synonyms in either language")), NUMBER),
    lambda public: Topic.objects.with_speeches(public).most_spoken_first(),
    topic_rows,
)
TERMS = Dataset(
    "terms",
    gettext_lazy("Terms of the glossary"),
    (
        KEY,
        ("chinese", gettext_lazy("Chinese word")),
        ("english", gettext_lazy("English word")),
        ("variants", gettext_lazy("other spellings in Chinese")),
        ("status", gettext_lazy("official, press or proposal")),
        ("source", gettext_lazy("where it was seen")),
        ("note", gettext_lazy("note")),
    ),
    lambda public: Term.objects.by_language(ZH),
    term_rows,
)
SUMMITS = Dataset(
    "summits",
    gettext_lazy("Summits"),
    (
        ("year", gettext_lazy("year of the summit")),
        ("theme_zh", gettext_lazy("theme in Chinese")),
        ("theme_en", gettext_lazy("theme in English")),
        *DESCRIPTIONS,
        ("starts_on", gettext_lazy("first day, ISO 8601")),
        ("ends_on", gettext_lazy("last day, ISO 8601")),
        ("leaders", gettext_lazy("visiting leaders, as the organizers counted them")),
        ("cities", gettext_lazy("cities represented, as the organizers counted them")),
        ("countries", gettext_lazy("countries represented, as the organizers counted them")),
        NUMBER,
    ),
    lambda public: Summit.objects.known(public).oldest_first(),
    summit_rows,
)
ALL = (SPEECHES, PARAGRAPHS, CORPUS, CITIES, ORGANIZATIONS, SPEAKERS, TOPICS, TERMS, SUMMITS)
DATASETS = {dataset.name: dataset for dataset in ALL}


@public_page
def data(request):
    title = _("Open data")
    description = _("Speeches, paragraphs, cities, speakers, topics and terms as CSV and JSON, in both languages.")
    return render(
        request,
        "data.html",
        title=title,
        description=description,
        section="data",
        crumbs=(crumb(_("Data")),),
        datasets=[(dataset, dataset.count()) for dataset in ALL],
        linked=[linked.dataset(title, description, request.path, distribution(), request.content.updated_at)],
    )


def distribution() -> list[tuple[str, str]]:
    """Path and media type of each file."""
    return [(address, MEDIA_TYPES[form]) for dataset in ALL for form, address in dataset.files()]


@public_page
def csv_file(request, name):
    found = dataset(name)
    pieces = table.as_csv(found.header, found.all_rows())
    return file(pieces, "text/csv; charset=utf-8; header=present", name=f"{name}.csv")


@public_page
def json_file(request, name):
    found = dataset(name)
    return file(table.as_json(found.header, found.all_rows()), JSON, name=f"{name}.json")


@public_page
def tmx_file(request):
    """The corpus as translation programs read it."""
    rows = ((f"{speech}.{key}", *rest) for speech, key, *rest in CORPUS.all_rows())
    return file(tmx.as_tmx(rows), TMX, name="corpus.tmx")


def dataset(name: str) -> Dataset:
    if name not in DATASETS:
        raise Http404(f"There are no data called {name!r}.")
    return DATASETS[name]
