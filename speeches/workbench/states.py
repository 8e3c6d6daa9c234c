"""The states of a translation: the only writer of `translation_state`, of the basis, of writer and reviewer.

untranslated -> draft -> translated -> approved. Editing the Chinese never touches any of this; *outdated* follows
from the digests. Functions here change the row that they are given; whoever calls them saves it in `recorded`.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
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
    """State, basis and writer of a row whose English has just been typed (or emptied)."""
    row.written_by, row.approved_by = user, None
    if not row.has_english():
        row.translation_state, row.basis, row.basis_digest, row.written_by = UNTRANSLATED, "", "", None
        return
    row.translation_state = state
    renew_basis(row)
    if state == APPROVED:
        require_approval(row, user)
        row.approved_by = user


def keep(row: Translated, user=None, state: TranslationState = TRANSLATED) -> None:
    """The English that is there is right for the Chinese as it is now, says this user; who wrote it stays.

    It is no less finished than before: a draft becomes what `state` says. What readers have in English they keep,
    whoever says so; it counts as approved by the user only where the user may approve it.
    """
    if not row.has_english():
        return
    was_outdated, now = row.is_outdated, TranslationState(row.translation_state)
    if now != APPROVED:
        row.translation_state = max(now, state, key=list(TranslationState).index)
    elif was_outdated and may_approve(row, user):
        row.approved_by = user
    renew_basis(row)


def reopen(row: Translated) -> None:
    """The English that is there is a draft again."""
    if row.has_english():
        row.translation_state, row.approved_by = DRAFT, None


def approve(row: Translated, user=None) -> bool:
    """Approve English that is made from the Chinese as it is now; False where there is nothing that one may approve."""
    if not roles.may(user, "approve"):
        raise PermissionDenied(_("Your role may not approve translations."))
    row.prepare()
    if row.translation_state not in {DRAFT, TRANSLATED} or row.is_outdated or is_own(row, user):
        return False
    row.translation_state, row.approved_by = APPROVED, user
    return True


def is_own(row: Translated, user) -> bool:
    """Whether four eyes are asked for, and these two are the ones that wrote it."""
    return settings.FOUR_EYES and user is not None and row.written_by_id == user.pk


def may_approve(row: Translated, user) -> bool:
    return roles.may(user, "approve") and not is_own(row, user)


def require_approval(row: Translated, user) -> None:
    if not roles.may(user, "approve"):
        raise PermissionDenied(_("Your role may not approve translations."))
    if is_own(row, user):
        raise PermissionDenied(_("Somebody else approves what you have written."))


def renew_basis(row: Translated) -> None:
    row.prepare()
    row.basis, row.basis_digest = row.chinese(), row.chinese_digest


def restore(row: Translated, english: records.English, user=None) -> None:
    """Give the row the English of an earlier revision, with its state, its writer and the Chinese it was made from.

    What was approved then is only `translated` again where the user may not approve it; what is as it was then, and
    approved, stays so.
    """
    now = row.english_now()
    if (now.text, now.state, now.basis) == (tuple(english.text), english.state, english.basis):
        return
    for field, value in zip(row.digested_fields, english.text, strict=True):
        setattr(row, f"{field}_en", value)
    if not row.has_english():
        settle(row, user)
        return
    row.written_by, row.approved_by = account(english.writer), account(english.reviewer)
    state = TranslationState(english.state)
    if state == APPROVED and not may_approve(row, user):
        state, row.approved_by = TRANSLATED, None
    row.translation_state = state
    row.prepare()
    row.basis, row.basis_digest = english.basis, text.digest(english.basis)


def account(number: int | None):
    """Whose number that is; None where the account is gone."""
    return get_user_model().objects.filter(pk=number).first() if number else None


def divide(whole: str, parts: list[Translated]) -> None:
    """State and basis of the parts of a row, whose Chinese was `whole`; each has its part of the English already.

    They are in the state of the first, which was the whole, and as up to date as that was.
    """
    first, *others = parts
    state, basis = first.translation_state, first.basis
    up_to_date = text.digest(whole) == text.digest(basis)
    for part in others:
        part.written_by_id, part.approved_by_id = first.written_by_id, first.approved_by_id
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
    least = min(translated, key=lambda row: order.index(TranslationState(row.translation_state)))
    first.translation_state = least.translation_state
    first.written_by_id, first.approved_by_id = least.written_by_id, least.approved_by_id
    first.basis = "".join(row.basis for row in translated)
    first.basis_digest = text.digest(first.basis)
