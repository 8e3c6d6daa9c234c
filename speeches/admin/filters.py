"""What lists can be narrowed by. Each costs at most one query, whatever the number of rows."""

from django.contrib import admin
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .. import countries
from ..models import City, Organization, Session, Summit, Topic

# Sessions offered beside a list; those of other years are found after choosing the year.
SESSIONS_SHOWN = 12


def column() -> str:
    """The user's language, as columns and country names are called by it."""
    return "en" if get_language() == "en" else "zh_hant"


def country_choices(codes) -> list[tuple[str, str]]:
    language = column()
    return sorted(((code, countries.name_of(code, language)) for code in codes), key=lambda choice: choice[1])


class YearFilter(admin.SimpleListFilter):
    title = _("year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        return [(str(summit.year), str(summit.year)) for summit in Summit.objects.newest_first()]

    def queryset(self, request, queryset):
        year = self.value() or ""
        return queryset.in_year(int(year)) if year.isdecimal() else queryset


class SessionFilter(admin.SimpleListFilter):
    """The sessions of the chosen year, or else the newest."""

    title = _("session")
    parameter_name = "session"

    def lookups(self, request, model_admin):
        year = request.GET.get("year", "")
        sessions = Session.objects.in_year(int(year)) if year.isdecimal() else Session.objects.all()[:SESSIONS_SHOWN]
        return [(str(session.pk), str(session)) for session in sessions]

    def queryset(self, request, queryset):
        session = self.value() or ""
        return queryset.of(session_of(session)) if session.isdecimal() else queryset


def session_of(pk: str) -> Session:
    """Named by its number alone: a filter needs no query to know it."""
    return Session(pk=int(pk))


class TopicFilter(admin.SimpleListFilter):
    title = _("topic")
    parameter_name = "topic"

    def lookups(self, request, model_admin):
        return [(str(topic.pk), topic.name) for topic in Topic.objects.by_name(column())]

    def queryset(self, request, queryset):
        topic = self.value() or ""
        return queryset.about(int(topic)) if topic.isdecimal() else queryset


class CountryFilter(admin.SimpleListFilter):
    title = _("country")
    parameter_name = "country"

    def codes(self, model_admin) -> list[str]:
        return model_admin.model.objects.country_codes()

    def lookups(self, request, model_admin):
        return country_choices(self.codes(model_admin))

    def queryset(self, request, queryset):
        return queryset.in_country(self.value()) if self.value() else queryset


class SpeechCountryFilter(CountryFilter):
    def codes(self, model_admin):
        return City.objects.country_codes(Organization.objects.all())


class EnglishFilter(admin.SimpleListFilter):
    title = _("English")
    parameter_name = "english"
    # Each value is an adjective of the queryset.
    CHOICES = (
        ("untranslated", _("none yet")),
        ("partly_translated", _("translated in part")),
        ("fully_translated", _("translated throughout")),
        ("with_outdated_english", _("outdated")),
    )

    def lookups(self, request, model_admin):
        return self.CHOICES

    def queryset(self, request, queryset):
        return getattr(queryset, self.value())() if self.value() in dict(self.CHOICES) else queryset
