"""The list of all speeches, and what the search finds of them: one page, with and without a question.

A question is somebody's own: its page is kept nowhere, no index shall hold it, and nothing notes it down.
"""

import json
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from .. import countries
from ..folding import fold
from ..models import shown
from ..search import NEWEST, Found, find, suggestions
from .addresses import url
from .asking import Asked, typed
from .entries import entries
from .files import JSON, file
from .hits import hits
from .narrowing import LABELS, Field, fields
from .page import FEED_TYPES, PER_PAGE, crumb, page_number, paginate, render, with_query
from .pagecache import Content, answer_page
from .phrases import counted
from .wording import LANG, Words, country_words, lang_of, page_language, title, who, words

# So many countries at most stand before the names that fit.
FEW = 3
SUGGESTED = {
    "speaker": pgettext_lazy("kind of suggestion", "Speaker"),
    "city": pgettext_lazy("kind of suggestion", "City"),
    "organization": pgettext_lazy("kind of suggestion", "Organization"),
    "country": pgettext_lazy("kind of suggestion", "Country"),
    "topic": pgettext_lazy("kind of suggestion", "Topic"),
}


@answer_page
def search(request):
    asked, number = Asked.of(request.GET), page_number(request)
    if asked.query:
        found = find(asked.text, asked.filters, order=asked.order, page=number, per_page=PER_PAGE)
        listed, filters = hits(found), fields(found.facets, asked)
    else:
        count, filters = everything(request.content, page_language())
        found, listed = Found(count, []), entries(shown.newest()[PER_PAGE * (number - 1) : PER_PAGE * number])
    return render(
        request,
        "search.html",
        title=title_of(asked),
        heading=heading_of(asked),
        section="speeches",
        crumbs=(crumb(_("Speeches"), "speeches"), crumb(_("Search"))) if asked.query else (crumb(_("Speeches")),),
        address=url("speeches"),
        canonical="" if asked.query else None,
        query=asked.query,
        kicker=counted("speech", found.count),
        typed=asked.text,
        asked=asked,
        is_newest=asked.order == NEWEST,
        found=found,
        paging=paginate(request, range(found.count)),
        entries=listed,
        fields=filters,
        is_narrowed=any(field.is_useful for field in filters) or (asked.text and found.count > 1),
        years=[] if asked.query else filters[0].choices,
        labels=LABELS,
        meant=Words(found.did_you_mean, lang_of(found.did_you_mean)),
        suggested=suggested(asked.text, request.content) if number == 1 else [],
        also=also(found) if number == 1 else None,
        feeds=[(form, with_query(url("search_feed", form), asked.query)) for form in FEED_TYPES],
    )


@lru_cache(maxsize=len(LANG))
def everything(_content: Content, _language: str) -> tuple[int, list[Field]]:
    """How many speeches are public, and all filters: counted once for each state of the content."""
    found = find("", per_page=0)
    return found.count, fields(found.facets, Asked.of({}))


def title_of(asked: Asked) -> str:
    if asked.text:
        return _("Search: %(text)s") % {"text": asked.text}
    return _("Search") if asked.query else _("Speeches")


def heading_of(asked: Asked) -> Words:
    if asked.text:
        return Words(_("“%(text)s”") % {"text": asked.text}, lang_of(asked.text))
    return Words(title_of(asked))


def suggested(text: str, content: Content) -> list[tuple[str, Words, str]]:
    """Kind, name and address of the people, places, bodies and topics that the text may mean."""
    found = suggestions(text) if text else []
    named = [(str(SUGGESTED[kind]), words(thing, "name"), url(kind, thing.slug)) for kind, thing in found]
    return suggested_countries(text, content)[:FEW] + named


def suggested_countries(text: str, content: Content) -> list[tuple[str, Words, str]]:
    """Those with speeches whose name begins so, in either language."""
    folded = fold(text).strip()
    _count, filters = everything(content, page_language())
    choices = [choice for field in filters if field.kind == "country" for choice in field.choices]
    codes = [code for choice in choices if (code := choice.value.upper()) in countries.CODES]
    return [
        (str(SUGGESTED["country"]), country_words(code, page_language()), url("country", code))
        for code in codes
        if folded and any(fold(country_words(code, language).text).startswith(folded) for language in LANG)
    ]


def also(found: Found) -> dict | None:
    """What the glossary's word of the other language finds: the word, how many speeches, and the first few of them."""
    if found.also is None:
        return None
    speeches = [(speech, title(speech), who(speech)) for speech in shown.listed(found.also.pks)]
    return {
        "words": Words(found.also.words, lang_of(found.also.words)),
        "count": found.also.count,
        "speeches": speeches,
    }


@answer_page
def suggest(request):
    """The same for the script of the search box, while somebody types."""
    found = [
        {"kind": kind, "name": name.text, "lang": name.lang, "url": address}
        for kind, name, address in suggested(typed(request.GET), request.content)
    ]
    return file(json.dumps(found, ensure_ascii=False), JSON)
