"""The translators' desk: one speech on one screen, Chinese beside English, saved text by text."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from .. import roles
from ..changes import recorded
from ..models import Speech, StaleRow
from ..models.translated import Translated
from ..workbench import states
from ..workbench.desk import Deed, do, english_columns, next_key, rows_of
from ..workbench.memory import fill_drafts
from .base import ATTEMPTS
from .dashboard import ENGLISH, bar
from .desk_forms import EnglishForm, english_form
from .desk_rows import desk_rows
from .findings import names_of
from .login import deleted_meanwhile
from .moves import previews

# Asked of the whole speech, while a Deed is asked of one text.
FILL = "fill"


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request, pk: int):
    speech = speech_of(request, pk)
    if request.method != "POST":
        return page(request, speech)
    if not (roles.may(request.user, "translate") or roles.may(request.user, "approve")):
        raise PermissionDenied
    for _attempt in range(ATTEMPTS):
        try:
            return save(request, speech)
        except StaleRow:
            # Somebody was faster between our reading and our writing. Read anew, the form sees it and shows both.
            speech = speech_of(request, pk)
    messages.error(request, _("Somebody else is changing this just now. Nothing was saved."))
    return HttpResponseRedirect(request.get_full_path())


def speech_of(request, pk: int) -> Speech:
    """With all that the desk shows, for whom it is open."""
    if not request.user.has_perm("speeches.view_speech"):
        raise PermissionDenied
    if not (found := Speech.objects.at_the_desk().with_pks(pk)):
        raise Http404
    return found[0]


def address(speech, key: str) -> str:
    """The desk at one of its texts."""
    return f"{reverse('desk', args=[speech.pk])}?{urlencode({'at': key})}#p-{key}"


def save(request, speech):
    """Save one text and go on to the next, or show again what could not be saved."""
    key, deed = request.POST.get("row"), request.POST.get("do")
    if deed == FILL:
        return fill(request, speech)
    if key is None or deed not in set(Deed):
        raise BadRequest
    rows = rows_of(speech)
    if (row := rows.get(key)) is None:
        return deleted_meanwhile(request)
    form = english_form(row, key, request.POST, Deed(deed))
    if not form.is_valid():
        return page(request, speech, form)
    write(request, form, Deed(deed))
    return HttpResponseRedirect(address(speech, next_key(rows, key, request.user)))


def fill(request, speech):
    """The very same Chinese was translated before: what has no English yet gets that one, as a draft."""
    if not roles.may(request.user, "translate"):
        raise PermissionDenied
    with recorded(request.user, _("The same Chinese was translated before.")):
        count = len(fill_drafts(speech, request.user))
    text = ngettext("%(count)s text was filled as a draft.", "%(count)s texts were filled as drafts.", count)
    messages.success(request, text % {"count": count})
    return HttpResponseRedirect(reverse("desk", args=[speech.pk]))


def write(request, form: EnglishForm, deed: Deed) -> None:
    row, user = form.instance, request.user
    reason = _("The English is still right.") if deed == Deed.KEEP else ""
    with recorded(user, reason):
        do(row, user, deed, form.english_is_new())
        row.save(update_fields=english_columns(row))
    said(request, row, deed)


def said(request, row: Translated, deed: Deed) -> None:
    if deed == Deed.APPROVE and row.translation_state != states.APPROVED:
        own = states.is_own(row, request.user)
        text = _("Saved. Somebody else approves what you have written.") if own else _("There was nothing to approve.")
        messages.warning(request, text)
    else:
        messages.success(request, _("Saved: %(state)s.") % {"state": row.get_translation_state_display()})


def page(request, speech, refused: EnglishForm | None = None) -> TemplateResponse:
    user, rows = request.user, desk_rows(speech, request.user, refused)
    here = refused.prefix if refused is not None else request.GET.get("at")
    paragraphs = [desk_row.row for desk_row in rows if not desk_row.is_headline]
    counts = {state: sum(row.translation_state == state for row in paragraphs) for state in ENGLISH}
    context = {
        **admin.site.each_context(request),
        "title": _("Translation: %(speech)s") % {"speech": speech},
        "speech": speech,
        "rows": rows,
        "here": here,
        "fillable": sum(desk_row.is_fillable for desk_row in rows),
        "progress": bar(counts, ENGLISH),
        "names": names_of(speech),
        "previews": previews(speech),
        "may_translate": roles.may(user, "translate"),
        "may_approve": roles.may(user, "approve"),
        "may_remark": user.has_perm("speeches.add_remark"),
    }
    return TemplateResponse(request, "admin/speeches/desk.html", context)
