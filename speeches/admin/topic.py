"""Topics."""

from django.contrib import admin
from taggit.models import Tag

from ..models import Topic
from .base import RecordedAdmin
from .filters import MissingFilter
from .quick import QuickFilters

# taggit registers its own tags; this site has topics instead.
admin.site.unregister(Tag)


@admin.register(Topic)
class TopicAdmin(QuickFilters, RecordedAdmin):
    list_display = ["name_zh_hant", "name_en", "slug", "updated_at"]
    list_filter = [MissingFilter]
    search_fields = ["name_zh_hant", "name_en", "slug"]
    ordering = ["name_zh_hant", "pk"]
    fieldsets = [
        (None, {"fields": [("name_zh_hant", "name_en"), ("description_zh_hant", "description_en"), "synonyms", "slug"]})
    ]
