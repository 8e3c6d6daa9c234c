"""Speeches: the list, and one screen for all of a speech."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Speech
from ..models.counted import page_of
from ..workbench import states
from .badges import badge, english_badge
from .base import RecordedAdmin
from .bulk import SpeechBulk
from .export import ExportsDigest
from .filters import (
    EnglishFilter,
    MissingFilter,
    SessionFilter,
    SpeechCountryFilter,
    StateFilter,
    TopicFilter,
    YearFilter,
)
from .like import LikeAnother
from .moves import SpeechMoves, previews
from .paragraph import ParagraphInline
from .quick import SpeechQuickFilters
from .speech_form import SpeechForm, correction_of

ENGLISH = {"headline_en", "role_en"}


def moment(time) -> str:
    return date_format(localtime(time), "Y-m-d H:i")


class SpeechList(ChangeList):
    def get_results(self, request):
        """Only the page that is shown needs the states of its paragraphs; bulk actions start from the plain rows."""
        super().get_results(request)
        self.result_list = page_of(self.queryset, self.result_list).with_translation_states()


@admin.register(Speech)
class SpeechAdmin(SpeechMoves, SpeechBulk, ExportsDigest, SpeechQuickFilters, LikeAnother, RecordedAdmin):
    form = SpeechForm
    inlines = [ParagraphInline]
    list_display = ["number_in_paper", "speaker_name", "body_name", "session_name", "state_badge", "english", "changed"]
    list_display_links = ["number_in_paper", "speaker_name"]
    list_filter = [
        YearFilter,
        SessionFilter,
        StateFilter,
        EnglishFilter,
        MissingFilter,
        SpeechCountryFilter,
        TopicFilter,
    ]
    actions = [*SpeechMoves.actions, *SpeechBulk.actions, *ExportsDigest.actions]
    shared = ("session", "city", "organization", "topics")
    # What is searched is the folded text in both languages; this line only shows the search box.
    search_fields = ["search_text__title"]
    search_help_text = gettext_lazy("Names, headline and full text, in either language; drafts too.")
    autocomplete_fields = ["session", "speaker", "city", "organization"]
    readonly_fields = ["state_badge", "publish_at", "english_of_speech", "source", "updated_at"]

    def get_fieldsets(self, request, obj=None):
        who = ["speaker", "honorific"], ["city", "organization"], ["role_zh_hant", "role_en"]
        what = ["headline_zh_hant", "headline_en"], "topics"
        paste = {
            "fields": [["pasted_zh_hant", "pasted_en"]],
            "classes": ["collapse"],
            "description": _("From a word processor: each line becomes a paragraph behind those that are there."),
        }
        fieldsets = [
            (None, {"fields": [["session", "number"]]}),
            (_("Who spoke, for whom"), {"fields": [*who]}),
            (_("What about"), {"fields": [*what]}),
        ]
        if obj:
            state = ["state_badge", "publish_at", "english_of_speech"]
            fieldsets.append((_("State"), {"fields": [state]}))
        address = ["slug", ["source", "updated_at"]] if obj else ["slug"]
        if self.has_change_permission(request, obj):
            fieldsets.append((_("Paste text"), paste))
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
        formset.write(request.user, form.pasted_paragraphs(request.user))

    def recording(self, request, view, *args):
        return super().recording(request, view, *args, correction=correction_of(request))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["moves"] = self.offered(request, obj or Speech()) if self.has_change_permission(request, obj) else []
        if obj:
            context |= {"previews": previews(obj), "tells_readers": obj.is_public()}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def shared_by(self, speech):
        return super().shared_by(speech) | {"number": speech.session.next_number()}

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
        if speech.is_scheduled():
            return badge("scheduled", _("public from %(time)s") % {"time": moment(speech.publish_at)})
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
        return moment(speech.updated_at)

    @admin.display(description=gettext_lazy("source document"))
    def source(self, speech):
        if speech.document is None:
            return "—"
        url = reverse("admin:speeches_sourcedocument_change", args=[speech.document.pk])
        return format_html('<a href="{}">{}</a>', url, speech.document)
