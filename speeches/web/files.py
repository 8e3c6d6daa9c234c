"""What is no page: files for programs, which anybody may fetch and embed, and no search engine shall list."""

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

TEXT = "text/plain; charset=utf-8"
JSON = "application/json"


def file(
    content: str | bytes | Iterator[str], content_type: str, *, name: str = "", canonical: str = "", status: int = 200
) -> HttpResponseBase:
    """The answer, of a text, of bytes or of a text’s pieces as they are made.

    With `name` a browser keeps it under that name; `canonical` is the page that says the same.
    """
    made = HttpResponse if isinstance(content, str | bytes) else StreamingHttpResponse
    response = made(content, content_type=content_type, status=status)
    # No cookie decides what stands in it: whoever reads it through a page of another site learns nothing more.
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    if name:
        response.headers["Content-Disposition"] = content_disposition_header(True, name)
    if canonical:
        response.headers["Link"] = f'<{canonical}>; rel="canonical"'
    return response
