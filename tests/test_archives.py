"""Archives and XML from outside: what is hostile, damaged or too large is refused before it is opened."""

import resource
import struct
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest

from speeches import archives
from speeches.records import Refusal
from tests import clock

BOMB = 311_000_000


def zipped(*members: tuple[str, bytes], **options) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def bomb() -> bytes:
    return zipped(("word/document.xml", b"<w:p>\n" * (BOMB // 6)), compresslevel=1)


def refusal(data: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        archives.checked_zip(data)
    return caught.value.message


def test_what_offices_write_is_opened():
    assert archives.checked_zip(zipped(("a.xml", b"<a/>"), ("b.png", b"\x89PNG"))).namelist() == ["a.xml", "b.png"]


def test_a_small_text_may_repeat_itself():
    archives.checked_zip(zipped(("a.xml", b"<p>again and again</p>" * 100_000)))


def test_a_bomb_costs_neither_time_nor_memory():
    """In a process of its own: 0.75 MB that unpack to 311 MB take less than a second and less than 50 MB."""
    program = """
import resource, sys, time
from speeches.digest.readers import file
from speeches.records import Refusal
from tests import clock
data = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.perf_counter()
try:
    file.read(data)
except Refusal as refusal:
    print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, refusal)
"""
    done = subprocess.run([sys.executable, "-c", program], input=bomb(), capture_output=True, check=True)
    seconds, kilobytes, *sentence = done.stdout.decode().split()
    assert float(seconds) < 1
    assert int(kilobytes) < 50_000
    assert "unpacks" in sentence


def test_a_size_that_lies_is_not_believed():
    """Sizes in the directory that say 10 bytes: what comes out is counted."""
    data = bytearray(bomb())
    true_size = struct.pack("<I", BOMB // 6 * 6)
    assert data.count(true_size) == 2
    data = bytes(data).replace(true_size, struct.pack("<I", 10))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert clock.seconds(refusal, data) < 1
    assert refusal(data) in {archives.DAMAGED, archives.TOO_LARGE_UNPACKED}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_ratio():
    assert refusal(zipped(("a.bin", bytes(6 * archives.MEGABYTE)))) == archives.TOO_LARGE_UNPACKED


def test_many_members():
    assert refusal(zipped(*((str(n), b"") for n in range(2_001)))) == archives.TOO_LARGE_UNPACKED


def test_many_members_that_are_large_together(monkeypatch):
    monkeypatch.setattr(archives, "UNPACKED", 1_000)
    assert refusal(zipped(*((str(n), bytes(300)) for n in range(4)))) == archives.TOO_LARGE_UNPACKED


def test_upload():
    assert refusal(b"PK" + bytes(archives.UPLOAD)) == archives.TOO_LARGE


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"PK\x05\x06", zipped(("a", b"b" * 999))[:-30], b"\x00" * 100],
    ids=["nothing", "two letters", "an end alone", "cut", "zeros"],
)
def test_damaged(data):
    assert refusal(data) == archives.DAMAGED


def test_encrypted():
    data = bytearray(zipped(("a.xml", b"<a/>")))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == archives.ENCRYPTED


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("place", [0, archives._PIECE - 5])
def test_doctype_in_any_part(codec, place):
    part = b" " * place + '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'.encode(codec)
    assert refusal(zipped(("a.xml", b"<a/>"), ("docProps/any.XML", part))) == archives.DOCTYPE


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'<!DOCTYPE x [<!ENTITY e "ee">]><x>&e;</x>', archives.DOCTYPE),
        (b"", archives.DAMAGED),
        (b"<a><b></a>", archives.DAMAGED),
        (b"<a>\x00</a>", archives.DAMAGED),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', archives.DAMAGED),
        (b"<a>" * 300 + b"</a>" * 300, archives.TOO_LARGE_UNPACKED),
        (b"<a>" + b"<b/>" * archives.ELEMENTS + b"</a>", archives.TOO_LARGE_UNPACKED),
    ],
)
def test_xml(content, message):
    with pytest.raises(Refusal) as caught:
        archives.xml(content)
    assert caught.value.message == message


def test_parts():
    archive = archives.checked_zip(zipped(("a.xml", "<a>甲</a>".encode())))
    assert archives.xml_part(archive, "a.xml").text == "甲"
    assert archives.xml_part(archive, "b.xml") is None
