"""The digest of a session as a file, in the office's own form: in Chinese, in English, or in both side by side.

An exported .docx, .xlsx or .csv that is imported again changes nothing (`digest.written`, `digest.compare`).
"""

from collections.abc import Iterable

from . import countries, records
from .digest import written
from .models import Session, Speech
from .output.writers import pdf, sheet, word
from .output.writers.paper import Block, Paper, Row
from .records import Kind

ZH, EN, BOTH = "zh-hant", "en", "both"
LANGUAGES = (ZH, EN, BOTH)
WRITERS = {"docx": word.as_docx, "pdf": pdf.as_pdf, "xlsx": sheet.as_xlsx, "csv": sheet.as_csv}
CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_CHINESE, _ENGLISH = "zh-Hant-TW", "en"
# The names of the columns by which `digest.rows` knows a digest; a paper in English is none, and cannot become one.
_COLUMNS = {
    ZH: ("編號", "城市首長或代表", "內容摘要"),
    EN: ("No.", "Mayor or representative", "Digest"),
    BOTH: ("編號", "城市首長或代表", "內容摘要", "English"),
}
_WIDTHS = {ZH: (2, 5), EN: (2, 5), BOTH: (2, 5, 5)}
_NOTES = {
    ZH: "",
    EN: "Digests made by the office that holds the summit, not verbatim records.",
    BOTH: "",
}


def as_file(session: Session, speeches: Iterable[Speech], form: str, language: str) -> bytes:
    """The speeches of a session, `complete` and in the order of the paper. `form` is one of WRITERS, `language` of
    LANGUAGES. Only public English is written. Raises Refusal where the server cannot make the file."""
    content = WRITERS[form](paper(session, speeches, language))
    return content.encode() if isinstance(content, str) else content


def name_of(session: Session, form: str, language: str) -> str:
    """2021-03-24-zh-hant.docx"""
    return f"{session.year}-{session.slug}-{language}.{form}"


def paper(session: Session, speeches: Iterable[Speech], language: str) -> Paper:
    row = {ZH: _chinese, EN: _english, BOTH: _both}[language]
    return Paper(
        title=_title(session, language),
        lang=_ENGLISH if language == EN else _CHINESE,
        columns=_COLUMNS[language],
        rows=tuple(row(speech) for speech in speeches),
        widths=_WIDTHS[language],
        note=_NOTES[language],
    )


def _title(session: Session, language: str) -> str:
    """As the office writes it: the reader finds year and day in it, and a session of its day by its name."""
    day, year = session.date, session.year
    if language == EN:
        name = f" ({session.name_en})" if session.name_en else ""
        return f"{year} Smart City Mayors’ Summit, {day.day} {day:%B %Y}{name}: digest of speeches"
    date = f"{day.month}/{day.day}" if day.year == year else f"{day.year}/{day.month}/{day.day}"
    return f"{year} 首長高峰會({date})談話內容摘要 {session.name_zh_hant}".strip()


def _chinese(speech: Speech) -> Row:
    record = speech.to_record()
    who = written.who(record)
    return Row(speech.number, (_words(who), _blocks(record.paragraphs)), (who, written.lines(record)))


def _english(speech: Speech) -> Row:
    """A paragraph that nobody has translated stands in Chinese, and says so with its language."""
    who = _english_who(speech)
    blocks = _english_blocks(speech)
    return Row(speech.number, (who, blocks), (who[0].text, _lines(blocks)))


def _both(speech: Speech) -> Row:
    chinese = _chinese(speech)
    english = tuple(block for block in _english_blocks(speech) if block.lang == _ENGLISH)
    if english:
        english = (*_english_who(speech), *english)
    return Row(speech.number, (*chinese.cells, english), (*chinese.sheet, _lines(english)))


def _blocks(paragraphs: Iterable[records.Paragraph]) -> tuple[Block, ...]:
    paragraphs = tuple(paragraphs)
    numbers = written.numbered([paragraph.kind for paragraph in paragraphs])
    return tuple(
        Block(written.as_text(paragraph.text), _CHINESE, paragraph.kind, number)
        for paragraph, number in zip(paragraphs, numbers, strict=True)
    )


def _english_blocks(speech: Speech) -> tuple[Block, ...]:
    paragraphs = list(speech.paragraphs.all())
    numbers = written.numbered([Kind(paragraph.kind) for paragraph in paragraphs])
    return tuple(
        Block(paragraph.text_en, _ENGLISH, Kind(paragraph.kind), number)
        if paragraph.english_is_public
        else Block(paragraph.text_zh_hant, _CHINESE, Kind(paragraph.kind), number)
        for paragraph, number in zip(paragraphs, numbers, strict=True)
    )


def _english_who(speech: Speech) -> tuple[Block, ...]:
    """Name, role and body, in English as far as they have one."""
    role = speech.role_en if speech.english_is_public and speech.role_en else speech.role_zh_hant
    bodies = [body.name_en or body.name_zh_hant for body in (speech.city, speech.organization) if body is not None]
    country = countries.name_of(speech.country, "en") if speech.country not in ("", "TW") else ""
    name = " ".join(filter(None, (speech.honorific, speech.speaker.name_en or speech.speaker.name_zh_hant)))
    return _words(", ".join(filter(None, (name, role, *bodies, country))), _ENGLISH)


def _words(text: str, lang: str = _CHINESE) -> tuple[Block, ...]:
    return (Block(text, lang),)


def _lines(blocks: Iterable[Block]) -> str:
    return "\n".join(block.text if block.number is None else f"{block.number}. {block.text}" for block in blocks)
