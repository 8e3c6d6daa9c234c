"""A paper becomes records: titles, rows, names and blocks, each read by its own module. Pure.

The office's papers hold a table of 編號, 城市首長或代表 and 內容摘要. A doubtful row is reported and does not stop
the others; only what is no digest at all is refused.
"""

import datetime
import re
from collections.abc import Iterator

from speeches.digest import blocks, names, points, rows, titles
from speeches.digest.readers import text
from speeches.records import Digest, Paper, Paragraph, Problem, Speech, gettext_noop

_EXTRA_CELL = re.compile(r"[^\s\d.．、)）]\t+\S")


def parse(paper: Paper, session_date: datetime.date | None = None) -> Digest:
    """The digest in a paper. Problems of rows stand with their speech and, in order, with the digest.

    Raises Refusal for what is no digest: other columns, no rows, a number twice, no date or one that cannot be.
    """
    found, problems = rows.entries(paper)
    occasion = titles.occasion(paper.title, session_date)
    speeches = tuple(_speech(entry) for entry in found)
    problems = [*paper.problems, *occasion.problems, *problems]
    problems.extend(problem for speech in speeches for problem in speech.problems)
    return Digest(
        title=paper.title,
        year=occasion.year,
        date=occasion.date,
        speeches=speeches,
        problems=tuple(problems),
        named=paper.session,
        is_printed=paper.is_printed,
    )


def parse_text(data: bytes, session_date: datetime.date | None = None) -> Digest:
    """The digest in the bytes of a text file."""
    return parse(text.read(data), session_date)


def _speech(entry: rows.Entry) -> Speech:
    who = names.who(entry.who)
    content = entry.content
    paragraphs = points.paragraphs(blocks.blocks(content))
    for doubt in (*who.doubts, *_doubts(entry.who + content, content, paragraphs)):
        entry.doubt(doubt.message, **doubt.values)
    return Speech(
        number=entry.number,
        country=who.country,
        city=who.city,
        organization=who.organization,
        role=who.role,
        honorific=who.honorific,
        speaker=who.speaker,
        paragraphs=paragraphs,
        problems=tuple(entry.problems),
    )


def _doubts(row: str, content: str, paragraphs: tuple[Paragraph, ...]) -> Iterator[Problem]:
    if not paragraphs:
        yield Problem(None, gettext_noop("The row has no text; a speech without paragraphs was assumed."))
    if _EXTRA_CELL.search(content.strip()):
        yield Problem(None, rows.MORE_CELLS)
    if blocks.number_cut(content):
        message = gettext_noop("A page ends between two digits; one number was assumed. Compare it with the paper.")
        yield Problem(None, message)
    if "\ufffd" in row:
        message = gettext_noop("The row has characters that could not be read (�): compare it with the paper.")
        yield Problem(None, message)
