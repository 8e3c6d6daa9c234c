"""What the English of one text of a speech was, and how it becomes that again; the Chinese is not touched."""

from typing import NamedTuple

from .. import records
from ..models import Revision, Speech, TranslationState
from ..models.remark import HEADLINE

# Revisions of the speech that are looked through; each holds the whole speech.
MOST = 300


class Version(NamedTuple):
    """The English from this revision on, beside the Chinese of then."""

    revision: Revision
    chinese: str
    english: records.English

    @property
    def state_words(self) -> str:
        return str(TranslationState(self.english.state).label)


def versions(speech: Speech, key: str) -> list[Version]:
    """Newest first; only where the English or its state became another. `key` is a paragraph's, or HEADLINE."""
    found: list[Version] = []
    for revision in Revision.objects.of(speech).with_user().last_first()[:MOST]:
        if (pair := pair_of(revision.record, key)) is None:
            continue
        chinese, english = pair
        if found and (found[-1].english.text, found[-1].english.state) == (english.text, english.state):
            found.pop()
        found.append(Version(revision, chinese, english))
    return found


def pair_of(record: dict, key: str) -> tuple[str, records.English] | None:
    """Chinese and English of the text in the record of a speech; None where it does not have the text."""
    if key == HEADLINE:
        kept = record["kept"]
        return f"{kept['headline']}\n{record['role']}", english_of(kept["english"])
    for paragraph in record["paragraphs"]:
        if paragraph["key"] == key:
            return paragraph["text"], english_of(paragraph["english"])
    return None


def english_of(english: dict) -> records.English:
    return records.English(**english | {"text": tuple(english["text"])})
