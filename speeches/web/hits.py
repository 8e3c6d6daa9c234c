"""Hits of the search as entries of a list: what was searched for is marked, and each leads to its paragraph.

Where nothing that the list shows has the words, it is a topic or a name in the other language, and that is shown too.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.html import format_html, format_html_join

from ..models import shown
from ..models.topic import topics_of
from ..search import Excerpt, Found, Run, Word, excerpts, marked
from .addresses import url
from .entries import Entry, entries, entry
from .wording import EN, LANG, ZH, Words, country_words, other_words, page_language, words

MARK = "<mark>"


def hits(found: Found) -> list[Entry]:
    """The speeches in this order, each with the words around the first hit; without words, with their beginnings."""
    speeches = shown.listed(found.pks)
    if not found.words:
        return entries(speeches)
    where = excerpts(found.words, found.pks, page_language())
    made = [hit(entry(speech), where.get(speech.pk), found.words, found.is_close) for speech in speeches]
    shown.give_topics([one.speech for one in made if not is_marked(one)])
    return [one if is_marked(one) else found_by_names(one, found.words) for one in made]


def hit(of: Entry, excerpt: Excerpt | None, asked: Sequence[Word], is_close: bool) -> Entry:
    of = replace(of, **names_with_marks(of, asked, apart=is_close))
    if excerpt is None:
        return of
    paragraphs = list(of.speech.paragraphs.all())
    position = next((n for n, one in enumerate(paragraphs, start=1) if one.key == excerpt.paragraph), 0)
    return replace(
        of,
        excerpt=Words(quoted(excerpt), LANG[excerpt.language]),
        passage=f"{address(of.speech, excerpt, paragraphs[position - 1])}#p-{excerpt.paragraph}" if position else "",
        position=position,
    )


def address(speech, excerpt: Excerpt, paragraph) -> str:
    """The page of the speech on which this language of the paragraph stands: its own, or the one that has both."""
    own = EN if page_language() == EN and paragraph.english_is_public else ZH
    return url("speech" if excerpt.language == own else "parallel", speech.year, speech.slug)


def names_with_marks(of: Entry, asked: Sequence[Word], *, apart: bool) -> dict[str, tuple]:
    return {
        "title": tuple(with_marks(words, asked, apart=apart) for words in of.title),
        "who": tuple(piece._replace(words=with_marks(piece.words, asked, apart=apart)) for piece in of.who),
    }


def found_by_names(of: Entry, asked: Sequence[Word]) -> Entry:
    """With the names that have the words; without any, what has parts of them is marked (美國匹茲堡市市長)."""
    found = [with_marks(words, asked) for words in hidden_names(of.speech) if words]
    if names := tuple(dict.fromkeys(words for words in found if MARK in words.text)):
        return replace(of, found_by=names)
    return replace(of, **names_with_marks(entry(of.speech), asked, apart=True))


def hidden_names(speech) -> list[Words]:
    """Those that its entry does not show: topics, and what there is in the other language."""
    things = [*topics_of(speech), *filter(None, (speech.speaker, speech.city, speech.organization))]
    names = [words(topic, "name") for topic in topics_of(speech)]
    names += [other_words(thing, "name") for thing in things]
    names += [other_words(speech, field) for field in ("headline", "role")]
    return names + [country_words(speech.body.country, language) for language in LANG if speech.body.country]


def is_marked(of: Entry) -> bool:
    texts = [*of.title, *(piece.words for piece in of.who), of.excerpt]
    return any(MARK in words.text for words in texts)


def with_marks(words: Words, asked: Sequence[Word], *, apart: bool = False) -> Words:
    return words._replace(text=html(marked(asked, words.text, apart=apart)))


def quoted(excerpt: Excerpt) -> str:
    before, after = ("…" if cut else "" for cut in (excerpt.cut_before, excerpt.cut_after))
    return format_html("{}{}{}", before, html(excerpt.runs), after)


def html(found: tuple[Run, ...]) -> str:
    return format_html_join(
        "", "{}", ((format_html(f"{MARK}{{}}</mark>", run.text) if run.marked else run.text,) for run in found)
    )
