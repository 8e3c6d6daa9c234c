"""The checks as a report: what is doubted in all English, counted session by session, and told for one of them."""

from collections import Counter
from typing import NamedTuple

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..models import Remark, Session, Speech
from ..workbench.desk import by_row, rows_of
from ..workbench.vocabulary import vocabulary
from .desk import address
from .filters import number
from .findings import KINDS, Doubt, judged

# Sessions: the checks read a dozen in half a second.
PER_PAGE = 12


class Line(NamedTuple):
    """One text and what is doubted in it."""

    url: str
    chinese: str
    english: str
    doubts: list[Doubt]


class Counted(NamedTuple):
    """One session: how many findings there are, and of each kind, the most frequent first."""

    session: Session
    count: int
    kinds: list[tuple[str, int]]


@require_safe
def findings_page(request):
    """The checks read every text anew, so that no answer is older than texts and glossary."""
    if not request.user.has_perm("speeches.view_speech"):
        raise PermissionDenied
    sessions = list(Session.objects.complete())
    asked = number(request.GET.get("session"))
    session = next((one for one in sessions if one.pk == asked), None)
    pages = Paginator(sessions, PER_PAGE)
    shown = pages.get_page(number(request.GET.get("page")))
    found = report([session] if session else shown.object_list)
    context = {
        **admin.site.each_context(request),
        "title": _("Findings of the checks"),
        "sessions": sessions,
        "session": session,
        "speeches": found,
        "count": sum(len(line.doubts) for _speech, lines in found for line in lines),
        "counted": [] if session else [counted(one, found) for one in shown],
        "page": shown,
        "pages": pages.get_elided_page_range(shown.number),
    }
    return TemplateResponse(request, "admin/speeches/findings.html", context)


def report(sessions: list[Session]) -> list[tuple[Speech, list[Line]]]:
    """The speeches of these sessions in whose English something is doubted; in as many queries for one as for all."""
    words = vocabulary()
    remarks = Remark.objects.of_sessions(sessions).dismissals().by_speech()
    found = []
    for speech in Speech.objects.of_sessions(sessions).at_the_desk().in_paper_order():
        rows = rows_of(speech)
        of_row = by_row(remarks.get(speech.pk, ()), rows)
        lines = []
        for key, row in rows.items():
            if doubts := judged(row, words, of_row[key]).doubts:
                lines.append(Line(address(speech, key), row.chinese(), "\n".join(row.english_now().text), doubts))
        if lines:
            found.append((speech, lines))
    return found


def counted(session: Session, found: list[tuple[Speech, list[Line]]]) -> Counted:
    lines = [line for speech, lines in found if speech.session_id == session.pk for line in lines]
    codes = Counter(doubt.code for line in lines for doubt in line.doubts)
    return Counted(session, codes.total(), [(_(KINDS[code]), count) for code, count in codes.most_common()])
