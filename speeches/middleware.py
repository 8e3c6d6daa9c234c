"""What every request and response gets: the true client address, its language, isolation headers."""

import ipaddress

from django.conf import settings
from django.utils import translation

from . import LANGUAGES


def client_address(request) -> str:
    """The address that wrong passwords are counted by (django-axes asks for it)."""
    return request.META.get("REMOTE_ADDR", "")


def trusted_proxy(get_response):
    """Believe X-Forwarded-For and X-Forwarded-Proto of the proxies in TRUSTED_PROXY, and of nobody else.

    The header is read from the right: the last address that is no trusted proxy is the client's.
    """
    networks = [ipaddress.ip_network(proxy) for proxy in settings.TRUSTED_PROXY]

    def is_trusted(address: str) -> bool:
        try:
            return any(ipaddress.ip_address(address) in network for network in networks)
        except ValueError:
            return False

    def middleware(request):
        if networks and is_trusted(request.META.get("REMOTE_ADDR", "")):
            hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
            while hops:
                request.META["REMOTE_ADDR"] = hops.pop()
                if not is_trusted(request.META["REMOTE_ADDR"]):
                    break
            if (scheme := request.META.get("HTTP_X_FORWARDED_PROTO")) in {"http", "https"}:
                request.environ["wsgi.url_scheme"] = scheme
        return get_response(request)

    return middleware


def isolation(get_response):
    """COEP and CORP on every page; a view that others may embed sets its own."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"
        )
        return response

    return middleware


def language_of(request) -> str:
    """The path decides; in the admin its user's choice, Chinese without one.

    Accept-Language decides nothing here, so that no page varies by it: only `/` and `/s/{key}` negotiate.
    """
    first = request.path_info.split("/", 2)[1]
    if first in LANGUAGES:
        return first
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) if first == "admin" else None
    return chosen if chosen in LANGUAGES else settings.LANGUAGE_CODE


def language(get_response):
    def middleware(request):
        request.LANGUAGE_CODE = language_of(request)
        with translation.override(request.LANGUAGE_CODE):
            response = get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return middleware
