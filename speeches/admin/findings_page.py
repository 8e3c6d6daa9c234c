"""The checks as a report: what is doubted in all the English of one session, as it is now."""

from typing import NamedTuple

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..models import Remark, Session, Speech
from ..workbench.desk import by_row, rows_of
from ..workbench.glossary import matcher
from .desk import address
from .filters import number
from .findings import Doubt, bilingual, judged, names_of


class Line(NamedTuple):
    """One text and what is doubted in it."""

    url: str
    chinese: str
    english: str
    doubts: list[Doubt]


@require_safe
def findings_page(request):
    """A session at a time: the checks read every text anew, so that no answer is older than texts and glossary."""
    if not request.user.has_perm("speeches.view_speech"):
        raise PermissionDenied
    sessions = list(Session.objects.complete())
    asked = number(request.GET.get("session"))
    session = next((one for one in sessions if one.pk == asked), sessions[0] if sessions else None)
    found = report(session) if session else []
    context = {
        **admin.site.each_context(request),
        "title": _("Findings of the checks"),
        "sessions": sessions,
        "session": session,
        "speeches": found,
        "count": sum(len(line.doubts) for _speech, lines in found for line in lines),
    }
    return TemplateResponse(request, "admin/speeches/findings.html", context)


def report(session: Session) -> list[tuple[Speech, list[Line]]]:
    """The speeches in whose English something is doubted."""
    terms, remarks = matcher(), Remark.objects.of_session(session.pk).dismissals().by_speech()
    found = []
    for speech in Speech.objects.of(session).at_the_desk().in_paper_order():
        rows, names = rows_of(speech), bilingual(names_of(speech))
        of_row = by_row(remarks.get(speech.pk, ()), rows)
        lines = []
        for key, row in rows.items():
            if doubts := judged(row, names, terms, of_row[key]).doubts:
                lines.append(Line(address(speech, key), row.chinese(), "\n".join(row.english_now().text), doubts))
        if lines:
            found.append((speech, lines))
    return found
