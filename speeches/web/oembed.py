"""A speech, or one paragraph of it, as a card of text for other sites (oembed.com), without script or picture."""

import json
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve
from django.utils.translation import override

from .. import LANGUAGES
from ..models import Speech
from . import wording
from .addresses import absolute, canonical_of, formerly, url
from .environment import rendered
from .files import JSON, TEXT, file
from .pagecache import answer_page
from .wording import EN, LANG, ZH, Words, page_language, shortened

WIDTH = 600
CHINESE_QUOTE, ENGLISH_QUOTE = 120, 280
PAGES = {"speech", "parallel"}


@answer_page
def oembed(request):
    """The answer is one of 200, 400 (no address, no number), 404 (no public speech there), 501 (another format)."""
    asked = request.GET
    if asked.get("format", "json") != "json":
        return file("This site answers in JSON only.\n", TEXT, status=501)
    width = asked.get("maxwidth", str(WIDTH))
    if not asked.get("url") or not is_size(width) or not is_size(asked.get("maxheight", "1")):
        return file("oEmbed needs a url; maxwidth and maxheight are whole numbers.\n", TEXT, status=400)
    try:
        language, speech, key = find_speech(asked["url"])
        with override(language):
            found = card(speech, key, min(WIDTH, int(width)))
    except Http404:
        return file("There is no public speech at this address.\n", TEXT, status=404)
    return file(json.dumps(found, ensure_ascii=False), JSON)


def is_size(number: str) -> bool:
    return number.isascii() and number.isdecimal() and len(number) < 10 and int(number) > 0


def find_speech(url: str):
    """Language, speech and the key of a paragraph ("" for none) of an address of this site, of today or formerly."""
    if not url.startswith(f"{settings.SITE_URL}/"):
        raise Http404("This is an address of another site.")
    parts = urlsplit(url)
    language = parts.path.split("/")[1]
    language = language if language in LANGUAGES else ZH
    try:
        with override(language):
            match = resolve(parts.path)
    except Resolver404 as error:
        raise Http404("There is no such page.") from error
    return language, speech_at(match), parts.fragment.removeprefix("p-")


def speech_at(match):
    """The public speech of one of its own addresses. Raises Http404 for every other one."""
    readable, known = Speech.objects.public().readable(), match.kwargs
    if match.view_name == "short_link":
        return get_object_or_404(readable, key=known["key"])
    if match.view_name not in PAGES:
        raise Http404("This is the page of no speech.")
    speech = readable.at_address(known["year"], known["slug"]).first()
    return speech or formerly(readable, known["slug"], known["year"])


def card(speech, key: str, width: int) -> dict:
    """The height of a text depends on the site that shows it: null, as large providers answer too."""
    page = canonical_of(speech)
    context = {
        "speech": speech,
        "quote": quote(speech, key),
        "title": wording.title(speech),
        "who": wording.who(speech),
        "lang": LANG[page_language()],
        "event": wording.summit_name(speech.year),
        "url": f"{page}#p-{key}" if key else page,
    }
    return {
        "version": "1.0",
        "type": "rich",
        "title": wording.plain_title(speech),
        "author_name": wording.words(speech.speaker, "name").text,
        "author_url": absolute(url("speaker", speech.speaker.slug)),
        "provider_name": wording.site_name(),
        "provider_url": absolute(url("home")),
        "html": rendered("oembed.html", context).strip(),
        "width": width,
        "height": None,
    }


def quote(speech, key: str) -> Words:
    """The paragraph, or else how the speech begins. Raises Http404 for a paragraph that it does not have."""
    if not key:
        return wording.excerpt(speech)
    for paragraph in speech.paragraphs.all():
        if key == paragraph.key or key in paragraph.former_keys:
            if page_language() == EN and paragraph.english_is_public:
                return Words(shortened(paragraph.text_en, ENGLISH_QUOTE), LANG[EN])
            return Words(shortened(paragraph.text_zh_hant, CHINESE_QUOTE), LANG[ZH])
    raise Http404("The speech has no such paragraph.")


def discovery(speech) -> str:
    """The address under which programs find the card of the speech."""
    return absolute(f"{url('oembed')}?{urlencode({'url': canonical_of(speech), 'format': 'json'})}")
