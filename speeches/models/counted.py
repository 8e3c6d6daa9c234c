"""How many are there? Above all, how many speeches belong to what readers find of places, people, topics and events."""

from django.db import models
from django.db.models import Count, Exists, Func, IntegerField, OuterRef, Prefetch, Subquery, Value

# How a speech names the thing, where that is not the model's name.
FROM_SPEECH = {"topic": "topic_rows__tag", "sourcedocument": "document"}


def from_speech(model: type[models.Model]) -> str:
    return FROM_SPEECH.get(model._meta.model_name, model._meta.model_name)


class CountedQuerySet(models.QuerySet):
    def with_speeches(self, speeches):
        """Those to which at least one of these speeches belongs; `speech_count` says how many."""
        return self.counting(speeches).filter(Exists(self.belonging(speeches)))

    def counting(self, speeches):
        """All, with how many of these speeches belong to each as `speech_count`: a look into an index for each row."""
        number = self.belonging(speeches).annotate(number_of_rows=NUMBER_OF_ROWS).values("number_of_rows")
        return self.annotate(speech_count=Subquery(number))

    def belonging(self, speeches):
        """Those of the speeches that belong to the row around this subquery, so that no planner can begin with all that
        are public: SQLite does where a table between the two is joined, and nobody has called ANALYZE."""
        return speeches.order_by().filter(**{from_speech(self.model): OuterRef("pk")})

    def with_newest_speeches(self, newest):
        """`speech_count` of all its speeches, and as `newest_speeches` these (a slice: so many of each)."""
        return self.annotate(speech_count=Count("speeches")).showing(newest)

    def showing(self, speeches):
        """With these of its speeches as `newest_speeches` (of a slice, so many of each)."""
        return self.prefetch_related(Prefetch("speeches", speeches, to_attr="newest_speeches"))

    def most_spoken_first(self):
        """After `with_speeches`."""
        return self.order_by("-speech_count", "pk")


# COUNT as a plain function, because an aggregate beside another column would be grouped by it.
NUMBER_OF_ROWS = Func("pk", function="COUNT", output_field=IntegerField())
COUNTED = ("counted", "number_of_rows")


def in_written_order(rows):
    """modeltranslation sets the columns of a values_list in any order, which no union can bear."""
    return rows.rewrite(False) if hasattr(rows, "rewrite") else rows


def counts(querysets: dict[str, models.QuerySet]) -> dict[str, int]:
    """How many rows each of these has, in one query."""
    first, *others = [
        in_written_order(rows)
        .order_by()
        .annotate(counted=Value(name), number_of_rows=NUMBER_OF_ROWS)
        .values_list(*COUNTED)
        for name, rows in querysets.items()
    ]
    return {name: number for name, number in first.union(*others, all=True)}  # noqa: C416 - querysets have keys()


def totals(kinds) -> dict[type[models.Model], int]:
    """How many rows each of these models has, in one query."""
    by_name = {model._meta.model_name: model for model in kinds}
    found = counts({name: model.objects.all() for name, model in by_name.items()})
    return {by_name[name]: count for name, count in found.items()}


def page_of(rows, page):
    """The rows of this slice, chosen by their keys alone before anything is joined: four times faster at 10,000."""
    return rows.filter(pk__in=page.values("pk"))


def count_and_first(rows, few: int) -> tuple[int, list]:
    """How many rows there are, and the first few of them, in one query."""
    number = Subquery(rows.order_by().annotate(number_of_rows=NUMBER_OF_ROWS).values("number_of_rows"))
    first = list(page_of(rows, rows[:few]).annotate(number_of_rows=number))
    return (first[0].number_of_rows if first else 0), first
