"""A word in both languages: how it was translated wherever it stands."""

from typing import NamedTuple

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..workbench.concordance import FEW, LONGEST, Use, uses
from .badges import english_badge
from .desk import address


class Line(NamedTuple):
    """A pair of texts, its state, and where it is worked on."""

    url: str
    badge: str
    use: Use


@require_safe
def concordance(request):
    if not request.user.has_perm("speeches.view_speech"):
        raise PermissionDenied
    word = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    lines = [
        Line(address(use.paragraph.speech, use.paragraph.key), english_badge(use.paragraph), use) for use in uses(word)
    ]
    context = {
        **admin.site.each_context(request),
        "title": _("A word in both languages"),
        "word": word,
        "longest": LONGEST,
        "lines": lines,
        "is_full": len(lines) == FEW,
    }
    return TemplateResponse(request, "admin/speeches/concordance.html", context)
