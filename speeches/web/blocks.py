"""A speech paragraph by paragraph: what is shown of each, in which language, and under which anchors."""

import math
import re
from dataclasses import dataclass

from ..models import Paragraph
from ..workbench.terms import Found
from . import wording
from .report import Report
from .wording import EN, LANG, ZH, Words, page_language

CHARACTERS_A_MINUTE, WORDS_A_MINUTE = 350, 200


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as it stands on the page; `number` is that of a point within its list.

    `former_keys` are anchors of paragraphs that were joined to this one; `report_url` is for its errors; where the
    words of the glossary stand is filled in by glossary.explained.
    """

    paragraph: Paragraph
    position: int
    number: int | None
    chinese: Words
    english: Words
    outdated: bool
    former_keys: tuple[str, ...]
    report_url: str
    chinese_terms: tuple[Found, ...] = ()
    english_terms: tuple[Found, ...] = ()

    @property
    def shown(self) -> Words:
        return self.english if page_language() == EN and self.english else self.chinese

    @property
    def shown_label(self) -> str:
        return self.english_label if self.shown is self.english else self.chinese_label

    @property
    def shown_terms(self) -> tuple[Found, ...]:
        return self.english_terms if self.shown is self.english else self.chinese_terms

    @property
    def chinese_label(self) -> str:
        return wording.label(self.paragraph, ZH)

    @property
    def english_label(self) -> str:
        return wording.label(self.paragraph, EN)


def blocks(paragraphs, report: Report) -> list[Block]:
    found, number = [], 0
    anchors = {paragraph.key for paragraph in paragraphs}
    for position, paragraph in enumerate(paragraphs, start=1):
        is_point = paragraph.kind == Paragraph.Kind.POINT
        number = number + 1 if is_point else 0
        english = paragraph.text_en if paragraph.english_is_public else ""
        # An anchor stands once on a page, whatever was joined, parted and restored.
        former = tuple(key for key in dict.fromkeys(paragraph.former_keys) if key not in anchors)
        anchors.update(former)
        found.append(
            Block(
                paragraph=paragraph,
                position=position,
                number=number or None,
                chinese=Words(paragraph.text_zh_hant, LANG[ZH]),
                english=Words(english, LANG[EN]),
                outdated=bool(english) and paragraph.is_outdated,
                former_keys=former,
                report_url=report.of_paragraph(paragraph),
            )
        )
    return found


def reading(blocks) -> dict[str, int]:
    """Minutes, and characters or words, of what is shown."""
    characters = sum(len(re.sub(r"\s", "", b.shown.text)) for b in blocks if b.shown.lang == LANG[ZH])
    words = sum(len(b.shown.text.split()) for b in blocks if b.shown.lang == LANG[EN])
    minutes = math.ceil(characters / CHARACTERS_A_MINUTE + words / WORDS_A_MINUTE)
    return {"minutes": max(minutes, 1), "characters": characters, "words": words}
