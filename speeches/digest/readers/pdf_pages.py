"""A program: the bytes of a PDF come in, characters and lines of its pages are found, JSON goes out.

It limits itself before it opens anything. PDFium (the reader of Chromium) gives characters with their places and the
lines that are drawn; what of them is a table is `layout`'s question.
"""

import ctypes
import json
import resource
import sys
from collections import Counter
from math import degrees

import pypdfium2
import pypdfium2.raw as pdfium

from speeches.archives import DAMAGED, ENCRYPTED, TOO_LARGE_UNPACKED
from speeches.digest.readers import layout
from speeches.digest.readers.grid import NO_TEXT
from speeches.digest.readers.places import Character, Page, Stroke
from speeches.records import Refusal

MEMORY, SECONDS = 1024**3, 20
PAGES, CHARACTERS, POINTS = 500, 1_000_000, 500_000
_SAMPLE = 500
_SURROGATES = range(0xD800, 0xE000)


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
    """{"pieces": [text or rows of [text, column, span]], "by_places": whether words alone told the rows apart}, or
    {"refusal": why}."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"refusal": ENCRYPTED if "password" in str(error).lower() else DAMAGED}
    if len(document) > PAGES:
        return {"refusal": TOO_LARGE_UNPACKED}
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
    readable = sum(1 for page in pages for character in page.characters if character.text not in "\0\ufffd\ufffe")
    if not readable or readable < count * 0.7:
        return {"refusal": NO_TEXT}
    try:
        pieces, by_places = layout.pieces(pages)
    except Refusal as refusal:
        return {"refusal": refusal.message}
    return {"pieces": pieces, "by_places": by_places}


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

    characters = [
        Character(text, *_box(place(box.left, box.top), place(box.right, box.bottom))) for text, box in _texts(textpage)
    ]
    strokes = [Stroke(*_box(place(*start), place(*end))) for start, end in _strokes(page)]
    size = (right - left, top - bottom) if turned in (0, 180) else (top - bottom, right - left)
    return Page(*size, characters, strokes)


def _box(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float, float, float]:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def _turned(textpage: pypdfium2.PdfTextPage) -> int:
    """By how many degrees the page has to be turned for its words to stand upright: what most of them ask for."""
    count = min(textpage.count_chars(), CHARACTERS)
    step = max(1, count // _SAMPLE)
    angles = [pdfium.FPDFText_GetCharAngle(textpage, index) for index in range(0, count, step)]
    turns = Counter(round(degrees(angle) / 90) * 90 % 360 for angle in angles if angle >= 0)
    return turns.most_common(1)[0][0] if turns else 0


def _texts(textpage: pypdfium2.PdfTextPage):
    high = 0
    for index in range(min(textpage.count_chars(), CHARACTERS)):
        if pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in _SURROGATES:
            if code < 0xDC00:
                high = code
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        box = pdfium.FS_RECTF()
        if pdfium.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
            yield chr(code) if code < 0x110000 else "\ufffd", box


def _strokes(page: pypdfium2.PdfPage):
    """The straight lines of all that is drawn, a rectangle's edges too."""
    left = POINTS
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        matrix, container = drawn.get_matrix(), drawn.container
        while container is not None:
            matrix, container = matrix.multiply(container.get_matrix()), container.container
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
