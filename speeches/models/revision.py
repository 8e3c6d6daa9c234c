"""What did it look like before, who changed it, when and why?"""

from collections import defaultdict

from django.conf import settings
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from .named import spelled


class RevisionQuerySet(models.QuerySet):
    def of(self, instance):
        return self.filter(kind=instance._meta.model_name, key=instance.key)

    def about(self, kind: str, key: str):
        """All of one thing, which may be deleted, newest first."""
        return self.filter(kind=kind, key=key).order_by("-number")

    def last_first(self):
        return self.order_by("-number")

    def numbered(self, *numbers: int):
        return self.filter(number__in=numbers)

    def marked_gone(self):
        """`is_gone`: the last revision of what was deleted and has not been brought back."""
        later = Revision.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"), number__gt=OuterRef("number"))
        return self.annotate(is_gone=Q(deleted=True) & ~Exists(later))

    def gone(self):
        return self.marked_gone().filter(is_gone=True)

    def with_user(self):
        return self.select_related("user")

    def without_records(self):
        """As a list shows them: a record is as long as its speech."""
        return self.defer("record")

    def of_kind(self, kind: str):
        return self.filter(kind=kind)

    def mentioning(self, query: str):
        """Whose name, key or reason holds each word of the query."""
        found = self
        for word in query.split():
            found = found.filter(spelled("label", word) | spelled("reason", word) | Q(key=word))
        return found

    def corrections(self):
        """What readers are told of changes to a published text, oldest first; without the records."""
        told = self.exclude(correction_zh_hant="", correction_en="")
        return told.only("created_at", "correction_zh_hant", "correction_en").order_by("number")

    def newest_numbers(self, kind: str, keys) -> dict[str, int]:
        """The number of the newest revision of each key: whoever has seen it has seen the thing as it is."""
        newest = self.filter(kind=kind, key__in=keys).order_by().values("key").annotate(newest=Max("number"))
        return {row["key"]: row["newest"] for row in newest}

    def ever_called(self, kind: str, column: str) -> dict[str, str]:
        """What such things are, or were at any time, called in this column, with the key of the thing."""
        rows = self.filter(kind=kind).order_by("pk").annotate(called=KT(f"record__{column}"))
        return {str(called): key for called, key in rows.values_list("called", "key")}

    def records(self, kind: str, keys) -> dict[str, list[dict]]:
        """All that each of these things has been."""
        records = defaultdict(list)
        for key, record in self.filter(kind=kind, key__in=keys).order_by("pk").values_list("key", "record"):
            records[key].append(record)
        return records

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
    # Why, in words for readers: what was corrected in a text that was public already.
    correction_zh_hant = models.CharField(_("correction note (Chinese)"), max_length=500, blank=True)
    correction_en = models.CharField(_("correction note (English)"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "key", "number"], name="revision_number")]

    def __str__(self):
        return f"{self.label} ({self.number})"
