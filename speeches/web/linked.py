"""What a page is about, for machines: schema.org as data, written into the page as JSON-LD."""

import json

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ..models import City
from ..models.topic import topics_of
from . import wording
from .addresses import absolute, canonical_of, reverse_in, short_url, url
from .wording import EN, LANG, ZH, page_language

# Kinds of place that schema.org has a word for.
PLACES = {City.Kind.CITY: "City", City.Kind.METROPOLIS: "City", City.Kind.STATE: "State"}
# Within a script element only these could end it; as \uXXXX they are the same JSON.
ESCAPED = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


class DataBlock:
    """A script element of data, which browsers never run: no content security policy forbids it.

    It is HTML by Django's own protocol; no text in it can end the element.
    """

    def __init__(self, nodes: list[dict]):
        self.json = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False)

    def __html__(self) -> str:
        return f'<script type="application/ld+json">{self.json.translate(ESCAPED)}</script>'


def identity(name: str, *args) -> dict:
    """A thing of the world is one, whatever the language of the page that speaks of it."""
    return {"@id": f"{absolute(reverse_in(ZH, name, *args))}#{name}"}


def names(thing, field: str = "name") -> dict:
    found = {"name": wording.words(thing, field).text}
    if other := wording.other_words(thing, field):
        found["alternateName"] = other.text
    return found


def address(name: str, *args) -> str:
    return absolute(url(name, *args))


def breadcrumbs(crumbs) -> dict:
    items = []
    for position, crumb in enumerate(crumbs, start=1):
        item = {"@type": "ListItem", "position": position, "name": crumb.words.text}
        items.append(item | ({"item": absolute(crumb.url)} if crumb.url else {}))
    return {"@type": "BreadcrumbList", "itemListElement": items}


def publisher() -> dict:
    return {"@type": "Organization", "name": settings.PUBLISHER_NAME or wording.site_name(), "url": absolute("/")}


def taipei() -> dict:
    place = {"@type": "PostalAddress", "addressLocality": _("Taipei"), "addressCountry": "TW"}
    return {"@type": "Place", "name": _("Taipei"), "address": place}


def website() -> dict:
    return {
        "@type": "WebSite",
        "@id": absolute("/"),
        "url": address("home"),
        "name": wording.site_name(),
        "inLanguage": LANG[page_language()],
        "publisher": publisher(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{address('search')}?q={{words}}"},
            "query-input": "required name=words",
        },
    }


def article(speech) -> dict:
    """The digest of a speech that was fetched with `readable()`, in the language in which the page has it."""
    language = page_language() if speech.has_public_english else ZH
    canonical = canonical_of(speech)
    found = {
        "@type": "Article",
        "@id": canonical,
        "url": canonical,
        "mainEntityOfPage": canonical,
        "identifier": short_url(speech),
        "headline": wording.plain_title(speech),
        "abstract": wording.excerpt(speech).text,
        "genre": _("Digest of speech"),
        "inLanguage": LANG[language],
        "datePublished": moment(speech.publish_at),
        "dateModified": moment(max(speech.publish_at, speech.last_changed_at)),
        "author": speaker_of_that_day(speech),
        "recordedAt": event_of(speech.session),
        "about": [topic(found) for found in topics_of(speech)],
        "publisher": publisher(),
    }
    if speech.has_public_english:
        other = ZH if language == EN else EN
        twin = {"@type": "Article", "@id": absolute(reverse_in(other, "speech", speech.year, speech.slug))}
        found["translationOfWork" if language == EN else "workTranslation"] = twin | {"inLanguage": LANG[other]}
    return found


def speaker_of_that_day(speech) -> dict:
    """Role and body belong to the day, not to the person: so this is no node that other pages speak of."""
    person = {
        "@type": "Person",
        "name": wording.words(speech.speaker, "name").text,
        "url": address("speaker", speech.speaker.slug),
        "jobTitle": wording.words(speech, "role").text,
    }
    if speech.city:
        person["workLocation"] = city(speech.city)
    if speech.organization:
        person["affiliation"] = organization(speech.organization)
    return person


def topic(found) -> dict:
    return named(found, "topic", "DefinedTerm")


def event_of(session) -> dict:
    """One sitting, as a part of its summit."""
    return {
        "@type": "Event",
        **identity("session", session.year, session.slug),
        "name": f"{wording.summit_short(session.year)} · {wording.session_name(session)}",
        "url": address("session", session.year, session.slug),
        "startDate": session.date.isoformat(),
        "endDate": session.date.isoformat(),
        "location": taipei(),
        "superEvent": {"@type": "Event", **identity("summit", session.year), "name": wording.summit_name(session.year)},
    }


def summit(found, sessions) -> dict:
    """`sessions` are those that readers know of; their days stand in where the summit's own are not known."""
    days = sorted(session.date for session in sessions)
    event = {
        "@type": "Event",
        **identity("summit", found.year),
        "name": wording.summit_name(found.year),
        "url": address("summit", found.year),
        "location": taipei(),
        "subEvent": [{"@type": "Event", **identity("session", found.year, session.slug)} for session in sessions],
    }
    if starts_on := found.starts_on or min(days, default=None):
        event["startDate"] = starts_on.isoformat()
    if ends_on := found.ends_on or max(days, default=None):
        event["endDate"] = ends_on.isoformat()
    if theme := wording.words(found, "theme").text:
        event["description"] = theme
    return event


def city(found) -> dict:
    place = named(found, "city", PLACES.get(found.kind, "AdministrativeArea"))
    if found.latitude is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": found.latitude, "longitude": found.longitude}
    if found.country:
        place["containedInPlace"] = country(found)
    return place


def organization(found) -> dict:
    return named(found, "organization", "Organization") | ({"location": country(found)} if found.country else {})


def named(found, name: str, kind: str) -> dict:
    """What has a page of its own; `name` is that of its address."""
    return {"@type": kind, **identity(name, found.slug), **names(found), "url": address(name, found.slug)}


def country(found) -> dict:
    return {"@type": "Country", "name": found.country_name, "identifier": found.country}


def person(found) -> dict:
    return named(found, "speaker", "Person")


def dataset(name: str, description: str, url: str, files, updated_at) -> dict:
    """`files` are pairs of a path and a media type; `updated_at` is when the content changed last, or None."""
    found = {
        "@type": "Dataset",
        "@id": absolute(url),
        "url": absolute(url),
        "name": name,
        "description": description,
        "inLanguage": list(LANG.values()),
        "isAccessibleForFree": True,
        "spatialCoverage": taipei(),
        "creator": publisher(),
        "distribution": [
            {"@type": "DataDownload", "contentUrl": absolute(path), "encodingFormat": media_type}
            for path, media_type in files
        ],
    }
    return found | ({"dateModified": moment(updated_at)} if updated_at else {})


def moment(at) -> str:
    return localtime(at).isoformat(timespec="seconds")
