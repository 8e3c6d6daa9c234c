"""What a speech says of a topic: the passages, beside the city, the speaker and the year."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ..models import Paragraph
from ..workbench.terms import Matcher
from .addresses import url
from .passages import Run, passages
from .wording import Piece, Words, short_name, who, words


class Quoted(NamedTuple):
    """A passage in one language, and the key of its paragraph. `words` are those of the passage without marks."""

    key: str
    words: Words
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """`speech` was fetched with `listed()`."""

    speech: object
    quoted: list[Quoted]

    @property
    def name(self) -> Words:
        return short_name(self.speech.body)

    @property
    def speaker(self) -> Words:
        return words(self.speech.speaker, "name")

    @property
    def url(self) -> str:
        return url("speech", self.speech.year, self.speech.slug)

    @property
    def who(self) -> tuple[Piece, ...]:
        return who(self.speech)


def words_of(*topics) -> Matcher[int]:
    """The names of these topics; each means the topic's primary key."""
    return matcher(tuple((name, topic.pk) for topic in topics for name in topic.names))


@lru_cache(maxsize=500)
def matcher(words: tuple[tuple[str, int], ...]) -> Matcher[int]:
    return Matcher(words)


def most_named_first(topics, paragraphs) -> list:
    """The topics of a speech, by how often its Chinese names them."""
    words = words_of(*topics)
    named = Counter(found.meaning for one in paragraphs for found in words.find(one.text_zh_hant))
    return sorted(topics, key=lambda topic: (-named[topic.pk], topic.pk))


def said(speeches: Iterable, matcher: Matcher, most: int = 1, times: int = 1) -> list[Said]:
    """Of each speech at most so many passages, at most so many times as long as usual."""
    return [Said(speech, quoted(speech, matcher, most, times)) for speech in speeches]


def quoted(speech, matcher: Matcher, most: int, times: int) -> list[Quoted]:
    paragraphs = list(speech.paragraphs.all())
    paragraphs = [one for one in paragraphs if one.kind != Paragraph.Kind.HEADING] or paragraphs
    shown = [words(paragraph, "text") for paragraph in paragraphs]
    return [
        Quoted(paragraphs[found.index].key, Words(found.text, shown[found.index].lang), found.runs)
        for found in passages([one.text for one in shown], matcher, most, times)
    ]
