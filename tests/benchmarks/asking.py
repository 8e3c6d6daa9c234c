"""A request as a server hands it to the site; the test client would copy, and measure, the context of each template."""

import io


def environment(path: str, **more) -> dict:
    address, _mark, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_ACCEPT_ENCODING": "gzip, br",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
        **more,
    }


def ask(application, path: str, **more) -> bytes:
    """The body of the answer, which has to be 200."""
    statuses = []
    response = application(environment(path, **more), lambda status, headers: statuses.append(status))
    body = b"".join(response)
    response.close()
    assert statuses == ["200 OK"], (path, statuses)
    return body
