"""The glossary goes out as CSV and comes in again: what a file would change is shown first, and asked for."""

import base64
from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ..models import Term
from ..records import Refusal, gettext_noop
from ..workbench import glossary
from .base import reason_of
from .disagreement import way_to
from .term import TermAdmin
from .translation_files import decoded, uploaded

TOO_LARGE = gettext_noop("The file is too large for a glossary: take less of it at once.")
# Of the terms that a file has changed; more would be no message any more.
FEW = 10


class Column(NamedTuple):
    """What a line would change: the name, the language of its texts ("" where that is open), and both of them."""

    name: str
    language: str
    before: str
    after: str


class Line(NamedTuple):
    """A line of the file, and what it would change."""

    row: glossary.Row
    columns: list[Column]


@require_safe
def glossary_export(request):
    if not request.user.has_perm("speeches.view_term"):
        raise PermissionDenied
    headers = {"Content-Disposition": 'attachment; filename="glossary.csv"'}
    return HttpResponse(glossary.write(), content_type="text/csv; charset=utf-8", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def glossary_file(request):
    if not request.user.has_perms(glossary.NEEDED_PERMISSIONS):
        raise PermissionDenied
    if request.method != "POST":
        return page(request)
    try:
        if "content" in request.POST:
            return taken(request, decoded(request.POST["content"]))
        return asked_for(request, uploaded(request, TOO_LARGE))
    except Refusal as refusal:
        messages.error(request, refusal.say(_))
        return page(request)


def page(request, **context) -> TemplateResponse:
    context = {**admin.site.each_context(request), "title": _("The glossary as a file"), **context}
    return TemplateResponse(request, "admin/speeches/glossary_file.html", context)


def asked_for(request, data: bytes) -> TemplateResponse:
    """The dry run: what is new, what would be another one, what is refused and why."""
    rows = glossary.compare(data)
    return page(
        request,
        content=base64.b64encode(data).decode(),
        shown=glossary.state_of(rows),
        taken=[line(row) for row in rows if row.is_taken],
        refused=[line(row) for row in rows if row.problem],
        unchanged=sum(not row.is_taken and not row.problem for row in rows),
        unknown=glossary.read(data).unknown,
    )


def line(row: glossary.Row) -> Line:
    columns = [
        column_of(name, row.before[name], after) for name, after in row.after.items() if row.before[name] != after
    ]
    return Line(row, columns)


def column_of(name: str, *values: str) -> Column:
    field = Term._meta.get_field(name)
    words = dict(field.flatchoices)
    return Column(
        capfirst(field.verbose_name),
        TermAdmin.languages.get(name, ""),
        *(str(words.get(value, value)) for value in values),
    )


def taken(request, data: bytes):
    """Write what was shown; where somebody was faster, nothing is written and all is shown anew."""
    reason = reason_of(request) or _("glossary from a file")
    try:
        rows = glossary.take(data, request.user, reason, request.POST.get("shown", ""))
    except Refusal as refusal:
        messages.error(request, refusal.say(_))
        return asked_for(request, data)
    changed = [row for row in rows if row.is_taken]
    text = ngettext(
        "%(count)s term was taken from the file.", "%(count)s terms were taken from the file.", len(changed)
    )
    messages.success(request, text % {"count": len(changed)})
    for row in [row for row in changed if row.before.get("english")][:FEW]:
        messages.info(request, way_to(row.term))
    return HttpResponseRedirect(reverse("admin:speeches_term_changelist"))
