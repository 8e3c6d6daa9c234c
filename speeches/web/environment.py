"""What the readers' templates can say: words in the language of the page, or else with the lang that they have.

They are Jinja's, because rendering is most of what a page costs: Django's own take five times as long. For the same
reason the functions add texts to constant pieces of HTML: whatever is added to a Markup is escaped, unless it is one.
"""

from datetime import date
from functools import cache, lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext
from django.utils.translation.trans_real import translation
from jinja2 import Environment, Undefined
from markupsafe import Markup, escape

from . import wording
from .addresses import url
from .phrases import counted, phrase
from .wording import LANG, Words, page_language

NOTHING = Markup("")
LANG_ATTRIBUTE = {lang: Markup(' lang="%s"') % lang for lang in LANG.values()}
SPAN = {lang: Markup('<span lang="%s">') % lang for lang in LANG.values()}


def environment(**options) -> Environment:
    """Made by Django, with its loaders and autoescaping."""
    made = Environment(  # noqa: S701 - Django's options have autoescape on
        **options | {"undefined": Undefined, "trim_blocks": True}
    )
    made.globals |= {
        "_": gettext,
        "as_whom": as_whom,
        "bilingual": bilingual,
        "counted": counted,
        "day": day,
        "framing": framing,
        "labelled": labelled,
        "lang_within": lang_within,
        "phrase": phrase,
        "session_name": session_name,
        "spoken_by": spoken_by,
        "static": cache(static),
        "titled": titled,
        "url": url,
    }
    made.filters |= {"filled": filled, "lang": lang, "marked": marked, "mixed": mixed, "stressed": stressed}
    return made


def rendered(template: str, context: dict) -> str:
    """A template of the readers' pages; without the request it can know no user, no message and no token."""
    # The catalogue itself: a page asks for a hundred texts, and Django's gettext looks for the language each time.
    with wording.one_language():
        return render_to_string(template, {"_": translation(get_language()).gettext, **context}, using="jinja2")


def framing(page, template: str) -> Markup:
    """A part of the frame around pages: the same on all of them, but for what stands here, until something changes."""
    make = framing_of.__wrapped__ if settings.DEBUG else framing_of
    updated_on = page.updated_at and localtime(page.updated_at).date()
    return make(template, page.language, page.section, page.publisher, updated_on)


@lru_cache(maxsize=200)
def framing_of(template: str, language: str, section: str, publisher: str, updated_on: date | None) -> Markup:
    page = {"is_chinese": language == wording.ZH, "section": section, "publisher": publisher, "updated_on": updated_on}
    return Markup(rendered(template, {"page": page}))  # noqa: S704 - what a template has made


def filled(text: str, **values):
    """`{{ _("Since %(year)s")|filled(year=2015) }}`: a translated text with values, which may be HTML."""
    return Markup(escape(text)) % values  # noqa: S704 - escaped


def stressed(text: str):
    """The part between asterisks in a span of its own."""
    before, part, after = text.split("*")
    return escape(before) + Markup("<span>") + part + Markup("</span>") + after


def marked(words: Words):
    """The text; inside a span with its lang where that is not the page's."""
    if words.lang in {"", LANG[page_language()]}:
        return escape(words.text)
    return SPAN[words.lang] + words.text + Markup("</span>")


def bilingual(thing, field: str):
    """`{{ bilingual(city, "name") }}`: in the page's language, or the Chinese marked as such."""
    return marked(wording.words(thing, field))


def as_whom(pieces, linked: bool = False):
    """For whom and as what, as made by wording.who."""
    found = NOTHING
    for piece in pieces:
        found += linked_to(url(piece.url_name, piece.slug) if linked and piece.url_name else "", piece.words)
        found += piece.after
    return found


def spoken_by(speaker, pieces, url: str = "", bold: bool = False, linked: bool = False):
    """The speaker, and for whom and as what; with `url` the name leads there, with `linked` the others do too."""
    name = linked_to(url, wording.words(speaker, "name"))
    name = Markup("<b>") + name + Markup("</b>") if bold else name
    return name + wording.after_name() + as_whom(pieces, linked)


def linked_to(address: str, words: Words):
    return Markup('<a href="') + address + Markup('">') + marked(words) + Markup("</a>") if address else marked(words)


def lang(words: Words):
    """`<p{{ words|lang }}>`: the attribute, where it is needed."""
    if words.lang in {"", LANG[page_language()]}:
        return ""
    return LANG_ATTRIBUTE[words.lang]


def lang_within(words: Words, text: str):
    """The attribute of a part of the words that is in another language: Chinese says some words in English."""
    return "" if wording.lang_of(text) == words.lang else LANG_ATTRIBUTE[wording.lang_of(text)]


def labelled(words: Words, label: str, terms=()):
    """The text of a point, its label set in bold; terms (workbench.terms.Found) lead to their explanations."""
    end = len(label) if words.text.startswith(label) else 0
    text = with_terms(words, end, len(words.text), terms)
    return Markup("<b>") + with_terms(words, 0, end, terms) + Markup("</b>") + text if end else text


def with_terms(words: Words, start: int, end: int, terms):
    found, string = NOTHING, words.text
    for term in terms:
        if start <= term.start and term.end <= end:
            text = string[term.start : term.end]
            found += string[start : term.start]
            found += Markup('<a class="term" href="#t-%s"%s>%s</a>') % (
                term.meaning.key,
                lang_within(words, text),
                text,
            )
            start = term.end
    return found + string[start:end]


def titled(parts):
    """The title of a speech as made by wording.title."""
    separator = Markup("　") if page_language() == wording.ZH else Markup(" — ")
    return separator.join(marked(part) for part in parts)


def day(moment):
    """`<time>` of a date, or of the day of a moment in Taipei."""
    on = localtime(moment).date() if hasattr(moment, "hour") else moment
    return Markup('<time datetime="') + on.isoformat() + Markup('">') + wording.day(on) + Markup("</time>")


def mixed(string: str):
    """A text with Chinese names in it, which no field tells apart: on an English page they carry their lang."""
    if page_language() == wording.ZH:
        return string
    return NOTHING.join(marked(run) for run in wording.runs(string))


def session_name(session):
    return marked(wording.session_words(session))
