"""Queries that every page asks: their SQL is made once, and their rows become instances without ceremony.

Of the time that a page takes, composing the same SQL again (Django's compiler, modeltranslation's rewriting) and
`Model.__init__` took most, the database itself a twentieth. What is asked stays a queryset in the words of its model:
`Prepared(lambda year, slug, now: Speech.objects.public(now).at_address(year, slug))`.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Model
from django.db.models.base import ModelState
from django.utils.translation import get_language

# The SQL is made with values of the right type which no query of ours holds by itself; where they stand among its
# parameters, the real ones are put.
MARKS: dict[type, Callable[[int], object]] = {
    int: lambda number: 31_000 + number,
    str: lambda number: f"\x1a{number}",
    datetime: lambda number: datetime(1900, 1, 1, 0, 0, 0, number, tzinfo=UTC),
}


class Prepared:
    """A query with parameters: called with values it answers with a list of instances, or of tuples (values_list).

    Instances have what the queryset selects: related ones (select_related) and annotations; what it defers is fetched
    when asked for; prefetches are not followed. A parameter may be a list, for `in`. `of` returns the same query
    whatever the values are, but for the values; else ValueError.
    """

    def __init__(self, of: Callable):
        self.of = of
        self.plans: dict[tuple, Plan] = {}

    def __call__(self, *values, first: int = 0, last: int | None = None) -> list:
        """The rows; `first` and `last` cut like those of a slice."""
        plan = self.plan(values)
        flat = flattened(values)
        parameters = [adapted(value if place is None else flat[place]) for place, value in plan.parameters]
        sql = plan.sql
        if last is not None:
            sql, parameters = f"{sql} LIMIT %s OFFSET %s", [*parameters, last - first, first]
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            rows = cursor.fetchall()
        return [plan.read(converted(row, plan.converters)) for row in rows]

    def first(self, *values):
        """The first row, or None."""
        return next(iter(self(*values, last=1)), None)

    def plan(self, values: Sequence) -> "Plan":
        # modeltranslation chooses the columns by the language when the SQL is made.
        shape = tuple(len(value) if isinstance(value, list) else type(value) for value in values)
        key = connection.vendor, get_language(), shape
        if (plan := self.plans.get(key)) is None:
            plan = self.plans[key] = plan_of(self.of, values)
        return plan


class Plan(NamedTuple):
    """SQL; its parameters, each the place of a value or (None, …) a constant; how columns and rows are read."""

    sql: str
    parameters: tuple[tuple[int | None, object], ...]
    converters: tuple[tuple[int, list, object], ...]
    read: Callable[[Sequence], object]


def flattened(values: Sequence) -> list:
    return [value for given in values for value in (given if isinstance(given, list) else [given])]


def adapted(value):
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def converted(row: Sequence, converters) -> Sequence:
    if not converters:
        return row
    row = list(row)
    for column, functions, expression in converters:
        for function in functions:
            row[column] = function(row[column], expression, connection)
    return row


def plan_of(of: Callable, values: Sequence) -> Plan:
    marks = [MARKS[type(value)](place) for place, value in enumerate(flattened(values))]
    rest = iter(marks)
    queryset = of(*([next(rest) for _ in value] if isinstance(value, list) else next(rest) for value in values))
    places = {adapted(mark): place for place, mark in enumerate(marks)}
    compiler = queryset.query.get_compiler(connection=connection)
    sql, found = compiler.as_sql()
    if not places.keys() <= set(found):
        raise ValueError(f"Not every parameter is used as it is given: {sql}")
    expressions = [expression for expression, _sql, _alias in compiler.select]
    converters = compiler.get_converters(expressions).items()
    return Plan(
        sql,
        tuple((places.get(value), value) for value in found),
        tuple((column, functions, expression) for column, (functions, expression) in converters),
        reader(queryset, compiler),
    )


def reader(queryset, compiler) -> Callable[[Sequence], object]:
    """What makes an instance (or, of a query of values, a tuple) of a row."""
    if queryset._fields is not None:
        return tuple
    build, annotations = Builder(compiler.klass_info, compiler.select), compiler.annotation_col_map or {}

    def read(row):
        instance = build(row)
        for name, column in annotations.items():
            instance.__dict__[name] = row[column]
        return instance

    return read


class Builder:
    """Makes an instance of the columns of a row, and those that it refers to, as unpickling does: without __init__."""

    def __init__(self, klass_info: dict, select: Sequence):
        self.model: type[Model] = klass_info["model"]
        self.columns = [(select[column][0].target.attname, column) for column in klass_info["select_fields"]]
        self.key = next(column for name, column in self.columns if name == self.model._meta.pk.attname)
        self.related = [
            (info["field"].name, Builder(info, select)) for info in klass_info.get("related_klass_infos", ())
        ]

    def __call__(self, row: Sequence) -> Model | None:
        if row[self.key] is None:
            return None
        instance = self.model.__new__(self.model)
        state = instance._state = ModelState()
        state.adding, state.db = False, connection.alias
        values = instance.__dict__
        for name, column in self.columns:
            values[name] = row[column]
        for name, build in self.related:
            state.fields_cache[name] = build(row)
        return instance
