"""What a list shows of one speech."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .addresses import url
from .wording import Piece, Words, after_name, excerpt, title, who, words

FULL, PART, NONE = "full", "part", "none"
ENGLISH = {FULL: _("Chinese and English"), PART: _("English in part"), NONE: _("Chinese only")}


@dataclass(frozen=True, slots=True)
class Entry:
    speech: object
    title: tuple[Words, ...]
    who: tuple[Piece, ...]
    excerpt: Words
    english: str
    # Of a hit: the address of the paragraph that the excerpt is from, and which one of the speech it is.
    passage: str = ""
    position: int = 0
    # And names by which it was found, where none that is shown has the words.
    found_by: tuple[Words, ...] = ()

    @property
    def url(self) -> str:
        return url("speech", self.speech.year, self.speech.slug)

    @property
    def english_label(self) -> str:
        return ENGLISH[self.english]


def entry(speech) -> Entry:
    """Of a speech that was fetched with `listed()`."""
    heading, pieces = title(speech), who(speech)
    if len(heading) == 1:  # a headline does not say who spoke
        pieces = (Piece(words(speech.speaker, "name"), after=after_name()), *pieces)
    return Entry(speech, heading, pieces, excerpt(speech), english_of(speech.paragraphs.all()))


def entries(speeches) -> list[Entry]:
    return [entry(speech) for speech in speeches]


def english_of(paragraphs) -> str:
    """How much of it readers find in English."""
    public = [paragraph.english_is_public for paragraph in paragraphs]
    if not any(public):
        return NONE
    return FULL if all(public) else PART
