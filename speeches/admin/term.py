"""The glossary."""

from django.contrib import admin, messages

from ..models import Term
from .base import RecordedAdmin
from .disagreement import counted_way_to

# What makes approved English disagree.
DECISIVE = {"chinese", "english", "variants"}


@admin.register(Term)
class TermAdmin(RecordedAdmin):
    languages = {"chinese": "zh-Hant-TW", "english": "en", "variants": "zh-Hant-TW"}
    list_display = ["chinese", "english", "status", "source", "updated_at"]
    list_filter = ["status"]
    search_fields = ["chinese", "english", "variants"]
    fieldsets = [(None, {"fields": [("chinese", "english"), "variants", ("status", "source"), "note"]})]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if DECISIVE.intersection(form.changed_data) and (text := counted_way_to(obj)):
            self.message_user(request, text, messages.WARNING)
