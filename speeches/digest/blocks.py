"""A cell of speech becomes its blocks: joined where a page or a line cut a sentence, parted where it ends. Pure.

White space inside a block stays as written; what vanishes is markup and the white space around a join.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from speeches.digest.markup import HEADINGS, is_wide, plain, tokens
from speeches.records import Kind

BULLETS = "•●◆■▪◦‣⁃➢➤·‧・\uf0b7\uf06c\uf0a7\uf0d8\uf0fc"
_SENTENCE_ENDS = "。！？!?；;…⋯"
_CLOSERS = '」』）)”’"》〉】］]'
_NUMERALS = ("一二三四五六七八九十", "壹貳參肆伍陸柒捌玖拾", "甲乙丙丁戊己庚辛壬癸")
_HAN_NUMBER = f"(?:{'|'.join(f'[{numerals}]{{1,3}}' for numerals in _NUMERALS)})"
_COUNTED = "|".join(f"[{numerals}]{{1,3}}[、.．](?![{numerals}])" for numerals in _NUMERALS)
# What opens an item of a list where a page or a line begins: 「2. 」 but neither 「4.0」 nor 「2021.」, 「甲、」 but
# not 「甲、乙、丙三方」, 「A. 」 before Han characters (before Latin ones it is a name's: 「V. Schember」), a dash, but
# not the first of two, and any sign that is drawn to begin lines.
OPENER = re.compile(
    rf"[(（\[【〔〈《](?:\d{{1,2}}|{_HAN_NUMBER}|[A-Za-z])[)）\]】〕〉》]|\d{{1,2}}(?:[)）]|[.．、](?!\d))"
    rf"|{_COUNTED}|第{_HAN_NUMBER}[點項]?[，,、：:](?!第)"
    r"|(?:[A-Za-z]|[IVXivx]{2,4})[.．、)）]\s*(?=[\u3400-\u9fff])|[Ⅰ-ⅿ][.．、)）\s]|o\s(?=[\u3400-\u9fff])"
    r"|[-‐–－](?=[\s\u3400-\u9fff])|—(?=\s)|[*＊※]"
    rf"|[①-⓿㈠-㈩㊀-㊉←-⇿■-➿⬀-⯿\uf000-\uf0ff\U0001f300-\U0001faff{BULLETS}]"
)
# 「2.」 at a line's or a page's end: its point follows.
_WAITING = re.compile(r"(?:^|[\s。；：！？])[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、]$")


@dataclass
class Block:
    """A run of text between two boundaries. `kind` is what the markup says: LEAD if it says nothing."""

    text: str
    kind: Kind = Kind.LEAD


@dataclass
class _Gap:
    """What stands between two texts."""

    tag: bool = False
    line: bool = False
    paragraph: bool = False
    page: bool = False
    item: bool = False
    space: bool = False

    def __bool__(self) -> bool:
        return self.tag or self.line or self.paragraph or self.page


def blocks(cell: str) -> list[Block]:
    """The blocks of a cell, in which "\\n" ends a line, PARAGRAPH a paragraph and "\\f" a page."""
    found: list[_Open] = []
    gap, kind = _Gap(), Kind.LEAD
    for token in tokens(cell):
        if token.kind == "text":
            text = token.value.replace("\t", " ")
            if not text.strip():
                gap.space = True
                if found and not gap:
                    found[-1].space += text
                continue
            if found and (not gap or _joins(found[-1], text, gap, kind)):
                found[-1].join(text, gap)
            else:
                found.append(_Open(text.lstrip(), kind))
            gap, kind = _Gap(), Kind.LEAD
        elif token.kind == "tag":
            gap.tag = True
            kind = _kind(token.value, kind)
            gap.item = gap.item or token.value == "li"
        elif token.kind == "line":
            gap.line = True
        elif token.kind == "paragraph":
            gap.paragraph = True
        else:
            gap.page = True
    return [block.closed() for block in found]


def _kind(tag: str, kind: Kind) -> Kind:
    """What the next text is after this tag: an item stays one through the <p> inside it."""
    if tag == "li":
        return Kind.POINT
    if tag in HEADINGS:
        return Kind.HEADING
    if tag in ("/li", "/ul", "/ol", "ul", "ol") or tag.removeprefix("/") in HEADINGS:
        return Kind.LEAD
    return kind


class _Open:
    """A block that is still growing. Pieces are kept apart, so that a cell of a thousand lines costs a thousand
    steps; white space at the end waits in `space` until more text follows."""

    def __init__(self, text: str, kind: Kind):
        self.pieces: list[str] = []
        self.kind, self.space, self.tail = kind, "", ""
        self.clause = False
        self._append(text)

    def _append(self, text: str) -> None:
        kept = text.rstrip()
        self.pieces.append(kept)
        self.space = text[len(kept) :]
        self.tail = (self.tail + kept[-12:])[-12:]
        self.clause = self.clause or "，" in kept or "。" in kept

    def join(self, text: str, gap: _Gap) -> None:
        kept = text.lstrip()
        if gap:
            space = bool(self.space) or gap.space or len(kept) < len(text)
            self.pieces.append(_glue(self.tail[-1], kept[0], space))
        else:
            self.pieces.append(self.space + text[: len(text) - len(kept)])
        self._append(kept)

    def ended(self, following: str, ends: str = _SENTENCE_ENDS) -> bool:
        """Whether the text so far ends a sentence. 「增加了 1.」 before 「76%」 does not."""
        tail = self.tail.rstrip(_CLOSERS)
        if tail.endswith("."):
            return not (tail[-2:-1].isdigit() and following[:1].isdigit())
        return tail[-1:] != "" and tail[-1] in ends

    def closed(self) -> Block:
        return Block("".join(self.pieces), self.kind)


def _joins(left: _Open, text: str, gap: _Gap, kind: Kind) -> bool:
    """Whether text after a gap goes on with the block before it."""
    right = text.lstrip()
    if (gap.page or not gap.tag) and _WAITING.search(left.tail):
        return True
    if gap.paragraph:
        return False
    if not gap.page:
        return not gap.tag and not left.ended(right, _SENTENCE_ENDS + "：:") and not OPENER.match(right)
    if OPENER.match(right) or kind is Kind.HEADING or left.kind is Kind.HEADING:
        return False
    if gap.item and not left.clause:
        return False
    return not (gap.tag and left.ended(right, _SENTENCE_ENDS + "：:"))


def _glue(left: str, right: str, space: bool) -> str:
    """What stands at a join: nothing between Han characters, one space between Latin words. Digits that meet are
    one number, for two numbers side by side are rare."""
    if is_wide(left) and is_wide(right):
        return ""
    words = left.isalpha() and right.isalpha() and not is_wide(left) and not is_wide(right)
    sentence = left in ",.;:!?)" and right.isalpha() and not is_wide(right)
    return " " if space or words or sentence else ""


def number_cut(cell: str) -> bool:
    """Whether digits stand on both sides of a page's end, so that one number or two may be meant."""
    pages = [page.strip() for page in cell.split("\f")]
    pages = [page for page in pages if page]
    return any(left[-1].isdigit() and plain(right[:60])[:1].isdigit() for left, right in pairwise(pages))
