"""How is a word translated? The glossary."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from .. import text
from ..folding import fold
from .named import FewQuerySet
from .version import Kept


class TermQuerySet(FewQuerySet):
    def with_pks(self, pks):
        return self.filter(pk__in=pks)

    def by_language(self, language: str):
        """In the order of the English words, or of the Chinese ones."""
        return self.order_by(Lower("english"), "chinese") if language == "en" else self.order_by("chinese")


class Term(Kept):
    """One word of the office and its English, with where that was seen."""

    class Status(models.TextChoices):
        OFFICIAL = "official", _("official")
        PRESS = "press", _("press")
        PROPOSAL = "proposal", _("proposal")

    chinese = models.CharField(_("Chinese"), max_length=100, unique=True)
    english = models.CharField(_("English"), max_length=200)
    variants = models.TextField(_("variants"), blank=True, help_text=_("Other spellings in Chinese, one a line."))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PROPOSAL)
    source = models.CharField(_("source"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("glossary")
        ordering = ["chinese"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=["official", "press", "proposal"]), name="term_status")
        ]

    def __str__(self):
        return f"{self.chinese} {self.english}"

    @property
    def spellings(self) -> list[str]:
        """In Chinese."""
        return [self.chinese, *self.variants.splitlines()]

    @property
    def folded(self) -> str:
        return fold("\n".join([*self.spellings, self.english]))

    def prepare(self):
        super().prepare()
        self.chinese, self.english = text.clean(self.chinese), text.clean(self.english)
