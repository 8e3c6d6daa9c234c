"""Under which addresses was it known? Old slugs, which answer 301 for ever."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OldSlugQuerySet(models.QuerySet):
    def not_of(self, key: str):
        """Addresses that were once given out to something else: links to them still mean that."""
        return self.exclude(key=key)

    def given_out(self, model, slugs) -> list[tuple[int, str]]:
        """Which of these addresses of such things are old ones, with their years."""
        return list(self.filter(kind=model._meta.model_name, slug__in=slugs).values_list("year", "slug"))

    def at(self, kind: str, slug: str, year: int = 0):
        return self.filter(kind=kind, year=year, slug=slug)

    def hand_over(self, givers, heir) -> None:
        """All addresses of these things (that of today, too) lead to the heir, in one hop."""
        kind = heir._meta.model_name
        self.filter(kind=kind, key__in=[giver.key for giver in givers]).update(key=heir.key)
        self.bulk_create(
            [OldSlug(kind=kind, slug=giver.slug, key=heir.key) for giver in givers],
            update_conflicts=True,
            unique_fields=["kind", "year", "slug"],
            update_fields=["key"],
        )


class OldSlug(models.Model):
    """An address that was once given out; it answers 301 for ever. `year` is 0 where addresses carry no year."""

    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField(default=0)
    slug = models.CharField(max_length=120)
    key = models.CharField(max_length=8)

    objects = OldSlugQuerySet.as_manager()

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = [models.UniqueConstraint(fields=["kind", "year", "slug"], name="old_slug_once")]

    def __str__(self):
        return f"{self.kind} {self.slug}"
