"""One paragraph becomes two, or two become one: keys stay, and so does the English.

Both write what they change; call them in `recorded`. Not a character is lost but the white space at the cut.
"""

import re

from .. import text
from ..models import Paragraph
from . import states

BLANK_LINE = re.compile(r"\n[ \t\u3000]*\n\s*")


def parts_of(string: str) -> list[str]:
    """What stands between blank lines."""
    return [part for part in (part.strip() for part in BLANK_LINE.split(string)) if part]


def split(paragraph: Paragraph) -> list[Paragraph]:
    """Split at the blank lines of the Chinese; the first part keeps the key.

    English with as many parts is split along and keeps its state; other English stays whole with the first part,
    where it is outdated from now on. The new parts have no positions of their own yet: whoever calls numbers them.
    """
    chinese, english = parts_of(paragraph.text_zh_hant), parts_of(paragraph.text_en)
    if len(chinese) < 2:
        return [paragraph]
    rows = [paragraph]
    for key in keys_of_parts(paragraph, len(chinese) - 1):
        rows.append(Paragraph(speech=paragraph.speech, key=key, kind=paragraph.kind, position=paragraph.position))
    whole = paragraph.text_zh_hant
    for row, part in zip(rows, chinese, strict=True):
        row.text_zh_hant = part
    if len(english) == len(chinese):
        for row, part in zip(rows, english, strict=True):
            row.text_en = part
        states.divide(whole, rows)
    for row in rows:
        row.save()
    return rows


def keys_of_parts(paragraph: Paragraph, count: int) -> list[str]:
    """New keys; what was joined before and is split again gets its own back."""
    if len(paragraph.former_keys) == count:
        keys, paragraph.former_keys = paragraph.former_keys, []
        return keys
    taken = {key for row in paragraph.speech.paragraphs.all() for key in (row.key, *row.former_keys)}
    return text.new_keys(count, taken)


def join(first: Paragraph, second: Paragraph) -> None:
    """Put the second behind the first, which keeps its key and answers to the second's from now on."""
    first.text_zh_hant = glued(first.text_zh_hant, second.text_zh_hant)
    english = " ".join(part for part in (first.text_en, second.text_en) if part)
    first.former_keys = [*first.former_keys, second.key, *second.former_keys]
    states.unite(first, second)
    first.text_en = english
    first.save()
    second.delete()


def glued(one: str, other: str) -> str:
    """Chinese runs on; between Latin letters stands a space."""
    return f"{one} {other}" if one[-1:].isascii() and other[:1].isascii() else one + other


def number(rows: list[Paragraph]) -> None:
    """Number the paragraphs of a speech from 1 in this order; new ones are written, others only where they move."""
    for position, row in enumerate(rows, start=1):
        if row.pk is None or row.position != position:
            row.position = position
            row.save()
