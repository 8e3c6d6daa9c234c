"""Zip archives and XML from outside, opened under guard. Pure.

Office documents are archives of XML: a small file can unpack to more than the memory holds, and XML can name files of
the server. What is opened here has been measured first, and nothing here trusts what a file says of itself.
"""

import re
import zipfile
import zlib
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from speeches.records import Refusal, gettext_noop

MEGABYTE = 1024 * 1024
UPLOAD, UNPACKED, MEMBERS, RATIO = 20 * MEGABYTE, 100 * MEGABYTE, 2_000, 100
# Text that repeats itself packs well, and what is small unpacked hurts nobody however well it packs.
RATIO_COUNTS_FROM = 5 * MEGABYTE
ELEMENTS, DEPTH = 1_000_000, 200
_PIECE = 256 * 1024

TOO_LARGE = gettext_noop("The file is too large: at most %(megabytes)s MB can be read.")
TOO_LARGE_UNPACKED = gettext_noop("The file unpacks to far more than a document needs; it was not opened.")
DAMAGED = gettext_noop("The file is damaged and cannot be opened: save it again and try once more.")
ENCRYPTED = gettext_noop("The file is protected by a password: save it without one and try again.")
DOCTYPE = gettext_noop("The file has a document type declaration (DOCTYPE), which no office document needs.")

# Only XML has it, in any of its encodings; in a text it would be written with an entity.
_DOCTYPE = re.compile(b"|".join(re.escape("<!DOCTYPE".encode(codec)) for codec in ("utf-8", "utf-16-le", "utf-16-be")))
_XML = (".xml", ".rels", ".rdf", ".vml", ".xlf", ".xliff")
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


def check_size(data: bytes) -> None:
    """Raises Refusal for what is larger than may be sent."""
    if len(data) > UPLOAD:
        raise Refusal(TOO_LARGE, megabytes=UPLOAD // MEGABYTE)


def checked_zip(data: bytes) -> zipfile.ZipFile:
    """The archive in these bytes, after it was unpacked once, piece by piece, without keeping any of it.

    Raises Refusal (TOO_LARGE, TOO_LARGE_UNPACKED, DAMAGED, ENCRYPTED or DOCTYPE). What the archive says of its sizes is
    believed where it says too much, and counted where it says little.
    """
    check_size(data)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        members = archive.infolist()
        if any(member.flag_bits & 1 for member in members):
            raise Refusal(ENCRYPTED)
        if len(members) > MEMBERS or sum(member.file_size for member in members) > UNPACKED:
            raise Refusal(TOO_LARGE_UNPACKED)
        left = UNPACKED
        for member in members:
            left -= _counted(archive, member, left)
    except Refusal:
        raise
    except _ZIP_ERRORS as error:
        raise Refusal(DAMAGED) from error
    return archive


def _counted(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    """The true size of a member, which may not exceed what is `left`."""
    most = min(left, max(RATIO_COUNTS_FROM, RATIO * member.compress_size))
    is_xml = member.filename.lower().endswith(_XML)
    size, tail = 0, b""
    with archive.open(member) as content:
        while piece := content.read(_PIECE):
            size += len(piece)
            if size > most:
                raise Refusal(TOO_LARGE_UNPACKED)
            if is_xml and _DOCTYPE.search(tail + piece):
                raise Refusal(DOCTYPE)
            tail = piece[-20:]
    return size


def part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of a member; None where there is none of that name."""
    try:
        return archive.read(name)
    except KeyError:
        return None
    except _ZIP_ERRORS as error:
        raise Refusal(DAMAGED) from error


def xml_part(archive: zipfile.ZipFile, name: str) -> Element | None:
    """The root of a member that is XML; None where there is none of that name. Raises Refusal like `xml`."""
    content = part(archive, name)
    return None if content is None else xml(content)


def xml(content: bytes) -> Element:
    """The root element. Raises Refusal for what is no XML, has a DOCTYPE, or has more elements, or deeper ones, than
    a document of people (DAMAGED, DOCTYPE, TOO_LARGE_UNPACKED)."""
    parser = DefusedXMLParser(target=_Measured(), forbid_dtd=True)
    try:
        parser.feed(content)
        return parser.close()
    except Refusal:
        raise
    except DefusedXmlException as error:
        raise Refusal(DOCTYPE) from error
    except (ParseError, LookupError, ValueError, AssertionError) as error:
        raise Refusal(DAMAGED) from error


class _Measured(TreeBuilder):
    """Builds the tree, up to a number of elements and a depth: twenty bytes of XML are a hundred times as much in
    memory, and who walks a tree by calling itself needs an end."""

    def __init__(self):
        super().__init__()
        self.elements = self.depth = 0

    def start(self, tag, attributes):
        self.elements += 1
        self.depth += 1
        if self.elements > ELEMENTS or self.depth > DEPTH:
            raise Refusal(TOO_LARGE_UNPACKED)
        return super().start(tag, attributes)

    def end(self, tag):
        self.depth -= 1
        return super().end(tag)
