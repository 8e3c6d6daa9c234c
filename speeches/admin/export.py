"""A digest as the office writes it, of one session: the action that asks in which language and kind of file."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from .. import papers
from ..models import Speech
from .asking import AsksFirst

LANGUAGES = [
    (papers.ZH, pgettext_lazy("language of a file", "Chinese")),
    (papers.EN, pgettext_lazy("language of a file", "English")),
    (papers.BOTH, pgettext_lazy("language of a file", "both languages")),
]
KINDS = {
    "docx": gettext_lazy("Word document (.docx)"),
    "pdf": gettext_lazy("PDF (.pdf)"),
    "xlsx": gettext_lazy("Spreadsheet (.xlsx)"),
    "csv": gettext_lazy("Comma-separated values (.csv)"),
}


class ExportForm(forms.Form):
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=LANGUAGES, initial=papers.ZH, widget=forms.RadioSelect
    )
    form = forms.ChoiceField(
        label=gettext_lazy("Kind of file"),
        choices=[(form, KINDS[form]) for form in papers.WRITERS],
        initial="docx",
        widget=forms.RadioSelect,
    )


class ExportsDigest(AsksFirst):
    """For lists of speeches and of sessions; `speeches_to_export` says which speeches the chosen rows are."""

    actions = ["export_digest"]

    @admin.action(description=gettext_lazy("Export as a digest (Word, PDF, spreadsheet)…"), permissions=["view"])
    def export_digest(self, request, queryset):
        if not request.user.has_perm("speeches.view_speech"):
            raise PermissionDenied
        speeches = list(self.speeches_to_export(queryset).light().with_people().in_paper_order())
        if len({speech.session_id for speech in speeches}) != 1:
            return self.message_user(request, _("Choose speeches of one session."), messages.WARNING)
        form = ExportForm(request.POST if self.is_answered(request) else None)
        if form.is_valid():
            return HttpResponseRedirect(self.address_of_digest(speeches, **form.cleaned_data))
        title = self.get_actions(request)["export_digest"][2]
        return self.asking_page(request, "export", "export_digest", title, chosen=queryset, rows=speeches, form=form)

    def speeches_to_export(self, queryset):
        return queryset

    @staticmethod
    def address_of_digest(speeches: list[Speech], language: str, form: str) -> str:
        """Where the file is; that of a part of a session names its speeches. It is asked for by GET: making it must
        not hold up those who write."""
        session = speeches[0].session
        address = reverse("admin:speeches_session_digest", args=[session.pk, language, form])
        if len(speeches) == session.speeches.count():
            return address
        return f"{address}?{urlencode({'speech': [speech.pk for speech in speeches]}, doseq=True)}"
