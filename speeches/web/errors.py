"""When something goes wrong: said in the language of the path (under no prefix in both), with a way on."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from .addresses import in_language, url
from .environment import rendered
from .page import Page
from .pagecache import CACHE_CONTROL
from .wording import EN, LANG, ZH

logger = logging.getLogger(__name__)

TEXTS = {
    400: (
        gettext_lazy("This request cannot be understood"),
        gettext_lazy("Something in the address or the form is not as it should be."),
    ),
    403: (
        gettext_lazy("This page is not open to you"),
        gettext_lazy("Your account may not do this. Ask whoever manages the site’s accounts."),
    ),
    404: (
        gettext_lazy("There is no such page"),
        gettext_lazy("The address may be mistyped, or the speech may have been withdrawn."),
    ),
    500: (
        gettext_lazy("The site made a mistake"),
        gettext_lazy("It has been recorded. Please try again in a few minutes."),
    ),
}

# When even the template fails.
LAST_RESORT = """<!DOCTYPE html>
<html lang="zh-Hant-TW"><head><meta charset="utf-8"><title>500</title></head>
<body><h1>網站發生錯誤</h1><p>請稍後再試。</p><p><a href="/zh-hant/">首頁</a></p>
<div lang="en"><h2>The site made a mistake</h2><p>Please try again in a few minutes.</p>
<p><a href="/en/">Home</a></p></div></body></html>
"""


@dataclass(frozen=True, slots=True)
class Message:
    lang: str
    heading: str
    text: str
    links: tuple[tuple[str, str], ...]


def bad_request(request, exception=None):
    return error_page(request, 400)


def forbidden(request, exception=None):
    return error_page(request, 403)


def not_found(request, exception=None):
    return error_page(request, 404)


def server_error(request):
    """Needs neither the database nor a context processor, and not even a working template."""
    try:
        return error_page(request, 500)
    except Exception:
        logger.exception("The error page could not be made.")
        return HttpResponse(LAST_RESORT, status=500)


def error_page(request, status: int) -> HttpResponse:
    prefix = request.path.split("/", 2)[1]
    languages = [prefix] if prefix in LANG else [ZH, EN]
    messages = [message(language, status, request) for language in languages]
    with override(languages[0]):
        page = Page(
            title=messages[0].heading,
            description="",
            section="",
            crumbs=(),
            canonical="",
            alternates=(),
            switch_url=switch_url(request, languages),
            language=languages[0],
            publisher=settings.PUBLISHER_NAME,
        )
        html = rendered("error.html", {"page": page, "status": status, "messages": messages})
    return HttpResponse(html, status=status, headers={"Cache-Control": CACHE_CONTROL})


def switch_url(request, languages) -> str:
    other = EN if languages[0] == ZH else ZH
    return in_language(request.get_full_path(), other) if len(languages) == 1 else f"/{other}/"


def message(language: str, status: int, request) -> Message:
    heading, text = TEXTS[status]
    with override(language):
        links = [(_("Home"), url("home")), (_("All speeches"), url("speeches"))]
        if "page" in request.GET and status == 404:
            links.insert(0, (_("First page of this list"), request.path))
        return Message(LANG[language], str(heading), str(text), tuple(links))
