"""The glossary."""

from django.contrib import admin

from ..models import Term
from .base import RecordedAdmin


@admin.register(Term)
class TermAdmin(RecordedAdmin):
    languages = {"chinese": "zh-Hant-TW", "english": "en", "variants": "zh-Hant-TW"}
    list_display = ["chinese", "english", "status", "source", "updated_at"]
    list_filter = ["status"]
    search_fields = ["chinese", "english", "variants"]
    fieldsets = [(None, {"fields": [("chinese", "english"), "variants", ("status", "source"), "note"]})]
