"""Speakers."""

from django.contrib import admin

from ..models import Speaker
from .base import RecordedAdmin
from .filters import MissingFilter, TopicFilter
from .like import LikeAnother
from .merge import Merging
from .quick import QuickFilters


@admin.register(Speaker)
class SpeakerAdmin(Merging, QuickFilters, LikeAnother, RecordedAdmin):
    list_display = ["name_zh_hant", "name_en", "slug", "updated_at"]
    list_filter = [MissingFilter, TopicFilter]
    shared = ("topics",)
    search_fields = ["name_zh_hant", "name_en", "slug"]
    ordering = ["name_zh_hant", "pk"]
    fieldsets = [
        (None, {"fields": [("name_zh_hant", "name_en"), ("description_zh_hant", "description_en"), "topics", "slug"]})
    ]
