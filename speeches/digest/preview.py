"""What an import would do, row by row, before it does anything: for the screen on which people confirm it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import text
from ..models import City, Organization, Session, SourceDocument, Speaker, Speech, Topic
from ..models.topic import topics_of
from ..records import Digest, Problem
from ..records import Speech as Row
from . import compare, sittings
from .compare import Comparison, Outcome
from .load import AnotherSession, Report, compare_all, find_session
from .match import Known

# Latin words are found as a whole: AI is not in MAIN.
_LATIN = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the paper. `city`, `organization` and `speaker` are those who are meant: known ones, or (without `pk`)
    as they would be made; None where the row names none. `topics` are suggested by the vocabulary's words in the text.
    `kept` is the speech as it is here, `base` its row as last imported; None where it is new. `problems` are doubts on
    the row, conflicts among them. A row that is not `loadable` would be left out."""

    row: Row
    outcome: Outcome
    loadable: bool
    comparison: Comparison | None
    speech: Speech | None
    kept: Row | None
    base: Row | None
    city: City | None
    organization: Organization | None
    speaker: Speaker | None
    topics: tuple[Topic, ...]
    problems: tuple[Problem, ...]

    def changes(self) -> Iterator[tuple[str, str, str]]:
        """Of each paragraph that differs: as last imported, as it is here, as the paper has it; "" where it is not."""
        here = {paragraph.key: paragraph.text for paragraph in self.kept.paragraphs} if self.kept else {}
        before = self.base or self.kept
        for old, new in compare.aligned(before.paragraphs if before else (), self.row.paragraphs):
            texts = (
                old.text if old and self.base else "",
                here.get(old.key, "") if old else "",
                new.text if new else "",
            )
            if texts[1] != texts[2]:
                yield texts


@dataclass(frozen=True, slots=True)
class Preview:
    """`problems` are those of the paper as a whole; `session` is the one that it belongs to, None for a new one;
    `is_known`: these very bytes were imported before; `is_open`: somebody has to say of which session it is, and until
    then it is shown as a new one's."""

    report: Report
    session: Session | None
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    is_known: bool
    is_open: bool = False

    @property
    def digest(self) -> Digest:
        return self.report.digest

    @property
    def new_name(self) -> str:
        """How the session would be called that would be made: as somebody says, or as the paper does."""
        if self.session is not None or self.is_open:
            return ""
        return self.digest.named if self.digest.session is None else self.digest.session


def preview(content: bytes, name: str, session_date: date | None = None, session_name: str | None = None) -> Preview:
    """What `import_paper` would do with these bytes; nothing is written. Raises Refusal where it is no digest."""
    report = Report.on(content, name, session_date, session_name)
    session = find_session(report)
    is_open = False
    try:
        compared = compare_all(report, session)
    except AnotherSession as refusal:
        is_open, session = True, None
        compared = compare_all(report, session)
        report.problems.insert(0, Problem(None, refusal.message))
    comparisons = {one.paper.number: one for one in compared}
    kept = sittings.kept_in(session)
    known, words = Known.of(list(report.digest.speeches)), _Vocabulary()
    entries = tuple(
        _entry(row, comparisons.get(row.number), kept.get(row.number), known, words) for row in report.speeches
    )
    problems = tuple(problem for problem in report.problems if problem.row is None or problem.row not in comparisons)
    is_known = SourceDocument.objects.with_checksum(report.sha256).exists()
    return Preview(report, session, entries, problems, is_known, is_open)


def _entry(row: Row, comparison: Comparison | None, speech: Speech | None, known: Known, words: "_Vocabulary") -> Entry:
    doubts: list[Problem] = []
    return Entry(
        row=row,
        outcome=comparison.outcome if comparison else Outcome.UNCHANGED,
        loadable=comparison is not None,
        comparison=comparison,
        speech=speech,
        kept=speech.to_record() if speech else None,
        base=compare.recall(speech.source_row) if speech else None,
        city=known.city(row, doubts),
        organization=known.organization(row),
        speaker=known.speaker(row, doubts) if row.speaker else None,
        topics=words.suggested(row, topics_of(speech) if speech else ()),
        problems=(*row.problems, *doubts),
    )


class _Vocabulary:
    """The topics by their names and synonyms, folded."""

    def __init__(self):
        self.topics = [
            (topic, [folded for name in topic.names if len(folded := text.fold(name).strip()) > 1])
            for topic in Topic.objects.order_by("pk")
        ]

    def suggested(self, row: Row, given) -> tuple[Topic, ...]:
        """Topics whose words stand in the text, those that stand there most often first; not those it has already."""
        said = text.fold("\n".join(paragraph.text for paragraph in row.paragraphs))
        counts = [(sum(_count(word, said) for word in words), topic) for topic, words in self.topics]
        found = sorted((pair for pair in counts if pair[0]), key=lambda pair: -pair[0])
        return tuple(topic for _count_, topic in found if topic not in given)


def _count(word: str, said: str) -> int:
    if not _LATIN.search(word):
        return said.count(word)
    return len(re.findall(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", said))
