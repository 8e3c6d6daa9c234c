"""A speech as a file to keep: plain text or Markdown, whose paragraphs hold the text character by character."""

import re
from dataclasses import dataclass

from speeches.records import Kind

# What CommonMark (and its common extensions) reads as markup anywhere, and what only where a line begins; a backslash
# makes it a character. Not more, so that the file is good to read as it is.
MARKUP = re.compile(r"([\\`*_\[\]<&#~|])")
AT_THE_BEGINNING = re.compile(r"^(?:\d+(?=[.)])|(?=[-+>=]))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """`number` is that of a point within its list, counted from 1."""

    text: str
    kind: Kind = Kind.LEAD
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """`facts` are lines of name and value; `note` is a sentence about the text, "" for none."""

    title: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    note: str = ""
    colon: str = ": "


def plain(document: Document) -> str:
    """Title and facts, an empty line, and the paragraphs between empty lines; a point after its number."""
    head = [
        document.title,
        *(f"{name}{document.colon}{value}" for name, value in document.facts),
        *filter(None, [document.note]),
    ]
    body = [f"{block.number}. {block.text}" if block.number else block.text for block in document.blocks]
    return "\n\n".join(["\n".join(head), *body]) + "\n"


def markdown(document: Document) -> str:
    """CommonMark: the title a heading, the facts a list, points numbered."""
    facts = "\n".join(f"- {_escaped(name)}{document.colon}{_escaped(value)}" for name, value in document.facts)
    note = [f"> {_escaped(document.note)}"] if document.note else []
    return "\n\n".join([f"# {_escaped(document.title)}", facts, *note, *map(_markdown, document.blocks)]) + "\n"


def _markdown(block: Block) -> str:
    if block.kind == Kind.HEADING:
        return f"## {_escaped(block.text)}"
    if block.number:
        mark = f"{block.number}. "
        return mark + _escaped(block.text, " " * len(mark))
    return _escaped(block.text)


def _escaped(text: str, indent: str = "") -> str:
    """The end of a line within a text stays one."""
    escaped = AT_THE_BEGINNING.sub(r"\g<0>\\", MARKUP.sub(r"\\\1", text))
    return escaped.replace("\n", f"\\\n{indent}")
