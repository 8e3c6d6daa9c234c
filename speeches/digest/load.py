"""A paper becomes speeches: read, parse, compare, write; one transaction, or nothing."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from django.db import connection

from .. import publishing, text
from ..changes import recorded
from ..models import Paragraph, Session, SourceDocument, Speech
from ..records import Digest, Problem, Refusal, gettext_noop
from ..records import Speech as Row
from . import compare, decision, sittings, written
from .compare import Change, Comparison, Outcome, Side
from .decision import Decisions
from .match import Known
from .parse import parse
from .readers.file import read

Progress = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """Whoever looks at nothing needs no progress."""


# What readers are told of a published speech that a corrected paper changed.
CORRECTED_PAPER = ("依主辦單位更正後的摘要修訂。", "Revised after the organiser’s corrected digest.")

ANOTHER_SESSION = gettext_noop(
    "Most rows say something else altogether than the speeches of the same numbers that are here: say of which session "
    "of the day this paper is (command: --session NAME)."
)


class AnotherSession(Refusal):
    """The paper seems to be of another session of the day than the one that is there."""


@dataclass(slots=True)
class Report:
    """What an import did, or (dry run) would do."""

    digest: Digest
    name: str
    sha256: str
    encoding: str
    outcomes: Counter = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    speeches: list[Row] = field(default_factory=list)
    session: Session | None = None

    @classmethod
    def on(cls, content: bytes, name: str, session_date: date | None = None, session: str | None = None) -> "Report":
        """The report on a paper that has been read, before it is compared with what is here."""
        paper = read(content)
        digest = replace(parse(paper, session_date), session=session)
        return cls(digest, name, SourceDocument.checksum(content), paper.encoding, problems=list(digest.problems))

    def anew(self) -> "Report":
        """The report as it was before the comparison."""
        return Report(self.digest, self.name, self.sha256, self.encoding, problems=list(self.digest.problems))

    def as_json(self, translate: Callable[[str], str] = str) -> dict:
        """The object that `import_digest --json` prints; what it holds is documented in docs/import.md."""
        return {
            "summit": self.digest.year,
            "date": self.digest.date,
            "document": {"name": self.name, "sha256": self.sha256, "encoding": self.encoding},
            "created": self.outcomes[Outcome.CREATED],
            "updated": self.outcomes[Outcome.UPDATED],
            "unchanged": self.outcomes[Outcome.UNCHANGED],
            "conflicts": self.outcomes[Outcome.CONFLICT],
            "problems": [{"row": problem.row, "message": problem.say(translate)} for problem in self.problems],
            "speeches": [row_as_json(row, translate) for row in self.speeches],
        }


def row_as_json(row: Row, translate) -> dict:
    named = ("number", "country", "city", "organization", "role", "honorific", "speaker")
    return {name: getattr(row, name) for name in named} | {
        "paragraphs": [{"kind": p.kind, "label": p.label, "text": p.text} for p in row.paragraphs],
        "problems": [problem.say(translate) for problem in row.problems],
    }


def import_paper(
    content: bytes,
    name: str,
    user=None,
    session_date: date | None = None,
    publish: bool = False,
    dry_run: bool = False,
    progress: Progress = silent,
    session: str | None = None,
) -> Report:
    """Import one paper; raises records.Refusal where it is no digest. A dry run compares and writes nothing.

    `session` is the name of the session, where the day has several; one that is not there is made.
    """
    report = Report.on(content, name, session_date, session)
    if dry_run:
        # A paper can be tried before there is a database: then all of it would be new.
        compare_all(report, find_session(report) if has_tables() else None, progress)
        return report
    if not has_tables():
        raise Refusal(gettext_noop("The database has no tables yet: run make serve, or manage.py migrate."))
    return import_read(report, content, user, publish, progress)


def import_read(
    report: Report,
    content: bytes,
    user=None,
    publish: bool = False,
    progress: Progress = silent,
    decisions: Decisions = decision.NONE,
) -> Report:
    """Import the paper that was read into this report, and complete it.

    `decisions` say, by the number of a row, what somebody has decided on it beforehand.
    """
    with recorded(user, f"import {report.name}"[:255], CORRECTED_PAPER):
        comparisons = compare_all(report, find_session(report), progress, decisions)
        write_all(comparisons, content, report, user, publish, decisions)
        give_topics(report, decisions)
        keep_doubts(report, content)
    return report


def has_tables() -> bool:
    return Session._meta.db_table in connection.introspection.table_names()


def find_session(report: Report) -> Session | None:
    """The session that the paper is of, as far as it is there."""
    report.session = report.session or sittings.find(report.digest, report.sha256)
    return report.session


def compare_all(
    report: Report, session: Session | None, progress: Progress = silent, decisions: Decisions = decision.NONE
) -> list[Comparison]:
    """What each row would do. Raises AnotherSession where nobody has said of which session the paper is, and most rows
    say something else altogether than the session's."""
    digest = report.digest
    kept = sittings.kept_in(session)
    if digest.session is None and sittings.is_strange(kept, digest):
        raise AnotherSession(ANOTHER_SESSION)
    comparisons = []
    for done, row in enumerate(digest.speeches, start=1):
        speech, decided = kept.pop(row.number, None), decisions.get(row.number)
        here = speech.to_record() if speech else None
        base = compare.recall(speech.source_row) if speech else None
        if digest.is_printed:
            row = compare.respaced(row, base, here)
        is_known = here is not None and written.says_the_same(row, here)
        if is_known or (decided and decided.settles(row)):
            # What it leaves in doubt has been decided.
            report.problems = [problem for problem in report.problems if problem not in row.problems]
            row = replace(row, problems=())
        progress(done, len(digest.speeches))
        if decided and decided.is_left_out:
            continue
        if not is_loadable(decided.row if decided else row) and (decided or not is_known):
            leave_out(row, report)
            continue
        side = decided.side if decided else Side.LATER
        comparison = compare.compare(row, here, base, side)
        if decided:
            compare.correct(comparison, decided.row)
        comparisons.append(comparison)
        note(comparison, report)
    for number, speech in sorted(kept.items()):
        if speech.source_row is not None:
            message = gettext_noop("The speech of %(name)s is no longer in the paper; it was kept here.")
            report.problems.append(Problem(number, message, {"name": speech.speaker.name}))
    return comparisons


