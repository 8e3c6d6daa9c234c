"""What is missing: for each gap how many rows have it, the first few of them, and how much is complete."""

from typing import NamedTuple

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..models import Speech
from ..models.counted import count_and_first, totals
from .gaps import GAPS, Gap

SHOWN = 5


class Line(NamedTuple):
    """One gap of one kind of record; `share` is the percentage that is complete, rounded down."""

    label: str
    count: int
    total: int
    share: int
    url: str
    first: list[tuple[str, str]]


class Section(NamedTuple):
    name: str
    lines: list[Line]


@require_safe
def report(request):
    """One query for all totals and one for each gap, however many rows there are."""
    if not admin.site.get_model_admin(Speech).has_view_permission(request):
        raise PermissionDenied
    numbers = totals(GAPS)
    sections = [
        Section(capfirst(model._meta.verbose_name_plural), [line(request, model, gap, numbers[model]) for gap in gaps])
        for model, gaps in GAPS.items()
    ]
    context = admin.site.each_context(request) | {"title": _("What is missing"), "sections": sections}
    return TemplateResponse(request, "admin/speeches/missing.html", context)


def line(request, model, gap: Gap, total: int) -> Line:
    """The rows come from the queryset of the list that the line links to."""
    rows = getattr(admin.site.get_model_admin(model).get_queryset(request), gap.adjective)()
    count, first = count_and_first(rows, SHOWN)
    name = f"admin:speeches_{model._meta.model_name}"
    return Line(
        gap.label,
        count,
        total,
        (total - count) * 100 // total if total else 100,
        f"{reverse(f'{name}_changelist')}?{urlencode(gap.query)}",
        [(str(row), reverse(f"{name}_change", args=[row.pk])) for row in first],
    )
