"""What all screens share. Every write goes through `changes.recorded`: save, inline, delete, bulk action."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from taggit.managers import TaggableManager

from ..changes import recorded
from ..models import StaleRow
from ..models.version import Kept
from .forms import ADDRESS_HELP, HTML_LANGUAGES, PlainText, RowForm, language_labels
from .login import deleted_meanwhile

admin.site.site_header = admin.site.site_title = gettext_lazy("Smart City Mayors' Summit: editing")
admin.site.index_title = gettext_lazy("Overview")

READING = {"GET", "HEAD", "OPTIONS", "TRACE"}
ATTEMPTS = 3


def reason_of(request) -> str:
    """Why, in the words of whoever changes it. PostgreSQL stores no NUL."""
    return request.POST.get("reason", "").replace("\0", "").strip()[:255]


class Bilingual:
    """Fields of screens and inlines: each column says its language, topics come from the list of topics."""

    # Columns in one language whose name does not say so.
    languages: dict[str, str] = {}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, TaggableManager):
            return self.topics_field(db_field)
        if isinstance(db_field, models.TextField):
            kwargs["form_class"] = PlainText
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if language := self.language_of(db_field):
            field.widget.attrs["lang"] = language
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            # Deleting a city is a matter for the list of cities, not for a slip beside a field.
            field.widget.can_delete_related = field.widget.can_view_related = False
        if db_field.name == "slug" and field is not None:
            field.help_text = ADDRESS_HELP
        return field

    def language_of(self, db_field) -> str | None:
        for suffix, language in HTML_LANGUAGES.items():
            if db_field.name.endswith(f"_{suffix}"):
                return language
        return self.languages.get(db_field.name)

    def topics_field(self, db_field):
        """Several topics, of those that exist: found by typing, in either language."""
        tag = db_field.remote_field.through._meta.get_field("tag")
        return forms.ModelMultipleChoiceField(
            queryset=tag.related_model.objects.all(),
            required=False,
            label=capfirst(db_field.verbose_name),
            widget=AutocompleteSelectMultiple(tag, self.admin_site),
        )


class RecordedAdmin(Bilingual, admin.ModelAdmin):
    """The one base class of the screens: what it writes is one revision of each thing, or nothing at all."""

    form = RowForm
    # A link to the readers' page is given where there is one, by URL.
    view_on_site = False
    # Each would cost a query over the whole table.
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 40

    def action_checkbox(self, obj):
        """Django's box, written out: a widget for each row is a quarter of what a list costs."""
        return format_html(
            '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}">',
            ACTION_CHECKBOX_NAME,
            obj.pk,
            _("Select this object for an action - {}").format(obj),
        )

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return self.recording(request, super().changeform_view, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        return self.recording(request, super().delete_view, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        return self.recording(request, super().changelist_view, extra_context)

    def recording(self, request, view, *args, correction=("", "")):
        if request.method in READING:
            return view(request, *args)
        for _attempt in range(ATTEMPTS):
            try:
                with recorded(request.user, reason_of(request), correction):
                    return view(request, *args)
            except StaleRow:
                # Somebody was faster between our reading and our writing. Read anew, the form sees it and shows both.
                continue
        self.message_user(request, _("Somebody else is changing this just now. Nothing was saved."), messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Django's own answer drops what was typed into the form of something that was deleted meanwhile."""
        if request.method == "POST" and "shown_version" in request.POST:
            return deleted_meanwhile(request)
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def history_view(self, request, object_id, extra_context=None):
        """Revisions tell it, and they outlive the thing."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        thing = self.get_object(request, unquote(object_id))
        if not isinstance(thing, Kept):
            raise Http404
        return HttpResponseRedirect(reverse("admin:speeches_revision_thing", args=[thing._meta.model_name, thing.key]))

    def log_addition(self, request, obj, message):
        """Nothing: a revision says it, and so do they for the two below."""

    def log_change(self, request, obj, message):
        pass

    def log_deletions(self, request, queryset):
        pass

    def save_model(self, request, obj, form, change):
        """Only rows that changed are written: a save without a change makes nobody else's form old."""
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, labels=language_labels(self.model), **kwargs)

    def get_search_results(self, request, queryset, search_term):
        """Folded and in both languages, by the queryset's own `mentioning`; no row is found twice."""
        return queryset.mentioning(search_term.replace("\0", "")), False


class ReadOnlyAdmin(RecordedAdmin):
    """What only machines write: it can be found and read."""

    form = forms.ModelForm

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
