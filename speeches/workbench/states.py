"""The states of a translation: the only writer of `translation_state` and of the basis of the English.

untranslated -> draft -> translated -> approved. Editing the Chinese never touches any of this; *outdated* follows
from the digests. Functions here change the row that they are given; whoever calls them saves it in `recorded`.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from .. import roles
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
