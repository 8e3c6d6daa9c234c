"""Revisions: who changed what, when and why; what was deleted, and how it comes back."""

import json

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..history.comparison import compare
from ..history.kinds import KINDS, may_look, may_restore
from ..models import Revision
from .badges import badge
from .base import ReadOnlyAdmin
from .history import Histories, history_of


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [(kind, capfirst(model._meta.verbose_name)) for kind, model in KINDS.items()]

    def queryset(self, request, queryset):
        return queryset.of_kind(self.value()) if self.value() else queryset


class DeletedFilter(admin.SimpleListFilter):
    title = _("deleted")
    parameter_name = "deleted"

    def lookups(self, request, model_admin):
        return [("gone", _("what is deleted now"))]

    def queryset(self, request, queryset):
        return queryset.gone() if self.value() == "gone" else queryset


@admin.register(Revision)
class RevisionAdmin(Histories, ReadOnlyAdmin):
    list_display = ["label", "kind_by_name", "number", "deletion", "user", "reason", "created_at", "history_link"]
    list_filter = [DeletedFilter, KindFilter]
    list_select_related = ["user"]
    search_fields = ["label", "key", "reason"]
    fieldsets = [
        (None, {"fields": [("label", "kind_by_name", "number", "deletion"), ("user", "created_at", "key"), "reason"]}),
        (None, {"fields": [("correction_zh_hant", "correction_en"), "history_link", "as_it_was"]}),
        (_("record"), {"fields": ["record_as_text"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).without_records().marked_gone()

    def get_list_display(self, request):
        may_bring_back = any(may_restore(request.user, kind, exists=False) for kind in KINDS)
        return [*self.list_display, "way_back"] if may_bring_back else self.list_display

    def has_view_permission(self, request, obj=None):
        """Whoever may not see a city does not see what it was, either."""
        return super().has_view_permission(request, obj) and (obj is None or may_look(request.user, obj.kind))

    def history_view(self, request, object_id, extra_context=None):
        """A revision has no history of its own: that of its thing."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        revision = self.get_object(request, unquote(object_id))
        if revision is None:
            raise Http404
        return HttpResponseRedirect(history_of(revision.kind, revision.key))

    @admin.display(description=_("kind"), ordering="kind")
    def kind_by_name(self, revision):
        return capfirst(KINDS[revision.kind]._meta.verbose_name)

    @admin.display(description=_("deleted"), ordering="deleted")
    def deletion(self, revision):
        return badge("withdrawn", gettext("deleted")) if revision.deleted else ""

    @admin.display(description=_("history"))
    def history_link(self, revision):
        return format_html('<a href="{}">{}</a>', history_of(revision.kind, revision.key), gettext("History"))

    @admin.display(description=_("way back"))
    def way_back(self, revision):
        if not revision.is_gone:
            return ""
        url = reverse("admin:speeches_revision_restore", args=[revision.kind, revision.key, revision.number])
        return format_html('<a href="{}">{}</a>', url, gettext("Bring back"))

    @admin.display(description=_("as it was"))
    def as_it_was(self, revision):
        comparison = compare(revision.kind, revision.record, revision.record)
        return render_to_string("admin/speeches/comparison.html", {"comparison": comparison, "whole": True})

    @admin.display(description=_("record"))
    def record_as_text(self, revision):
        return format_html('<pre class="record">{}</pre>', json.dumps(revision.record, ensure_ascii=False, indent=2))
