"""Where does it come from? The paper as received, byte for byte."""

import hashlib

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..text import new_key
from .counted import CountedQuerySet
from .event import Session
from .named import spelled
from .version import Guarded, GuardedQuerySet


class SourceDocumentQuerySet(CountedQuerySet, GuardedQuerySet):
    def mentioning(self, query: str):
        """Whose file name, title or checksum holds each word of the query."""
        found = self
        for word in query.split():
            found = found.filter(spelled("name", word) | spelled("title", word) | Q(sha256__startswith=word.lower()))
        return found

    def in_year(self, year: int):
        return self.filter(session__summit__year=year)

    def of(self, session):
        return self.filter(session=session)

    def with_checksum(self, sha256: str):
        return self.filter(sha256=sha256)

    def with_problems(self):
        """Whose last import doubted something that nobody has settled."""
        return self.exclude(problems=[])

    def without_content(self):
        return self.defer("content")


class SourceDocument(Guarded):
    """A paper that was imported; it is never changed. `problems` (records.Problem) is what its last import doubted."""

    key = models.CharField(_("key"), max_length=8, unique=True, default=new_key, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="documents", verbose_name=_("session"))
    name = models.CharField(_("file name"), max_length=255)
    title = models.CharField(_("title"), max_length=255)
    encoding = models.CharField(_("encoding"), max_length=20)
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64, unique=True)
    content = models.BinaryField(_("content"))
    problems = models.JSONField(_("doubts of the last import"), default=list, blank=True, editable=False)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)

    objects = SourceDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("source document")
        verbose_name_plural = _("source documents")
        ordering = ["-received_at", "-pk"]

    def __str__(self):
        return self.name

    def revised_as(self):
        return None, None

    @staticmethod
    def checksum(content: bytes) -> str:
        return hashlib.sha256(content).hexdigest()
