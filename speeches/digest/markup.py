"""Markup of a cell: what is a tag, what is an entity, what is text. Pure.

Only tags that HTML knows are markup, so 「<3」 and 「A<B」 stay text.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# What ends a paragraph in a cell; a line's end may stand within one.
PARAGRAPH = "\u2029"
_HEADINGS = "h1 h2 h3 h4 h5 h6"
_BLOCKS = f"""{_HEADINGS} p div br hr ol ul li dl dt dd table thead tbody tfoot tr td th caption blockquote pre center
address section article header footer main aside nav figure figcaption form fieldset html head body title"""
_INLINE = """b strong i em u s strike del ins a span font sub sup small big mark code kbd samp tt var abbr acronym cite
q label img wbr bdi bdo ruby rt rp rb time data nobr input button colgroup col style script meta link
o:p st1:place st1:city v:shape"""
_NAMES = "|".join(sorted((_BLOCKS + " " + _INLINE).split(), key=len, reverse=True))
_TAG = re.compile(rf"<(/?)({_NAMES})(?:\s[^<>]*|/)?>|<!--[^<>]*-->|</(?:{_NAMES})?\s*\Z", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class Token(NamedTuple):
    """A piece of a cell: "text", a tag that breaks ("tag", with its name, "/" in front if it closes), or the end of
    a "line", a "paragraph" or a "page"."""

    kind: str
    value: str


def tokens(cell: str) -> Iterator[Token]:
    """The cell in pieces, inline tags gone. Linear: no pattern looks further than the next "<" or ">"."""
    position = 0
    for match in _TAG.finditer(cell):
        yield from _text(cell[position : match.start()])
        position = match.end()
        name = (match[2] or "").lower()
        if name in _BREAKING:
            yield Token("tag", match[1] + name)
    yield from _text(cell[position:])


_ENDS = {"\n": "line", PARAGRAPH: "paragraph", "\f": "page"}
_BREAKING = frozenset(_BLOCKS.split())
HEADINGS = frozenset(_HEADINGS.split())


def _text(raw: str) -> Iterator[Token]:
    for piece in re.split(f"([{''.join(_ENDS)}])", raw):
        if piece in _ENDS:
            yield Token(_ENDS[piece], piece)
        elif piece:
            yield Token("text", decoded(piece))


def decoded(text: str) -> str:
    """Entities as characters; only those that end in a semicolon, for 「R&Dlt」 is no entity."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def as_text(text: str) -> str:
    """The text as it stands in a cell: what would be read as markup is written with entities, and nothing else."""
    text = _ENTITY.sub(lambda match: f"&amp;{match[0][1:]}", text)
    return _TAG.sub(lambda match: f"&lt;{match[0][1:]}", text)


def plain(cell: str) -> str:
    """The cell as one line of text: tags and white space of every kind are single spaces, but where a page cuts
    between two Han characters nothing is left."""
    joined: list[str] = []
    for page in cell.split("\f"):
        pieces = (token.value if token.kind == "text" else " " for token in tokens(page))
        text = " ".join("".join(pieces).split())
        if joined and text and not (is_wide(joined[-1][-1]) and is_wide(text[0])):
            joined.append(" ")
        if text:
            joined.append(text)
    return "".join(joined)


def shortened(text: str, longest: int = 200) -> str:
    """So much of a text as a sentence about it can hold, and how many characters more there are."""
    return text if len(text) <= longest else f"{text[:longest]}… (+{len(text) - longest})"


def is_wide(char: str) -> bool:
    """Han, kana, full-width punctuation: what is set without spaces."""
    return unicodedata.east_asian_width(char) in "WF"
