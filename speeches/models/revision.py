"""What did it look like before, who changed it, when and why?"""

from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from .named import spelled


class RevisionQuerySet(models.QuerySet):
    def of(self, instance):
        return self.filter(kind=instance._meta.model_name, key=instance.key)

    def of_kind(self, kind: str):
        return self.filter(kind=kind)

    def mentioning(self, query: str):
        """Whose name, key or reason holds each word of the query."""
        found = self
        for word in query.split():
            found = found.filter(spelled("label", word) | spelled("reason", word) | Q(key=word))
        return found

    def latest(self, kind: str, keys) -> dict[str, "Revision"]:
        """The newest revision of each key, in one query."""
        newest = self.filter(kind=kind, key__in=keys).values("key").annotate(number=Max("number"))
        pairs = {(row["key"], row["number"]) for row in newest}
        found = self.filter(kind=kind, key__in=keys, number__in={number for _key, number in pairs})
        return {revision.key: revision for revision in found if (revision.key, revision.number) in pairs}


class Revision(models.Model):
    """The record of one thing after one change (or, `deleted`, before it was removed); it outlives the thing."""

    kind = models.CharField(_("kind"), max_length=20)
    key = models.CharField(_("key"), max_length=8)
    number = models.PositiveIntegerField(_("number"))
    label = models.CharField(_("name"), max_length=255)
    record = models.JSONField(_("record"))
    deleted = models.BooleanField(_("deleted"), default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("user")
    )
    reason = models.CharField(_("reason"), max_length=255, blank=True)
    created_at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "key", "number"], name="revision_number")]

    def __str__(self):
        return f"{self.label} ({self.number})"
