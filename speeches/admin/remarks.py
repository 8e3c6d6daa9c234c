"""What is said beside the texts at the translators' desk: comments, and why a finding of the checks is none."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..changes import recorded
from ..models import Remark
from ..workbench.desk import pair_digest, rows_of
from .desk import address, speech_of
from .filters import number
from .findings import LONGEST_NAME

# Characters; the boxes take no more.
LONGEST = 1000


def typed(request, name: str, longest: int) -> str:
    """PostgreSQL stores no NUL."""
    return request.POST.get(name, "").replace("\0", "").strip()[:longest]


@require_POST
def remark(request, pk: int):
    """Say something on a text, or why a finding in it is none."""
    speech = speech_of(request, pk)
    if not request.user.has_perm("speeches.add_remark"):
        raise PermissionDenied
    key = request.POST.get("row")
    if (row := rows_of(speech).get(key)) is None:
        raise BadRequest
    said = Remark(speech=speech, paragraph_key=key, text=typed(request, "text", LONGEST), user=request.user)
    if finding := typed(request, "finding", LONGEST_NAME):
        said.finding, said.digest = finding, pair_digest(row)
    if not said.text:
        messages.warning(request, _("Nothing was written, and nothing was saved."))
    elif finding and request.POST.get("digest") != said.digest:
        messages.warning(request, _("The text was changed meanwhile. Nothing was dismissed: look at it again."))
    else:
        with recorded(request.user):
            # Of two people at once the second has nothing to say any more.
            if not (finding and speech.remarks.dismissing(key, finding, said.digest)):
                said.save()
    return HttpResponseRedirect(address(speech, key))


@require_POST
def close_remark(request, pk: int):
    """A comment is answered, or open again; a dismissal is taken back."""
    speech = speech_of(request, pk)
    if not request.user.has_perm("speeches.change_remark"):
        raise PermissionDenied
    found = speech.remarks.numbered(number(request.POST.get("remark")) or 0).first()
    if found is None:
        raise BadRequest
    with recorded(request.user):
        if found.is_open:
            found.close(request.user)
        elif not found.is_dismissal:
            found.reopen()
        found.save()
    return HttpResponseRedirect(address(speech, found.paragraph_key))
