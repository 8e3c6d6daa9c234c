"""Text pasted from a word processor: each line is a paragraph, list numbers and bullets make points. Pure."""

import re

from speeches.digest.blocks import Block
from speeches.digest.points import paragraphs
from speeches.records import Paragraph

# What word processors put into text and nobody sees: soft hyphens, zero-width marks, object placeholders.
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufffc]")
# No-break and other fixed spaces become plain ones; the ideographic space stays, for it is Chinese typography.
_SPACES = re.compile("[\t\u00a0\u2000-\u200a\u202f]+")
_LINE_ENDS = re.compile("\r\n|[\r\n\v\f\u0085\u2028\u2029]")


def lines(text: str) -> list[str]:
    """The lines that hold something, without invisible characters and outer spaces."""
    plain = _SPACES.sub(" ", _UNSEEN.sub("", text))
    return [line for line in (line.strip(" \u3000") for line in _LINE_ENDS.split(plain)) if line]


def pasted(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a Chinese text, in order."""
    return paragraphs([Block(line) for line in lines(text)])
