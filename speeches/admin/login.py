"""A login that loses nothing: what was typed before it ended is kept, and sent on once it is renewed.

A form may come back to a login that has expired, to a token of before a login in another window, or to a thing that
was deleted meanwhile. In each case the typed text stands on the page that says so.
"""

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import get_resolver, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..models import Paragraph
from .forms import language_labels

# What is no text of the user's.
NOT_TYPED = {"csrfmiddlewaretoken", "shown_version", "shown_values"}


class NothingTypedIsLost:
    """Middleware: whoever sends a form of the admin without being logged in logs in first, and then sends it on."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """After the CSRF check, which lets only our own forms through."""
        if is_form_of_the_admin(request) and not admin.site.has_permission(request):
            return log_in_again(request)
        return None


def is_form_of_the_admin(request) -> bool:
    """A form whose loss would hurt; passwords are never kept."""
    index = reverse("admin:index")
    around_the_login = {reverse("admin:login"), reverse("admin:logout"), reverse("set_language")}
    return (
        request.method == "POST"
        and request.path.startswith(index)
        and request.path not in around_the_login
        and not any("password" in name for name in request.POST)
    )


def typed_of(request) -> str:
    """The whole form as one text."""
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    return typed.urlencode()


def log_in_again(request):
    context = admin.site.each_context(request) | {
        "title": _("Log in"),
        "app_path": reverse("admin:login"),
        "form": AdminAuthenticationForm(request),
        "next": request.get_full_path(),
        "typed": typed_of(request),
    }
    return render(request, "admin/login.html", context, status=403)


@require_http_methods(["GET", "HEAD", "POST"])
def login(request):
    """Django's login; with a form in its luggage it leads on to that form."""
    response = admin.site.login(request, {"typed": request.POST.get("typed", "")})
    typed, url = request.POST.get("typed"), request.POST.get("next", "")
    if typed and isinstance(response, HttpResponseRedirect) and is_ours(request, url):
        return kept(request, _("You are logged in again"), typed, url)
    return response


def is_ours(request, url: str) -> bool:
    local = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return local and url.startswith(reverse("admin:index"))


def token_is_old(request, reason=""):
    """CSRF_FAILURE_VIEW: a form of ours from before a login in another window is shown again; another site's is not."""
    if not (is_form_of_the_admin(request) and is_from_this_site(request)):
        return get_resolver().resolve_error_handler(403)(request)
    if not admin.site.has_permission(request):
        return log_in_again(request)
    url = request.get_full_path()
    return kept(request, _("This form is from before your last login"), typed_of(request), url, 403)


def is_from_this_site(request) -> bool:
    """As the browser says; no script of another site can have it say so."""
    origin = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Sec-Fetch-Site") == "same-origin" or request.headers.get("Origin") == origin


def deleted_meanwhile(request):
    """Nothing can be saved any more; what was typed can be copied."""
    return kept(request, _("Somebody else deleted this meanwhile"), typed_of(request), "", 410)


def kept(request, title: str, typed: str, url: str, status: int = 200):
    """The page that holds what was typed; with `url`, a button sends it there."""
    fields = QueryDict(typed)
    pairs = [(name, value) for name, values in fields.lists() for value in values]
    context = admin.site.each_context(request) | {
        "title": title,
        "url": url,
        "pairs": pairs,
        "texts": [(label(name), value) for name, value in pairs if is_text(name, value)],
    }
    return render(request, "admin/speeches/kept.html", context, status=status)


def is_text(name: str, value: str) -> bool:
    endings = (*NOT_TYPED, "_FORMS", "-id", "-speech", "-kind")
    return bool(value.strip()) and not value.isdigit() and not name.startswith("_") and not name.endswith(endings)


def label(name: str) -> str:
    """What the form calls a field: `paragraphs-0-text_zh_hant` is the Chinese text of paragraph 1."""
    *inline, column = name.split("-")
    labels = {}
    for model in apps.get_app_config("speeches").get_models():
        labels |= {field.name: capfirst(field.verbose_name) for field in model._meta.fields} | language_labels(model)
    words = labels.get(column, column)
    if not (inline and inline[-1].isdigit()):
        return words
    return f"{capfirst(Paragraph._meta.verbose_name)} {int(inline[-1]) + 1}: {words}"
