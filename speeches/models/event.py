"""When was it said? Summits (one a year) and their sessions (one digest paper each)."""

from django.db import models
from django.db.models import Max, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ..folding import fold
from .counted import CountedQuerySet
from .named import FewQuerySet, original_columns, without_null
from .version import Kept


class SummitQuerySet(CountedQuerySet, FewQuerySet):
    def belonging(self, speeches):
        return speeches.order_by().filter(year=OuterRef("year"))

    def known(self, speeches):
        """Those that readers may know of: with at least one of these speeches, or with a figure of the organisers.

        `speech_count` says how many of these speeches there are.
        """
        counted = self.counting(speeches)
        return counted.filter(Q(speech_count__gt=0) | Q(leaders__isnull=False) | Q(cities__isnull=False))

    def newest_first(self):
        return self.order_by("-year")

    def oldest_first(self):
        return self.order_by("year")

    def without_theme(self):
        return self.filter(theme_zh_hant="")

    def without_english_theme(self):
        return self.filter(theme_en="")


class Summit(Kept):
    """One year's edition."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    theme = models.CharField(_("theme"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    # As the organisers counted them; not what this site holds.
    leaders = models.PositiveSmallIntegerField(_("visiting leaders"), null=True, blank=True)
    cities = models.PositiveSmallIntegerField(_("cities represented"), null=True, blank=True)
    countries = models.PositiveSmallIntegerField(_("countries represented"), null=True, blank=True)
    translated_fields = ("theme", "description")

    objects = SummitQuerySet.as_manager()

    class Meta:
        verbose_name = _("summit")
        verbose_name_plural = _("summits")
        ordering = ["-year"]
        constraints = [
            *original_columns("summit", "theme", "description"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2999)), name="summit_year"),
        ]

    def __str__(self):
        return str(self.year)

    @property
    def folded(self) -> str:
        return fold(f"{self.year} {self.theme_zh_hant} {self.theme_en}")

    def prepare(self):
        super().prepare()
        without_null(self, *self.translated_fields)


class SessionQuerySet(CountedQuerySet, FewQuerySet):
    def complete(self):
        return self.with_summit()

    def at_address(self, summit, slug: str):
        return self.filter(summit=summit, slug=slug)

    def of(self, summit):
        return self.filter(summit=summit)

    def at(self, slug: str):
        return self.filter(slug=slug)

    def with_summit(self):
        return self.select_related("summit")

    def in_time_order(self):
        return self.order_by("date", "slug")

    def in_year(self, year: int):
        return self.filter(summit__year=year)

    def of_day(self, day):
        return self.select_related("summit").filter(date=day).order_by("pk")

    def names(self) -> dict[str, str]:
        """The Chinese name of each, by its primary key as text."""
        return {str(pk): name for pk, name in self.values_list("pk", "name_zh_hant")}

    def without_english_name(self):
        """Of those that have a name at all: most are called by their date."""
        return self.exclude(name_zh_hant="").filter(name_en="")


class Session(Kept):
    """One sitting of a summit; its slug is month and day (03-24), with a suffix for a second sitting of a day."""

    summit = models.ForeignKey(Summit, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("summit"))
    date = models.DateField(_("date"))
    slug = models.SlugField(_("address"), max_length=40, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    translated_fields = ("name",)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-date", "slug"]
        constraints = [
            *original_columns("session", "name"),
            models.UniqueConstraint(fields=["summit", "slug"], name="session_unique_slug"),
        ]

    def __str__(self):
        return f"{self.date:%Y-%m-%d} {self.name}".strip()

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        # Speeches carry its date: their lists are ordered by it.
        self.speeches.exclude(date=self.date).update(date=self.date)

    @property
    def year(self) -> int:
        return self.summit.year

    def next_number(self) -> int:
        """The number of a speech that is added at the end."""
        return (self.speeches.aggregate(last=Max("number"))["last"] or 0) + 1

    def as_record(self):
        return super().as_record() | {"year": self.year}

    @property
    def folded(self) -> str:
        return fold(f"{self.date:%Y-%m-%d} {self.slug} {self.name_zh_hant} {self.name_en}")

    def prepare(self):
        super().prepare()
        without_null(self, *self.translated_fields)
        self.slug = self.slug or f"{self.date:%m-%d}"
