"""The states of a speech and who may move it: the only writer of `Speech.state`.

draft -> in review -> published -> withdrawn. A published speech is public from `publish_at` on.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from . import roles, text
from .changes import recorded
from .models import Speech, SpeechState

DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN = SpeechState

# From which state to which, and which permission that takes.
MOVES: dict[tuple[SpeechState, SpeechState], str] = {
    (DRAFT, IN_REVIEW): "submit",
    (IN_REVIEW, DRAFT): "submit",
    (DRAFT, PUBLISHED): "publish",
    (IN_REVIEW, PUBLISHED): "publish",
    (PUBLISHED, WITHDRAWN): "publish",
    (WITHDRAWN, PUBLISHED): "publish",
    (WITHDRAWN, DRAFT): "publish",
}


class ImpossibleMove(ValueError):
    """The state table has no such move."""


def may_move(user, speech: Speech, to: SpeechState) -> bool:
    permission = MOVES.get((SpeechState(speech.state), to))
    return permission is not None and roles.may(user, permission)


def move(speech: Speech, to: SpeechState, user=None, at: datetime | None = None, reason: str = "") -> None:
    """Move one speech to another state; `at` is when a published speech becomes public (now without it).

    Raises ImpossibleMove where the table has no such move, PermissionDenied where the user's role has not.
    """
    permission = MOVES.get((SpeechState(speech.state), SpeechState(to)))
    if permission is None:
        raise ImpossibleMove(
            _("A speech that is “%(state)s” cannot become “%(to)s”.")
            % {"state": speech.get_state_display(), "to": SpeechState(to).label}
        )
    if not roles.may(user, permission):
        raise PermissionDenied(_("Your role may not do this."))
    with recorded(user, reason):
        speech.state = to
        if to == PUBLISHED:
            speech.publish_at = at or timezone.now()
            name_addresses(speech)
        speech.save(update_fields=["state", "publish_at", "slug"])


def name_addresses(speech: Speech) -> None:
    """At publication provisional slugs give way to names, if there is English to make them from; never later."""
    for named in filter(None, (speech.city, speech.organization, speech.speaker)):
        if named.slug_is_provisional and (slug := text.slug(named.name_en)):
            country = getattr(named, "country", "").lower()
            named.slug = free_slug(
                f"{slug}-{country}" if country and not slug.endswith(f"-{country}") else slug,
                type(named).objects.exclude(pk=named.pk),
            )
            named.save(update_fields=["slug"])
    named = not speech.body.slug_is_provisional and not speech.speaker.slug_is_provisional
    if speech.slug_is_provisional and named:
        others = Speech.objects.in_year(speech.year).exclude(pk=speech.pk)
        speech.slug = free_slug(f"{speech.body.slug}-{speech.speaker.slug}", others)


def free_slug(slug: str, others) -> str:
    """The slug, with a number behind it if another has it already."""
    taken = set(others.filter(slug__startswith=slug[:100]).values_list("slug", flat=True))
    slug = slug[:100].rstrip("-")
    candidate, number = slug, 1
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate
