"""Did you mean …? Names and words that readers can find, compared with one that finds nothing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from itertools import chain, product

from .. import countries
from ..folding import fold
from ..models import City, Organization, Paragraph, Speaker, Speech, Term, Topic
from ..text import has_han, short_place

# So many English paragraphs, the newest, lend their words; shorter words are too much like each other.
READ, SHORTEST = 2000, 4
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


# Words by their length and their first (0) or last (-1) letter: folded, and as they are written.
Known = dict[tuple[int, int, str], dict[str, str]]


def nearest(folded: str, known: Known) -> str:
    """The known word that differs least, as it is written; "" where none is near."""
    is_short = len(folded) < 3
    most = int(has_han(folded)) if is_short else 1 if has_han(folded) or len(folded) < 6 else 2
    best, letters = "", set(folded)
    # Of two Han characters one may be wrong, and none too many: 疫請 for 疫情.
    lengths = [len(folded)] if is_short else range(len(folded) - most, len(folded) + most + 1)
    for length, place in product(lengths, (0, -1) if folded else ()):
        for word, written in known.get((length, place, folded[place]), {}).items():
            # Each letter that the word does not have is a change: most words are passed by with this look.
            if len(letters.difference(word)) <= most:
                distance = edits(folded, word, most)
                if distance <= most:
                    best, most = written, distance - 1
    return best


def edits(one: str, other: str, most: int) -> int:
    """How many characters have to be changed, put in, left out or swapped with their neighbour; `most` + 1 for more."""
    before, row = [], list(range(len(other) + 1))
    for number, character in enumerate(one, start=1):
        earlier, before, row = before, row, [number]
        for at, wanted in enumerate(other, start=1):
            cost = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (character != wanted))
            if number > 1 and at > 1 and character == other[at - 2] and one[number - 2] == wanted:
                cost = min(cost, earlier[at - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


@lru_cache(maxsize=1)
def vocabulary(stamp: tuple[int, datetime] | None) -> Known:
    """Of all that was public when it was first asked for in this version of the content."""
    known: Known = defaultdict(dict)
    for written in public_words(Speech.objects.public()):
        if len(word := fold(written)) >= (2 if has_han(written) else SHORTEST):
            for place in (0, -1):
                known[len(word), place, word[place]].setdefault(word, written)
    return dict(known)


def public_words(public) -> Iterator[str]:
    for model, speeches in ((Speaker, "speaker"), (City, "city"), (Organization, "organization"), (Topic, "topics")):
        rows = model.objects.filter(pk__in=public.order_by().values(speeches)).order_by("pk")
        names = [name for both in rows.values_list("name_zh_hant", "name_en") for name in both]
        yield from words_in(chain(names, map(short_place, names)))
    codes = public.speech_counts_by_country()
    yield from words_in(countries.name_of(code, language) for code in codes for language in ("zh_hant", "en"))
    yield from words_in(word for words in Term.objects.values_list("chinese", "english") for word in words)
    english = Paragraph.objects.in_public_english().filter(speech__in=public.order_by()).order_by("-pk")
    yield from words_in(text.lower() for text in english.values_list("text_en", flat=True)[:READ])


def words_in(texts: Iterable[str | None]) -> Iterator[str]:
    for text in texts:
        yield from WORD.findall(text or "")
