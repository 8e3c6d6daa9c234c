"""The admin: where editors work, Chinese by default. One file a model; `base` sends every write through `changes`."""

from . import document, event, person, place, revision, speech, term, topic

__all__ = ["document", "event", "person", "place", "revision", "speech", "term", "topic"]
