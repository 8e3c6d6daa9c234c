"""Words that mean the same to the search."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import Synonym
from .base import RecordedAdmin


@admin.register(Synonym)
class SynonymAdmin(RecordedAdmin):
    list_display = ["group", "note", "updated_at"]
    search_fields = ["words"]
    fieldsets = [(None, {"fields": ["words", "note"]})]

    @admin.display(description=_("words"), ordering="words")
    def group(self, synonym):
        return str(synonym)
