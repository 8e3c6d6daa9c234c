"""Speeches: the list, and one screen for all of a speech."""

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Speech
from ..workbench import states
from .badges import badge, english_badge
from .base import RecordedAdmin
from .filters import EnglishFilter, SessionFilter, SpeechCountryFilter, TopicFilter, YearFilter
from .forms import RowForm
from .moves import SpeechMoves
from .paragraph import ParagraphInline

ENGLISH = {"headline_en", "role_en"}


class SpeechForm(RowForm):
    def clean(self):
        cleaned = super().clean()
        bodies = {"city", "organization"}
        if not bodies & set(self.errors) and not any(cleaned.get(body) for body in bodies):
            self.add_error("city", _("Choose a city or an organization, or both."))
        return cleaned

    def address_year(self):
        session = self.cleaned_data.get("session")
        return session.summit.year if session else 0

    def clean_slug(self):
        slug = super().clean_slug()
        others = Speech.objects.at_address(self.address_year(), slug)
        if slug and any(speech.pk != self.instance.pk for speech in others):
            raise forms.ValidationError(_("Another speech of this year has this address."))
        return slug


class SpeechList(ChangeList):
    def get_results(self, request):
        """Only the page that is shown needs the states of its paragraphs; bulk actions start from the plain rows."""
        super().get_results(request)
        self.result_list = self.result_list.with_translation_states()


@admin.register(Speech)
class SpeechAdmin(SpeechMoves, RecordedAdmin):
    form = SpeechForm
    inlines = [ParagraphInline]
    list_display = ["number_in_paper", "speaker_name", "body_name", "session_name", "state_badge", "english", "changed"]
    list_display_links = ["number_in_paper", "speaker_name"]
    list_filter = [YearFilter, SessionFilter, "state", EnglishFilter, SpeechCountryFilter, TopicFilter]
    # What is searched is the folded text in both languages; this line only shows the search box.
    search_fields = ["search_text__folded"]
    search_help_text = gettext_lazy("Names, headline and full text, in either language; drafts too.")
    autocomplete_fields = ["session", "speaker", "city", "organization"]
    readonly_fields = ["state_badge", "publish_at", "english_of_speech", "source", "updated_at"]

    def get_fieldsets(self, request, obj=None):
        who = ["speaker", "honorific"], ["city", "organization"], ["role_zh_hant", "role_en"]
        what = ["headline_zh_hant", "headline_en"], "topics"
        fieldsets = [
            (None, {"fields": [["session", "number"]]}),
            (_("Who spoke, for whom"), {"fields": [*who]}),
            (_("What about"), {"fields": [*what]}),
        ]
        if obj:
            state = ["state_badge", "publish_at", "english_of_speech"]
            fieldsets.append((_("State"), {"fields": [state]}))
        address = ["slug", ["source", "updated_at"]] if obj else ["slug"]
        return [*fieldsets, (_("Address and source"), {"fields": address, "classes": ["collapse"]})]

    def get_changelist(self, request, **kwargs):
        return SpeechList

    def get_queryset(self, request):
        return super().get_queryset(request).with_people()

    def save_model(self, request, obj, form, change):
        if ENGLISH & set(form.changed_data):
            states.settle(obj, request.user)
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        new = [(paragraph, {"text_en"}) for paragraph in formset.new_objects]
        for paragraph, changed in [*formset.changed_objects, *new]:
            if "text_en" in changed:
                states.settle(paragraph, request.user)
            paragraph.save()
        for paragraph in formset.moved_aside():
            paragraph.save()
        for paragraph in formset.deleted_objects:
            paragraph.delete()

    def view_on_site(self, speech):
        """Where readers find it; drafts have no such page."""
        return reverse("speech", args=[speech.year, speech.slug]) if speech.is_public() else None

    @admin.display(description=gettext_lazy("number"), ordering="number")
    def number_in_paper(self, speech):
        return speech.number

    @admin.display(description=gettext_lazy("speaker"), ordering="speaker__name_zh_hant")
    def speaker_name(self, speech):
        return speech.speaker.name

    @admin.display(description=gettext_lazy("city or organization"))
    def body_name(self, speech):
        return " · ".join(filter(None, [speech.body.country_name, speech.body.name]))

    @admin.display(description=gettext_lazy("session"), ordering="session__date")
    def session_name(self, speech):
        return str(speech.session)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_badge(self, speech):
        return badge(speech.state, speech.get_state_display())

    @admin.display(description=gettext_lazy("English of headline and role"))
    def english_of_speech(self, speech):
        return english_badge(speech)

    @admin.display(description=gettext_lazy("English"))
    def english(self, speech):
        """How many paragraphs have English, of how many; and whether any of it is outdated or all of it approved."""
        paragraphs = speech.paragraphs.all()
        have = sum(paragraph.translation_state != states.UNTRANSLATED for paragraph in paragraphs)
        progress = format_html('<span class="progress">{}/{}</span>', have, len(paragraphs))
        if any(row.is_outdated for row in [speech, *paragraphs]):
            return format_html("{} {}", progress, badge("outdated", _("outdated")))
        if paragraphs and all(paragraph.translation_state == states.APPROVED for paragraph in paragraphs):
            return format_html("{} {}", progress, badge("approved", states.APPROVED.label))
        return progress

    @admin.display(description=gettext_lazy("last change"), ordering="updated_at")
    def changed(self, speech):
        return date_format(localtime(speech.updated_at), "Y-m-d H:i")

    @admin.display(description=gettext_lazy("source document"))
    def source(self, speech):
        if speech.document is None:
            return "—"
        url = reverse("admin:speeches_sourcedocument_change", args=[speech.document.pk])
        return format_html('<a href="{}">{}</a>', url, speech.document)
