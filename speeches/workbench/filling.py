"""What is empty is filled, once: what people have emptied, changed or translated since stays as it is.

Functions here change the things that they are given; whoever calls them saves those, in `recorded`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .. import text
from ..models import Speech, TranslationState
from ..models.topic import topics_of
from ..models.version import Kept
from ..records import Bilingual, Problem, Translation, gettext_noop
from .states import APPROVED, TRANSLATED, UNTRANSLATED, settle, write_english

EMPTY = (None, "", [])


def ever_filled(records: Iterable[dict]) -> set[str]:
    """Which columns of a thing have held anything at any time, by its records."""
    return {column for record in records for column, value in columns_of(record).items() if value not in EMPTY}


def columns_of(record: dict) -> dict[str, Any]:
    """The record of a speech has its columns inside."""
    if "kept" not in record:
        return record
    kept = record["kept"]
    english = zip(Speech.digested_fields, kept["english"]["text"], strict=True)
    columns = {"role_zh_hant": record["role"], "headline_zh_hant": kept["headline"], "topics": kept["topics"]}
    return columns | {f"{field}_en": value for field, value in english}


def ever_translated(records: Iterable[dict]) -> set[str]:
    """Which paragraphs (their Chinese) of a speech have had English at any time."""
    return {p["text"] for record in records for p in record["paragraphs"] if any(p["english"]["text"])}


def fill(thing: Kept, filled: set[str], values: Mapping[str, Any]) -> bool:
    """Fill the columns that are empty and are not among those that were `filled` before."""
    new = {
        column: value
        for column, value in values.items()
        if value not in EMPTY and getattr(thing, column) in EMPTY and column not in filled
    }
    for column, value in new.items():
        setattr(thing, column, value)
    return bool(new)


def fill_texts(thing: Kept, filled: set[str], texts: Mapping[str, Bilingual], problems: list[Problem]) -> bool:
    """Fill texts in Chinese, and in English where the Chinese is the same."""
    changed = fill(thing, filled, {f"{field}_zh_hant": string.chinese for field, string in texts.items()})
    return fill(thing, filled, english_that_fits(thing, filled, texts, problems)) or changed


def english_that_fits(thing, filled: set[str], texts: Mapping[str, Bilingual], problems: list[Problem]) -> dict:
    """The English by its columns; where the Chinese is another one here, and nobody has translated it: a problem."""
    english = {}
    for field, string in texts.items():
        column, chinese = f"{field}_en", getattr(thing, f"{field}_zh_hant") or ""
        if text.name_key(chinese) == text.name_key(string.chinese):
            english[column] = string.english
        elif string.english and getattr(thing, column) in EMPTY and column not in filled:
            message = gettext_noop(
                "%(thing)s: the Chinese of “%(field)s” is another one here; the English was left out."
            )
            problems.append(
                Problem(None, message, {"thing": thing, "field": thing._meta.get_field(field).verbose_name})
            )
    return english


@dataclass(slots=True)
class SpeechFilling:
    """One speech (fetched with `complete()`, and its records) and what it gets."""

    speech: Speech
    translation: Translation
    records: list[dict]
    problems: list[Problem]

    def is_meant(self) -> bool:
        """Whether this is the speech that was translated: by the same speaker, or with a paragraph of it."""
        said = {paragraph.text_zh_hant for paragraph in self.speech.paragraphs.all()} | ever_translated(self.records)
        return text.name_key(self.speech.speaker.name_zh_hant) == text.name_key(self.translation.speaker) or any(
            paragraph.chinese in said for paragraph in self.translation.paragraphs
        )

    def fill_headline_and_role(self) -> bool:
        """They share one state: English that is there keeps it, new English is approved if it is whole."""
        speech, filled = self.speech, ever_filled(self.records)
        texts = {"headline": self.translation.headline, "role": self.translation.role}
        state, was_outdated = TranslationState(speech.translation_state), speech.is_outdated
        changed = fill(speech, filled, {f"{field}_zh_hant": string.chinese for field, string in texts.items()})
        if was_outdated:
            return changed
        if not fill(speech, filled, english_that_fits(speech, filled, texts, self.problems)):
            return changed
        if state == UNTRANSLATED:
            state = APPROVED if all(getattr(speech, f"{field}_en") for field in texts) else TRANSLATED
        settle(speech, state=state)
        return True

    def fill_paragraphs(self) -> bool:
        """Approved English for each paragraph with the very Chinese; saves them."""
        done, here = ever_translated(self.records), defaultdict(list)
        for paragraph in self.speech.paragraphs.all():
            here[paragraph.text_zh_hant].append(paragraph)
        changed = False
        for number, string in enumerate(self.translation.paragraphs, start=1):
            if string.chinese in done:
                continue
            if not here[string.chinese]:
                message = gettext_noop(
                    "Paragraph %(paragraph)s is another one here; its English was left out: %(text)s"
                )
                self.note(message, paragraph=number, text=string.chinese[:20])
                continue
            paragraph = here[string.chinese].pop(0)
            write_english(paragraph, state=APPROVED, text=string.english)
            paragraph.save()
            changed = True
        return changed

    def wants_topics(self) -> bool:
        return not topics_of(self.speech) and "topics" not in ever_filled(self.records)

    def note(self, message: str, **values) -> None:
        self.problems.append(Problem(self.translation.number, message, values))
