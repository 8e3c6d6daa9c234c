"""Does an English text use a term of the glossary, however it is inflected and spelt? Pure.

Stems are rough: enough to know the words of a glossary again, not to know all words apart.
"""

import re
from functools import lru_cache

from .. import text

SMALL_WORDS = frozenset({"a", "an", "the", "of", "and", "to", "for", "in", "on", "by", "with"})
# British spellings, so that both are one.
SPELLINGS = (
    (re.compile("is(e|ed|es|ing|ation)$"), r"iz\1"),
    (re.compile("our(?=$|hood|ly|ed|ing|able)"), "or"),
    (re.compile("tre$"), "ter"),
    (re.compile("mme$"), "m"),
)
ENDINGS = (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("ing", ""), ("ed", ""))


def says(english: str, term: str) -> bool:
    """Whether the text uses the term: all its words, inflected or in another order.

    What stands in brackets may be left out, and of words with a stroke or semicolon between them one is enough.
    """
    choices = re.split(r"\s*[/;]\s*", re.sub(r"\([^()]*\)", " ", term))
    return any(stems(choice) <= stems(english) for choice in choices)


@lru_cache(maxsize=1000)
def stems(english: str) -> frozenset[str]:
    words = re.findall(r"[a-z0-9]+", text.fold(english).replace("’s", "").replace("'s", ""))
    return frozenset(stem(word) for word in words if word not in SMALL_WORDS)


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """transform of transformed, city of cities."""
    for pattern, american in SPELLINGS:
        word = pattern.sub(american, word)
    for ending, rest in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return (word.removesuffix(ending) + rest).removesuffix("e")
    if len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word.removesuffix("s")
    return word.removesuffix("e")
