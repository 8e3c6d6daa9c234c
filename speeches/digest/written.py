"""How a speech stands in a paper: the cells of its row, in the office's form. The inverse of `parse`. Pure.

What was read from a paper is written so that it is read again as it is. What editors have made of it since need not be:
a point may hold what looks like a list number, a name may look like a role. `says_the_same` knows that.
"""

from collections.abc import Sequence

from speeches import countries
from speeches.digest import names
from speeches.digest.blocks import blocks
from speeches.digest.markup import PARAGRAPH, as_text
from speeches.digest.points import paragraphs
from speeches.records import Kind, Paragraph, Speech
from speeches.text import has_han

_TAGS = {Kind.LEAD: "p", Kind.POINT: "li", Kind.HEADING: "h3"}
_WHO = ("country", "city", "organization", "role", "honorific", "speaker")


def who(speech: Speech) -> str:
    """「美國伊利市 市長 Mr. Joseph V. Schember」: with the country where that is what makes it understood."""
    body = " ".join(filter(None, (speech.city, speech.organization)))
    country = countries.name_of(speech.country, "zh_hant") if speech.country else ""
    named = (speech.speaker, speech.honorific) if has_han(speech.honorific) else (speech.honorific, speech.speaker)
    name = " ".join(filter(None, named))
    forms = [" ".join(filter(None, (words, speech.role, name))) for words in (body, country + body)]
    forms.append(" ".join(filter(None, (f"{body}（{country}）", speech.role, name))))
    return next((form for form in forms if _who(form) == _fields(speech)), forms[speech.country not in ("", "TW")])


def _who(cell: str) -> tuple[str, ...]:
    found = names.who(cell)
    return tuple(getattr(found, field) for field in _WHO)


def _fields(speech: Speech) -> tuple[str, ...]:
    return tuple(getattr(speech, field) for field in _WHO)


def numbered(kinds: Sequence[Kind]) -> list[int | None]:
    """The list number of each paragraph that is a point: each list begins with 1."""
    found: list[int | None] = []
    count = 0
    for kind in kinds:
        count = count + 1 if kind is Kind.POINT else 0
        found.append(count or None)
    return found


def lines(speech: Speech) -> str:
    """The text as a cell of lines, points with their numbers; with tags where lines alone would be read otherwise."""
    numbers = numbered([paragraph.kind for paragraph in speech.paragraphs])
    cell = "\n".join(
        as_text(paragraph.text) if number is None else f"{number}. {as_text(paragraph.text)}"
        for paragraph, number in zip(speech.paragraphs, numbers, strict=True)
    )
    return cell if all(said == _said(speech.paragraphs) for said in _readings(cell)) else tagged(speech)


def tagged(speech: Speech) -> str:
    """The text as the reader of Word documents gives it: each paragraph in a tag that says its kind."""
    kinds = [_TAGS[paragraph.kind] for paragraph in speech.paragraphs]
    texts = [as_text(paragraph.text) for paragraph in speech.paragraphs]
    if kinds == ["p"]:
        return texts[0]
    return "".join(f"<{kind}>{text}</{kind}>" for kind, text in zip(kinds, texts, strict=True))


def _said(parts: Sequence[Paragraph]) -> list[tuple[Kind, str]]:
    return [(paragraph.kind, paragraph.text) for paragraph in parts]


def _readings(cell: str) -> list[list[tuple[Kind, str]]]:
    """How the cell is read from a text, and from a spreadsheet, where a line's end is a paragraph's."""
    return [_said(paragraphs(blocks(form))) for form in (cell, cell.replace("\n", PARAGRAPH))]


def says_the_same(paper: Speech, kept: Speech) -> bool:
    """Whether a row of a paper says what this speech says once it is written and read again."""
    if _fields(paper) not in (_fields(kept), _who(who(kept))):
        return False
    said = _said(paper.paragraphs)
    return said == _said(kept.paragraphs) or any(said in _readings(cell) for cell in (lines(kept), tagged(kept)))
