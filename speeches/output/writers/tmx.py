"""Pairs of texts as TMX 1.4b, which translation programs read. Made piece by piece however many there are.

https://www.gala-global.org/tmx-14b
"""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from speeches.text import without_controls

SOURCE, TARGET = "zh-TW", "en"
PIECE = 50_000
HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
 <header creationtool="summit" creationtoolversion="1" o-tmf="summit" datatype="plaintext" segtype="paragraph"
  adminlang="en" srclang="{SOURCE}"/>
 <body>
"""
TAIL = " </body>\n</tmx>\n"


def as_tmx(rows: Iterable[tuple[str, str, str, str, bool]]) -> Iterator[str]:
    """Of rows of (name, link, Chinese, English, whether the English is outdated)."""
    pieces, size = [HEAD], 0
    for row in rows:
        pieces.append(unit(*row))
        size += len(pieces[-1])
        if size > PIECE:
            yield "".join(pieces)
            pieces, size = [], 0
    yield "".join([*pieces, TAIL])


def unit(name: str, link: str, chinese: str, english: str, outdated: bool) -> str:
    properties = f'<prop type="x-link">{content(link)}</prop>'
    if outdated:
        properties += '<prop type="x-outdated">yes</prop>'
    texts = "".join(
        f'<tuv xml:lang="{language}"><seg>{content(text)}</seg></tuv>'
        for language, text in ((SOURCE, chinese), (TARGET, english))
    )
    return f"  <tu tuid={quoteattr(name)}>{properties}{texts}</tu>\n"


def content(text: str) -> str:
    return escape(without_controls(text.replace("\r\n", "\n")))
