"""Is its English there, and is it up to date? One mixin for a paragraph's text and for a speech's headline and role."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .. import records, text


class TranslationState(models.TextChoices):
    UNTRANSLATED = "untranslated", _("untranslated")
    DRAFT = "draft", _("draft")
    TRANSLATED = "translated", _("translated")
    APPROVED = "approved", _("approved")


def public_states() -> list[str]:
    """English is public when approved; a small team without reviewers may let `translated` count."""
    states = [TranslationState.APPROVED.value]
    if not settings.ENGLISH_NEEDS_APPROVAL:
        states.append(TranslationState.TRANSLATED.value)
    return states


class TranslatedQuerySet(models.QuerySet):
    def with_translators(self):
        return self.select_related("written_by", "approved_by")

    def written_by_account(self, user):
        return self.filter(written_by=user)

    def drafts(self):
        return self.filter(translation_state=TranslationState.DRAFT)

    def waiting_for_review(self):
        """Finished, made from the Chinese as it is, and not approved."""
        return self.filter(translation_state=TranslationState.TRANSLATED, basis_digest=F("chinese_digest"))

    def longest_untouched(self):
        return self.order_by("updated_at", "pk")

    def outdated(self):
        """English made from a Chinese that has changed since."""
        return self.exclude(translation_state=TranslationState.UNTRANSLATED).exclude(basis_digest=F("chinese_digest"))


class Translated(models.Model):
    """English of some columns, its state, and the Chinese that it was made from (its basis).

    Only `workbench.states` writes state and basis. *Outdated* is no state: the digest of the Chinese differs
    from the digest of the basis, and differs no more when the Chinese is changed back.
    """

    translation_state = models.CharField(
        _("English"), max_length=12, choices=TranslationState, default=TranslationState.UNTRANSLATED, editable=False
    )
    chinese_digest = models.CharField(max_length=32, editable=False)
    basis_digest = models.CharField(max_length=32, editable=False, blank=True)
    basis = models.TextField(_("Chinese that the English was made from"), editable=False, blank=True)

    # Who typed the English that stands there, and who approved it; nobody where a paper or a file brought it.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    digested_fields: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def chinese(self) -> str:
        return "\n".join(getattr(self, f"{field}_zh_hant") or "" for field in self.digested_fields)

    def english_now(self) -> records.English:
        """The English with its state, the Chinese that it was made from, and who answers for it."""
        return records.English(
            text=tuple(getattr(self, f"{field}_en") for field in self.digested_fields),
            state=self.translation_state,
            basis=self.basis,
            writer=self.written_by_id,
            reviewer=self.approved_by_id,
        )

    def has_english(self) -> bool:
        return any(getattr(self, f"{field}_en") for field in self.digested_fields)

    def prepare(self):
        super().prepare()
        self.chinese_digest = text.digest(self.chinese())

    @property
    def is_outdated(self) -> bool:
        return self.translation_state != TranslationState.UNTRANSLATED and self.chinese_digest != self.basis_digest

    @property
    def english_is_public(self) -> bool:
        return self.translation_state in public_states()


def translation_rules(model: str, *fields: str) -> list[models.CheckConstraint]:
    """A state of the fixed set; untranslated if and only if there is no English; a basis where there is English."""
    no_english = Q(**{f"{field}_en": "" for field in fields})
    untranslated = Q(translation_state=TranslationState.UNTRANSLATED)
    return [
        models.CheckConstraint(
            condition=Q(translation_state__in=[state.value for state in TranslationState]),
            name=f"{model}_translation_state",
        ),
        models.CheckConstraint(
            condition=(untranslated & no_english & Q(basis_digest=""))
            | (~untranslated & ~no_english & ~Q(basis_digest="")),
            name=f"{model}_english_has_state",
        ),
    ]
