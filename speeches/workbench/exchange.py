"""Texts go out to translators as XLIFF or XLSX, and their English comes in again.

Only English comes in. Each unit carries what it was when it went out, so that an untouched file changes nothing and
nobody's work of the meantime is written over. What cannot be taken is listed and left alone.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from .. import roles, text
from ..changes import recorded
from ..models import Speech, StaleRow
from ..models.translated import Translated
from ..records import Refusal, gettext_noop
from . import sheet, states, unit, xliff
from .desk import english_columns
from .quality import CONTROL
from .states import APPROVED, DRAFT, TRANSLATED
from .unit import Name, Unit

FORMATS = ("xlf", "xlsx")
OWN_TEXTS = ("headline", "role")
# A text of which so many characters are Chinese is no English.
CHINESE_SHARE = 0.3

NOTHING = gettext_noop("There is no text in these states.")
MEANWHILE = gettext_noop("Somebody saved one of these texts at the same moment: nothing was taken. Try again.")


class Outcome(StrEnum):
    """What becomes of a unit: the first three are taken, UNCHANGED needs nothing, all others are left alone."""

    NEW = "new"  # there was no English
    CHANGED = "changed"
    FINISHED = "finished"  # the same English, which was a draft and is none any more
    UNCHANGED = "unchanged"
    STALE = "stale"  # English or Chinese were changed here since the file went out
    TAMPERED = "tampered"  # the Chinese in the file is not what went out
    UNKNOWN = "unknown"  # no such text here
    FOREIGN = "foreign"  # not from Chinese into English
    EMPTIED = "emptied"  # the file has no English any more
    TWICE = "twice"  # the file has two different texts for it
    BROKEN = "broken"  # the English has characters that cannot be shown

    @property
    def is_taken(self) -> bool:
        return self in {Outcome.NEW, Outcome.CHANGED, Outcome.FINISHED}

    @property
    def is_left_alone(self) -> bool:
        return not self.is_taken and self != Outcome.UNCHANGED


WORDS = {
    Outcome.NEW: gettext_noop("new English"),
    Outcome.CHANGED: gettext_noop("other English than before"),
    Outcome.FINISHED: gettext_noop("was a draft and is finished"),
    Outcome.UNCHANGED: gettext_noop("unchanged"),
    Outcome.STALE: gettext_noop("left alone: it was changed here after the file was made"),
    Outcome.TAMPERED: gettext_noop("left alone: the Chinese in the file is not what went out"),
    Outcome.UNKNOWN: gettext_noop("left alone: there is no such text here"),
    Outcome.FOREIGN: gettext_noop("left alone: it is not from Chinese into English"),
    Outcome.EMPTIED: gettext_noop("left alone: the file has no English any more"),
    Outcome.TWICE: gettext_noop("left alone: the file has two different texts for it"),
    Outcome.BROKEN: gettext_noop("left alone: the English holds a sign that cannot be shown"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One unit of a file beside what is here. `before` is the English that is here, `after` that of the file.

    `speech` is None for what is unknown; `part` is the key of a paragraph, "headline" or "role". `state` is that which
    the file gives it: draft, translated, or "".
    """

    outcome: Outcome
    speech: Speech | None
    part: str
    chinese: str
    before: str
    after: str
    state: str = ""

    @property
    def address(self) -> str:
        """Which text it is, for people who look for it."""
        return f"{self.speech} · {self.part}" if self.speech else self.part


def write(speeches, form: str, states: Container[str] = (), outdated: bool = False) -> bytes:
    """The file for translators (`form` of FORMATS) of these speeches, a queryset.

    Of all their texts; or of those in one of the states, and with `outdated` those whose English is. Raises Refusal
    where there is none.
    """
    complete = speeches.complete().in_paper_order()
    units = [one for speech in complete for one in units_of(speech, states, outdated)]
    if not units:
        raise Refusal(NOTHING)
    return sheet.write(units) if form == "xlsx" else xliff.write(units).encode()


def units_of(speech: Speech, states: Container[str], outdated: bool) -> Iterator[Unit]:
    for part, (row, field) in parts_of(speech).items():
        chinese, english = getattr(row, f"{field}_zh_hant"), getattr(row, f"{field}_en")
        wanted = row.translation_state in states or (outdated and row.is_outdated)
        if chinese and (wanted or not (states or outdated)):
            name = unit.name(speech.key, part, chinese, english)
            said = row.translation_state if english else "untranslated"
            note = f"{speech.session.date} #{speech.number} {speech.speaker.name_zh_hant}, {part}"
            yield Unit(str(name), chinese, english, said, note)


