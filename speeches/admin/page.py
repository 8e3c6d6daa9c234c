"""What the site says of itself: a fixed set of pages, each with one text in both languages."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..models import SitePage, TranslationState
from .badges import badge
from .base import RecordedAdmin
from .forms import RowForm

MARKS = _(
    "Plain text. A blank line parts paragraphs; “# ” at the beginning of a line makes it a heading, “- ” an item of a "
    "list. Addresses of web pages and e-mail addresses become links by themselves."
)


class SitePageForm(RowForm):
    class Meta:
        widgets = {
            f"body_{language}": forms.Textarea(attrs={"rows": 24, "class": "vLargeTextField"})
            for language in ("zh_hant", "en")
        }


@admin.register(SitePage)
class SitePageAdmin(RecordedAdmin):
    form = SitePageForm
    list_display = ["name", "english", "updated_at"]
    search_fields = ["body_zh_hant", "body_en"]
    fieldsets = [(None, {"fields": [("body_zh_hant", "body_en")], "description": MARKS})]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def view_on_site(self, page):
        return reverse(page.name)

    @admin.display(description=_("English"))
    def english(self, page):
        state = TranslationState.TRANSLATED if page.body_en else TranslationState.UNTRANSLATED
        return badge(state, state.label)
