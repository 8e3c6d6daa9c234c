"""Summits and their sessions."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Session, Summit
from .base import RecordedAdmin
from .filters import MissingFilter, YearFilter
from .forms import RowForm
from .quick import QuickFilters


class SummitForm(RowForm):
    def clean_year(self):
        year = self.cleaned_data["year"]
        if not 2000 <= year <= 2999:
            raise forms.ValidationError(_("The year has four digits, from 2000 on."))
        return year

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes before the first."))
        return cleaned


@admin.register(Summit)
class SummitAdmin(QuickFilters, RecordedAdmin):
    form = SummitForm
    list_display = ["year", "theme_zh_hant", "theme_en", "starts_on", "ends_on", "updated_at"]
    list_filter = [MissingFilter]
    search_fields = ["year", "theme_zh_hant", "theme_en"]
    ordering = ["-year"]
    fieldsets = [
        (None, {"fields": ["year", ("theme_zh_hant", "theme_en"), ("starts_on", "ends_on")]}),
        (gettext_lazy("As the organisers counted"), {"fields": [("leaders", "cities", "countries")]}),
        (None, {"fields": [("description_zh_hant", "description_en")]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        # The addresses of its speeches carry the year.
        return ["year"] if obj else []


class SessionForm(RowForm):
    def summit(self) -> Summit | None:
        """The one that was chosen, or the one it has: that cannot be chosen again."""
        return self.cleaned_data.get("summit") or (self.instance.summit if self.instance.summit_id else None)

    def address_year(self):
        summit = self.summit()
        return summit.year if summit else 0

    def clean(self):
        cleaned, summit = super().clean(), self.summit()
        slug = cleaned.get("slug") or (f"{cleaned['date']:%m-%d}" if cleaned.get("date") else "")
        taken = summit and slug and any(one.pk != self.instance.pk for one in Session.objects.at_address(summit, slug))
        if taken and "slug" not in self.errors:
            self.add_error(
                "slug",
                forms.ValidationError(
                    _("Another session of this summit has the address %(slug)s; %(slug)s-2 would be one for this."),
                    params={"slug": slug},
                ),
            )
        return cleaned


@admin.register(Session)
class SessionAdmin(QuickFilters, RecordedAdmin):
    form = SessionForm
    list_display = ["date", "summit", "name_zh_hant", "name_en", "slug", "updated_at"]
    list_filter = [MissingFilter, YearFilter]
    list_select_related = ["summit"]
    search_fields = ["date", "slug", "name_zh_hant", "name_en"]
    ordering = ["-date", "slug"]
    autocomplete_fields = ["summit"]
    fieldsets = [(None, {"fields": [("summit", "date"), ("name_zh_hant", "name_en"), "slug"]})]

    def get_readonly_fields(self, request, obj=None):
        # The addresses of its speeches carry the year of the summit.
        return ["summit"] if obj else []
