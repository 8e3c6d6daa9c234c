"""What is no content: the way in, the about page, what machines ask for."""

from django.db import DatabaseError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..models import Speech
from .addresses import negotiated, reverse_in
from .page import crumb, render
from .pagecache import CACHE_CONTROL, content_now, public_page

ROBOTS = """\
User-agent: *
Disallow: /admin/
"""


def redirect_in_readers_language(request, name: str, *args) -> HttpResponse:
    language = negotiated(request.headers.get("Accept-Language", ""))
    response = HttpResponseRedirect(reverse_in(language, name, *args))
    response.headers["Cache-Control"] = CACHE_CONTROL
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def entrance(request):
    return redirect_in_readers_language(request, "home")


@require_safe
def short_link(request, key):
    speech = get_object_or_404(Speech.objects.public(), key=key)
    return redirect_in_readers_language(request, "speech", speech.year, speech.slug)


@public_page
def about(request):
    return render(request, "about.html", title=_("About"), section="about", crumbs=(crumb(_("About")),))


@require_safe
def health(request):
    """For whoever watches the site: a page is only healthy with its database."""
    try:
        content_now()
        status, text = 200, "ok"
    except DatabaseError:
        status, text = 503, "the database does not answer"
    return HttpResponse(text, status=status, content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_safe
def robots(request):
    return HttpResponse(ROBOTS, content_type="text/plain", headers={"Cache-Control": CACHE_CONTROL})
