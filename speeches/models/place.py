"""For whom was it said? Cities are places that send a mayor; organizations are bodies that are no place."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Case, IntegerField, Q, When
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from .. import countries, text
from .named import Named, NamedQuerySet, name_column, original_columns
from .topic import CityTopic, WithTopicsQuerySet, topics_of


class PlaceQuerySet(NamedQuerySet):
    def in_country(self, code: str):
        return self.filter(country=code)

    def country_codes(self, *others) -> list[str]:
        """The countries of these (and of these others), each once."""
        codes = [rows.exclude(country="").order_by().values_list("country", flat=True) for rows in (self, *others)]
        return list(codes[0].distinct().union(*codes[1:]))

    def by_region(self, order: Sequence[str], language: str):
        """By region in this order (countries.REGIONS; what is in none comes last), then by name."""
        ranks = [When(country__in=countries.codes_of(region), then=rank) for rank, region in enumerate(order)]
        rank = Case(*ranks, default=len(ranks), output_field=IntegerField())
        return self.order_by(rank, name_column(language), "pk")


class CityQuerySet(WithTopicsQuerySet, PlaceQuerySet):
    def that_spoke_in(self, year: int):
        return self.filter(speeches__year=year).distinct().order_by("name_zh_hant", "pk")

    def without_coordinates(self):
        return self.filter(latitude__isnull=True)


class Body(Named):
    """What cities and organizations share: a country."""

    country = models.CharField(_("country"), max_length=2, blank=True, db_index=True, help_text=_("ISO 3166-1 code."))

    objects = PlaceQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def country_name(self) -> str:
        language = "en" if get_language() == "en" else "zh_hant"
        return countries.name_of(self.country, language) if self.country else ""

    @property
    def region(self) -> str:
        return countries.region_of(self.country) if self.country else ""


class City(Body):
    """A place that sends a mayor. Its name is the formal one (匹茲堡市); `short_name` leaves the kind out."""

    class Kind(models.TextChoices):
        CITY = "city", _("city")
        COUNTY = "county", _("county")
        DISTRICT = "district", _("district")
        REGION = "region", _("region")
        STATE = "state", _("state or province")
        METROPOLIS = "metropolis", _("metropolis")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.CITY)
    latitude = models.FloatField(_("latitude"), null=True, blank=True, help_text=_("Degrees, north is positive."))
    longitude = models.FloatField(_("longitude"), null=True, blank=True, help_text=_("Degrees, east is positive."))
    description = models.TextField(_("description"), blank=True)
    topics = TaggableManager(_("topics"), through=CityTopic, blank=True, help_text="")
    translated_fields = ("name", "description")

    objects = CityQuerySet.as_manager()

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["name_zh_hant", "pk"]
        constraints = [
            *original_columns("city", "name", "description"),
            models.CheckConstraint(
                condition=Q(kind__in=["city", "county", "district", "region", "state", "metropolis"]),
                name="city_kind_is_known",
            ),
            models.CheckConstraint(condition=Q(country__regex=r"^[A-Z][A-Z]$") | Q(country=""), name="city_country"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="city_coordinates",
            ),
        ]

    def as_record(self):
        return super().as_record() | {"topics": sorted(topic.key for topic in topics_of(self))}

    @property
    def short_name(self) -> str:
        return text.short_place(self.name)


class Organization(Body):
    """A body that is no place: a mission or trade office, ministry, commission or company."""

    description = models.TextField(_("description"), blank=True)
    translated_fields = ("name", "description")

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name_zh_hant", "pk"]
        constraints = [
            *original_columns("organization", "name", "description"),
            models.CheckConstraint(
                condition=Q(country__regex=r"^[A-Z][A-Z]$") | Q(country=""), name="organization_country"
            ),
        ]
