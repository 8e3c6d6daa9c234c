"""What would change? The row as last imported, the row in the paper now, and the speech as it is now.

Works on records only. Unchanged in the paper: nothing happens, whatever editors have done. Changed only in the
paper: updated. Changed on both sides: a conflict, reported and left alone until somebody takes a side. Gone from the
paper: reported, kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import StrEnum

from .. import records, text
from ..records import Paragraph, Problem, Speech, gettext_noop
from . import written

BODY = ("country", "city", "organization")
# Paragraphs less alike than this are not the same one corrected, but one gone and another come.
ALIKE = 0.4


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"


class Side(StrEnum):
    """What somebody says to a conflict: nothing yet, what is here stays, or the paper's is taken. The latter two settle
    it: the paper is remembered as imported, and does not ask again."""

    LATER = "later"
    OURS = "ours"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph to write: a new text for `key`, or (key "") a paragraph to insert behind `after`.

    What is written instead of the paper's, where somebody has corrected it, is `corrected`; without text, nothing is.
    """

    paragraph: Paragraph
    key: str = ""
    after: str = ""
    corrected: Paragraph | None = None

    @property
    def written(self) -> Paragraph:
        return self.corrected or self.paragraph


@dataclass(slots=True)
class Comparison:
    """What one row of the paper would do to its speech.

    `fields` are the names of Speech record fields to take from the paper. `base` is the row to remember as last
    imported: where there is a conflict the old one stays, so that the next import reports it again, unless it
    `is_settled` that what is here stays. `paper` is the row as it is to be written, `base` never holds corrections.
    """

    paper: Speech
    base: Speech
    outcome: Outcome = Outcome.UNCHANGED
    fields: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Problem] = field(default_factory=list)
    gone: list[Problem] = field(default_factory=list)
    is_settled: bool = False

    @property
    def writes(self) -> bool:
        return bool(self.outcome is Outcome.CREATED or self.fields or self.changes or self.is_settled)


# What two texts have in common is counted in pieces of so many characters, within so many at their beginning. Texts of
# different people share up to 3 % of the shorter one.
PIECE, LOOKED_AT = 4, 20_000
COMMON = 0.15


def compare(paper: Speech, kept: Speech | None, base: Speech | None, side: Side = Side.LATER) -> Comparison:
    """Compare a row of the paper with the speech as kept and as last imported; either may be None."""
    if kept is None:
        return Comparison(paper, paper, Outcome.CREATED)
    result = Comparison(paper, base or paper)
    if written.says_the_same(paper, kept) or (base and written.says_the_same(paper, base)):
        return result  # the paper was made here, or says what it said before
    if base is None:
        settle(result, paper, kept, side, TYPED)
    elif is_another_persons(paper, kept, base):
        settle(result, paper, kept, side, ANOTHER)
    else:
        compare_fields(result, paper, kept, base, side)
        compare_paragraphs(result, paper, kept, base, side)
    if result.conflicts:
        result.outcome = Outcome.CONFLICT
    elif result.fields or result.changes:
        result.outcome = Outcome.UPDATED
    return result


TYPED = gettext_noop("A speech with this number was typed in by hand and differs; it was left as it is.")
ANOTHER = gettext_noop(
    "The speech with this number is another one here, of %(name)s; it was left as it is. Is the paper of another "
    "session?"
)


def is_another(paper: Speech, *known: Speech | None) -> bool:
    """Whether a row says something else altogether than what is known."""
    here, there = _pieces(paper), set().union(*(_pieces(speech) for speech in known if speech is not None))
    return bool(here and there) and len(here & there) < COMMON * min(len(here), len(there))


def _pieces(speech: Speech) -> set[str]:
    words = squeezed("".join(paragraph.text for paragraph in speech.paragraphs))[:LOOKED_AT]
    return {words[at : at + PIECE] for at in range(max(1, len(words) - PIECE + 1))} - {""}


def is_another_persons(paper: Speech, kept: Speech, base: Speech) -> bool:
    """Whether a row is no correction, but somebody else's speech about something else."""
    names = {text.name_key(speech.speaker) for speech in (kept, base)}
    return text.name_key(paper.speaker) not in names and is_another(paper, kept, base)


