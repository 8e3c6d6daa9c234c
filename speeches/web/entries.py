"""What a list shows of one speech."""

from dataclasses import dataclass

from .wording import Piece, Words, excerpt, title, who

FULL, PART, NONE = "full", "part", "none"


@dataclass(frozen=True, slots=True)
class Entry:
    speech: object
    title: tuple[Words, ...]
    who: tuple[Piece, ...]
    excerpt: Words
    english: str

    @property
    def has_headline(self) -> bool:
        return len(self.title) == 1


def entry(speech) -> Entry:
    """Of a speech that was fetched with `listed()`."""
    return Entry(speech, title(speech), who(speech), excerpt(speech), english_of(speech.paragraphs.all()))


def entries(speeches) -> list[Entry]:
    return [entry(speech) for speech in speeches]


def english_of(paragraphs) -> str:
    """How much of it readers find in English."""
    public = [paragraph.english_is_public for paragraph in paragraphs]
    if not any(public):
        return NONE
    return FULL if all(public) else PART
