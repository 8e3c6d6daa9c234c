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
# The same for a speech whose time has not come: nobody has read it, so that it can also be taken back.
MOVES_BEFORE_ITS_TIME: dict[tuple[SpeechState, SpeechState], str] = {
    (PUBLISHED, PUBLISHED): "publish",
    (PUBLISHED, IN_REVIEW): "publish",
    (PUBLISHED, DRAFT): "publish",
}


class ImpossibleMove(ValueError):
    """The state table has no such move."""


def permission_to_move(speech: Speech, to: SpeechState) -> str | None:
    """Which permission the move takes; None where there is no such move."""
    table = MOVES_BEFORE_ITS_TIME if speech.is_scheduled() else MOVES
    return table.get((SpeechState(speech.state), SpeechState(to)))


def may_move(user, speech: Speech, to: SpeechState) -> bool:
    permission = permission_to_move(speech, to)
    return permission is not None and roles.may(user, permission)


def move(speech: Speech, to: SpeechState, user=None, at: datetime | None = None, reason: str = "") -> None:
    """Move one speech to another state; `at` is when a published speech becomes public (now without it).

    Raises ImpossibleMove where the table has no such move, PermissionDenied where the user's role has not.
    """
    permission = permission_to_move(speech, to)
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
            name_addresses([speech])
        speech.save(update_fields=["state", "publish_at", "slug"])


def restore(speech: Speech, state: SpeechState, publish_at: datetime | None, user=None) -> None:
    """Give the speech the state of an earlier revision; the caller saves it.

    Raises PermissionDenied where the state differs from today's and the user's role may not publish.
    """
    if (speech.state, speech.publish_at) == (state, publish_at):
        return
    if not roles.may(user, "publish"):
        raise PermissionDenied(_("Your role may not do this."))
    speech.state, speech.publish_at = SpeechState(state), publish_at


def publish_new(speeches: list[Speech], user=None) -> None:
    """Publish speeches that an import is about to write for the first time; the caller writes them and their names."""
    if not roles.may(user, MOVES[DRAFT, PUBLISHED]):
        raise PermissionDenied(_("Your role may not do this."))
    for speech in speeches:
        speech.state, speech.publish_at = PUBLISHED, timezone.now()
        speech.prepare()
    name_addresses(speeches)


def name_addresses(speeches: list[Speech]) -> None:
    """At publication provisional slugs give way to names, if there is English to make them from."""
    for field in ("city", "organization", "speaker"):
        found: dict = {}
        for speech in speeches:
            if (thing := getattr(speech, field)) is not None:
                # One city is one object, so that each of its speeches sees the address that it gets.
                setattr(speech, field, found.setdefault(thing.key, thing))
        waiting = [thing for thing in found.values() if thing.slug_is_provisional and slug_of(thing)]
        for thing in waiting:
            if not thing._state.adding:
                # Another speech of the same city may have named it since this one was read.
                thing.refresh_from_db()
        for thing in give_slugs([(thing, slug_of(thing)) for thing in waiting if thing.slug_is_provisional]):
            if not thing._state.adding:
                thing.save(update_fields=["slug"])
    waiting = [speech for speech in speeches if speech.slug_is_provisional]
    give_slugs([(s, f"{s.body.slug}-{s.speaker.slug}") for s in waiting if not is_provisional(s.body, s.speaker)])


def name_late(speeches: list[Speech]) -> None:
    """The same for speeches that were published before there was English; their keys lead to the new addresses.

    Writes what it names (the speeches too): call it in `recorded`.
    """
    published = {speech: speech.slug for speech in speeches if speech.state == PUBLISHED}
    name_addresses(list(published))
    for speech, slug in published.items():
        if speech.slug != slug:
            speech.save(update_fields=["slug"])


def is_provisional(*things) -> bool:
    return any(thing.slug_is_provisional for thing in things)


def slug_of(thing) -> str:
    """pittsburgh-us, william-peduto; "" without an English name."""
    slug, country = text.slug(thing.name_en or ""), getattr(thing, "country", "").lower()
    return f"{slug}-{country}" if slug and country and not slug.endswith(f"-{country}") else slug


def give_slugs(wanted: list[tuple]) -> list:
    """Give each thing its slug, with a number behind it if another has it already; returns those that got one."""
    wanted = [(thing, slug[:100].strip("-")) for thing, slug in wanted if slug]
    if not wanted:
        return []
    tries = {slug: [slug, *(f"{slug}-{number}" for number in range(2, 10))] for _thing, slug in wanted}
    known = type(wanted[0][0]).objects.with_slugs(
        [candidate for candidates in tries.values() for candidate in candidates]
    )
    taken = set(known)
    for thing, slug in wanted:
        scope = getattr(thing, "year", None) or 0
        # Beyond nine namesakes the key says which.
        candidates = [*tries[slug], f"{slug}-{thing.key}"]
        thing.slug = next(candidate for candidate in candidates if (scope, candidate) not in taken)
        taken.add((scope, thing.slug))
    return [thing for thing, _slug in wanted]
