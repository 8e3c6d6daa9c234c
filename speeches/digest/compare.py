"""What would change? The row as last imported, the row in the paper now, and the speech as it is now.

Works on records only. Unchanged in the paper: nothing happens, whatever editors have done. Changed only in the
paper: updated. Changed on both sides: a conflict, reported and left alone. Gone from the paper: reported, kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import StrEnum

from .. import records, text
from ..records import Paragraph, Problem, Speech, gettext_noop

BODY = ("country", "city", "organization")
# Paragraphs less alike than this are not the same one corrected, but one gone and another come.
ALIKE = 0.4


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph to write: a new text for `key`, or (key "") a paragraph to insert behind `after`."""

    paragraph: Paragraph
    key: str = ""
    after: str = ""


@dataclass(slots=True)
class Comparison:
    """What one row of the paper would do to its speech.

    `fields` are the names of Speech record fields to take from the paper. `base` is the row to remember as last
    imported: where there is a conflict the old one stays, so that the next import reports it again.
    """

    paper: Speech
    base: Speech
    outcome: Outcome = Outcome.UNCHANGED
    fields: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Problem] = field(default_factory=list)
    gone: list[Problem] = field(default_factory=list)


def compare(paper: Speech, kept: Speech | None, base: Speech | None) -> Comparison:
    """Compare a row of the paper with the speech as kept and as last imported; either may be None."""
    if kept is None:
        return Comparison(paper, paper, Outcome.CREATED)
    result = Comparison(paper, base or paper)
    if base is None:
        compare_with_typed(result, paper, kept)
    else:
        compare_fields(result, paper, kept, base)
        compare_paragraphs(result, paper, kept, base)
    if result.conflicts:
        result.outcome = Outcome.CONFLICT
    elif result.fields or result.changes:
        result.outcome = Outcome.UPDATED
    return result


def compare_with_typed(result: Comparison, paper: Speech, kept: Speech) -> None:
    """A speech that was typed by hand has no row as last imported: any difference is the editor's."""
    if who(paper) != who(kept) or said(paper) != said(kept):
        message = gettext_noop("A speech with this number was typed in by hand and differs; it was left as it is.")
        result.conflicts.append(Problem(paper.number, message))


def who(speech: Speech) -> tuple:
    return (*(text.name_key(getattr(speech, name)) for name in (*BODY, "speaker")), speech.role, speech.honorific)


def said(speech: Speech) -> list[tuple]:
    return [(paragraph.kind, paragraph.text) for paragraph in speech.paragraphs]


# What is compared as one, and what is said where both sides have changed it.
GROUPS = {
    BODY: gettext_noop("City or organization were changed here and in the paper (now “%(paper)s”); left as they are."),
    ("speaker",): gettext_noop("The speaker was changed here and in the paper (now “%(paper)s”); left as it is."),
    ("role",): gettext_noop("The role was changed here and in the paper (now “%(paper)s”); left as it is."),
    ("honorific",): gettext_noop("The honorific was changed here and in the paper (now “%(paper)s”); left as it is."),
}


def compare_fields(result: Comparison, paper: Speech, kept: Speech, base: Speech) -> None:
    for group, message in GROUPS.items():
        new, now, old = (folded(speech, group) for speech in (paper, kept, base))
        if new == old:
            continue
        if now in (old, new):
            result.base = replace(result.base, **{name: getattr(paper, name) for name in group})
            if now == old:
                result.fields.extend(group)
            continue
        shown = " ".join(getattr(paper, name) for name in group).strip()
        result.conflicts.append(Problem(paper.number, message, {"paper": shown}))


def folded(speech: Speech, group: tuple[str, ...]) -> tuple[str, ...]:
    values = tuple(getattr(speech, name) for name in group)
    return values if group[0] in {"role", "honorific"} else tuple(text.name_key(value) for value in values)


def compare_paragraphs(result: Comparison, paper: Speech, kept: Speech, base: Speech) -> None:
    now = {paragraph.key: paragraph for paragraph in kept.paragraphs}
    typed = {paragraph.text: paragraph.key for paragraph in kept.paragraphs}
    remembered, previous = [], ""
    for old, new in aligned(base.paragraphs, paper.paragraphs):
        if new is None:
            remembered.append(old)
            message = gettext_noop("“%(text)s” is no longer in the paper; it was kept here.")
            result.gone.append(Problem(paper.number, message, {"text": old.text[:20]}))
        elif old is None and new.text in typed:
            remembered.append(replace(new, key=typed[new.text]))
        elif old is None:
            remembered.append(new)
            result.changes.append(Change(new, after=previous))
            continue
        else:
            remembered.append(compare_paragraph(result, now.get(old.key), old, new))
        previous = remembered[-1].key or previous
    result.base = replace(result.base, paragraphs=tuple(remembered))


def compare_paragraph(result: Comparison, now: Paragraph | None, old: Paragraph, new: Paragraph) -> Paragraph:
    """The paragraph to remember as last imported."""
    if (new.kind, new.text) == (old.kind, old.text):
        return old
    if now is not None and (now.kind, now.text) in {(old.kind, old.text), (new.kind, new.text)}:
        if (now.kind, now.text) != (new.kind, new.text):
            result.changes.append(Change(new, key=old.key))
        return replace(new, key=old.key)
    message = gettext_noop("“%(text)s” was changed here and in the paper; it was left as it is.")
    result.conflicts.append(Problem(result.paper.number, message, {"text": old.text[:20]}))
    return old


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
