"""A speech as a file to keep: plain text and Markdown in the page's language, JSON in both."""

import json

from django.conf import settings
from django.http import Http404
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from .. import records
from ..models.topic import topics_of
from ..output.writers import document
from . import wording
from .addresses import absolute, canonical_of, find_speech, reverse_in, short_url, url
from .blocks import blocks
from .entries import FULL, NONE, english_of
from .files import JSON, TEXT, file
from .pagecache import public_page
from .report import Report
from .wording import EN, HREFLANG, ZH, in_language

FORMS = ("txt", "md", "json")


@public_page
def download(request, year, slug, form):
    if form not in FORMS:
        raise Http404(f"There is no speech as {form!r}.")
    speech = find_speech(request, year, slug)
    if form == "json":
        content, kind = json.dumps(as_data(speech), ensure_ascii=False, indent=1) + "\n", JSON
    elif form == "md":
        content, kind = document.markdown(as_document(speech)), "text/markdown; charset=utf-8"
    else:
        content, kind = document.plain(as_document(speech)), TEXT
    return file(content, kind, name=f"{speech.slug}.{form}", canonical=canonical_of(speech))


def addresses(speech) -> tuple[tuple[str, str], ...]:
    """Format and address of each file."""
    return tuple((f".{form}", url("download", speech.year, speech.slug, form)) for form in FORMS)


def as_document(speech) -> document.Document:
    """What the page shows in its language: a paragraph without public English stands in Chinese."""
    shown = blocks(list(speech.paragraphs.all()), Report(speech))
    return document.Document(
        title=wording.plain_title(speech),
        facts=tuple((str(name), value) for name, value in facts(speech)),
        blocks=tuple(
            document.Block(block.shown.text, records.Kind(block.paragraph.kind), block.number) for block in shown
        ),
        note=note(speech),
        colon="：" if wording.page_language() == ZH else ": ",
    )


def facts(speech):
    yield _("Speaker"), wording.words(speech.speaker, "name").text
    yield _("Role"), wording.plain_who(speech)
    yield _("Event"), wording.summit_name(speech.year)
    yield _("Given"), wording.day(speech.session.date)
    yield _("Published by"), settings.PUBLISHER_NAME or wording.site_name()
    yield _("Permanent link"), short_url(speech)


def note(speech) -> str:
    """That it is a digest; on English pages also how much of it is English."""
    said = [_("A digest made by the office that holds the summit, not a verbatim record.")]
    if wording.page_language() == EN:
        english = english_of(speech.paragraphs.all())
        if english == NONE:
            said.append(_("This speech has not been translated yet."))
        elif english != FULL:
            said.append(_("This speech is translated in part."))
    return " ".join(said)


def as_data(speech) -> dict:
    """All that readers may know of a speech, in both languages; docs/formats.md describes it.

    A text is an object by language (zh-Hant, en); what has no public English has no `en`.
    """
    return {
        "key": speech.key,
        "url": short_url(speech),
        "pages": pages(speech),
        "is_digest": True,
        "summit": speech.year,
        "session": speech.session.slug,
        "number": speech.number,
        "date": speech.session.date.isoformat(),
        "place": {"zh-Hant": "臺北", "en": "Taipei"},
        "speaker": named(speech.speaker),
        "role": texts(speech, "role"),
        "country": speech.country,
        "city": speech.city and named(speech.city),
        "organization": speech.organization and named(speech.organization),
        "headline": texts(speech, "headline"),
        "topics": [named(topic) for topic in topics_of(speech)],
        "published_at": localtime(speech.publish_at).isoformat(timespec="seconds"),
        "updated_at": localtime(speech.last_changed_at).isoformat(timespec="seconds"),
        "publisher": settings.PUBLISHER_NAME,
        "paragraphs": [
            {
                "key": paragraph.key,
                "kind": paragraph.kind,
                "url": f"{short_url(speech)}#p-{paragraph.key}",
                "text": texts(paragraph, "text"),
                "english_is_outdated": paragraph.english_is_public and paragraph.is_outdated,
            }
            for paragraph in speech.paragraphs.all()
        ],
    }


def pages(speech) -> dict[str, str]:
    languages = (ZH, EN) if speech.has_public_english else (ZH,)
    return {
        HREFLANG[language]: absolute(reverse_in(language, "speech", speech.year, speech.slug)) for language in languages
    }


def named(thing) -> dict:
    return {"slug": thing.slug, "name": texts(thing, "name")}


def texts(thing, field: str) -> dict[str, str]:
    found = {HREFLANG[language]: in_language(thing, field, language) for language in (ZH, EN)}
    return {language: text for language, text in found.items() if text}
