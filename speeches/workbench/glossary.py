"""The glossary goes out as CSV and comes in again, and which approved texts do not follow it.

The public file (/data/terms.csv) comes in as well: columns may have moved, a new term has no key, and what the file
does not name stays. Ours has a stamp beside each term, which tells what was edited in the file from what was changed
here.
"""

import codecs
import csv
import hashlib
import json
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from io import StringIO
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from .. import archives, cells, text
from ..changes import recorded
from ..models import Paragraph, StaleRow, Term
from ..records import Refusal, gettext_noop
from .exchange import MEANWHILE
from .inflection import says
from .quality import CONTROL
from .terms import Matcher

COLUMNS = ("chinese", "english", "variants", "status", "source", "note")
NEEDED = {"chinese", "english"}
KEY, STAMP = "key", "stamp"
BETWEEN_VARIANTS = "|"
# As spreadsheets of Taiwan write it, too.
ENCODINGS = ("utf-8-sig", "cp950")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
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


class File(NamedTuple):
    """The lines by number, each with its cells by column, and the columns that mean nothing here."""

    lines: list[tuple[int, dict[str, str]]]
    unknown: list[str]


def write() -> bytes:
    """The whole glossary as a file that comes in again; in UTF-8 with the mark without which Excel misreads it."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([KEY, *COLUMNS, STAMP])
    for term in Term.objects.all():
        written = [cells.shielded(cell) for cell in cells_of(term).values()]
        writer.writerow([term.key, *written, stamp_of(values_of(term))])
    return file.getvalue().encode("utf-8-sig")


def read(data: bytes) -> File:
    """Raises Refusal for what is no glossary."""
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
        lines = [(reader.line_num, filled(row)) for row in reader]
    except csv.Error as error:
        raise Refusal(NO_GLOSSARY) from error
    return File(lines, [name for name in reader.fieldnames if name and name not in {KEY, *COLUMNS, STAMP}])


def filled(row: dict) -> dict[str, str]:
    """The cells of a line by column; a line may be shorter or longer than the first."""
    return {column: cells.bare(cell) for column, cell in row.items() if column and cell is not None}


def decoded(data: bytes) -> str:
    for encoding in ("utf-16",) if data.startswith(UTF_16) else ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal(NO_GLOSSARY)


def compare(data: bytes) -> list[Row]:
    """What taking the file would do, without writing anything. Raises Refusal for what is no such file."""
    return list(compared(read(data).lines))


def compared(lines: Iterable[tuple[int, dict[str, str]]]) -> Iterator[Row]:
    here = list(Term.objects.all())
    by_key, by_word = {term.key: term for term in here}, {text.fold(term.chinese): term for term in here}
    seen: set[str] = set()
    for line, row in lines:
        key, word = row.get(KEY, "").strip(), text.fold(text.clean(row.get("chinese", "")))
        term = copy(by_key.get(key) if key else by_word.get(word, Term()))
        if term is None:
            yield Row(line, Term(chinese=row.get("chinese", "")), {}, {}, _("There is no term with this key here."))
            continue
        before = values_of(term)
        after = before | {column: value_of(column, row[column]) for column in COLUMNS if column in row}
        stamp = row.get(STAMP, "").strip()
        if stamp and stamp_of(after) == stamp:
            after = before  # as it went out: what was changed here since is not undone
        differs = [column for column in COLUMNS if before[column] != after[column] or term.pk is None]
        for column in differs:
            setattr(term, column, after[column])
        is_stale = bool(stamp and differs and stamp_of(before) != stamp)
        problem = problem_of(term, by_word.get(word), seen, is_stale)
        seen |= {term.key, word}
        yield Row(line, term, {c: before[c] for c in differs}, {c: after[c] for c in differs}, problem)


def cells_of(term: Term) -> dict[str, str]:
    """By column, as a file has them."""
    return columns_of(term) | {"variants": BETWEEN_VARIANTS.join(term.variants.splitlines())}


def columns_of(term: Term) -> dict[str, str]:
    return {column: getattr(term, column) for column in COLUMNS}


def values_of(term: Term) -> dict[str, str]:
    """By column, as they come back from a file: so that nothing differs that nobody has edited."""
    return {column: value_of(column, cell) for column, cell in cells_of(term).items()}


def value_of(column: str, cell: str) -> str:
    if column == "variants":
        return "\n".join(variant for part in cell.split(BETWEEN_VARIANTS) if (variant := text.clean(part)))
    if column == "status":
        return cell.strip().lower() or Term.Status.PROPOSAL
    return text.clean(cell)


def stamp_of(values: dict[str, str]) -> str:
    """Every character of a term counts."""
    return hashlib.blake2b(json.dumps(list(values.values())).encode(), digest_size=6).hexdigest()


def problem_of(term: Term, holder: Term | None, seen: set[str], is_stale: bool) -> str:
    if {term.key, text.fold(term.chinese)} & seen:
        return _("It stands twice in the file.")
    if holder is not None and holder.pk != term.pk:
        return _("Another term is called so.")
    if is_stale:
        return _("It was changed here after the file was made.")
    if any(map(CONTROL.search, columns_of(term).values())):
        return _("It holds a sign that cannot be shown.")
    try:
        term.clean_fields()
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        return f"{term._meta.get_field(name).verbose_name}: {messages[0]}"
    return ""


def state_of(rows: Iterable[Row]) -> str:
    """What these rows were compared with: another one where somebody has saved one of their terms meanwhile."""
    return text.digest(*(f"{row.line} {row.term.key} {row.term.version}" for row in rows if not row.is_new))


def take(data: bytes, user=None, reason: str = "", shown: str | None = None) -> list[Row]:
    """Write it in one recorded change, and return what was done.

    `shown` is the `state_of` the rows that somebody has agreed to. Raises Refusal, also where that is another one now,
    and PermissionDenied where the user's role may not write terms.
    """
    if user is not None and not user.has_perms(NEEDED_PERMISSIONS):
        raise PermissionDenied(_("Your role may not do this."))
    lines = read(data).lines
    try:
        with recorded(user, reason):
            rows = list(compared(lines))
            if shown is not None and shown != state_of(rows):
                raise Refusal(MEANWHILE)
            for row in rows:
                if row.is_taken:
                    row.term.save()
    except StaleRow as error:
        raise Refusal(MEANWHILE) from error
    return rows


def matcher_of(terms: Iterable[Term]) -> Matcher[Term]:
    """Of the whole glossary, so that the longest of overlapping terms counts; made once for many texts."""
    return Matcher((spelling, term) for term in terms for spelling in term.spellings)


def disagreeing(term: Term) -> list[Paragraph]:
    """The paragraphs (only their texts) whose approved English does not use the English of the term, in order."""
    whole = matcher_of(Term.objects.all())
    candidates = Paragraph.objects.approved().holding(term.spellings).only_listed().in_paper_order()
    return [
        paragraph
        for paragraph in candidates
        if any(found.meaning == term for found in whole.find(paragraph.text_zh_hant))
        and not says(paragraph.text_en, term.english)
    ]
