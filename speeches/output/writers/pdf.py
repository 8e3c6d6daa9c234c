"""A digest as PDF, set by Typst: line breaks and punctuation as W3C's clreq asks for, tagged for screen readers. Pure.

The server needs a Chinese font that fonts of the system know (Debian: fonts-noto-cjk); the Latin one comes with Typst.
"""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst

from speeches.output.writers.paper import Block, Paper
from speeches.records import Refusal, gettext_noop
from speeches.text import without_controls

_TEMPLATE = Path(__file__).with_suffix(".typ")
# The first that is there; a text must not depend on which fonts a machine happens to have besides.
CHINESE_FONTS = ("Noto Serif CJK TC", "Noto Sans CJK TC", "Noto Serif TC", "Noto Sans TC", "AR PL UMing TW")
LATIN_FONT = "Libertinus Serif"

NO_FONT = gettext_noop("The server has no Chinese font, without which no PDF can be made (Debian: fonts-noto-cjk).")


@cache
def _fonts() -> typst.Fonts:
    """Looked for once a process: it takes longer than a page."""
    return typst.Fonts()


def chinese_font() -> str:
    """Raises Refusal where there is none."""
    families = set(_fonts().families())
    found = next((font for font in CHINESE_FONTS if font in families), None)
    if found is None:
        raise Refusal(NO_FONT)
    return found


def as_pdf(paper: Paper) -> bytes:
    """The same bytes for the same paper. Raises Refusal without a Chinese font."""
    english = [LATIN_FONT, chinese_font()]
    data = {
        "title": without_controls(paper.title),
        "note": paper.note,
        "wide": paper.is_wide,
        "fonts": english if paper.lang == "en" else [_latin(), chinese_font()],
        "english_fonts": english,
        "columns": paper.columns,
        "widths": paper.widths,
        **_language(paper.lang),
        "rows": [
            {"number": row.number, "cells": [[_block(block) for block in cell] for cell in row.cells]}
            for row in paper.rows
        ],
    }
    compiler = typst.Compiler(_TEMPLATE.read_bytes(), font_paths=_fonts())
    return compiler.compile(format="pdf", sys_inputs={"paper": json.dumps(data)}, timestamp=0)


def _latin() -> dict:
    """In Chinese the marks “ ” ’ … are full-width: from the Latin font come letters and digits alone."""
    return {"name": LATIN_FONT, "covers": "latin-in-cjk"}


def _block(block: Block) -> dict:
    return asdict(block) | {"text": without_controls(block.text)} | _language(block.lang)


def _language(lang: str) -> dict[str, str | None]:
    """zh-Hant-TW as Typst has it."""
    return {"lang": "zh", "region": "TW"} if lang.startswith("zh") else {"lang": lang, "region": None}