def settle(result: Comparison, paper: Speech, kept: Speech, side: Side, message: str) -> None:
    """A speech that was typed by hand has no row as last imported, and another person's has none of this: any
    difference is somebody's to settle."""
    if (who(paper), said(paper)) == (who(kept), said(kept)):
        return
    if side is Side.PAPERS:
        compare_fields(result, paper, kept, kept, side)
        compare_paragraphs(result, paper, kept, kept, side)
    elif side is Side.OURS:
        pairs = aligned(kept.paragraphs, paper.paragraphs)
        keyed = tuple(replace(new, key=old.key if old else "") for old, new in pairs if new is not None)
        result.base, result.is_settled = replace(paper, paragraphs=keyed), True
    else:
        result.conflicts.append(Problem(paper.number, message, {"name": kept.speaker}))


def who(speech: Speech) -> tuple:
    return (*(text.name_key(getattr(speech, name)) for name in (*BODY, "speaker")), speech.role, speech.honorific)


def said(speech: Speech) -> list[tuple]:
    return [said_of(paragraph) for paragraph in speech.paragraphs]


def said_of(paragraph: Paragraph) -> tuple:
    return paragraph.kind, paragraph.text


# What is compared as one, and what is said where both sides have changed it.
GROUPS = {
    BODY: gettext_noop("City or organization were changed here and in the paper (now “%(paper)s”); left as they are."),
    ("speaker",): gettext_noop("The speaker was changed here and in the paper (now “%(paper)s”); left as it is."),
    ("role",): gettext_noop("The role was changed here and in the paper (now “%(paper)s”); left as it is."),
    ("honorific",): gettext_noop("The honorific was changed here and in the paper (now “%(paper)s”); left as it is."),
}


def compare_fields(result: Comparison, paper: Speech, kept: Speech, base: Speech, side: Side) -> None:
    for group, message in GROUPS.items():
        new, now, old = (folded(speech, group) for speech in (paper, kept, base))
        if new == old:
            continue
        is_conflict = now not in (old, new)
        if side is not Side.LATER or not is_conflict:
            result.base = replace(result.base, **{name: getattr(paper, name) for name in group})
            if now == old or (is_conflict and side is Side.PAPERS):
                result.fields.extend(group)
            result.is_settled |= is_conflict
            continue
        shown = " ".join(getattr(paper, name) for name in group).strip()
        result.conflicts.append(Problem(paper.number, message, {"paper": shown}))


def folded(speech: Speech, group: tuple[str, ...]) -> tuple[str, ...]:
    values = tuple(getattr(speech, name) for name in group)
    return values if group[0] in {"role", "honorific"} else tuple(text.name_key(value) for value in values)


def compare_paragraphs(result: Comparison, paper: Speech, kept: Speech, base: Speech, side: Side) -> None:
    now = {paragraph.key: paragraph for paragraph in kept.paragraphs}
    typed = {paragraph.text: paragraph.key for paragraph in kept.paragraphs}
    remembered, previous = [], ""
    for old, new in aligned(base.paragraphs, paper.paragraphs):
        if new is None:
            remembered.append(old)
            message = gettext_noop("“%(text)s” is no longer in the paper; it was kept here.")
            result.gone.append(Problem(paper.number, message, {"text": old.text[:20]}))
        elif side is Side.PAPERS and old is not None and old.key not in now and said_of(old) != said_of(new):
            remembered.append(new)  # somebody deleted it here, and the paper's is to come back
            result.changes.append(Change(new, after=previous))
            continue
        elif old is None and new.text in typed:
            remembered.append(replace(new, key=typed[new.text]))
        elif old is None:
            remembered.append(new)
            result.changes.append(Change(new, after=previous))
            continue
        else:
            remembered.append(compare_paragraph(result, now.get(old.key), old, new, side))
        previous = remembered[-1].key or previous
    result.base = replace(result.base, paragraphs=tuple(remembered))


