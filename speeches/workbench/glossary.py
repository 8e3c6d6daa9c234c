"""The glossary as CSV comes in again, and which approved texts do not follow it.

The file is the public one (/data/terms.csv), edited: columns may have moved, a new term has no key, and what the file
does not name stays.
"""

import csv
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from io import StringIO

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from .. import archives, cells, text
from ..changes import recorded
from ..models import Paragraph, StaleRow, Term
from ..records import Refusal, gettext_noop
from .exchange import MEANWHILE
from .inflection import says
from .terms import Matcher

COLUMNS = ("chinese", "english", "variants", "status", "source", "note")
NEEDED = {"chinese", "english"}
BETWEEN_VARIANTS = "|"
# As spreadsheets of Taiwan write it, too.
ENCODINGS = ("utf-8-sig", "cp950")
LONGEST_LINE = 20_000

NO_GLOSSARY = gettext_noop("The file is no glossary: its first line has to name the columns chinese and english.")
NEEDED_PERMISSIONS = ("speeches.add_term", "speeches.change_term")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file beside what is here: `before` and `after` by column, only where they differ.

    `term` is the one as the line has it (not saved; new if it has no primary key). `problem` says in words why the line
    is left alone.
    """

    line: int
    term: Term
    before: dict[str, str]
    after: dict[str, str]
    problem: str = ""

    @property
    def is_new(self) -> bool:
        return self.term.pk is None

    @property
    def is_taken(self) -> bool:
        return not self.problem and (self.is_new or self.before != self.after)


def read(data: bytes) -> list[tuple[int, dict[str, str]]]:
    """The lines by number, each with its cells by column. Raises Refusal."""
    archives.check_size(data)
    content = decoded(data)
    csv.field_size_limit(LONGEST_LINE)
    first = content.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.DictReader(StringIO(content, newline=""), delimiter=separator, strict=True)
    try:
        reader.fieldnames = [(name or "").strip().lower() for name in reader.fieldnames or []]
        if not NEEDED.issubset(reader.fieldnames):
            raise Refusal(NO_GLOSSARY)
        return [(reader.line_num, filled(row)) for row in reader]
    except csv.Error as error:
        raise Refusal(NO_GLOSSARY) from error


def filled(row: dict) -> dict[str, str]:
    """The cells of a line by column; a line may be shorter or longer than the first."""
    return {column: cells.bare(cell) for column, cell in row.items() if column and cell is not None}


def decoded(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal(NO_GLOSSARY)


def compare(data: bytes) -> list[Row]:
    """What taking the file would do, without writing anything. Raises Refusal for what is no such file."""
    return list(compared(read(data)))


def compared(lines: Iterable[tuple[int, dict[str, str]]]) -> Iterator[Row]:
    here = list(Term.objects.all())
    by_key, by_word = {term.key: term for term in here}, {text.fold(term.chinese): term for term in here}
    seen: set[str] = set()
    for line, values in lines:
        key, word = values.get("key", "").strip(), text.fold(text.clean(values.get("chinese", "")))
        term = copy(by_key.get(key) if key else by_word.get(word, Term()))
        if term is None:
            yield Row(line, Term(chinese=values.get("chinese", "")), {}, {}, _("There is no term with this key here."))
            continue
        before = columns_of(term)
        for column in COLUMNS:
            if column in values:
                setattr(term, column, value_of(column, values[column]))
        term.prepare()
        after = columns_of(term)
        differs = [column for column in COLUMNS if before[column] != after[column] or term.pk is None]
        problem = problem_of(term, by_word.get(word), seen)
        seen |= {term.key, word}
        yield Row(line, term, {c: before[c] for c in differs}, {c: after[c] for c in differs}, problem)


def columns_of(term: Term) -> dict[str, str]:
    return {column: getattr(term, column) for column in COLUMNS}


def value_of(column: str, cell: str) -> str:
    if column == "variants":
        return "\n".join(variant for part in cell.split(BETWEEN_VARIANTS) if (variant := text.clean(part)))
    if column == "status":
        return cell.strip().lower() or Term.Status.PROPOSAL
    return text.clean(cell)


def problem_of(term: Term, holder: Term | None, seen: set[str]) -> str:
    if {term.key, text.fold(term.chinese)} & seen:
        return _("It stands twice in the file.")
    if holder is not None and holder.pk != term.pk:
        return _("Another term is called so.")
    try:
        term.clean_fields()
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        return f"{term._meta.get_field(name).verbose_name}: {messages[0]}"
    return ""


def take(data: bytes, user=None, reason: str = "") -> list[Row]:
    """Write it in one recorded change, and return what was done. Raises Refusal, and PermissionDenied where the user's
    role may not write terms."""
    if user is not None and not user.has_perms(NEEDED_PERMISSIONS):
        raise PermissionDenied(_("Your role may not do this."))
    lines = read(data)
    try:
        with recorded(user, reason):
            rows = list(compared(lines))
            for row in rows:
                if row.is_taken:
                    row.term.save()
    except StaleRow as error:
        raise Refusal(MEANWHILE) from error
    return rows


def matcher() -> Matcher[Term]:
    """Of the whole glossary, so that the longest of overlapping terms counts; made once for many texts."""
    return Matcher((spelling, term) for term in Term.objects.all() for spelling in term.spellings)


def disagreeing(term: Term) -> list[Paragraph]:
    """The paragraphs (with their speeches) whose approved English does not use the English of the term."""
    whole = matcher()
    candidates = Paragraph.objects.approved().holding(term.spellings).with_speeches().in_paper_order()
    return [
        paragraph
        for paragraph in candidates
        if any(found.meaning == term for found in whole.find(paragraph.text_zh_hant))
        and not says(paragraph.text_en, term.english)
    ]
