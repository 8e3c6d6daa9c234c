"""What every page says of itself: title, addresses in both languages, where it stands.

Public templates are rendered without the request: they cannot know a user, a message or a CSRF token.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from .addresses import absolute, in_language, url
from .environment import rendered
from .linked import DataBlock, breadcrumbs
from .wording import EN, HREFLANG, LANG, ZH, Words, lang_of, other_language, page_language, site_name

PER_PAGE = 20
# 01 and １ are numbers too, but one page has one address.
FROM_ONE = re.compile("[1-9][0-9]{0,8}")


class Crumb(NamedTuple):
    words: Words
    url: str = ""


def crumb(label: str, url_name: str = "", *args) -> Crumb:
    return Crumb(Words(label, lang_of(label)), url(url_name, *args) if url_name else "")


class Feed(NamedTuple):
    """What a page offers to feed readers."""

    content_type: str
    title: str
    url: str


# The feed of a page, by the names of both addresses; every other page offers that of all speeches.
FEEDS = {"summit": "summit_feed", "city": "city_feed", "topic": "topic_feed", "search": "search_feed"}
FEED_TYPES = {"atom": "application/atom+xml", "json": "application/feed+json"}


@dataclass(frozen=True, kw_only=True)
class Page:
    title: str
    description: str
    section: str
    crumbs: tuple[Crumb, ...]
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    switch_url: str
    language: str
    updated_at: object = None
    publisher: str = ""
    og_type: str = "website"
    # What Open Graph says of an article, as pairs of property and content.
    properties: tuple[tuple[str, str], ...] = ()
    feeds: tuple[Feed, ...] = ()
    oembed: str = ""
    data: DataBlock | None = None

    @property
    def site_name(self) -> str:
        return site_name()

    @property
    def lang(self) -> str:
        return LANG[self.language]

    @property
    def is_chinese(self) -> bool:
        return self.language == ZH

    @property
    def full_title(self) -> str:
        separator = "｜" if self.is_chinese else " | "
        return f"{self.title}{separator}{site_name()}" if self.title else site_name()


def render(
    request,
    template,
    *,
    title="",
    description="",
    section="",
    crumbs=(),
    address="",
    canonical=None,
    pair=True,
    og_type="website",
    properties=(),
    oembed="",
    linked=(),
    query="",
    **context,
):
    """The page. Without `pair` it names no twin in the other language; with `canonical` "" no index shall hold it.

    `address` is that of this very page where it has another than the one that was asked for. `linked` are the things
    that it is about, as nodes of schema.org. `query` is what the reader chose, as in the address: what is shown of a
    list then is no page of its own for an index.
    """
    paging = context.get("paging")
    number = f"page={paging.number}" if paging and paging.number > 1 else ""
    path = with_query(address or request.path, "" if query else number)
    home = (crumb(gettext("Home"), "home"),) if crumbs else ()
    crumbs = (*home, *crumbs)
    page = Page(
        title=title,
        description=description or default_description(),
        section=section,
        crumbs=crumbs,
        canonical=absolute(path) if canonical is None else canonical,
        alternates=alternates(path) if pair and not query else (),
        switch_url=in_language(with_query(request.path, query, number), other_language()),
        language=page_language(),
        updated_at=request.content.updated_at,
        publisher=settings.PUBLISHER_NAME,
        og_type=og_type,
        properties=properties,
        feeds=feeds(request.resolver_match, query),
        oembed=oembed,
        data=DataBlock([*linked, breadcrumbs(crumbs)] if crumbs else linked) if linked or crumbs else None,
    )
    context = {"page": page, "heading": Words(title), "query": query, **context}
    return HttpResponse(rendered(template, context))


def with_query(path: str, *parts: str) -> str:
    query = "&".join(filter(None, parts))
    return f"{path}?{query}" if query else path


def feeds(match, query: str) -> tuple[Feed, ...]:
    """In both formats; a page with a feed of its own has the parameters of its feed."""
    own = FEEDS.get(match.view_name)
    name, known = (own, match.kwargs) if own else ("feed", {})
    asked = query if own == "search_feed" else ""
    return tuple(
        Feed(kind, f"{site_name()} ({form})", absolute(with_query(reverse(name, kwargs=known | {"form": form}), asked)))
        for form, kind in FEED_TYPES.items()
    )


def alternates(path: str) -> tuple[tuple[str, str], ...]:
    pairs = [(HREFLANG[language], absolute(in_language(path, language))) for language in (ZH, EN)]
    return (*pairs, ("x-default", absolute("/")))


def default_description() -> str:
    return gettext(
        "What mayors said at the Smart City Mayors’ Summit in Taipei, in Chinese and English, by city, topic and year."
    )


def paginate(request, queryset, per_page: int = PER_PAGE):
    """The page of the list that ?page= asks for; a number that is none of its pages is an address without a page."""
    number = page_number(request)
    try:
        return Paginator(queryset, per_page).page(number)
    except EmptyPage as error:
        raise Http404(f"There is no page {number} of this list.") from error


def page_number(request) -> int:
    """Which page of its list an address asks for. Raises Http404 if it is no number of a page."""
    number = request.GET.get("page", "1")
    if not FROM_ONE.fullmatch(number):
        raise Http404(f"There is no page {number!r} of this list.")
    return int(number)