def is_loadable(row: Row) -> bool:
    """Without a speaker or a body a row is reported, not guessed."""
    return bool(row.speaker and (row.city or row.organization))


def leave_out(row: Row, report: Report) -> None:
    message = gettext_noop("The row was left out: without a name and a city or organization it is nobody's speech.")
    problem = Problem(row.number, message)
    report.problems.append(problem)
    report.speeches.append(replace(row, problems=(*row.problems, problem)))


def note(comparison: Comparison, report: Report) -> None:
    row = comparison.paper
    found = (*comparison.conflicts, *comparison.gone)
    report.speeches.append(replace(row, problems=(*row.problems, *found)))
    report.problems.extend(found)
    report.outcomes[comparison.outcome] += 1
    if comparison.outcome is Outcome.CONFLICT and (comparison.fields or comparison.changes):
        report.outcomes[Outcome.UPDATED] += 1


def write_all(
    comparisons: list[Comparison], content: bytes, report: Report, user, publish: bool, decisions: Decisions
) -> None:
    if not any(comparison.writes for comparison in comparisons):
        return
    session = make_session(report)
    document = keep_document(session, content, report)
    known = Known.of([c.paper for c in comparisons], decision.chosen(decisions))
    created, rows = make([c for c in comparisons if c.outcome is Outcome.CREATED], session, document, known, report)
    if publish:
        publishing.publish_new(created, user)
    known.keep_new()
    keep(created, rows)
    changed = {c.paper.number: c for c in comparisons if c.outcome is not Outcome.CREATED and c.writes}
    for speech in Speech.objects.of_papers_of(session).complete() if changed else ():
        if (comparison := changed.get(speech.number_in(session))) is not None:
            update(speech, comparison, document, known, report)


def give_topics(report: Report, decisions: Decisions) -> None:
    """The topics that somebody has chosen, one query a topic."""
    wanted = {number: decided.topics for number, decided in decisions.items() if not decided.is_left_out}
    session = find_session(report) if any(wanted.values()) else None
    if session is None:
        return
    speeches = defaultdict(list)
    for speech in Speech.objects.of_papers_of(session):
        for topic in wanted.get(speech.number_in(session), ()):
            speeches[topic].append(speech)
    for topic, those in speeches.items():
        topic.give_to(those)


def make_session(report: Report) -> Session:
    report.session = find_session(report) or sittings.make(report.digest)
    return report.session


