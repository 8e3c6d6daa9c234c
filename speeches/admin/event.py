"""Summits and their sessions."""

from io import BytesIO

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from .. import papers
from ..models import Session, Speech, Summit
from ..records import Refusal
from .base import RecordedAdmin
from .export import LANGUAGES, ExportsDigest
from .filters import MissingFilter, YearFilter, number
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
class SessionAdmin(QuickFilters, ExportsDigest, RecordedAdmin):
    form = SessionForm
    actions = ExportsDigest.actions
    list_display = ["date", "summit", "name_zh_hant", "name_en", "slug", "updated_at"]
    list_filter = [MissingFilter, YearFilter]
    list_select_related = ["summit"]
    search_fields = ["date", "slug", "name_zh_hant", "name_en"]
    ordering = ["-date", "slug"]
    autocomplete_fields = ["summit"]

    def get_fields(self, request, obj=None):
        return [("summit", "date"), ("name_zh_hant", "name_en"), "slug", *(["digests"] if obj else [])]

    def get_readonly_fields(self, request, obj=None):
        # The addresses of its speeches carry the year of the summit.
        return ["summit", "digests"] if obj else []

    def get_urls(self):
        digest = self.admin_site.admin_view(require_safe(self.digest_view))
        route = "<int:pk>/digest/<str:language>.<str:form>"
        return [path(route, digest, name="speeches_session_digest"), *super().get_urls()]

    def speeches_to_export(self, queryset):
        sessions = list(queryset[:2])
        return Speech.objects.of(sessions[0]) if len(sessions) == 1 else Speech.objects.none()

    @admin.display(description=gettext_lazy("digest of all speeches"))
    def digests(self, session):
        """A link a language and kind of file."""
        links = (
            (reverse("admin:speeches_session_digest", args=(session.pk, language, form)), f"{name} .{form}")
            for language, name in LANGUAGES
            for form in papers.WRITERS
        )
        told = _("With all speeches of the session whatever their state, public or not.")
        items = format_html_join("", '<li><a href="{}" download>{}</a></li>', links)
        return format_html("<p>{}</p><ul>{}</ul>", told, items)

    def digest_view(self, request, pk: int, language: str, form: str):
        """The paper with all speeches, public or not, as a file, or with those that `?speech=` names."""
        if not self.has_view_permission(request) or not request.user.has_perm("speeches.view_speech"):
            raise PermissionDenied
        session = self.get_object(request, str(pk))
        if session is None or language not in papers.LANGUAGES or form not in papers.WRITERS:
            raise Http404
        chosen = [pk for one in request.GET.getlist("speech") if (pk := number(one)) is not None]
        speeches = Speech.objects.of(session).with_pks(*chosen) if chosen else Speech.objects.of(session)
        speeches = speeches.complete().in_paper_order()
        try:
            content = papers.as_file(session, speeches, form, language)
        except Refusal as refusal:
            self.message_user(request, refusal.say(_), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:speeches_session_change", args=[pk]))
        name = papers.name_of(session, form, language)
        return FileResponse(
            BytesIO(content), as_attachment=True, filename=name, content_type=papers.CONTENT_TYPES[form]
        )
