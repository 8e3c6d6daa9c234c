"""What lists can be narrowed by. Each costs at most one query, whatever the number of rows."""

from django.contrib import admin
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .. import countries
from ..models import City, Organization, Session, SpeechState, Summit, Topic
from .gaps import GAPS

# Sessions offered beside a list; those of other years are found after choosing the year.
SESSIONS_SHOWN = 12


def column() -> str:
    """The user's language, as columns and country names are called by it."""
    return "en" if get_language() == "en" else "zh_hant"


def number(written: str | None) -> int | None:
    """A number of the query string; None for anything that no column could hold."""
    return int(written) if written and written.isdecimal() and len(written) < 10 else None


def country_choices(codes) -> list[tuple[str, str]]:
    language = column()
    return sorted(((code, countries.name_of(code, language)) for code in codes), key=lambda choice: choice[1])


class YearFilter(admin.SimpleListFilter):
    title = _("year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        return [(str(summit.year), str(summit.year)) for summit in Summit.objects.newest_first()]

    def queryset(self, request, queryset):
        year = number(self.value())
        return queryset if year is None else queryset.in_year(year)


class SessionFilter(admin.SimpleListFilter):
    """The sessions of the chosen year, or else the newest."""

    title = _("session")
    parameter_name = "session"

    def lookups(self, request, model_admin):
        year = number(request.GET.get("year"))
        sessions = Session.objects.all()[:SESSIONS_SHOWN] if year is None else Session.objects.in_year(year)
        return [(str(session.pk), str(session)) for session in sessions]

    def queryset(self, request, queryset):
        session = number(self.value())
        # Known by its primary key alone, without a query.
        return queryset if session is None else queryset.of(Session(pk=session))


class TopicFilter(admin.SimpleListFilter):
    title = _("topic")
    parameter_name = "topic"

    def lookups(self, request, model_admin):
        return [(str(topic.pk), topic.name) for topic in Topic.objects.by_name(column())]

    def queryset(self, request, queryset):
        topic = number(self.value())
        return queryset if topic is None else queryset.about(topic)


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
        ("not_fully_translated", _("not complete")),
        ("fully_translated", _("translated throughout")),
        ("waiting_for_approval", _("waiting for approval")),
        ("with_outdated_english", _("outdated")),
    )

    def lookups(self, request, model_admin):
        return self.CHOICES

    def queryset(self, request, queryset):
        return getattr(queryset, self.value())() if self.value() in dict(self.CHOICES) else queryset


class StateFilter(admin.SimpleListFilter):
    """The states, the published speeches parted into those that are public and those whose time has not come."""

    title = _("state")
    parameter_name = "state"
    CHOICES = (
        (SpeechState.DRAFT.value, SpeechState.DRAFT.label),
        (SpeechState.IN_REVIEW.value, SpeechState.IN_REVIEW.label),
        ("scheduled", _("scheduled")),
        ("public", _("public")),
        (SpeechState.WITHDRAWN.value, SpeechState.WITHDRAWN.label),
    )

    def lookups(self, request, model_admin):
        return self.CHOICES

    def queryset(self, request, queryset):
        value = self.value()
        if value in SpeechState.values:
            return queryset.in_state(value)
        return getattr(queryset, value)() if value in dict(self.CHOICES) else queryset


class MissingFilter(admin.SimpleListFilter):
    title = _("missing")
    parameter_name = "missing"

    def __init__(self, request, params, model, model_admin):
        gaps = [gap for gap in GAPS[model] if gap.parameter == self.parameter_name]
        self.choices_here = [(gap.adjective, gap.label) for gap in gaps]
        super().__init__(request, params, model, model_admin)

    def lookups(self, request, model_admin):
        return self.choices_here

    def queryset(self, request, queryset):
        return getattr(queryset, self.value())() if self.value() in dict(self.choices_here) else queryset
