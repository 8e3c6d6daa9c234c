"""Words that mean the same: the editors' synonyms, and the glossary across languages."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from itertools import chain, islice, product
from typing import NamedTuple

from ..models import Synonym, Term
from .query import Query, Word, joined, words_of
from .query import Term as Asked

# (digital) student identity, Taipei Urban Intelligence Center (TUIC)
IN_BRACKETS = re.compile(r"\s*[(（][^)）]*[)）]\s*")

# Where the glossary has several words for one, so many ways to say the query are tried.
MOST_CHOICES = 4


class Lexicon(NamedTuple):
    """By the key of a word: the words that mean the same, and the terms of the other language as they are written."""

    synonyms: dict[str, tuple[Word, ...]]
    translations: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def lexicon(_stamp: tuple[int, datetime] | None) -> Lexicon:
    """As it is in this version of the content."""
    synonyms: dict[str, dict[str, Word]] = defaultdict(dict)
    terms = list(Term.objects.all())
    # The spellings of a term (身分, 身份) mean the same, too.
    for group in chain((group.each for group in Synonym.objects.all()), (term.spellings for term in terms)):
        words = {word.key: word for word in map(words_of, group) if word}
        for key in words:
            synonyms[key] |= words
    translations: dict[str, dict[str, None]] = defaultdict(dict)
    for term in terms:
        for chinese in term.spellings:
            note(translations, chinese, term.english)
        note(translations, term.english, term.chinese)
    return Lexicon(
        {key: tuple(words.values()) for key, words in synonyms.items()},
        {key: tuple(words) for key, words in translations.items()},
    )


def note(translations: dict[str, dict[str, None]], written: str, other: str) -> None:
    for spelling in (written, IN_BRACKETS.sub(" ", written)):
        if word := words_of(spelling):
            translations[word.key][IN_BRACKETS.sub(" ", other).strip()] = None


def translated(query: Query, translations: dict[str, tuple[str, ...]]) -> Iterator[Query]:
    """The query with the glossary's words of the other language, in each choice of them; nothing where it has none."""
    choices, is_other = [], False
    for row in query.rows(translations):
        others = () if row[0].is_quoted else translations.get(joined(row).key, ())
        words = [(written, word) for written in others if (word := words_of(written))]
        is_other = is_other or bool(words)
        choices.append([(Asked((word,), written),) for written, word in words] or [row])
    if is_other:
        for rows in islice(product(*choices), MOST_CHOICES):
            yield Query(tuple(chain.from_iterable(rows)), query.excluded)
