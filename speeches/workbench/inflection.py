"""Does an English text use a term of the glossary, however it is inflected and spelt? Pure.

Stems are rough: enough to know the words of a glossary again, not to know all words apart.
"""

import re
from functools import lru_cache
from itertools import pairwise

from .. import text

SMALL_WORDS = frozenset({"a", "an", "the", "of", "and", "to", "for", "in", "on", "by", "with"})
# British spellings, so that both are one: modernise, neighbour, centre and fibre, programme, councillor.
BRITISH = re.compile("is(?=(?:e|ed|ing|ation)$)|our(?=$|hood|ly|ed|ing|able)|[tb]re$|mme$|ll(?=(?:or|er|ed|ing)$)")
AMERICAN = {"is": "iz", "our": "or", "tre": "ter", "bre": "ber", "mme": "m", "ll": "l"}
PLURALS = (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"))
ENDINGS = (("ing", ""), ("ed", ""))
# Words that are made of others, where enough is left: sustainably, neutrality, prevention, development.
DERIVED = (("ability", "abl"), ("ably", "abl"), ("ity", ""), ("ly", ""), ("ion", ""), ("ment", ""))
SHORTEST = 5
# So many other words may stand among those of a term.
AMONG = 3


def says(english: str, term: str) -> bool:
    """Whether the text uses the term: all its words close together, inflected or in another order.

    What stands in brackets may be left out, and of words with a stroke or semicolon between them one is enough.
    """
    choices = re.split(r"\s*[/;]\s*", re.sub(r"\([^()]*\)", " ", term))
    return any(says_all(english, choice) for choice in choices)


def says_all(english: str, words: str) -> bool:
    wanted, places = stems(words), stem_places(english)
    if not all(stem in places for stem in wanted):
        return False
    if is_name(words):
        return are_in_order(wanted, places)
    reach = len(wanted) + AMONG
    return any(
        all(any(first <= place < first + reach for place in places[stem]) for stem in wanted)
        for first in sorted({place for stem in wanted for place in places[stem]})
    )


def is_name(words: str) -> bool:
    """Written as a name: all its words but the small ones begin with a capital."""
    found = [word for word in re.findall(r"[^\W_]+", words) if word not in SMALL_WORDS]
    return len(found) > 1 and all(word[0].isupper() or word[0].isdigit() for word in found)


def are_in_order(wanted: tuple[str, ...], places: dict[str, list[int]]) -> bool:
    """Each of them soon behind the one before."""
    reached = places[wanted[0]]
    for stem in wanted[1:]:
        reached = [place for place in places[stem] if any(0 < place - before <= AMONG + 1 for before in reached)]
    return bool(reached)


@lru_cache(maxsize=1000)
def stem_places(english: str) -> dict[str, list[int]]:
    """At which words of a text each stem stands; of words that are written apart the whole, too (locked down)."""
    places: dict[str, list[int]] = {}
    words = words_of(english)
    for place, word in enumerate(words):
        for form in {stem(word.lower()), *marks(word)}:
            places.setdefault(form, []).append(place)
    for place, (word, following) in enumerate(pairwise(words)):
        if word.endswith(("ed", "ing", "s")):
            places.setdefault(stem(word.lower()) + stem(following.lower()), []).append(place)
    return places


@lru_cache(maxsize=1000)
def stems(term: str) -> tuple[str, ...]:
    return tuple(form for word in words_of(term) for form in marks(word) or [stem(word.lower())])


def words_of(english: str) -> list[str]:
    plain = text.without_accents(english).replace("’s", "").replace("'s", "")
    return [word for word in re.findall(r"[A-Za-z0-9]+", plain) if word.lower() not in SMALL_WORDS]


def marks(word: str) -> list[str]:
    """A word with capitals within (PASS, EasyCard) is written so and no other way."""
    return [word.removesuffix("s")] if re.search("[A-Za-z][A-Z]", word) else []


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """transform of transformed, city of cities, neutral of neutrality."""
    word = without_ending(american(without_plural(word)))
    for ending, rest in DERIVED:
        if word.endswith(ending) and len(word) - len(ending) + len(rest) >= SHORTEST:
            word = word.removesuffix(ending) + rest
            break
    return word.removesuffix("e")


def american(word: str) -> str:
    return BRITISH.sub(lambda match: AMERICAN[match[0]], word)


def without_plural(word: str) -> str:
    for ending, rest in PLURALS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word.removesuffix(ending) + rest
    is_plural = len(word) > 3 and not word.endswith(("ss", "us", "is"))
    return word.removesuffix("s") if is_plural else word


def without_ending(word: str) -> str:
    for ending, rest in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word.removesuffix(ending) + rest
    return word
