"""Hits of the search as entries of a list: what was searched for is marked, and each leads to its paragraph."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.html import format_html, format_html_join

from ..models import shown
from ..search import Excerpt, Found, Run, Word, excerpts, marked
from .addresses import url
from .entries import Entry, entries, entry
from .wording import EN, LANG, ZH, Words, page_language


def hits(found: Found) -> list[Entry]:
    """The speeches in this order, each with the words around the first hit; without words, with their beginnings."""
    speeches = shown.listed(found.pks)
    if not found.words:
        return entries(speeches)
    where = excerpts(found.words, found.pks, page_language())
    return [hit(entry(speech), where.get(speech.pk), found.words) for speech in speeches]


def hit(of: Entry, excerpt: Excerpt | None, asked: Sequence[Word]) -> Entry:
    of = replace(
        of,
        title=tuple(with_marks(words, asked) for words in of.title),
        who=tuple(piece._replace(words=with_marks(piece.words, asked)) for piece in of.who),
    )
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


def with_marks(words: Words, asked: Sequence[Word]) -> Words:
    return words._replace(text=html(marked(asked, words.text)))


def quoted(excerpt: Excerpt) -> str:
    before, after = ("…" if cut else "" for cut in (excerpt.cut_before, excerpt.cut_after))
    return format_html("{}{}{}", before, html(excerpt.runs), after)


def html(found: tuple[Run, ...]) -> str:
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", run.text) if run.marked else run.text,) for run in found)
    )
