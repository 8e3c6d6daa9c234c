"""What has a history, and who may look into it and undo."""

from ..models import City, Organization, Revision, Session, SitePage, Speaker, Speech, Summit, Synonym, Term, Topic
from ..models.version import Kept

# In the order in which they can be brought back: each needs only those before it.
KINDS: dict[str, type[Kept]] = {
    model._meta.model_name: model
    for model in (Summit, Topic, Session, City, Organization, Speaker, Speech, Term, Synonym, SitePage)
}


def existing(kind: str, key: str) -> Kept | None:
    """The thing as it is now, with all that its record shows; None where it is deleted."""
    return KINDS[kind].objects.complete().filter(key=key).first()


def may_look(user, kind: str) -> bool:
    return user.has_perms([f"speeches.view_{kind}", "speeches.view_revision"])


def may_restore(user, kind: str, exists: bool) -> bool:
    """Undoing is changing; bringing back is undoing a deletion. None is the system itself."""
    return user is None or user.has_perm(f"speeches.{'change' if exists else 'delete'}_{kind}")


def newest(kind: str, key: str) -> Revision | None:
    return Revision.objects.latest(kind, [key]).get(key)
