"""What do colleagues say to each other beside a text? Comments, and why a finding of the checks is none."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .speech import Speech
from .version import Guarded, GuardedQuerySet

# Stands for headline and role where a paragraph has its key; no key has vowels.
HEADLINE = "headline"


class RemarkQuerySet(GuardedQuerySet):
    def numbered(self, number: int):
        return self.filter(pk=number)

    def open_comments(self):
        return self.filter(finding="", closed_at=None)

    def dismissals(self):
        return self.exclude(finding="").filter(closed_at=None)

    def by_speech(self) -> dict[int, list]:
        """By the primary key of their speech."""
        found: dict[int, list] = {}
        for remark in self.with_people().oldest_first():
            found.setdefault(remark.speech_id, []).append(remark)
        return found

    def dismissing(self, key: str, finding: str, digest: str):
        """In force, of this finding in this very pair of texts."""
        return self.filter(paragraph_key=key, finding=finding, digest=digest, closed_at=None)

    def with_people(self):
        return self.select_related("user", "closed_by")

    def with_speeches(self):
        people = ("speech__session__summit", "speech__speaker", "speech__city", "speech__organization")
        return self.select_related("user", *people)

    def oldest_first(self):
        return self.order_by("created_at", "pk")

    def in_year(self, year: int):
        return self.filter(speech__year=year)

    def of_session(self, session: int):
        return self.filter(speech__session=session)

    def of_sessions(self, sessions):
        return self.filter(speech__session__in=sessions)

    def of_city(self, city: int):
        return self.filter(speech__city=city)


class Remark(Guarded):
    """What a person says of one text of a speech, open until somebody closes it. No part of the speech's record.

    The text is named by the paragraph's key: so a remark outlives a paragraph that is deleted and restored, and
    moves with one that is joined to another (its `former_keys`).

    With a `finding` of the checks it says why that is none. That counts while it is open, and for the very texts that
    were judged (their digest): the finding comes back with a change of either.
    """

    speech = models.ForeignKey(
        Speech, on_delete=models.CASCADE, related_name="remarks", editable=False, verbose_name=_("speech")
    )
    paragraph_key = models.CharField(_("paragraph"), max_length=8, default=HEADLINE, editable=False)
    text = models.TextField(_("text"), max_length=1000)
    finding = models.CharField(_("finding"), max_length=200, blank=True, editable=False)
    digest = models.CharField(max_length=32, blank=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(_("time"), default=timezone.now, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["created_at", "pk"]
        # The queue of comments that wait for an answer.
        indexes = [models.Index(fields=["created_at"], condition=Q(closed_at=None, finding=""), name="remark_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["speech", "paragraph_key", "finding", "digest"],
                condition=Q(closed_at=None) & ~Q(finding=""),
                name="remark_one_dismissal",
            ),
            models.CheckConstraint(condition=Q(finding="", digest="") | ~Q(digest=""), name="remark_judges_texts"),
        ]

    def __str__(self):
        return self.text[:40]

    def revised_as(self):
        return None, None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_dismissal(self) -> bool:
        return bool(self.finding)

    def close(self, user) -> None:
        """The caller saves it."""
        self.closed_at, self.closed_by = timezone.now(), user

    def reopen(self) -> None:
        self.closed_at = self.closed_by = None
