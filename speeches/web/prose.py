"""The plain text of a page of the site as blocks: paragraphs, headings, lists; addresses become links. Pure.

Paragraphs are parted by blank lines, and a line stays a line. `# ` opens a heading, `- ` an item of a list.
"""

import re
from enum import StrEnum
from typing import NamedTuple

ADDRESS = re.compile(r"https?://[!-~]+|(?<![\w.%+-])[\w.%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE)
# What ends a sentence is no part of the address before it.
AFTER_ADDRESS = ".,;:!?'\")>]"


class Kind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"


class Part(NamedTuple):
    """A run of text; with `href` it is a link."""

    text: str
    href: str = ""


class Block(NamedTuple):
    """One heading, the lines of a paragraph, or the items of a list; each line is its parts."""

    kind: Kind
    lines: list[tuple[Part, ...]]


MARKS = {"# ": Kind.HEADING, "- ": Kind.LIST}


def blocks(text: str) -> list[Block]:
    found: list[Block] = []
    after_blank = False
    for line in map(str.strip, text.splitlines()):
        if line:
            kind = MARKS.get(line[:2], Kind.PARAGRAPH)
            opens = kind == Kind.HEADING or (after_blank and kind == Kind.PARAGRAPH)
            if opens or not found or found[-1].kind != kind:
                found.append(Block(kind, []))
            found[-1].lines.append(parts(line if kind == Kind.PARAGRAPH else line[2:].strip()))
        after_blank = not line
    return found


def parts(line: str) -> tuple[Part, ...]:
    found, end = [], 0
    for match in ADDRESS.finditer(line):
        address = match[0].rstrip(AFTER_ADDRESS)
        start, stop = match.start(), match.start() + len(address)
        if start > end:
            found.append(Part(line[end:start]))
        found.append(Part(address, address if "://" in address else f"mailto:{address}"))
        end = stop
    if end < len(line) or not found:
        found.append(Part(line[end:]))
    return tuple(found)
