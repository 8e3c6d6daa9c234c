"""Names and topics without English, one after the other: a translator gives them one, and changes nothing else."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import roles
from ..changes import recorded
from ..models import StaleRow
from ..models.named import Named
from ..models.nameless import KINDS, named_things, nameless
from .filters import number
from .forms import RowForm

PER_PAGE = 20
FORMS = {kind: forms.modelform_factory(model, form=RowForm, fields=["name_en"]) for kind, model in KINDS.items()}


def kind_of(thing: Named) -> str:
    return thing._meta.model_name


def form_of(thing: Named, data=None) -> RowForm:
    form = FORMS[kind_of(thing)](data, instance=thing, prefix=thing.key)
    form.fields["name_en"].widget.attrs |= {"lang": "en", "class": "vTextField"}
    return form


@require_http_methods(["GET", "HEAD", "POST"])
def english_names(request):
    if not request.user.has_perm("speeches.view_speech"):
        raise PermissionDenied
    if request.method != "POST":
        return page(request)
    if not roles.may(request.user, "translate"):
        raise PermissionDenied
    kind, key = request.POST.get("kind"), request.POST.get("name")
    if kind not in KINDS or not (found := named_things([(kind, key)])):
        raise BadRequest
    form = form_of(found[0], request.POST)
    if not form.is_valid():
        return page(request, form)
    try:
        with recorded(request.user):
            form.instance.save(update_fields=["name_en"])
    except StaleRow:
        messages.error(request, _("Somebody else is changing this just now. Nothing was saved."))
    else:
        text = _("“%(name)s” is called “%(english)s” in English.")
        messages.success(request, text % {"name": form.instance.name_zh_hant, "english": form.instance.name_en or "—"})
    return HttpResponseRedirect(reverse("translation_names"))


def page(request, refused: RowForm | None = None) -> TemplateResponse:
    pages = Paginator(nameless(), PER_PAGE)
    shown = pages.get_page(number(request.GET.get("page")))
    only = request.GET.get("name")
    pairs = [pair for pair in (nameless() if only else shown) if only in {None, pair[1]}]
    things = named_things(pairs)
    if refused is not None:
        things = [refused.instance, *(thing for thing in things if thing.pk != refused.instance.pk)]
    context = {
        **admin.site.each_context(request),
        "title": _("Names without English"),
        "lines": [
            (
                kind_of(thing),
                capfirst(thing._meta.verbose_name),
                thing,
                refused if refused is not None and thing is refused.instance else form_of(thing),
            )
            for thing in things
        ],
        "count": pages.count,
        "page": shown,
        "pages": pages.get_elided_page_range(shown.number),
        "may_translate": roles.may(request.user, "translate"),
    }
    return TemplateResponse(request, "admin/speeches/english_names.html", context)