def parts_of(speech: Speech) -> dict[str, tuple[Translated, str]]:
    """By the name of each text, the row that has it and its field there."""
    own = {field: (speech, field) for field in OWN_TEXTS}
    return own | {paragraph.key: (paragraph, "text") for paragraph in speech.paragraphs.all()}


def read(data: bytes) -> list[Unit]:
    """The units of a file of either format. Raises Refusal."""
    return sheet.read(data) if data.startswith(b"PK") else xliff.read(data)


def compare(data: bytes) -> list[Change]:
    """What taking the file would do, unit by unit, without writing anything: the dry run.

    Raises Refusal for what is neither XLIFF nor XLSX of ours, too large or hostile.
    """
    return compared(read(data))


def compared(units: Iterable[Unit]) -> list[Change]:
    """Each text once, in the order of the file."""
    names = {one: Name.read(one.id) for one in units}
    keys = {name.speech for name in names.values() if name}
    speeches = {speech.key: speech for speech in Speech.objects.complete().with_keys(*keys)}
    texts = {key: parts_of(speech) for key, speech in speeches.items()}
    found: dict[object, list[Change]] = defaultdict(list)
    for one, name in names.items():
        if name is None or name.part not in texts.get(name.speech, ()):
            found[one.id].append(Change(Outcome.UNKNOWN, None, one.id, one.source, "", one.target))
        else:
            row, field = texts[name.speech][name.part]
            found[name[:2]].append(judged(one, name, speeches[name.speech], row, field))
    return [only_one(changes) for changes in found.values()]


def only_one(changes: list[Change]) -> Change:
    """Of several units for one text; where they do not say the same, none is taken."""
    differ = len({change.after for change in changes}) > 1
    return replace(changes[0], outcome=Outcome.TWICE) if differ else changes[0]


def judged(one: Unit, name: Name, speech: Speech, row: Translated, field: str) -> Change:
    chinese, english = getattr(row, f"{field}_zh_hant"), getattr(row, f"{field}_en")
    after = unit.written(one.target).strip()
    outcome = outcome_of(one, name, row, chinese, english)
    return Change(outcome, speech, name.part, chinese, english, after, one.state)


def outcome_of(one: Unit, name: Name, row: Translated, chinese: str, english: str) -> Outcome:
    after = unit.written(one.target).strip()
    is_stale = (unit.source_stamp(chinese), unit.target_stamp(english)) != name[2:]
    if one.is_foreign:
        return Outcome.FOREIGN
    if unit.source_stamp(one.source) != name.source:
        return Outcome.TAMPERED
    if after == unit.written(english).strip():
        is_finished = row.translation_state == DRAFT and one.state == TRANSLATED and after and not is_stale
        return Outcome.FINISHED if is_finished else Outcome.UNCHANGED
    if not after:
        return Outcome.EMPTIED
    if is_stale:
        return Outcome.STALE
    if is_chinese(after):
        return Outcome.FOREIGN
    if CONTROL.search(one.target):
        return Outcome.BROKEN
    return Outcome.CHANGED if english else Outcome.NEW


def is_chinese(string: str) -> bool:
    return sum(map(text.has_han, string)) > CHINESE_SHARE * len("".join(string.split()))


def take(data: bytes, user=None, reason: str = "", approve: bool = False) -> list[Change]:
    """Write what the dry run has shown, in one recorded change, and return it as it was done.

    English becomes `translated`, or a draft where the file says so; with `approve` it becomes approved. Raises Refusal
    like `compare`, and PermissionDenied where the user's role may not translate, or approve.
    """
    if not roles.may(user, "translate"):
        raise PermissionDenied(_("Your role may not do this."))
    units = read(data)
    try:
        with recorded(user, reason):
            changes = compared(units)
            write_all(changes, user, approve)
    except StaleRow as error:
        raise Refusal(MEANWHILE) from error
    return changes


def write_all(changes: Iterable[Change], user, approve: bool) -> None:
    """Headline and role are one row with one state."""
    rows: dict[Translated, list[tuple[str, Change]]] = {}
    for change in changes:
        if change.outcome.is_taken:
            row, field = parts_of(change.speech)[change.part]
            rows.setdefault(row, []).append((field, change))
    for row, taken in rows.items():
        is_draft = not approve and any(change.state == DRAFT for _field, change in taken)
        state = DRAFT if is_draft else APPROVED if approve else TRANSLATED
        english = {field: change.after for field, change in taken if change.outcome != Outcome.FINISHED}
        if english:
            states.write_english(row, user, state, **english)
        elif approve:
            states.approve(row, user)
        else:
            states.keep(row, user, state)
        row.save(update_fields=english_columns(row))
