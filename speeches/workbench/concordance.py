"""How is a word translated wherever it stands? Pairs of texts that use it, in either language, whatever their state.

What readers find is asked of their index. What they cannot find (unpublished speeches, English that waits) is little,
and looked through.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .. import text
from ..folding import fold
from ..models import Paragraph, Speech
from ..search import snippets
from ..search.answers import Run
from ..search.index import engine
from ..search.query import Query, Term, Word, phrase_of
from ..search.table import Search

# How many pairs are given; in how many speeches they are looked for, and in how many texts that readers cannot find;
# how many characters a word may have.
FEW, SPEECHES, HIDDEN, LONGEST = 30, 60, 500, 100


@dataclass(frozen=True, slots=True)
class Use:
    """A paragraph (with its speech) that uses the word; both texts in stretches, the word marked."""

    paragraph: Paragraph
    chinese: tuple[Run, ...]
    english: tuple[Run, ...]


def uses(written: str, few: int = FEW) -> list[Use]:
    """The paragraphs with English that use a word or phrase, those of the newest speeches first."""
    written = text.clean(written)[:LONGEST]
    if (word := phrase_of(written)) is None:
        return []
    found = dict(using(word, candidates(word, written), few))
    paragraphs = Paragraph.objects.with_pks(found).with_speeches().newest_speech_first()
    return [Use(paragraph, *found[paragraph.pk]) for paragraph in paragraphs]


def candidates(word: Word, written: str) -> list[tuple[int, str, str]]:
    """Primary key, Chinese and English of paragraphs that may use the word, in order."""
    # Without a place that is hidden: what is published and not due is found, too.
    search = Search(Query((Term((word,), written),)), filters=())
    public = engine().newest(search, SPEECHES, count=engine().count(search))
    hidden = [Paragraph.objects.of_any(Speech.objects.unpublished()).saying(written)]
    if not text.has_han(written):  # of published speeches the index has all Chinese
        hidden.append(Paragraph.objects.in_work().saying_in_english(written))
    pks = {pk for rows in hidden for pk in rows.last_changed_first()[:HIDDEN].pks()}
    rows = Paragraph.objects.of_any(public) | Paragraph.objects.with_pks(pks)
    return rows.in_english().newest_speech_first().texts()


def using(word: Word, rows: Iterable[tuple[int, str, str]], few: int) -> Iterator[tuple[int, tuple]]:
    """The first few that do, with both texts in Runs. What cannot be one is passed by without a closer look."""
    for pk, *pair in rows:
        if not few:
            return
        likely = snippets.likely(list(map(fold, pair)), [word])
        spans = [snippets.spans(one, [word]) if number in likely else [] for number, one in enumerate(pair)]
        if any(spans):
            few -= 1
            yield pk, tuple(map(snippets.runs, pair, spans))
