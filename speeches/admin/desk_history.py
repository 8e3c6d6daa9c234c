"""What the English of one text was before, by whom, and the way back: a new revision, with the Chinese as it is."""

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import roles
from ..changes import recorded
from ..history.english import versions
from ..history.restoring import OVERTAKEN
from ..models import StaleRow
from ..workbench import states
from ..workbench.desk import english_columns, rows_of
from .desk import address, speech_of
from .filters import number


@require_http_methods(["GET", "HEAD", "POST"])
def desk_history(request, pk: int, part: str):
    speech = speech_of(request, pk)
    if not request.user.has_perm("speeches.view_revision"):
        raise PermissionDenied
    if (row := rows_of(speech).get(part)) is None:
        raise Http404
    found = versions(speech, part)
    if request.method == "POST":
        if not roles.may(request.user, "translate"):
            raise PermissionDenied
        return restored(request, speech, part, row, found)
    now = "\n".join(row.english_now().text)
    context = {
        **admin.site.each_context(request),
        "title": _("Earlier English: %(speech)s") % {"speech": speech},
        "speech": speech,
        "desk": address(speech, part),
        "row": row,
        "now": now,
        "versions": [(version, "\n".join(version.english.text)) for version in found],
        "may_translate": roles.may(request.user, "translate"),
    }
    return TemplateResponse(request, "admin/speeches/desk_history.html", context)


def restored(request, speech, part: str, row, found):
    which = number(request.POST.get("revision"))
    version = next((one for one in found if one.revision.number == which), None)
    if version is None:
        raise BadRequest
    try:
        if request.POST.get("shown_version") != str(row.version):
            raise StaleRow(row)
        with recorded(request.user, _("English of revision %(number)s restored") % {"number": which}):
            states.restore(row, version.english, request.user)
            row.save(update_fields=english_columns(row))
    except StaleRow:
        messages.warning(request, OVERTAKEN)
    else:
        messages.success(request, _("The English is as it was in revision %(number)s.") % {"number": which})
    return HttpResponseRedirect(address(speech, part))
