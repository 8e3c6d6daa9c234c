"""Words in the language of the page, or else with the lang that they have."""

from django import template
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.timezone import localtime

from ..web import wording
from ..web.wording import LANG, Words, page_language

register = template.Library()


@register.filter
def marked(words: Words):
    """The text; inside a span with its lang where that is not the page's."""
    if words.lang in {"", LANG[page_language()]}:
        return conditional_escape(words.text)
    return format_html('<span lang="{}">{}</span>', words.lang, words.text)


@register.simple_tag
def bilingual(thing, field: str):
    """`{% bilingual city "name" %}`: in the page's language, or the Chinese marked as such."""
    return marked(wording.words(thing, field))


@register.filter
def lang(words: Words):
    """`<p{{ words|lang }}>`: the attribute, where it is needed."""
    if words.lang in {"", LANG[page_language()]}:
        return ""
    return format_html(' lang="{}"', words.lang)


@register.simple_tag
def labelled(words: Words, label: str, terms=()):
    """The text of a point, its label set in bold; terms (workbench.terms.Found) lead to their explanations."""
    end = len(label) if words.text.startswith(label) else 0
    text = with_terms(words.text, end, len(words.text), terms)
    return format_html("<b>{}</b>{}", with_terms(words.text, 0, end, terms), text) if end else text


def with_terms(string: str, start: int, end: int, terms):
    parts = []
    for term in terms:
        if start <= term.start and term.end <= end:
            link = format_html('<a class="term" href="#t-{}">{}</a>', term.meaning.key, string[term.start : term.end])
            parts += [(string[start : term.start],), (link,)]
            start = term.end
    return format_html_join("", "{}", [*parts, (string[start:end],)])


@register.simple_tag
def title(parts):
    """The title of a speech as made by wording.title."""
    separator = "　" if page_language() == wording.ZH else " — "
    return format_html_join(separator, "{}", ((marked(part),) for part in parts))


@register.simple_tag
def day(moment):
    """`<time>` of a date, or of the day of a moment in Taipei."""
    date = localtime(moment).date() if hasattr(moment, "hour") else moment
    return format_html('<time datetime="{}">{}</time>', date_format(date, "Y-m-d"), wording.day(date))


@register.filter
def mixed(string: str):
    """A text with Chinese names in it, which no field tells apart: on an English page they carry their lang."""
    if page_language() == wording.ZH:
        return string
    return format_html_join("", "{}", ((marked(run),) for run in wording.runs(string)))


@register.simple_tag
def data_block(data):
    """A script element of data for machines (linked.DataBlock), which is HTML already."""
    return data


@register.simple_tag
def session_name(session):
    return marked(wording.session_words(session))
