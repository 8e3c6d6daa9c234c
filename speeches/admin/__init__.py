"""The admin: where editors work, Chinese by default. One file a model; `base` sends every write through `changes`."""

from . import accounts, document, event, page, person, place, revision, speech, synonym, term, topic

__all__ = ["accounts", "document", "event", "page", "person", "place", "revision", "speech", "synonym", "term", "topic"]