def compare_paragraph(
    result: Comparison, now: Paragraph | None, old: Paragraph, new: Paragraph, side: Side
) -> Paragraph:
    """The paragraph to remember as last imported."""
    if said_of(new) == said_of(old):
        return old
    is_conflict = now is None or said_of(now) not in {said_of(old), said_of(new)}
    if side is not Side.LATER or not is_conflict:
        if now is not None and said_of(now) != said_of(new) and (side is Side.PAPERS or not is_conflict):
            result.changes.append(Change(new, key=old.key))
        result.is_settled |= is_conflict
        return replace(new, key=old.key)
    message = gettext_noop("“%(text)s” was changed here and in the paper; it was left as it is.")
    result.conflicts.append(Problem(result.paper.number, message, {"text": old.text[:20]}))
    return old


def correct(result: Comparison, corrected: Speech) -> None:
    """Have what somebody has made of the row written instead of it. The corrected row has as many paragraphs as the
    paper's; what is written is taken from it, what is remembered as last imported from the paper."""
    paper = result.paper
    for group in GROUPS:
        if any(getattr(paper, name) != getattr(corrected, name) for name in group):
            result.fields.extend(name for name in group if name not in result.fields)
    texts = {id(old): new for old, new in zip(paper.paragraphs, corrected.paragraphs, strict=True)}
    result.changes = [replace(change, corrected=texts[id(change.paragraph)]) for change in result.changes]
    result.paper = replace(corrected, problems=paper.problems)
    if result.outcome is Outcome.UNCHANGED and result.fields:
        result.outcome = Outcome.UPDATED


def aligned(
    old: tuple[Paragraph, ...], new: tuple[Paragraph, ...]
) -> Iterator[tuple[Paragraph | None, Paragraph | None]]:
    """Pairs of what was and what is the same paragraph, in the order of the paper; None where one is missing."""
    matcher = SequenceMatcher(None, [p.text for p in old], [p.text for p in new], autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[old_from:old_to], new[new_from:new_to], strict=True)
        else:
            yield from corrected(list(old[old_from:old_to]), list(new[new_from:new_to]))


def corrected(old: list[Paragraph], new: list[Paragraph]) -> Iterator[tuple[Paragraph | None, Paragraph | None]]:
    """Pair what was corrected with what it was, by likeness, never crossing."""
    for paragraph in new:
        match = next((i for i, candidate in enumerate(old) if alike(candidate, paragraph)), None)
        if match is None:
            yield None, paragraph
            continue
        for gone in old[:match]:
            yield gone, None
        yield old[match], paragraph
        del old[: match + 1]
    for gone in old:
        yield gone, None


def alike(one: Paragraph, other: Paragraph) -> bool:
    matcher = SequenceMatcher(None, one.text, other.text, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def respaced(paper: Speech, *known: Speech | None) -> Speech:
    """A row that was printed, with the white space of what is known: that at the end of a line cannot be seen."""
    speeches = [speech for speech in known if speech is not None]
    texts = {squeezed(p.text): p for speech in speeches for p in speech.paragraphs}
    found = [(p, texts.get(squeezed(p.text))) for p in paper.paragraphs]
    said = tuple(replace(p, text=old.text, label=old.label) if old else p for p, old in found)
    cell = squeezed(written.who(paper))
    same = next((speech for speech in speeches if squeezed(written.who(speech)) == cell), paper)
    fields = {name: getattr(same, name) for group in GROUPS for name in group}
    return replace(paper, paragraphs=said, **fields)


def squeezed(words: str) -> str:
    return "".join(words.split())


def remember(speech: Speech) -> dict:
    """The row as JSON data, for `Speech.source_row`."""
    row = {name: getattr(speech, name) for name in ("number", *BODY, "role", "honorific", "speaker")}
    kept = ("text", "kind", "label", "key")
    return row | {"paragraphs": [{name: getattr(p, name) for name in kept} for p in speech.paragraphs]}


def recall(row: dict | None) -> Speech | None:
    """The row as last imported; None where the speech was typed in by hand."""
    if row is None:
        return None
    paragraphs = tuple(Paragraph(**{**p, "kind": records.Kind(p["kind"])}) for p in row["paragraphs"])
    return Speech(**{**row, "paragraphs": paragraphs})
