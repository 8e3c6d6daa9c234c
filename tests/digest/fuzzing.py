"""Papers with faults: bytes and XML that were cut, doubled, swapped and overwritten at random places."""

import os
import random
import re
import traceback
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO

from speeches.digest.parse import parse
from speeches.digest.readers import file, pdf_pages
from speeches.digest.readers.places import Character, Page, Stroke
from speeches.output.writers import pdf
from speeches.output.writers.paper import Block as Words
from speeches.output.writers.paper import Paper, Row
from speeches.records import Refusal
from tests.digest import documents
from tests.digest.documents import Block, Speech

SPEECHES = [
    Speech("臺北市 市長 柯文哲", (Block("甲，包含：\n丙"), Block("乙。", "number"), Block("丙：丁", "number"))),
    Speech("美國伊利市 市長 Mr. Joseph V. Schember", (Block("戊 & <己>。"), Block("庚 5G", "bullet"))),
]
# What turns a valid part into a strange one.
PIECES = [
    *(b"<", b">", b"</", b"&", b";", b"&#0;", b"&#x110000;", b'"', b"'", b"\0", b"\xff", b"\n", b"\t", b","),
    *(b"0", b"-1", b"9" * 30, b"1e9", b"None", b"true", "十".encode(), "\U0001f600".encode(), b"<!DOCTYPE a>"),
]


def made() -> dict[str, bytes]:
    """A good paper for each reader."""
    row = Row(1, ((Words("臺北市 市長 柯文哲", "zh-Hant-TW"),), (Words("甲，乙。", "zh-Hant-TW"),)), ())
    printed = Paper(documents.TITLE, "zh-Hant-TW", documents.COLUMNS, (row,), (2, 5))
    return {
        "txt": documents.as_txt(SPEECHES),
        "csv": documents.as_csv(SPEECHES),
        "docx": _lean(documents.as_docx(SPEECHES)),
        "odt": documents.as_odt(SPEECHES),
        "xlsx": documents.as_xlsx(SPEECHES),
        "pdf": pdf.as_pdf(printed),
    }


def _lean(data: bytes) -> bytes:
    """A Word document without the hundred styles that nobody uses, so that faults fall where they matter."""
    content = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(content, "w") as lean:
        for name in ("word/document.xml", "word/numbering.xml", "word/styles.xml"):
            part = archive.read(name)
            if name.endswith("styles.xml"):
                lists = re.findall(rb'<w:style [^>]*w:styleId="List(?:Number|Bullet)".*?</w:style>', part, re.DOTALL)
                part = part[: part.index(b"<w:docDefaults")] + b"".join(lists) + b"</w:styles>"
            lean.writestr(name, part)
    return content.getvalue()


def spoilt(form: str, good: bytes, chance: random.Random) -> bytes:
    """A part of an archive is spoilt and the archive stays whole, most of the time."""
    if form in {"txt", "csv", "pdf"} or chance.random() < 0.1:
        return _spoilt(good, chance)
    content = BytesIO()
    with zipfile.ZipFile(BytesIO(good)) as archive, zipfile.ZipFile(content, "w") as changed:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        chosen = chance.choice(names)
        for name in names:
            part = archive.read(name)
            changed.writestr(name, _spoilt(part, chance) if name == chosen else part)
    return content.getvalue()


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 5))):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 1, 3, 20, 200)))
        kind = chance.randrange(5)
        if kind == 0:
            data = data[:start] + data[end:]
        elif kind == 1:
            data = data[:end] + data[start:end] * chance.choice((1, 2, 50)) + data[end:]
        elif kind == 2:
            data = data[:start] + chance.choice(PIECES) + data[end:]
        elif kind == 3:
            other = chance.randrange(len(data) + 1)
            data = data[:start] + data[other : other + end - start] + data[end:]
        else:
            data = data[:start] + bytes(chance.randrange(256) for _ in range(end - start)) + data[end:]
    return data


def read(data: bytes) -> None:
    """A digest, or a sentence why it is none; any other exception is a fault."""
    try:
        said = [problem.say() for problem in parse(file.read(data)).problems]
    except Refusal as refusal:
        said = [refusal.say()]
    assert all(said)


def read_pdf(data: bytes) -> None:
    """What the process that reads PDFs does, without starting one."""
    found = pdf_pages.found(data)
    assert found.keys() <= {"pieces", "said", "refusal"}


def page(chance: random.Random) -> Page:
    """Characters and lines at random places."""

    def box() -> tuple[float, float, float, float]:
        x, y = chance.uniform(-50, 650), chance.uniform(-50, 850)
        return x, y, x + chance.choice((0, 0.5, 10, 300)), y + chance.choice((0, 0.5, 10, 300))

    texts = "編號城市首長或代表內容摘要1234.、 \0\ufffdaB，。"
    characters = [Character(chance.choice(texts), *box()) for _ in range(chance.randrange(60))]
    return Page(600, 800, characters, [Stroke(*box()) for _ in range(chance.randrange(30))])


def in_children(work: Callable[[object], None], inputs: Iterable[object]) -> tuple[str, int]:
    """Do the work in processes of its own, which a fault of a library may end: then the next one goes on behind the
    input that did it. The trace of the first exception, or "", and how many processes were ended so."""
    inputs = [*inputs]
    said, crashes, done = "", 0, 0
    while done < len(inputs) and not said:
        said, count, crashed = _in_child(work, inputs[done:])
        crashes += crashed
        done += count + crashed
    return said, crashes


def _in_child(work: Callable[[object], None], inputs: list[object]) -> tuple[str, int, bool]:
    """The trace of an exception, or ""; how many inputs were done; whether the process was ended by a signal."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        os.close(reading)
        for one in inputs:
            try:
                work(one)
                os.write(writing, b".")
            except BaseException:
                os.write(writing, traceback.format_exc().encode()[-4000:])
                break
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    trace = said.lstrip(b".")
    return trace.decode(), len(said) - len(trace), os.WIFSIGNALED(status)
