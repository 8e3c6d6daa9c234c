"""Which approved English does not say what the glossary says? A list that leads to each of its texts at the desk."""

from typing import NamedTuple

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ..models import Paragraph, Term
from ..workbench.glossary import disagreeing
from .desk import address
from .filters import number

PER_PAGE = 20


class Line(NamedTuple):
    """A paragraph, and where it is worked on."""

    url: str
    paragraph: Paragraph


@require_safe
def disagreement(request, pk: int):
    if not request.user.has_perm("speeches.view_speech"):
        raise PermissionDenied
    if not (found := Term.objects.with_pks([pk])):
        raise Http404
    term = found[0]
    pages = Paginator([paragraph.pk for paragraph in disagreeing(term)], PER_PAGE)
    shown = pages.get_page(number(request.GET.get("page")))
    paragraphs = Paragraph.objects.with_pks(shown.object_list).with_speeches().in_paper_order()
    context = {
        **admin.site.each_context(request),
        "title": _("Who does not follow the glossary: %(term)s") % {"term": term},
        "term": term,
        "count": pages.count,
        "lines": [Line(address(paragraph.speech, paragraph.key), paragraph) for paragraph in paragraphs],
        "page": shown,
        "pages": pages.get_elided_page_range(shown.number),
    }
    return TemplateResponse(request, "admin/speeches/disagreement.html", context)


def way_to(term: Term):
    """A sentence for people that leads to the list."""
    text = _("“%(chinese)s” is another one now.") % {"chinese": term.chinese}
    return linked(term, text, _("Approved paragraphs that do not say so"))


def counted_way_to(term: Term):
    """The same with their number; "" where all follow the term."""
    if not (count := len(disagreeing(term))):
        return ""
    text = ngettext(
        "%(count)s approved paragraph does not say “%(english)s” for %(chinese)s.",
        "%(count)s approved paragraphs do not say “%(english)s” for %(chinese)s.",
        count,
    )
    values = {"count": count, "english": term.english, "chinese": term.chinese}
    return linked(term, text % values, _("Look at them"))


def linked(term: Term, text: str, words: str):
    return format_html('{} <a href="{}">{}</a>', text, reverse("disagreement", args=[term.pk]), words)
