"""Texts go out as files and come in again: what a file would change is shown first, and asked for."""

import base64
import binascii
from typing import NamedTuple

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from .. import roles
from ..models import Session, Speech, TranslationState
from ..models.remark import HEADLINE
from ..records import Refusal, gettext_noop
from ..workbench import exchange
from .base import reason_of
from .desk import address

# Bytes: the file rides along on the page that asks, where Django takes two and a half million characters.
LARGEST = 1_500_000
TOO_LARGE = gettext_noop("The file is too large: export fewer speeches at once.")
TYPES = {
    "xlf": "application/x-xliff+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ExportForm(forms.Form):
    """Which texts go out; without a state all."""

    session = forms.ModelChoiceField(
        Session.objects.complete(), label=gettext_lazy("Session"), required=False, empty_label=gettext_lazy("all")
    )
    state = forms.MultipleChoiceField(
        label=gettext_lazy("Only texts that are"),
        choices=TranslationState.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    outdated = forms.BooleanField(label=gettext_lazy("Outdated English, too"), required=False)
    form = forms.ChoiceField(
        label=gettext_lazy("Format"), choices=[("xlf", "XLIFF 1.2"), ("xlsx", "Excel (XLSX)")], initial="xlf"
    )


class Line(NamedTuple):
    """One text of the file beside what is here, and where that is worked on."""

    change: exchange.Change
    words: str
    url: str


def required(request) -> None:
    if not roles.may(request.user, "translate"):
        raise PermissionDenied


@require_safe
def export_file(request):
    required(request)
    asked = ExportForm(request.GET)
    if not asked.is_valid():
        raise BadRequest
    session, form = asked.cleaned_data["session"], asked.cleaned_data["form"]
    speeches = Speech.objects.of(session) if session else Speech.objects.all()
    try:
        content = exchange.write(speeches, form, asked.cleaned_data["state"], asked.cleaned_data["outdated"])
    except Refusal as refusal:
        messages.warning(request, refusal.say(_))
        return HttpResponseRedirect(reverse("translation_files"))
    name = f"translation-{session.date if session else 'all'}.{form}"
    return HttpResponse(
        content, content_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def translation_files(request):
    required(request)
    if request.method != "POST":
        return page(request)
    try:
        if "content" in request.POST:
            return taken(request, decoded(request.POST["content"]))
        return asked_for(request, uploaded(request))
    except Refusal as refusal:
        messages.error(request, refusal.say(_))
        return page(request)


def uploaded(request, too_large: str = TOO_LARGE) -> bytes:
    """The file of a request. Raises Refusal where there is none, and with these words where it is too large."""
    file = request.FILES.get("file")
    if file is None:
        raise Refusal(gettext_noop("Choose a file."))
    if file.size > LARGEST:
        raise Refusal(too_large)
    return file.read()


def decoded(content: str) -> bytes:
    """The file as the page that asks has carried it. Raises BadRequest."""
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadRequest from error


def page(request, **context) -> TemplateResponse:
    context = {**admin.site.each_context(request), "title": _("Files for translators"), "form": ExportForm(), **context}
    return TemplateResponse(request, "admin/speeches/translation_files.html", context)


def asked_for(request, data: bytes) -> TemplateResponse:
    """The dry run: what would be taken with its difference, and what would be left alone."""
    lines = [line(change) for change in exchange.compare(data)]
    return page(
        request,
        content=base64.b64encode(data).decode(),
        taken=[one for one in lines if one.change.outcome.is_taken],
        left=[one for one in lines if one.change.outcome.is_left_alone],
        unchanged=sum(one.change.outcome == exchange.Outcome.UNCHANGED for one in lines),
    )


def line(change: exchange.Change) -> Line:
    key = HEADLINE if change.part in exchange.OWN_TEXTS else change.part
    return Line(change, _(exchange.WORDS[change.outcome]), address(change.speech, key) if change.speech else "")


def taken(request, data: bytes):
    changes = exchange.take(data, request.user, reason_of(request) or _("file of a translator"))
    count = sum(change.outcome.is_taken for change in changes)
    messages.success(request, _("%(count)s texts were taken from the file.") % {"count": count})
    return HttpResponseRedirect(reverse("translation"))
