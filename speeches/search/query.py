"""What a reader types, understood (pure): `parse` takes any text and never raises.

    市民 "smart city" -疫情     ->     市民, and smart beside city, and not 疫情

Terms are joined by AND. Quotes of any kind make a phrase, a minus before a term excludes it, dates are known however
they are written, and small words (the, of; 的 between words) do not count; everything else that is no letter and no
digit only parts words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise

from ..folding import fold, fold_with_offsets
from .dates import DATE, ways
from .tokens import CJK, Stretch, pairs, stem, stretches

# What a query may cost is bounded by its length. One Han character is the beginning of thousands of tokens.
LONGEST, MOST_TERMS, MOST_TOKENS, MOST_CHARACTERS = 200, 10, 16, 2
MINUS = "-−－﹣–"
QUOTES = ('""', "＂＂", "「」", "『』", "“”", "„“", "‟”", "«»", "‹›", "〝〞")
PIECE = re.compile(
    rf"(?P<minus>(?<!\S)[{MINUS}](?=\S))?(?:"
    + "|".join(
        f"{opening}(?P<quoted{number}>[^{closing}]*){closing}" for number, (opening, closing) in enumerate(QUOTES)
    )
    + rf"|(?P<date>{DATE})|(?P<chunk>(?:(?![{''.join(QUOTES)}]|{DATE})\S)+))"
)
# Words of other search boxes; in this one AND is meant anyway.
OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})
# What questions are made of, and says nothing beside other words. In capitals they are names: WHO, IT.
_SMALL = (
    "about an and are at by did do does for from how in is it of on or that the their this to was were what when where"
    " which who why with"
)
SMALL = frozenset(_SMALL.split())
# Between two words of Chinese, and at the end of one; 目的 and 標的 are words.
PARTICLE = re.compile(rf"(?<=[{CJK}]{{2}})(?<![目标])的(?=[{CJK}]{{2}}|$)")
# Parts words also without white space; a comma between digits does not.
PARTING = frozenset("/,;:|&、。")


@dataclass(frozen=True, slots=True)
class Word:
    """Tokens that have to be there: all of them, or as a phrase side by side. `begins`: of the last token only the
    beginning is known. `key` is the same for what is looked up as the same: Han characters, and stems of words that are
    not small."""

    tokens: tuple[str, ...]
    is_phrase: bool = False
    begins: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One of these words; the first is the reader's own, which was `written` like this (quotes included)."""

    words: tuple[Word, ...]
    written: str
    is_quoted: bool = False
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All of the terms (`any_term`: one is enough) and none of the excluded ones. `text` is what all terms were written
    like, those included that do not count."""

    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    any_term: bool = False
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.terms or self.excluded)

    @property
    def words(self) -> tuple[Word, ...]:
        """Those of all terms."""
        return tuple(word for term in self.terms for word in term.words)

    @property
    def whole(self) -> Word | None:
        """All terms as one phrase; None where that says no more than the query itself."""
        phrase = phrase_of(self.text or " ".join(term.written for term in self.terms))
        return phrase if phrase and len(phrase.tokens) > 1 else None

    def relaxed(self) -> Iterator["Query"]:
        """What nearly fits, nearest first: the phrases as words, then one of the terms, then one of the tokens."""
        words = tuple(replace(term, words=tuple(loosened(word) for word in term.words)) for term in self.terms)
        yield replace(self, terms=words)
        yield replace(self, terms=words, any_term=True)
        tokens = dict.fromkeys(token for term in words for word in term.words for token in word.tokens)
        telling = [token for token in tokens if token not in SMALL] or tokens
        single = tuple(Term((Word((token,), key=token),), token) for token in telling)[:MOST_TERMS]
        yield replace(self, terms=single, any_term=True)

    def expanded(self, synonyms: Mapping[str, tuple[Word, ...]]) -> "Query":
        """With the synonyms of each term, or of several terms in a row (by their keys); quoted ones stay alone."""
        terms = []
        for row in self.rows(synonyms):
            own = joined(row)
            others = () if row[0].is_quoted else synonyms.get(own.key, ())
            words = (own, *row[0].words[1:], *(word for word in others if word.key != own.key))
            terms.append(replace(row[0], words=words, written=" ".join(term.written for term in row)))
        return replace(self, terms=tuple(terms))

    def rows(self, known: Mapping[str, object]) -> Iterator[tuple[Term, ...]]:
        """The terms one by one, but together where several in a row are known as one; the longest row first."""
        start = 0
        while start < len(self.terms):
            ends = range(len(self.terms), start + 1, -1)
            end = next((end for end in ends if is_one(self.terms[start:end], known)), start + 1)
            yield self.terms[start:end]
            start = end


def parse(text: str) -> Query:
    terms: dict[tuple, Term] = {}
    excluded: dict[tuple, Term] = {}
    characters = tokens = 0
    for is_excluded, term in terms_in(text[:LONGEST]):
        word, begins = term.words[0], any(word.begins for word in term.words)
        if begins and characters == MOST_CHARACTERS:
            continue
        tokens += len(word.tokens)
        if len(terms) + len(excluded) == MOST_TERMS or ((terms or excluded) and tokens > MOST_TOKENS):
            break
        characters += begins
        (excluded if is_excluded else terms).setdefault((word.tokens, word.is_phrase), term)
    telling = tuple(term for term in terms.values() if not term.is_small) or tuple(terms.values())
    return Query(telling, tuple(excluded.values()), text=" ".join(term.written for term in terms.values()))


def terms_in(text: str) -> Iterator[tuple[bool, Term]]:
    """In their order; whether a term is excluded, and the term."""
    for found in PIECE.finditer(text):
        if (chunk := found["chunk"]) in OPERATORS:
            continue
        make = dated if found["date"] else plain if chunk else quoted
        for term in make(found[found.lastgroup]):
            yield bool(found["minus"]), term


def dated(written: str) -> Iterable[Term]:
    """A date: by its token, or as it stands in a text of either language."""
    words = [word for way in ways(written) if (word := words_of(way))]
    return [Term(tuple(words), written)] if words else plain(written)


def quoted(written: str) -> list[Term]:
    phrase = phrase_of(written)
    return [Term((phrase,), f'"{written}"', is_quoted=True)] if phrase else []


def plain(chunk: str) -> Iterator[Term]:
    """The words of a chunk without white space; Latin ones with only punctuation between them are a phrase."""
    folded, offsets = fold_with_offsets(chunk)
    for is_han, found in groupby(stretches(folded), key=lambda stretch: stretch.is_han):
        neighbours = list(found)
        for row in [[stretch] for stretch in neighbours] if is_han else rows_of(neighbours, folded):
            written = chunk[offsets[row[0].start] : offsets[row[-1].end]]
            yield Term((word_of(row),), written, is_small=len(row) == 1 and is_small(written))


def rows_of(neighbours: list[Stretch], folded: str) -> Iterator[list[Stretch]]:
    """Latin words, those together that no sign parts: wi-fi and 3,000, but traffic / transportation."""
    row = neighbours[:1]
    for before, after in pairwise(neighbours):
        is_number = before.text.isdigit() and after.text.isdigit()
        if not is_number and not PARTING.isdisjoint(folded[before.end : after.start]):
            yield row
            row = []
        row.append(after)
    yield row


def is_small(written: str) -> bool:
    return written.lower() in SMALL and not written.isupper()


def phrase_of(written: str) -> Word | None:
    return word_of(list(stretches(fold(written))), is_quoted=True)


def word_of(row: list[Stretch], is_quoted: bool = False) -> Word | None:
    """Of neighbouring stretches; several of them are a phrase, and so is what was quoted."""
    tokens: list[str] = []
    begins = False
    for number, (text, is_han, _start, _end) in enumerate(row, start=1):
        if not is_han:
            tokens.append(stem(text))
            continue
        parts = [text] if is_quoted or len(row) > 1 else PARTICLE.split(text)
        tokens += chain.from_iterable(map(pairs, parts))
        if number < len(row):
            tokens.append(text[-1])  # as the index has it where a run ends
        elif len(text) == 1:
            tokens.append(text)
            begins = True
    if not tokens:
        return None
    telling = [one for one in row if one.text not in SMALL] or row
    key = " ".join(text if is_han else stem(text) for text, is_han, _start, _end in telling)
    if len(tokens) > 1 and (is_quoted or len(row) > 1):
        return Word(tuple(tokens), is_phrase=True, begins=begins, key=key)
    return Word(tuple(tokens[:MOST_TOKENS]), begins=begins, key=key)


def words_of(text: str) -> Word | None:
    """A word of a list (a synonym, a term): several words are a phrase, Han characters are found as in a query."""
    return word_of(list(stretches(fold(text))))


def is_one(row: tuple[Term, ...], known: Mapping[str, object]) -> bool:
    return not any(term.is_quoted for term in row) and joined(row).key in known


def joined(row: tuple[Term, ...]) -> Word:
    """All tokens of several terms; the word of a single one."""
    first, *others = [term.words[0] for term in row]
    if not others:
        return first
    tokens = tuple(token for word in (first, *others) for token in word.tokens)
    return Word(tokens, key=" ".join(word.key for word in (first, *others)), begins=others[-1].begins)


def loosened(word: Word) -> Word:
    return replace(word, is_phrase=False)
