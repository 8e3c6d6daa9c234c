"""A program: the bytes of a PDF come in, characters and lines of its pages are found, JSON goes out.

It limits itself before it opens anything. PDFium (the reader of Chromium) gives characters with their places and the
lines that are drawn; what of them is a table is `layout`'s question.
"""

import ctypes
import json
import resource
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from math import atan2, degrees

import pypdfium2
import pypdfium2.raw as pdfium

from speeches.archives import DAMAGED, ENCRYPTED, TOO_LARGE_UNPACKED
from speeches.digest.readers import layout
from speeches.digest.readers.grid import NO_TEXT
from speeches.digest.readers.places import Character, Page, Stroke
from speeches.records import Refusal, gettext_noop

MEMORY, SECONDS = 1024**3, 20
PAGES, CHARACTERS, POINTS = 500, 1_000_000, 500_000
_SAMPLE = 500
_SURROGATES = range(0xD800, 0xE000)
_UNREADABLE = "\ufffd"
# What PDFium has for a hyphen at a line's end.
_HYPHENS = (2, 0xFFFE)
# Degrees from the page's edges: what is farther off is written across it.
_SLANT = 5
# Pictures: how many of a page are looked at, in how many objects within others; which share of a page is one of many
# parts of a picture, and which is large; how many characters upon it are its own words.
_IMAGES, _DEPTH = 1000, 4
_PART, _LARGE, _UPON = 0.005, 0.2, 20

TOO_MANY_PAGES = gettext_noop("The PDF has more than 500 pages: make a file of the pages that hold the digest.")
SLANTED = gettext_noop("Words that are written across the page were left out: %(text)s")
PICTURES = gettext_noop(
    "Pages with a large picture, which was not read: %(text)s. If it shows speeches, recognise their text first (OCR)."
)


def limit() -> None:
    """Memory and processor time from here on; no file may be written."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def found(data: bytes) -> dict:
    """{"pieces": texts and tables, "said": messages with the texts that each is about}, as `layout` finds them, or
    {"refusal": why}."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"refusal": ENCRYPTED if "password" in str(error).lower() else DAMAGED}
    if len(document) > PAGES:
        return {"refusal": TOO_MANY_PAGES}
    pages, count = [], 0
    for index in range(len(document)):
        try:
            page = document[index]
            pages.append(page_of(page))
            page.close()
        except pypdfium2.PdfiumError:
            return {"refusal": DAMAGED}
        count += len(pages[-1].characters)
        if count > CHARACTERS:
            return {"refusal": TOO_LARGE_UNPACKED}
    readable = sum(1 for page in pages for character in page.characters if character.text != _UNREADABLE)
    if not readable or readable < count * 0.7:
        return {"refusal": NO_TEXT}
    try:
        pieces, said = layout.pieces(pages)
    except Refusal as refusal:
        return {"refusal": refusal.message}
    slanted = [page.slanted for page in pages if page.slanted.strip()]
    pictures = [str(number) for number, page in enumerate(pages, 1) if page.has_picture]
    for message, texts in ((SLANTED, [*dict.fromkeys(slanted)]), (PICTURES, pictures)):
        if texts:
            said[message] = texts
    return {"pieces": pieces, "said": said}


def page_of(page: pypdfium2.PdfPage) -> Page:
    """Characters and lines in points, from the upper left corner of the page as most of its words are read."""
    left, bottom, right, top = page.get_bbox()
    textpage = page.get_textpage()
    turned = _turned(textpage)

    def place(x: float, y: float) -> tuple[float, float]:
        return {
            90: (y - bottom, x - left),
            180: (right - x, y - bottom),
            270: (top - y, right - x),
        }.get(turned, (x - left, top - y))

    characters, slanted = [], []
    for text, box, is_slanted in _texts(textpage):
        if is_slanted:
            slanted.append(text)
        else:
            characters.append(Character(text, *_box(place(box.left, box.top), place(box.right, box.bottom))))
    strokes = [Stroke(*_box(place(*start), place(*end))) for start, end in _strokes(page)]
    size = (right - left, top - bottom) if turned in (0, 180) else (top - bottom, right - left)
    boxes = [_box(place(*start), place(*end)) for start, end in _images(page)]
    has_picture = _is_large(boxes, characters, size[0] * size[1])
    return Page(*size, characters, strokes, "".join(slanted), has_picture)


