"""The paper in a file of any kind, known by what is in it: names lie. Pure."""

from dataclasses import replace

from speeches import archives
from speeches.digest.readers import docx, grid, odf, pdf, sheet, text
from speeches.records import Paper, Refusal, gettext_noop

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_FLAT = b"<office:document"
_RTF = b"{\\rtf"

OLD_FORMAT = gettext_noop("This is a document of an old kind (.doc, .xls or .rtf): save it as .docx, .odt or .xlsx.")
FLAT = gettext_noop("This is a flat OpenDocument (.fodt or .fods): save it as .odt or .ods and try again.")
OTHER_ARCHIVE = gettext_noop("This is no document that can be read: .docx, .odt, .ods, .xlsx, .pdf, .csv and .txt are.")


def read(data: bytes) -> Paper:
    """The paper. Raises Refusal, with one sentence, for whatever is no document with text."""
    archives.check_size(data)
    if data.startswith(_OLD_OFFICE):
        raise Refusal(archives.ENCRYPTED if _ENCRYPTED_PACKAGE in data else OLD_FORMAT)
    if data.startswith(_RTF):
        raise Refusal(OLD_FORMAT)
    if _FLAT in data[:4000] and data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        raise Refusal(FLAT)
    if data.startswith(_PICTURES):
        raise Refusal(grid.NO_TEXT)
    if b"%PDF-" in data[:1024]:
        return replace(pdf.read(data), is_printed=True)
    if data.startswith(b"PK"):
        return _archive(data)
    return sheet.read_csv(data) or text.read(data)


def _archive(data: bytes) -> Paper:
    names = set(archives.checked_zip(data).namelist())
    for reader in (docx, sheet, odf):
        if reader.MAIN in names:
            return reader.read(data)
    raise Refusal(OTHER_ARCHIVE)
