"""What is done with one text at the translators' desk, and what is known beside it.

A row is a paragraph, or a speech for its headline and role. Whoever calls saves the row, in `recorded`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from .. import roles, text
from ..models import Paragraph, Speech
from ..models.remark import HEADLINE, Remark
from ..models.translated import Translated
from . import states


class Deed(StrEnum):
    """What a translator says of the English in the box: still a draft, finished, approved, or right as it was."""

    DRAFT = "draft"
    FINISH = "finish"
    APPROVE = "approve"
    KEEP = "keep"


def do(row: Translated, user, deed: Deed, is_new: bool) -> None:
    """Give the row, which has its English, the state that this makes of it; `is_new` is English that was just typed.

    Raises PermissionDenied where the user's role may not. What may not be approved stays as it is.
    """
    if (is_new or deed != Deed.APPROVE) and not roles.may(user, "translate"):
        raise PermissionDenied(_("Your role may not translate."))
    if is_new:
        states.settle(row, user, states.DRAFT if deed == Deed.DRAFT else states.TRANSLATED)
    elif deed == Deed.DRAFT:
        states.reopen(row)
    elif deed == Deed.FINISH:
        states.keep(row, user)
    elif deed == Deed.KEEP:
        states.keep(row, user, states.DRAFT)
    if deed == Deed.APPROVE:
        states.approve(row, user)


def rows_of(speech: Speech) -> dict[str, Translated]:
    """Headline and role, then the paragraphs in order, by their keys."""
    return {HEADLINE: speech} | {paragraph.key: paragraph for paragraph in speech.paragraphs.all()}


def english_columns(row: Translated) -> list[str]:
    """What a translator's save writes: no column of the Chinese, and no state of publishing, is among these."""
    columns = ("translation_state", "basis", "basis_digest", "written_by", "approved_by")
    return [*(f"{field}_en" for field in row.digested_fields), *columns]


def is_done(row: Translated) -> bool:
    """Whether a translator has nothing to do here."""
    has_chinese = bool(row.chinese().strip())
    return not has_chinese or (row.translation_state in {states.TRANSLATED, states.APPROVED} and not row.is_outdated)


def waits(row: Translated, user) -> bool:
    """Whether the row waits for this user: to be translated, or, where that may be done, to be approved."""
    return not is_done(row) or (
        row.translation_state == states.TRANSLATED and states.may_approve(row, user) and not row.is_outdated
    )


def next_key(rows: Mapping[str, Translated], after: str, user) -> str:
    """The next row that waits for this user, else the one that follows; the last one has none behind it."""
    keys = list(rows)
    behind = keys[keys.index(after) + 1 :]
    waiting = [key for key in behind if waits(rows[key], user)]
    return next(iter([*waiting, *behind, after]))


def by_row(remarks: Iterable[Remark], rows: Mapping[str, Translated]) -> dict[str, list]:
    """The remarks on each row; those on a paragraph that was joined to another are the other's."""
    holders = {key: key for key in rows}
    for row in rows.values():
        if isinstance(row, Paragraph):
            holders |= {former: row.key for former in row.former_keys if former not in rows}
    found = defaultdict(list)
    for remark in remarks:
        found[holders.get(remark.paragraph_key)].append(remark)
    return found


def pair_digest(row: Translated) -> str:
    """Of the very texts that a finding was judged by."""
    return text.digest(row.chinese(), *row.english_now().text)
