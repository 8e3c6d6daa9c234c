"""When does a public page change? With the content version, a due publication, or a new release of the site."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial, wraps
from pathlib import Path

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpResponseNotModified, HttpResponsePermanentRedirect
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from ..models import shown
from .addresses import Moved

CACHE_CONTROL = "max-age=0, must-revalidate"
NUL = "%00"


@dataclass(frozen=True, slots=True)
class Content:
    """The state of what readers see. A speech that becomes public at its time moves it without any write."""

    number: int
    changed_at: datetime | None
    latest_publication: datetime | None
    # When the next speech comes due.
    until: datetime | None

    @property
    def updated_at(self) -> datetime | None:
        return max(filter(None, (self.changed_at, self.latest_publication)), default=None)


def content_now() -> Content:
    return Content(*shown.content())


def made_with() -> str:
    """Code, templates, catalogues and settings: a new release changes every ETag on every machine alike."""
    digest = hashlib.blake2b(digest_size=8)
    shown = (settings.SITE_URL, settings.PUBLISHER_NAME, settings.CONTACT_EMAIL, settings.ENGLISH_NEEDS_APPROVAL)
    digest.update(str(shown).encode())
    for folder in ("speeches", "templates", "static"):
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if path.suffix in {".py", ".html", ".mo", ".css", ".js", ".svg"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()


made_once = cache(made_with)


def etag(request, content: Content) -> str:
    release = made_with() if settings.DEBUG else made_once()
    # The times too: after a backup was restored the number comes again.
    parts = f"{release} {content.number} {content.changed_at} {content.latest_publication} {request.get_full_path()}"
    return f'"{hashlib.blake2b(parts.encode(), digest_size=12).hexdigest()}"'


def knows(request, tag: str) -> bool:
    """Whether the browser has this very page; a proxy that compresses makes our tag a weak one."""
    return tag in {known.removeprefix("W/") for known in parse_etags(request.headers.get("If-None-Match", ""))}


def public_page(view, takes_any_text: bool = False):
    """A page that is the same for everybody: read only, revalidated at each visit, without cookie or Vary."""

    @require_safe
    @wraps(view)
    def page(request, *args, **kwargs):
        if NUL in request.META.get("QUERY_STRING", "") and not takes_any_text:
            raise BadRequest("PostgreSQL has no text with this character, so nobody can have meant it.")
        # Before the data: a page may be newer than its tag says, never older.
        request.content = content_now()
        tag = etag(request, request.content)
        if knows(request, tag):
            response = HttpResponseNotModified()
        else:
            try:
                response = view(request, *args, **kwargs)
            except Moved as moved:
                response = HttpResponsePermanentRedirect(moved.url)
        response.headers["Cache-Control"] = CACHE_CONTROL
        if response.status_code != HttpResponsePermanentRedirect.status_code:
            response.headers["ETag"] = tag
        return response

    return page


# Where something is typed: whatever it is, it gets an answer.
answer_page = partial(public_page, takes_any_text=True)
