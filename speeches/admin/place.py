"""Cities, and organizations that are no place."""

from django import forms
from django.contrib import admin
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import countries
from ..models import City, Organization
from .base import RecordedAdmin
from .filters import CountryFilter, MissingFilter, TopicFilter, country_choices
from .forms import RowForm
from .like import LikeAnother
from .merge import Merging
from .quick import QuickFilters


class CityForm(RowForm):
    def clean(self):
        cleaned = super().clean()
        latitude, longitude = cleaned.get("latitude"), cleaned.get("longitude")
        neither = latitude is None and longitude is None
        both = latitude is not None and longitude is not None
        if not neither and not (both and abs(latitude) <= 90 and abs(longitude) <= 180):
            self.add_error("latitude", _("Give latitude (−90 to 90) and longitude (−180 to 180), or neither."))
        return cleaned


class BodyAdmin(Merging, QuickFilters, LikeAnother, RecordedAdmin):
    search_fields = ["name_zh_hant", "name_en", "slug"]
    ordering = ["name_zh_hant", "pk"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name != "country":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        choices = [("", "—"), *country_choices(countries.CODES)]
        return forms.ChoiceField(label=capfirst(db_field.verbose_name), choices=choices, required=False)

    @admin.display(description=gettext_lazy("country"), ordering="country")
    def country_by_name(self, body):
        return body.country_name


@admin.register(City)
class CityAdmin(BodyAdmin):
    form = CityForm
    list_display = ["name_zh_hant", "name_en", "kind", "country_by_name", "slug", "updated_at"]
    list_filter = [MissingFilter, "kind", CountryFilter, TopicFilter]
    shared = ("country", "kind")
    fieldsets = [
        (None, {"fields": [("name_zh_hant", "name_en"), ("kind", "country"), ("latitude", "longitude"), "topics"]}),
        (None, {"fields": [("description_zh_hant", "description_en"), "slug"]}),
    ]


@admin.register(Organization)
class OrganizationAdmin(BodyAdmin):
    list_display = ["name_zh_hant", "name_en", "country_by_name", "slug", "updated_at"]
    list_filter = [MissingFilter, CountryFilter]
    shared = ("country",)
    fieldsets = [
        (None, {"fields": [("name_zh_hant", "name_en"), "country", ("description_zh_hant", "description_en"), "slug"]})
    ]
