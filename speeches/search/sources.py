"""What a speech is found by, made from its rows: flat rows and no model instances, because a rebuild reads them all."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings

from .. import countries
from ..folding import fold
from ..models import Paragraph, SearchText, Speech, SpeechState, SpeechTopic
from ..models.prepared import Prepared
from ..models.translated import public_states
from ..text import has_han, short_place
from .dates import tokens_of
from .facets import line_of

# Another number, and all that was indexed before is made anew (`is_complete`, which `prepare` asks).
VERSION = 3

COLUMNS = {
    "pk": "pk",
    "key": "key",
    "year": "year",
    "number": "number",
    "date": "date",
    "state": "state",
    "english_state": "translation_state",
    "headline_zh_hant": "headline_zh_hant",
    "headline_en": "headline_en",
    "role_zh_hant": "role_zh_hant",
    "role_en": "role_en",
    "speaker_zh_hant": "speaker__name_zh_hant",
    "speaker_en": "speaker__name_en",
    "city": "city_id",
    "city_zh_hant": "city__name_zh_hant",
    "city_en": "city__name_en",
    "city_country": "city__country",
    "organization_zh_hant": "organization__name_zh_hant",
    "organization_en": "organization__name_en",
    "organization_country": "organization__country",
}
SPEECHES = Prepared(
    lambda pks: Speech.objects.rewrite(False).filter(pk__in=pks).order_by().values_list(*COLUMNS.values())
)
TOPICS = Prepared(
    lambda pks: (
        SpeechTopic.objects.filter(content_object__in=pks)
        .order_by("tag")
        .values_list("content_object", "tag", "tag__name_zh_hant", "tag__name_en")
    )
)
PARAGRAPHS = Prepared(
    lambda pks: (
        Paragraph.objects.rewrite(False)
        .filter(speech__in=pks)
        .order_by("speech", "position", "pk")
        .values_list("speech", "text_zh_hant", "text_en", "translation_state")
    )
)


def fingerprint() -> str:
    """Begins each digest: which code has made it, under which setting."""
    return f"{VERSION}{'a' if settings.ENGLISH_NEEDS_APPROVAL else 't'}:"


@dataclass(frozen=True, slots=True)
class Source:
    """`digest` is "" for what is not published, and therefore not in the index."""

    text: SearchText
    date: date
    number: int
    facets: str
    digest: str


def sources(pks: Iterable[int]) -> Iterator[Source]:
    """Of those speeches that exist."""
    pks, states = list(pks), set(public_states())
    topics, paragraphs = defaultdict(list), defaultdict(list)
    for speech, *topic in TOPICS(pks):
        topics[speech].append(topic)
    for speech, chinese, english, state in PARAGRAPHS(pks):
        paragraphs[speech].append((chinese, english, state in states))
    for row in SPEECHES(pks):
        speech = dict(zip(COLUMNS, row, strict=True))
        yield source(speech, speech["english_state"] in states, topics[speech["pk"]], paragraphs[speech["pk"]])


def source(speech: dict, has_public_english: bool, topics: list, paragraphs: list) -> Source:
    country = speech["city_country"] or speech["organization_country"] or ""
    english = [speech["headline_en"], speech["role_en"]]
    names = [speech[f"{of}_{language}"] for of in ("speaker", "city", "organization") for language in LANGUAGES]
    names += places(country)
    names += [name for _pk, *both in topics for name in both]
    names += [speech["headline_zh_hant"], speech["role_zh_hant"], *credit(speech, country)]
    names += [*joined(speech["speaker_en"]), str(speech["year"]), tokens_of(speech["date"])]
    unpublished = [english for _chinese, english, is_public in paragraphs if not is_public]
    text = SearchText(
        speech_id=speech["pk"],
        title=each_once(map(name_in_line, [*names, *(english if has_public_english else [])])),
        chinese="\n".join(in_line(chinese) for chinese, _english, _is_public in paragraphs),
        english="\n".join(in_line(english if is_public else "") for _chinese, english, is_public in paragraphs),
        drafts=each_once(map(in_line, [speech["key"], *([] if has_public_english else english), *unpublished])),
    )
    has_english = bool(text.english.strip())
    facets = line_of(speech["year"], country, speech["city"], (pk for pk, *_names in topics), has_english)
    is_published = speech["state"] == SpeechState.PUBLISHED
    found_by = (text.title, text.chinese, text.english, facets, str(speech["date"]), str(speech["number"]))
    return Source(text, speech["date"], speech["number"], facets, digest_of(*found_by) if is_published else "")


LANGUAGES = ("zh_hant", "en")


def places(country: str) -> list[str]:
    """By which names readers look for a country, and for its part of the world."""
    if not country:
        return []
    own = [countries.name_of(country, language) for language in LANGUAGES]
    return [*own, *countries.aliases_of(country), *countries.names_of_region(countries.region_of(country))]


def credit(speech: dict, country: str) -> list[str]:
    """Who spoke, in one line as lists show it (美國匹茲堡市市長), and as one addresses people (柯文哲市長, 柯市長):
    Chinese words are found by all pairs of their characters, also where two names meet."""
    place = speech["city_zh_hant"] or speech["organization_zh_hant"] or ""
    role, speaker = speech["role_zh_hant"] or "", speech["speaker_zh_hant"] or ""
    where = f"{countries.name_of(country, 'zh_hant') if country else ''}{place}"
    surname = speaker[: 2 if len(speaker) == 4 else 1] if has_han(speaker) else ""
    return [f"{where}{role}{speaker}", f"{speaker}{role}", f"{surname}{role}", f"{short_place(place)}{role}"]


def joined(name: str | None) -> list[str]:
    """A romanised name without its hyphens, as many write it: Ko Wenje."""
    return [name.replace("-", "")] if name and "-" in name else []


def each_once(lines: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, lines)))


def in_line(text: str | None) -> str:
    """The text folded and on one line."""
    return " ".join(fold(text or "").split())


# Many speeches have the same city, country and topics.
name_in_line = lru_cache(maxsize=20_000)(in_line)


def digest_of(*texts: str) -> str:
    return fingerprint() + hashlib.blake2b("\x1f".join(texts).encode(), digest_size=8).hexdigest()
