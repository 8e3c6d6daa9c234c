"""Which version is this? Row versions, the content version, and the guard that sends every write through changes.

The guard lives below `speeches.changes` so that models can ask it without importing it: outside of
`changes.recorded(...)` a save, delete, update or bulk write of a guarded model raises `UnrecordedWrite`.
"""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ..text import new_key

ORIGINAL = "zh-hant"
_open: ContextVar["Writes | None"] = ContextVar("writes", default=None)


class UnrecordedWrite(RuntimeError):
    """A write outside of `changes.recorded`: it would leave revision, index and content version behind."""


class StaleRow(RuntimeError):
    """The row was changed by somebody else since it was read; nothing was written."""

    def __init__(self, instance):
        super().__init__(f"{type(instance).__name__} {instance.pk} was changed meanwhile; nothing was written.")
        self.instance = instance


class Writes:
    """What one change has written so far, by the model whose revision it belongs to."""

    def __init__(self):
        self.saved: dict[type[models.Model], set[int]] = defaultdict(set)
        self.deleted: list[tuple[str, str, str, dict]] = []
        self.gone: dict[type[models.Model], set[int]] = defaultdict(set)
        # What was merged (kind and key), and the key of what it is part of now.
        self.merged: dict[tuple[str, str], str] = {}
        self.any = False

    def note(self, instances):
        for instance in instances:
            self.any = True
            model, pk = instance.revised_as()
            if model is not None:
                self.saved[model].add(pk)

    def note_deleted(self, instances):
        for instance in instances:
            self.any = True
            model, pk = instance.revised_as()
            for dependent, dependent_pk in instance.dependents():
                self.saved[dependent].add(dependent_pk)
            if model is type(instance):
                self.saved[model].discard(pk)
                self.gone[model].add(pk)
                self.deleted.append((model._meta.model_name, instance.key, str(instance), instance.last_record()))
            elif model is not None:
                self.saved[model].add(pk)


@contextmanager
def writing():
    """Open the door; only `changes.recorded` does. A change within a change is part of the outer one."""
    writes = Writes()
    token = _open.set(writes)
    try:
        yield writes
    finally:
        _open.reset(token)


def current_writes() -> Writes | None:
    return _open.get()


def required_writes(model) -> Writes:
    if (writes := _open.get()) is None:
        raise UnrecordedWrite(f"{model.__name__} was to be written outside of changes.recorded(user, reason).")
    return writes


class GuardedQuerySet(models.QuerySet):
    """Bulk writes are writes: they go through the same door and move the same versions."""

    def complete(self):
        """With all that a record shows, so that a hundred records cost as many queries as one."""
        return self

    def update(self, **kwargs):
        writes = required_writes(self.model)
        touched = list(self.all())
        if "version" in {field.name for field in self.model._meta.fields}:
            kwargs.setdefault("version", F("version") + 1)
        # modeltranslation leaves the original column stale in an update: both are named, and it rewrites neither.
        suffix = f"_{ORIGINAL.replace('-', '_')}"
        kwargs |= {name.removesuffix(suffix): value for name, value in kwargs.items() if name.endswith(suffix)}
        plain = self._chain()
        plain._rewrite = False
        rows = super(GuardedQuerySet, plain).update(**kwargs)
        writes.note(touched)
        return rows

    def delete(self):
        writes = required_writes(self.model)
        writes.note_deleted(list(self.complete()))
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def bulk_create(self, objs, *args, **kwargs):
        writes = required_writes(self.model)
        objs = list(objs)
        with override(ORIGINAL):
            for obj in objs:
                obj.prepare()
            created = super().bulk_create(objs, *args, **kwargs)
        writes.note(created)
        return created

    def bulk_update(self, objs, fields, *args, **kwargs):
        raise UnrecordedWrite("bulk_update would leave row versions behind: save the rows, or update() them.")


class Guarded(models.Model):
    """A model whose every write is part of a recorded change."""

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        writes = required_writes(type(self))
        with override(ORIGINAL):
            self.prepare()
            super().save(*args, **kwargs)
        writes.note([self])

    def delete(self, *args, **kwargs):
        required_writes(type(self)).note_deleted([self])
        return super().delete(*args, **kwargs)

    def revised_as(self):
        """The model and key of what is revised when this is written; (None, None) for what has no revisions."""
        return type(self), self.pk

    def dependents(self):
        """What else is revised when this is deleted."""
        return []

    def prepare(self):
        """Fill what follows from other columns; called before every write, with the original language active."""


class Row(Guarded):
    """A row with a version: a save that does not know the newest version is refused, not merged."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        known = self.version
        if not self._state.adding:
            self.version += 1
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], *self.prepared_fields, "version"}
        try:
            super().save(*args, **kwargs)
        except BaseException:
            # What was not written has the version that it was read with, and may be corrected and saved.
            self.version = known
            raise

    # Columns that prepare() fills, written also when a save names its columns.
    prepared_fields: tuple[str, ...] = ()

    def _do_update(self, base_qs, using, pk_val, values, update_fields, forced_update):
        known = base_qs.filter(version=self.version - 1)
        if not super()._do_update(known, using, pk_val, values, update_fields, forced_update):
            raise StaleRow(self)
        return True


UNRECORDED = {"id", "version", "updated_at", "key", "name_key", "folded_names"}


class Kept(Row):
    """A record that is kept for ever: it has a persistent key, revisions and a date of last change."""

    key = models.CharField(_("key"), max_length=8, unique=True, default=new_key, editable=False)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)
    prepared_fields = ("updated_at",)

    class Meta:
        abstract = True

    def as_record(self) -> dict:
        """The row as JSON data: original and translations, keys instead of row numbers."""
        originals = {field.translated_field.name for field in self._meta.fields if hasattr(field, "translated_field")}
        record = {}
        for field in self._meta.fields:
            if field.name in UNRECORDED or field.name in originals:
                continue
            value = getattr(self, field.name)
            if isinstance(value, Kept):
                value = value.key
            record[field.name] = value if isinstance(value, str | int | float | list | dict | None) else str(value)
        return record

    def last_record(self) -> dict:
        """The record of a deletion: all that is needed to bring it back."""
        return self.as_record()


class ContentVersionQuerySet(models.QuerySet):
    def stamp(self) -> tuple | None:
        """Something that differs after each change; None before the first. Asked by each request for a kept page:
        written out, because making the query would cost more than all the rest of the answer."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT number, changed_at FROM {self.model._meta.db_table}")  # noqa: S608 - no value in it
            return cursor.fetchone()

    def with_times(self, **times):
        """The number, the time of the last change and these times of publication (subqueries)."""
        return self.annotate(**times).values_list("number", "changed_at", *times)


class ContentVersion(models.Model):
    """One row whose number moves in the transaction of every change: pages are kept and named by it."""

    number = models.PositiveBigIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ContentVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("content version")
        verbose_name_plural = _("content version")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="content_version_is_one_row")]

    def __str__(self):
        return str(self.number)
