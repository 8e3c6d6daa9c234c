"""Client addresses behind proxies, languages, headers."""

import pytest
from django.http import HttpResponse
from django.utils.translation import get_language

from speeches import middleware


def address(rf, settings, trusted, remote, forwarded):
    settings.TRUSTED_PROXY = trusted
    seen = []
    handler = middleware.trusted_proxy(lambda request: seen.append((request.META["REMOTE_ADDR"], request.scheme)))
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    handler(rf.get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_PROTO="https", **headers))
    return seen[0]


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "expected"),
    [
        ([], "203.0.113.9", "198.51.100.1", ("203.0.113.9", "http")),
        (["127.0.0.1"], "203.0.113.9", "198.51.100.1", ("203.0.113.9", "http")),
        (["127.0.0.1"], "127.0.0.1", "198.51.100.1", ("198.51.100.1", "https")),
        (["127.0.0.1"], "127.0.0.1", "6.6.6.6, 198.51.100.1", ("198.51.100.1", "https")),
        (["127.0.0.1", "10.0.0.0/8"], "127.0.0.1", "6.6.6.6, 198.51.100.1, 10.1.2.3", ("198.51.100.1", "https")),
        (["127.0.0.1"], "127.0.0.1", "", ("127.0.0.1", "https")),
        (["127.0.0.1"], "127.0.0.1", "rubbish", ("rubbish", "https")),
        (["127.0.0.1"], "", "198.51.100.1", ("", "http")),
    ],
)
def test_only_a_trusted_proxy_is_believed(rf, settings, trusted, remote, forwarded, expected):
    assert address(rf, settings, trusted, remote, forwarded) == expected


@pytest.mark.parametrize(
    ("path", "cookie", "language"),
    [
        ("/", "", "zh-hant"),
        ("/en/", "", "en"),
        ("/en/", "zh-hant", "en"),
        ("/zh-hant/speeches/", "en", "zh-hant"),
        ("/english/", "", "zh-hant"),
        ("/admin/", "", "zh-hant"),
        ("/admin/", "en", "en"),
        ("/admin/", "fr", "zh-hant"),
        ("/health/", "en", "zh-hant"),
    ],
)
def test_the_path_decides_the_language(rf, settings, path, cookie, language):
    request = rf.get(path, HTTP_ACCEPT_LANGUAGE="en")
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie
    response = middleware.language(lambda request: HttpResponse(get_language()))(request)
    assert response.content.decode() == language
    assert response["Content-Language"] == language
    assert "Vary" not in response


def test_isolation_headers_leave_a_views_own_alone(rf):
    response = middleware.isolation(lambda request: HttpResponse())(rf.get("/"))
    assert response["Cross-Origin-Embedder-Policy"] == "require-corp"
    own = HttpResponse(headers={"Cross-Origin-Resource-Policy": "cross-origin"})
    assert middleware.isolation(lambda request: own)(rf.get("/"))["Cross-Origin-Resource-Policy"] == "cross-origin"
