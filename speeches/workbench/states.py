"""The states of a translation: the only writer of `translation_state` and of the basis of the English.

untranslated -> draft -> translated -> approved. Editing the Chinese never touches any of this; *outdated* follows
from the digests. Functions here change the row that they are given; whoever calls them saves it in `recorded`.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from .. import records, roles, text
from ..models import TranslationState
from ..models.translated import Translated

UNTRANSLATED, DRAFT, TRANSLATED, APPROVED = TranslationState


def write_english(row: Translated, user=None, state: TranslationState = TRANSLATED, **english: str) -> None:
    """Give the row its English (`text="…"`, or `headline="…", role="…"`) made from the Chinese as it is now."""
    for field, value in english.items():
        setattr(row, f"{field}_en", value)
    settle(row, user, state)


def settle(row: Translated, user=None, state: TranslationState = TRANSLATED) -> None:
    """State and basis of a row whose English has just been typed (or emptied)."""
    if not row.has_english():
        row.translation_state, row.basis, row.basis_digest = UNTRANSLATED, "", ""
        return
    if state == APPROVED and not roles.may(user, "approve"):
        raise PermissionDenied(_("Your role may not approve translations."))
    row.translation_state = state
    row.prepare()
    row.basis, row.basis_digest = row.chinese(), row.chinese_digest


def approve(row: Translated, user=None) -> bool:
    """Approve English that is made from the Chinese as it is now; False where there is nothing to approve."""
    if not roles.may(user, "approve"):
        raise PermissionDenied(_("Your role may not approve translations."))
    row.prepare()
    if row.translation_state not in {DRAFT, TRANSLATED} or row.is_outdated:
        return False
    row.translation_state = APPROVED
    return True


def restore(row: Translated, english: records.English, user=None) -> None:
    """Give the row the English of an earlier revision, with its state and the Chinese that it was made from.

    What was approved then is only `translated` again where the user's role may not approve; what is as it was then,
    and approved, stays so.
    """
    now = tuple(getattr(row, f"{field}_en") for field in row.digested_fields)
    if (now, row.translation_state, row.basis) == (tuple(english.text), english.state, english.basis):
        return
    for field, value in zip(row.digested_fields, english.text, strict=True):
        setattr(row, f"{field}_en", value)
    if not row.has_english():
        settle(row, user)
        return
    state = TranslationState(english.state)
    row.translation_state = TRANSLATED if state == APPROVED and not roles.may(user, "approve") else state
    row.prepare()
    row.basis, row.basis_digest = english.basis, text.digest(english.basis)


def divide(whole: str, parts: list[Translated]) -> None:
    """State and basis of the parts of a row, whose Chinese was `whole`; each has its part of the English already.

    They are in the state of the first, which was the whole, and as up to date as that was.
    """
    state, basis = parts[0].translation_state, parts[0].basis
    up_to_date = text.digest(whole) == text.digest(basis)
    for part in parts:
        part.translation_state = state
        part.basis = part.chinese() if up_to_date else basis
        part.basis_digest = text.digest(part.basis)


def unite(first: Translated, second: Translated) -> None:
    """The state of the first when the second is put behind it: that of the less finished English of the two.

    Where one of them has no English, the joined English is outdated, for it was made from a part of the Chinese.
    """
    translated = [row for row in (first, second) if row.translation_state != UNTRANSLATED]
    if not translated:
        return
    order = list(TranslationState)
    first.translation_state = min((TranslationState(row.translation_state) for row in translated), key=order.index)
    first.basis = "".join(row.basis for row in translated)
    first.basis_digest = text.digest(first.basis)
