"""Two records of one city, organization or speaker become one: nothing is lost, and every address leads on."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from .changes import recorded
from .models import City, OldSlug, Organization, Speaker, Speech, StaleRow
from .models.topic import topics_of

MERGEABLE = (City, Organization, Speaker)
# What the one that stays takes from the others where it has nothing. Its names, kind and address stay its own.
FILLED = ("name_en", "country", "latitude", "longitude", "description_zh_hant", "description_en")


class ImpossibleMerge(ValueError):
    """These are not several records of one kind."""


def may_merge(user, model) -> bool:
    """Whoever may delete such records; None is the system itself."""
    return user is None or user.has_perm(f"speeches.delete_{model._meta.model_name}")


def merge(winner, losers: list, user=None, reason: str = "") -> int:
    """Move all that the losers have to the winner and delete them; returns the number of speeches that were moved.

    The rows are as the user has seen them: raises StaleRow where one was changed or deleted since. The last revision
    of each loser says `merged_into`: the winner's key. Raises ImpossibleMerge or PermissionDenied.
    """
    model, pks = type(winner), {thing.pk for thing in losers}
    if model not in MERGEABLE or not losers or any(type(loser) is not model for loser in losers):
        raise ImpossibleMerge(_("Choose at least two records of one kind."))
    if winner.pk in pks or len(pks) < len(losers):
        raise ImpossibleMerge(_("A record cannot be merged with itself."))
    if not may_merge(user, model):
        raise PermissionDenied(_("Your role may not do this."))
    with recorded(user, reason) as writes:
        winner, *losers = locked([winner, *losers])
        kind = model._meta.model_name
        theirs = Speech.objects.filter(**{f"{kind}__in": losers})
        moved = theirs.update(**{kind: winner, "updated_at": timezone.now()})
        unite_topics(winner, losers)
        fill(winner, losers)
        OldSlug.objects.hand_over(losers, winner)
        writes.merged |= {(kind, loser.key): winner.key for loser in losers}
        model.objects.filter(pk__in=pks).delete()
    return moved


def locked(seen: list) -> list:
    """The rows as they are now, held until the change is done; StaleRow where one is not as it was seen."""
    rows = type(seen[0]).objects.complete().select_for_update().in_bulk([row.pk for row in seen])
    for row in seen:
        if row.pk not in rows or rows[row.pk].version != row.version:
            raise StaleRow(row)
    return [rows[row.pk] for row in seen]


def unite_topics(winner, losers: list) -> None:
    if isinstance(winner, Organization):
        return
    new = {topic.pk: topic for loser in losers for topic in topics_of(loser)}
    for topic in topics_of(winner):
        new.pop(topic.pk, None)
    through = type(winner).topics.through
    through.objects.bulk_create([through(tag=topic, content_object=winner) for topic in new.values()])


def fill(winner, losers: list) -> None:
    changed = False
    for name in FILLED:
        values = (getattr(thing, name, None) for thing in (winner, *losers))
        value = next((value for value in values if value not in (None, "")), None)
        if value is not None and value != getattr(winner, name):
            setattr(winner, name, value)
            changed = True
    if changed:
        winner.save()