def _box(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float, float, float]:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def _turned(textpage: pypdfium2.PdfTextPage) -> int:
    """By how many degrees the page has to be turned for its words to stand upright: what most of them ask for."""
    count = min(textpage.count_chars(), CHARACTERS)
    step = max(1, count // _SAMPLE)
    angles = [pdfium.FPDFText_GetCharAngle(textpage, index) for index in range(0, count, step)]
    turns = Counter(round(degrees(angle) / 90) * 90 % 360 for angle in angles if angle >= 0)
    return turns.most_common(1)[0][0] if turns else 0


def _texts(textpage: pypdfium2.PdfTextPage) -> Iterator[tuple[str, pdfium.FS_RECTF, bool]]:
    """The characters, their boxes, and whether they are written across the page."""
    high = 0
    for index in range(min(textpage.count_chars(), CHARACTERS)):
        if pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in _SURROGATES:
            if code < 0xDC00:
                high = code
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else ord(_UNREADABLE)
        high = 0
        box = pdfium.FS_RECTF()
        if pdfium.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
            is_hyphen = code in _HYPHENS and pdfium.FPDFText_IsHyphen(textpage, index) == 1
            yield "-" if is_hyphen else _readable(code), box, _is_slanted(textpage, index)


def _readable(code: int) -> str:
    """The character of this number; a font that does not say which one it draws gives none, or a control character."""
    if code > 0x10FFFF or code & 0xFFFE == 0xFFFE:
        return _UNREADABLE
    text = chr(code)
    if text.isspace():
        return text if text.isprintable() or code > 0xFF else " "
    return _UNREADABLE if unicodedata.category(text) == "Cc" else text


def _is_slanted(textpage: pypdfium2.PdfTextPage, index: int) -> bool:
    """Whether a word is written across the page, 草案 for example. Letters that lean stand on a level line."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix)):
        return False
    angle = degrees(atan2(matrix.b, matrix.a))
    return abs((angle + 45) % 90 - 45) > _SLANT


def _images(page: pypdfium2.PdfPage) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Two corners of each picture."""
    for drawn in islice(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH), _IMAGES):
        matrix = _matrix(drawn)
        yield matrix.on_point(0, 0), matrix.on_point(1, 1)


def _is_large(boxes: list[tuple[float, float, float, float]], characters: list[Character], whole: float) -> bool:
    """Whether pictures without words upon them cover a large part of a page. One with words is a background, or a scan
    whose words have been recognised."""
    covered = 0.0
    for x0, y0, x1, y1 in boxes:
        area = (x1 - x0) * (y1 - y0)
        if area > _PART * whole:
            middles = (character.middle for character in characters)
            upon = sum(x0 < x < x1 and y0 < y < y1 for x, y in middles)
            covered += area if upon < _UPON else 0.0
    return covered > _LARGE * whole


def _matrix(drawn: pypdfium2.PdfObject) -> pypdfium2.PdfMatrix:
    """From the places of a drawn object to those of its page."""
    matrix, container = drawn.get_matrix(), drawn.container
    while container is not None:
        matrix, container = matrix.multiply(container.get_matrix()), container.container
    return matrix


def _strokes(page: pypdfium2.PdfPage):
    """The straight lines of all that is drawn, a rectangle's edges too."""
    left = POINTS
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=_DEPTH):
        matrix = _matrix(drawn)
        count = pdfium.FPDFPath_CountSegments(drawn)
        left -= count
        if left < 0:
            return
        start = before = None
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
            x, y = ctypes.c_float(), ctypes.c_float()
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            point = matrix.on_point(x.value, y.value)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO and before is not None:
                yield before, point
            if pdfium.FPDFPathSegment_GetClose(segment) and start is not None:
                yield point, start
            before = point


if __name__ == "__main__":
    limit()
    json.dump(found(sys.stdin.buffer.read()), sys.stdout)
