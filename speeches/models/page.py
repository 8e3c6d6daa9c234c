"""What does the site say of itself? The few texts that are nobody's speech: about, contact, privacy, accessibility."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..folding import fold
from .named import FewQuerySet, original_columns, without_null
from .version import Kept


class SitePageQuerySet(FewQuerySet):
    def called(self, name: str):
        return self.filter(name=name)


class SitePage(Kept):
    """One of a fixed set of pages. The body is plain text: paragraphs parted by blank lines, `# ` opens a heading,
    `- ` an item of a list; addresses become links."""

    class Name(models.TextChoices):
        ABOUT = "about", _("About")
        CONTACT = "contact", _("Contact")
        PRIVACY = "privacy", _("Privacy")
        ACCESSIBILITY = "accessibility", _("Accessibility")

    name = models.CharField(_("page"), max_length=20, choices=Name, unique=True, editable=False)
    body = models.TextField(_("text"), blank=True)
    translated_fields = ("body",)

    objects = SitePageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page of the site")
        verbose_name_plural = _("pages of the site")
        ordering = ["pk"]
        constraints = [
            *original_columns("sitepage", "body"),
            models.CheckConstraint(
                condition=Q(name__in=["about", "contact", "privacy", "accessibility"]), name="sitepage_name"
            ),
        ]

    def __str__(self):
        return str(self.get_name_display())

    @property
    def folded(self) -> str:
        return fold(f"{self.name}\n{self.body_zh_hant}\n{self.body_en}")

    def prepare(self):
        super().prepare()
        without_null(self, *self.translated_fields)
