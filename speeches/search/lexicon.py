"""Words that mean the same: the editors' synonyms, and the glossary across languages."""

import re
from collections import defaultdict
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from ..models import ContentVersion, Synonym, Term
from .query import Query, Word, joined, words_of
from .query import Term as Asked

# (digital) student identity, Taipei Urban Intelligence Center (TUIC)
IN_BRACKETS = re.compile(r"\s*[(（][^)）]*[)）]\s*")


class Lexicon(NamedTuple):
    """By the key of a word: the words that mean the same, and the terms of the other language as they are written."""

    synonyms: dict[str, tuple[Word, ...]]
    translations: dict[str, tuple[str, ...]]


def lexicon() -> Lexicon:
    return lexicon_of(ContentVersion.objects.stamp())


@lru_cache(maxsize=1)
def lexicon_of(stamp: tuple[int, datetime] | None) -> Lexicon:
    """As it is in this version of the content."""
    synonyms: dict[str, dict[str, Word]] = defaultdict(dict)
    for group in Synonym.objects.all():
        words = {word.key: word for word in map(words_of, group.each) if word}
        for key in words:
            synonyms[key] |= words
    translations: dict[str, dict[str, None]] = defaultdict(dict)
    for term in Term.objects.all():
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


def translated(query: Query, translations: dict[str, tuple[str, ...]]) -> Query | None:
    """The query with the glossary's words of the other language; None where it has none of them."""
    terms, is_other = [], False
    for row in query.rows(translations):
        others = () if row[0].is_quoted else translations.get(joined(row).key, ())
        words = {written: word for written in others if (word := words_of(written))}
        is_other = is_other or bool(words)
        terms += [Asked(tuple(words.values()), " / ".join(words))] if words else row
    return Query(tuple(terms), query.excluded) if is_other else None
