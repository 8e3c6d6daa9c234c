"""What has a name in both languages: the columns, their rules, and how a name is found again."""

from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, Q
from django.utils.translation import gettext_lazy as _

from .. import text
from ..folding import fold
from .address import OldSlug
from .counted import CountedQuerySet
from .version import GuardedQuerySet, Kept

# Of a name that is being typed.
LONGEST_TYPED = 60


def original_columns(model: str, *fields: str) -> list[models.CheckConstraint]:
    """The original column equals its Chinese column, or the database refuses the row.

    modeltranslation fills the original column from whichever language is active at a save; this makes any
    drift an error instead of a silent fault.
    """
    return [
        models.CheckConstraint(
            condition=Q(**{field: F(f"{field}_zh_hant"), f"{field}_zh_hant__isnull": False}),
            name=f"{model}_{field}_is_chinese",
        )
        for field in fields
    ]


def without_null(instance, *fields: str) -> None:
    """modeltranslation's columns allow NULL; ours hold "" where there is no text, so that one test is enough."""
    for field in fields:
        for suffix in ("zh_hant", "en"):
            if getattr(instance, f"{field}_{suffix}") is None:
                setattr(instance, f"{field}_{suffix}", "")


def spelled(column: str, word: str) -> Q:
    """A column that is not folded holds the word: 台 and 臺 are asked for apart."""
    spellings = {word, word.replace("臺", "台"), word.replace("台", "臺")}
    return Q.create([(f"{column}__icontains", spelling) for spelling in sorted(spellings)], connector=Q.OR)


def name_column(language: str) -> str:
    """Of the names in this language."""
    return "name_en" if language == "en" else "name_zh_hant"


class FewQuerySet(GuardedQuerySet):
    """Rows so few (a dozen summits, some hundred sessions or terms) that a search folds them here, not in a column."""

    def mentioning(self, query: str):
        words = fold(query).split()
        return self.filter(pk__in=[row.pk for row in self if all(word in row.folded for word in words)])


class NamedQuerySet(CountedQuerySet, GuardedQuerySet):
    def called(self, *names: str):
        """Whose Chinese name is one of these, whatever its width, case, accents, spaces, 臺 or 台."""
        return self.filter(name_key__in={text.name_key(name) for name in names})

    def at(self, slugs):
        return self.filter(slug__in=slugs)

    def with_slugs(self, slugs) -> list[tuple[int, str]]:
        """Which of these addresses are taken, now or for ever; 0 stands where a speech has its year."""
        taken = self.filter(slug__in=slugs).values_list("slug", flat=True)
        return [(0, slug) for slug in taken] + OldSlug.objects.given_out(self.model, slugs)

    def mentioning(self, query: str):
        """Whose name in either language, or slug, holds each word of the query."""
        found = self
        for word in fold(query).split():
            found = found.filter(Q(folded_names__contains=word) | Q(slug__contains=word))
        return found

    def suggested(self, typed: str, speeches):
        """Whose name holds what was typed (as the beginning of a word, where that is Latin) and who has one of these
        speeches; `is_start`: a word begins with it."""
        folded = fold("".join(filter(str.isprintable, typed))).strip()[:LONGEST_TYPED]
        if not folded:
            return self.none()
        starts = Q(folded_names__startswith=folded)
        for before in "\n -(":
            starts |= Q(folded_names__contains=f"{before}{folded}")
        fitting = (Q(folded_names__contains=folded) if text.has_han(folded) else starts) | self.meant_by(folded)
        found = self.filter(Exists(self.belonging(speeches)), fitting)
        return found.annotate(is_start=ExpressionWrapper(starts, BooleanField())).order_by("-is_start", "pk")

    def meant_by(self, folded: str) -> Q:
        """What is found by other words than its name."""
        return Q(pk__in=[])

    def labels(self, pks) -> list:
        """Flat rows of those with these primary keys: pk, slug, name_zh_hant, name_en."""
        rows = self.filter(pk__in=pks).order_by()
        return list(rows.values_list("pk", "slug", "name_zh_hant", "name_en", named=True))

    def without_english_name(self):
        return self.filter(name_en="")

    def with_keys(self, *keys: str):
        return self.filter(key__in=keys)

    def by_name(self, language: str):
        return self.order_by(name_column(language), "pk")


class Named(Kept):
    """A record with a name in both languages and one Latin slug for both.

    The slug is the key until there is an English name and a speech is published (`publishing`).
    """

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(
        _("address"), max_length=120, unique=True, blank=True, help_text=_("Latin letters, digits and hyphens.")
    )
    # name_key is how one name is known again however it is spelt; folded_names is what a search in the admin reads.
    name_key = models.CharField(max_length=200, editable=False, db_index=True)
    folded_names = models.CharField(max_length=410, editable=False)
    prepared_fields = (*Kept.prepared_fields, "name_key", "folded_names")

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    def prepare(self):
        super().prepare()
        without_null(self, *self.translated_fields)
        self.name_zh_hant = text.clean(self.name_zh_hant)
        self.name_en = text.clean(self.name_en)
        self.name_key = text.name_key(self.name_zh_hant)
        self.folded_names = fold(f"{self.name_zh_hant}\n{self.name_en}")
        self.slug = self.slug or self.key

    translated_fields: tuple[str, ...] = ("name",)

    @property
    def slug_is_provisional(self) -> bool:
        return self.slug in {"", self.key}
