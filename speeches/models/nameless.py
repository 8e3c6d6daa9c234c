"""What has no English name yet? Cities, organizations, speakers and topics in one list."""

from django.db import models
from django.db.models import Value

from .counted import in_written_order
from .named import Named
from .person import Speaker
from .place import City, Organization
from .topic import Topic

KINDS: dict[str, type[Named]] = {model._meta.model_name: model for model in (City, Organization, Speaker, Topic)}


def nameless() -> models.QuerySet:
    """(kind, key) of each, what has waited longest first."""
    first, *others = [
        in_written_order(model.objects.without_english_name()).order_by().values_list(Value(kind), "key", "updated_at")
        for kind, model in KINDS.items()
    ]
    return first.union(*others, all=True).order_by("updated_at", "key")


def named_things(pairs) -> list[Named]:
    """The things of these (kind, key) in their order, in a query for each kind."""
    pairs = [tuple(pair[:2]) for pair in pairs]
    found = {}
    for kind in {kind for kind, _key in pairs}:
        rows = KINDS[kind].objects.with_keys(*(key for one, key in pairs if one == kind))
        found |= {(kind, row.key): row for row in rows}
    return [found[pair] for pair in pairs if pair in found]
