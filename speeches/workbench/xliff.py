"""Units as XLIFF 1.2, the format of translation programs. Pure.

https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
"""

from collections.abc import Iterable
from itertools import groupby
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from .. import archives
from ..records import Refusal, gettext_noop
from .unit import SOURCE_LANGUAGE, TARGET_LANGUAGE, Unit, written

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
XML = "{http://www.w3.org/XML/1998/namespace}"
STATES = {"draft": "needs-translation", "translated": "translated", "approved": "final"}
UNFINISHED = ("new", "needs-")

NO_XLIFF = gettext_noop("The file is no XLIFF 1.2.")


def write(units: Iterable[Unit]) -> str:
    """One file element for each speech; the units of a speech stand together."""
    files = [
        file_element(speech, list(found)) for speech, found in groupby(units, lambda unit: unit.id.partition(".")[0])
    ]
    body = "".join(files)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="{NAMESPACE}">\n{body}</xliff>\n'


def file_element(speech: str, units: list[Unit]) -> str:
    languages = f'source-language="{SOURCE_LANGUAGE}" target-language="{TARGET_LANGUAGE}"'
    body = "".join(map(unit_element, units))
    return (
        f' <file original={quoteattr(speech)} datatype="plaintext" {languages}>\n  <body>\n{body}  </body>\n </file>\n'
    )


def unit_element(unit: Unit) -> str:
    approved = "yes" if unit.state == "approved" else "no"
    target = f'    <target state="{STATES[unit.state]}">{content(unit.target)}</target>\n' if unit.target else ""
    note = f"    <note>{content(unit.note)}</note>\n" if unit.note else ""
    opening = f'   <trans-unit id={quoteattr(unit.id)} approved="{approved}" xml:space="preserve">\n'
    return f"{opening}    <source>{content(unit.source)}</source>\n{target}{note}   </trans-unit>\n"


def content(string: str) -> str:
    return escape(written(string))


def read(data: bytes) -> list[Unit]:
    """The units of a file that a translation program has written. Raises Refusal for what is no XLIFF, too large or
    hostile (archives.xml)."""
    archives.check_size(data)
    root = archives.xml(data)
    if local(root) != "xliff" or not root.get("version", "").startswith("1."):
        raise Refusal(NO_XLIFF)
    return [
        read_unit(element, is_foreign(file))
        for file in root
        if local(file) == "file"
        for element in file.iter()
        if local(element) == "trans-unit"
    ]


def read_unit(element: Element, foreign: bool) -> Unit:
    parts = {local(child): child for child in reversed(element)}
    source, target = parts.get("source"), parts.get("target")
    if target is not None and (language := target.get(f"{XML}lang")):
        foreign = foreign or main_language(language) != TARGET_LANGUAGE
    return Unit(
        id=element.get("id", ""),
        source=words(source),
        target=words(target),
        state=state(element, target),
        is_foreign=foreign,
    )


def state(unit: Element, target: Element | None) -> str:
    """What is unfinished is a draft; that somebody has approved it elsewhere makes it no more than translated here."""
    said = "" if target is None else target.get("state", "")
    if said.startswith(UNFINISHED):
        return "draft"
    return "translated" if said else ""


def is_foreign(file: Element) -> bool:
    source, target = file.get("source-language", ""), file.get("target-language", TARGET_LANGUAGE)
    return main_language(source) != main_language(SOURCE_LANGUAGE) or main_language(target) != TARGET_LANGUAGE


def main_language(tag: str) -> str:
    """en of en-US."""
    return tag.replace("_", "-").partition("-")[0].lower()


def words(element: Element | None) -> str:
    """The text without the marks of the program."""
    return "" if element is None else "".join(element.itertext())


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
