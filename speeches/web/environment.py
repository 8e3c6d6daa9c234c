"""What the readers' templates can say: words in the language of the page, or else with the lang that they have.

They are Jinja's, because rendering is most of what a page costs: Django's own take five times as long.
What is in no template as it is (`filled`, `day`, …) comes as HTML by `format_html`; everything else is escaped.
"""

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext
from jinja2 import Environment, Undefined
from markupsafe import Markup, escape

from . import wording
from .addresses import url
from .phrases import counted, phrase
from .wording import LANG, Words, page_language


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
        "labelled": labelled,
        "lang_within": lang_within,
        "phrase": phrase,
        "session_name": session_name,
        "spoken_by": spoken_by,
        "static": static,
        "titled": titled,
        "url": url,
    }
    made.filters |= {"filled": filled, "lang": lang, "marked": marked, "mixed": mixed, "stressed": stressed}
    return made


def rendered(template: str, context: dict) -> str:
    """A template of the readers' pages; without the request it can know no user, no message and no token."""
    return render_to_string(template, context, using="jinja2")


def filled(text: str, **values):
    """`{{ _("Since %(year)s")|filled(year=2015) }}`: a translated text with values, which may be HTML."""
    return Markup(escape(text)) % values  # noqa: S704 - escaped


def stressed(text: str):
    """The part between asterisks in a span of its own."""
    before, part, after = text.split("*")
    return format_html("{}<span>{}</span>{}", before, part, after)


def marked(words: Words):
    """The text; inside a span with its lang where that is not the page's."""
    if words.lang in {"", LANG[page_language()]}:
        return escape(words.text)
    return format_html('<span lang="{}">{}</span>', words.lang, words.text)


def bilingual(thing, field: str):
    """`{{ bilingual(city, "name") }}`: in the page's language, or the Chinese marked as such."""
    return marked(wording.words(thing, field))


def as_whom(pieces, linked: bool = False):
    """For whom and as what, as made by wording.who."""
    parts = (
        (linked_to(url(piece.url_name, piece.slug) if linked and piece.url_name else "", piece.words), piece.after)
        for piece in pieces
    )
    return format_html_join("", "{}{}", parts)


def spoken_by(speaker, pieces, url: str = "", bold: bool = False, linked: bool = False):
    """The speaker, and for whom and as what; with `url` the name leads there, with `linked` the others do too."""
    name = linked_to(url, wording.words(speaker, "name"))
    name = format_html("<b>{}</b>", name) if bold else name
    return format_html("{}{}{}", name, wording.after_name(), as_whom(pieces, linked))


def linked_to(address: str, words: Words):
    return format_html('<a href="{}">{}</a>', address, marked(words)) if address else marked(words)


def lang(words: Words):
    """`<p{{ words|lang }}>`: the attribute, where it is needed."""
    if words.lang in {"", LANG[page_language()]}:
        return ""
    return format_html(' lang="{}"', words.lang)


def lang_within(words: Words, text: str):
    """The attribute of a part of the words that is in another language: Chinese says some words in English."""
    return "" if wording.lang_of(text) == words.lang else format_html(' lang="{}"', wording.lang_of(text))


def labelled(words: Words, label: str, terms=()):
    """The text of a point, its label set in bold; terms (workbench.terms.Found) lead to their explanations."""
    end = len(label) if words.text.startswith(label) else 0
    text = with_terms(words, end, len(words.text), terms)
    return format_html("<b>{}</b>{}", with_terms(words, 0, end, terms), text) if end else text


def with_terms(words: Words, start: int, end: int, terms):
    string = words.text
    parts = []
    for term in terms:
        if start <= term.start and term.end <= end:
            text = string[term.start : term.end]
            foreign = lang_within(words, text)
            link = format_html('<a class="term" href="#t-{}"{}>{}</a>', term.meaning.key, foreign, text)
            parts += [(string[start : term.start],), (link,)]
            start = term.end
    return format_html_join("", "{}", [*parts, (string[start:end],)])


def titled(parts):
    """The title of a speech as made by wording.title."""
    separator = "　" if page_language() == wording.ZH else " — "
    return format_html_join(separator, "{}", ((marked(part),) for part in parts))


def day(moment):
    """`<time>` of a date, or of the day of a moment in Taipei."""
    date = localtime(moment).date() if hasattr(moment, "hour") else moment
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), wording.day(date))


def mixed(string: str):
    """A text with Chinese names in it, which no field tells apart: on an English page they carry their lang."""
    if page_language() == wording.ZH:
        return string
    return format_html_join("", "{}", ((marked(run),) for run in wording.runs(string)))


def session_name(session):
    return marked(wording.session_words(session))
