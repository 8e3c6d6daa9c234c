"""Revisions: who changed what, when and why."""

import json

from django.apps import apps
from django.contrib import admin
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import City, Organization, Revision, Session, Speaker, Speech, Summit, Term, Topic
from .badges import badge
from .base import ReadOnlyAdmin

REVISED = (Speech, City, Organization, Speaker, Topic, Term, Session, Summit)


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [(model._meta.model_name, capfirst(model._meta.verbose_name)) for model in REVISED]

    def queryset(self, request, queryset):
        return queryset.of_kind(self.value()) if self.value() else queryset


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ["label", "kind_by_name", "number", "deletion", "user", "reason", "created_at"]
    list_filter = [KindFilter, "deleted"]
    list_select_related = ["user"]
    search_fields = ["label", "key", "reason"]
    fields = ["label", "kind_by_name", "key", "number", "deletion", "user", "reason", "created_at", "record_as_text"]

    @admin.display(description=_("kind"), ordering="kind")
    def kind_by_name(self, revision):
        return capfirst(apps.get_model("speeches", revision.kind)._meta.verbose_name)

    @admin.display(description=_("deleted"), ordering="deleted")
    def deletion(self, revision):
        return badge("withdrawn", gettext("deleted")) if revision.deleted else ""

    @admin.display(description=_("record"))
    def record_as_text(self, revision):
        return format_html('<pre class="record">{}</pre>', json.dumps(revision.record, ensure_ascii=False, indent=2))
