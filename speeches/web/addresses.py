"""Where is it? Absolute addresses, the same page in the other language, and addresses of former times."""

from functools import lru_cache

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import override
from django.utils.translation.trans_real import parse_accept_lang_header

from ..models import OldSlug, Speech, shown
from .wording import EN, ZH, page_language


class Moved(Exception):
    """The thing has another address today."""

    def __init__(self, url: str):
        super().__init__(url)
        self.url = url


class YearConverter:
    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value) -> str:
        return f"{value:04}"


class CountryConverter:
    """us in the address, US everywhere else."""

    regex = "[a-z]{2}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value.lower()


def absolute(path: str) -> str:
    return settings.SITE_URL + path


def short_url(speech) -> str:
    """The permanent link, in no language."""
    return absolute(url("short_link", speech.key))


def canonical_of(speech) -> str:
    """The page that search engines shall hold of a speech in this language; without English, the Chinese one."""
    language = page_language() if speech.has_public_english else ZH
    return absolute(reverse_in(language, "speech", speech.year, speech.slug))


@lru_cache(maxsize=10_000)
def reverse_in(language: str, name: str, *args) -> str:
    """The address of the page of this name; a page holds some fifty, the same again and again."""
    with override(language):
        return reverse(name, args=args)


def url(name: str, *args) -> str:
    """The address of this page in the language of the page that is made."""
    return reverse_in(page_language(), name, *args)


def in_language(path: str, language: str) -> str:
    """The same page of the other language: the prefix is swapped, the rest stays."""
    _prefix, _slash, rest = path[1:].partition("/")
    return f"/{language}/{rest}"


def negotiated(accept_language: str) -> str:
    """The reader's language: any Chinese is served the original, everybody else who says so the English."""
    for code, _quality in parse_accept_lang_header(accept_language.lower()):
        language = code.split("-")[0]
        if language in {"zh", "en"}:
            return ZH if language == "zh" else EN
    return EN if accept_language.strip(" *") else ZH


def find_speech(request, year: int, slug: str) -> Speech:
    """The public speech at this address, with all that its page shows. Raises Moved or Http404."""
    return shown.at_address(year, slug) or find(Speech.objects.public(), request, slug, year)


def find(queryset, request, slug: str, year: int = 0, year_column: str = "year"):
    """The one thing at this address. Raises Moved if it is at another today, Http404 if it is nowhere."""
    wanted = {"slug": slug} | ({year_column: year} if year else {})
    try:
        return get_object_or_404(queryset, **wanted)
    except Http404:
        thing = formerly(queryset, slug, year)
    now = {"slug": thing.slug} | ({"year": thing.year} if year else {})
    match = request.resolver_match
    raise Moved(reverse(match.view_name, kwargs=match.kwargs | now))


def formerly(queryset, slug: str, year: int = 0):
    """The one thing that was at this address. Raises Http404 if none was."""
    old = get_object_or_404(OldSlug.objects.at(queryset.model._meta.model_name, slug, year))
    return get_object_or_404(queryset, key=old.key)
