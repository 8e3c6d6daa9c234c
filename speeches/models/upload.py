"""Which papers wait to be confirmed? An upload lies here between its preview and its import."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..text import new_key

KEPT_FOR = timedelta(days=7)


class UploadQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(user=user)

    def keyed(self, key: str):
        return self.filter(key=key)

    def current(self):
        """Of the last seven days."""
        return self.filter(created_at__gt=timezone.now() - KEPT_FOR)

    def forget_expired(self) -> None:
        self.filter(created_at__lte=timezone.now() - KEPT_FOR).delete()

    def locked(self):
        """Of two confirmations of one paper the second waits for the first; call it in `recorded`."""
        return self.select_for_update()

    def without_content(self):
        return self.defer("content")


class Upload(models.Model):
    """A paper that its owner looks through before it is imported; nobody else sees it. It is no content: it has no
    revisions, and pages do not depend on it."""

    key = models.CharField(max_length=8, unique=True, default=new_key, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("file name"), max_length=255)
    content = models.BinaryField(_("content"))
    session_date = models.DateField(_("day of the session"), null=True)
    # Of a day with several sessions, the one that somebody has chosen; none leaves it to the title.
    session_name = models.CharField(_("name of the session"), max_length=200, null=True)  # noqa: DJ001
    # What was typed into the preview, by the number of the row: the values of each box, by its name.
    typed = models.JSONField(default=dict, editable=False)
    created_at = models.DateTimeField(_("received"), default=timezone.now)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper to be imported")
        verbose_name_plural = _("papers to be imported")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.name
