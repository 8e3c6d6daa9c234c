"""A row as it stands in the paper beside the speech as it is now."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..digest.compare import GROUPS, recall
from ..models import Speech
from ..records import Speech as Row
from .import_rows import label_of, said_of_who


@require_safe
def source_row(request, pk: int):
    if not request.user.has_perms(["speeches.view_speech", "speeches.view_sourcedocument"]):
        raise PermissionDenied
    speech = Speech.objects.complete().with_pks(pk).first()
    if speech is None or speech.source_row is None:
        raise Http404
    paper, here = recall(speech.source_row), speech.to_record()
    context = admin.site.each_context(request) | {
        "title": _("Beside the paper: %(speech)s") % {"speech": speech},
        "speech": speech,
        "number": paper.number,
        "who": [(label_of(group), said_of_who(paper, group), said_of_who(here, group)) for group in GROUPS],
        "pairs": pairs(paper, here),
    }
    return TemplateResponse(request, "admin/speeches/source_row.html", context)


def pairs(paper: Row, here: Row) -> list[tuple[str, str]]:
    """Each paragraph of the paper with what has become of it, then those that only the speech has; "" for none."""
    now = {paragraph.key: paragraph.text for paragraph in here.paragraphs}
    of_paper = [(paragraph.text, now.pop(paragraph.key, "")) for paragraph in paper.paragraphs]
    return [*of_paper, *(("", text) for text in now.values())]