def keep_document(session: Session, content: bytes, report: Report) -> SourceDocument:
    document = SourceDocument.objects.without_content().filter(sha256=report.sha256).first()
    if document is None:
        document = SourceDocument(
            session=session,
            name=report.name[:255],
            title=report.digest.title[:255],
            encoding=report.encoding,
            sha256=report.sha256,
            content=content,
        )
        document.save()
    return document


def keep_doubts(report: Report, content: bytes) -> None:
    """Keep with the paper what its last import doubted, so that editors find it where they begin.

    The same paper again doubts less, because it makes nobody new: what it does not say anew stays.
    """
    problems = [asdict(problem) for problem in report.problems]
    if not problems:
        return
    document = keep_document(make_session(report), content, report)
    if any(problem not in document.problems for problem in problems):
        document.problems = problems
        document.save(update_fields=["problems"])


def make(comparisons: list[Comparison], session, document, known: Known, report: Report):
    """The new speeches, not yet written, and the rows that they are made of, with keys for their paragraphs."""
    speeches, rows = [], []
    for comparison in comparisons:
        keys = text.new_keys(len(comparison.paper.paragraphs))
        row, base = (
            replace(one, paragraphs=tuple(replace(p, key=key) for p, key in zip(one.paragraphs, keys, strict=True)))
            for one in (comparison.paper, comparison.base)
        )
        speech = Speech(session=session, number=row.number, document=document, source_row=compare.remember(base))
        set_fields(speech, row, ("role", "honorific", "speaker", "city"), known, report)
        speeches.append(speech)
        rows.append(row)
    return speeches, rows


def keep(speeches: list[Speech], rows: list[Row]) -> None:
    """Write new speeches with their paragraphs, in as many queries for 150 rows as for one."""
    Speech.objects.bulk_create(speeches)
    Paragraph.objects.bulk_create(
        Paragraph(speech=speech, key=p.key, position=position, kind=p.kind, text_zh_hant=p.text)
        for speech, row in zip(speeches, rows, strict=True)
        for position, p in enumerate((p for p in row.paragraphs if p.text), start=1)
    )


def set_fields(speech: Speech, row: Row, fields, known: Known, report: Report) -> None:
    if "role" in fields:
        speech.role_zh_hant = row.role
    if "honorific" in fields:
        speech.honorific = row.honorific
    if "speaker" in fields:
        speech.speaker = known.speaker(row, report.problems)
    if "city" in fields:
        speech.city, speech.organization = known.city(row, report.problems), known.organization(row)


def update(speech: Speech, comparison: Comparison, document, known: Known, report: Report) -> None:
    """Write only what the paper changed: keys, English and its state stay."""
    paragraphs = {paragraph.key: paragraph for paragraph in speech.paragraphs.all()}
    base = list(comparison.base.paragraphs)
    behind: dict[str, str] = {}  # of several that are inserted at one place, each stands behind the last
    for change in comparison.changes:
        if not change.written.text:
            continue
        if change.key:
            paragraph = paragraphs[change.key]
            paragraph.text_zh_hant, paragraph.kind = change.written.text, change.written.kind
            paragraph.save()
        else:
            paragraph = insert(speech, change, behind.get(change.after, change.after), paragraphs, base)
            paragraphs[paragraph.key] = paragraph
            behind[change.after] = paragraph.key
    set_fields(speech, comparison.paper, comparison.fields, known, report)
    known.keep_new()
    speech.document = document
    speech.source_row = compare.remember(replace(comparison.base, paragraphs=tuple(base)))
    speech.save()


def insert(speech: Speech, change: Change, after: str, paragraphs: dict[str, Paragraph], base: list) -> Paragraph:
    """Insert a paragraph behind the one with the key `after` (or first) and remember its own in `base`."""
    in_order = sorted(paragraphs.values(), key=lambda p: (p.position, p.pk))
    place = next((i + 1 for i, p in enumerate(in_order) if p.key == after), 0)
    new = Paragraph(
        speech=speech,
        key=text.new_keys(1, taken=paragraphs)[0],
        kind=change.written.kind,
        text_zh_hant=change.written.text,
    )
    in_order.insert(place, new)
    for position, paragraph in enumerate(in_order, start=1):
        if paragraph.position != position:
            paragraph.position = position
            paragraph.save()
    slot = next(i for i, p in enumerate(base) if p is change.paragraph)
    base[slot] = replace(change.paragraph, key=new.key)
    return new
