"""How many speeches belong to it? What readers find of places, people, topics and events follows from that."""

from django.db import models
from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery

# How a speech names the thing, where that is not the name of the model.
FROM_SPEECH = {"topic": "topic_rows__tag", "summit": "session__summit", "sourcedocument": "document"}


def from_speech(model: type[models.Model]) -> str:
    return FROM_SPEECH.get(model._meta.model_name, model._meta.model_name)


class CountedQuerySet(models.QuerySet):
    def with_speeches(self, speeches):
        """Those to which at least one of these speeches belongs; `speech_count` says how many."""
        path = from_speech(self.model)
        its_own = speeches.order_by().filter(**{path: OuterRef("pk")})
        count = its_own.values(path).annotate(number=Count("pk", distinct=True)).values("number")
        return self.filter(Exists(its_own)).annotate(speech_count=Subquery(count, output_field=IntegerField()))

    def most_spoken_first(self):
        """After `with_speeches`."""
        return self.order_by("-speech_count", "pk")
