"""Finished pages are kept with all their headers, compressed, until what readers see changes.

The version that a page was made from is part of what is kept, and is asked anew at each request: so an edit, or a
publication that comes due, shows on the very next request, in every process and on every machine.
"""

import gzip
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

import brotli
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from .. import LANGUAGES
from ..models import ContentVersion
from .pagecache import CACHE_CONTROL, knows

PREFIXES = tuple(f"/{language}/" for language in LANGUAGES)
# Of what may follow the question mark: other names are other addresses of the same page, and would fill the memory.
KEPT_PARAMETERS = {"page"}
# Below this size a compressed body saves nothing.
SMALLEST_COMPRESSED = 500
BROTLI_QUALITY = 5


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One page as it was answered: the state of the content that it shows, and how long it does so unchanged."""

    version: tuple
    until: datetime | None
    tag: str
    headers: dict[str, str]
    bodies: dict[str, bytes]

    def is_fresh(self, version: tuple | None) -> bool:
        return self.version == version and (self.until is None or timezone.now() < self.until)

    @property
    def size(self) -> int:
        texts = [*self.bodies.values(), *self.headers, *self.headers.values()]
        return sum(len(text) for text in texts)

    def answer(self, request) -> HttpResponse:
        encoding = self.encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        # Compressed it is the same page, but not the same bytes.
        tag = f"W/{self.tag}" if encoding else self.tag
        if "HTTP_IF_NONE_MATCH" in request.META and knows(request, self.tag):
            return HttpResponseNotModified(headers={**self.headers, "ETag": tag})
        body = self.bodies[encoding]
        headers = {**self.headers, "ETag": tag, "Content-Length": str(len(body))}
        if encoding:
            headers["Content-Encoding"] = encoding
        return HttpResponse(body, headers=headers)

    def encoding(self, accepted: str) -> str:
        """The best of those that the browser takes; "" for the plain bytes."""
        names = {part.partition(";")[0].strip() for part in accepted.split(",") if not part.endswith(("q=0", "q=0.0"))}
        return next((name for name in ("br", "gzip") if name in names and name in self.bodies), "")


class Shelf:
    """The pages of one process, the most recently read ones, in so many bytes."""

    def __init__(self, capacity: int):
        self.capacity, self.size = capacity, 0
        self.pages: OrderedDict[tuple, KeptPage] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: tuple) -> KeptPage | None:
        with self.lock:
            page = self.pages.get(key)
            if page is not None:
                self.pages.move_to_end(key)
            return page

    def put(self, key: tuple, page: KeptPage) -> None:
        if page.size > self.capacity:
            return
        with self.lock:
            if (old := self.pages.pop(key, None)) is not None:
                self.size -= old.size
            self.pages[key] = page
            self.size += page.size
            while self.size > self.capacity:
                _key, oldest = self.pages.popitem(last=False)
                self.size -= oldest.size


def kept_pages(get_response):
    """Middleware, before all that a kept page has been through already."""
    shelf = Shelf(settings.KEPT_PAGES_MEGABYTES * 1_000_000)

    def middleware(request):
        if not (shelf.capacity and may_be_kept(request)):
            return get_response(request)
        # Read before the data: a page may be newer than what it is kept under, never older.
        version = ContentVersion.objects.stamp()
        key = request.get_host(), request.get_full_path()
        page = shelf.get(key)
        if page is None or not page.is_fresh(version):
            response = get_response(request)
            if (page := kept(request, response, version)) is None:
                return response
            shelf.put(key, page)
        return page.answer(request)

    return middleware


def may_be_kept(request) -> bool:
    """Whether the address is one of the readers' pages, asked for as the site wants to be asked."""
    if request.method not in {"GET", "HEAD"} or not request.path_info.startswith(PREFIXES):
        return False
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        return False
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return request.META.get("QUERY_STRING", "") == "" or request.GET.keys() <= KEPT_PARAMETERS


def kept(request, response, version: tuple | None) -> KeptPage | None:
    """The page of this answer; None where it is no finished public page, or where nothing was ever written."""
    content = getattr(request, "content", None)
    finished = response.status_code == 200 and not response.streaming and not response.cookies
    if not finished or content is None or version is None:
        return None
    if response.headers.get("Cache-Control") != CACHE_CONTROL:
        return None
    bodies = {"": response.content}
    if len(response.content) >= SMALLEST_COMPRESSED:
        patch_vary_headers(response, ["Accept-Encoding"])
        bodies["gzip"] = gzip.compress(response.content, 6, mtime=0)
        bodies["br"] = brotli.compress(response.content, quality=BROTLI_QUALITY)
    headers = {name: value for name, value in response.headers.items() if name != "Content-Length"}
    return KeptPage(version, content.until, response.headers["ETag"], headers, bodies)
