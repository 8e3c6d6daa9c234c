"""What is no speech: the way in, what the site says of itself, what machines ask for."""

from datetime import timedelta
from io import StringIO
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import override
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from ..models import SitePage, Speech
from . import prose
from .addresses import absolute, negotiated, reverse_in
from .asking import typed
from .page import crumb, default_description, render, with_query
from .pagecache import CACHE_CONTROL, content_now, public_page
from .wording import EN, LANG, ZH, Words, site_name, words

# Pages whose end depends on the settings.
TEMPLATES = {SitePage.Name.ABOUT: "about.html", SitePage.Name.CONTACT: "contact.html"}

ROBOTS = """\
User-agent: *
Disallow: /admin/
"""

OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
# After the first day of this month: within the year that RFC 9116 recommends.
SECURITY_VALID = timedelta(days=200)


def redirect_in_readers_language(request, name: str, *args, query: str = "") -> HttpResponse:
    language = negotiated(request.headers.get("Accept-Language", ""))
    response = HttpResponseRedirect(with_query(reverse_in(language, name, *args), query))
    response.headers["Cache-Control"] = CACHE_CONTROL
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def entrance(request):
    """To the first page; with words from a browser's search field (`opensearch`) to what is found."""
    if text := typed(request.GET):
        return redirect_in_readers_language(request, "search", query=urlencode({"q": text}))
    return redirect_in_readers_language(request, "home")


@require_safe
def short_link(request, key):
    speech = get_object_or_404(Speech.objects.public(), key=key)
    return redirect_in_readers_language(request, "speech", speech.year, speech.slug)


@public_page
def page(request, name):
    """One of the pages that editors write; empty until it has been written."""
    found = SitePage.objects.called(name).first() or SitePage(name=name)
    title = str(found.get_name_display())
    untranslated = bool(found.body_zh_hant) and not found.body_en
    return render(
        request,
        TEMPLATES.get(name, "page.html"),
        title=title,
        section=name,
        crumbs=(crumb(title),),
        canonical=absolute(reverse_in(ZH, name)) if untranslated else None,
        pair=not untranslated,
        untranslated=untranslated,
        blocks=prose.blocks(words(found, "body").text),
        prose=Words("", LANG[ZH] if untranslated else ""),
        contact_email=settings.CONTACT_EMAIL,
        contact_url=f"mailto:{quote(settings.CONTACT_EMAIL, safe='@')}",
    )


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
    text = f"{ROBOTS}\nSitemap: {absolute(reverse('sitemap'))}\n"
    return HttpResponse(text, content_type="text/plain", headers={"Cache-Control": CACHE_CONTROL})


@require_safe
def security(request):
    """RFC 9116: whom to tell of a hole in the site. It may be kept for less than a year, so it says until when."""
    contact = f"mailto:{settings.CONTACT_EMAIL}" if settings.CONTACT_EMAIL else absolute(reverse_in(ZH, "contact"))
    month = timezone.localdate().replace(day=1)
    lines = [
        f"Contact: {contact}",
        f"Expires: {month + SECURITY_VALID:%Y-%m-%d}T00:00:00Z",
        "Preferred-Languages: zh, en",
        f"Canonical: {absolute(reverse('security'))}",
    ]
    text = "\n".join([*lines, ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers={"Cache-Control": CACHE_CONTROL})


@public_page
def opensearch(request):
    """How a browser adds the site to its search engines; `entrance` takes what is typed to the reader's language."""
    text = StringIO()
    xml = SimplerXMLGenerator(text, "utf-8")
    xml.startDocument()
    xml.startElement("OpenSearchDescription", {"xmlns": OPENSEARCH})
    names, descriptions = zip(*map(described, (ZH, EN)), strict=True)
    xml.addQuickElement("ShortName", names[0])
    xml.addQuickElement("LongName", " · ".join(names))
    xml.addQuickElement("Description", " ".join(descriptions))
    xml.addQuickElement("Url", attrs={"type": "text/html", "template": f"{absolute('/')}?q={{searchTerms}}"})
    for language in LANG.values():
        xml.addQuickElement("Language", language)
    xml.addQuickElement("InputEncoding", "UTF-8")
    xml.endElement("OpenSearchDescription")
    return HttpResponse(text.getvalue(), content_type="application/opensearchdescription+xml")


def described(language: str) -> tuple[str, str]:
    with override(language):
        return site_name(), default_description()
