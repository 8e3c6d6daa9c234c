"""A browser without a screen: one connection, cookies, forms; redirects are told, not followed."""

import re
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from tests.admin.conftest import Fields

OTHER_FORMS = {"language", "next"}


class Visitor:
    def __init__(self, url: str):
        self.connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
        self.cookies = SimpleCookie()

    def ask(self, path: str, fields: dict | None = None) -> tuple[int, str, str]:
        """Status, where it leads ("" where nowhere), text. With fields it is a POST."""
        headers = {"Cookie": "; ".join(f"{name}={cookie.value}" for name, cookie in self.cookies.items())}
        body = None
        if fields is not None:
            body = urlencode(fields, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("GET" if body is None else "POST", path, body, headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        for cookie in response.headers.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        return response.status, response.headers.get("Location", ""), text

    def form(self, path: str) -> dict:
        status, _to, page = self.ask(path)
        assert status == 200, f"{status} {path}"
        return {name: value for name, value in Fields(page).values.items() if name not in OTHER_FORMS}

    def send(self, path: str, fields: dict) -> tuple[str, str]:
        status, to, page = self.ask(path, fields)
        assert status in {200, 302}, f"{status} {path}: {page[:500]}"
        return to, page

    def log_in(self, username: str, password: str) -> None:
        path = "/admin/login/"
        to, page = self.send(path, self.form(path) | {"username": username, "password": password, "next": "/admin/"})
        assert to, page

    def forms(self, path: str) -> list[str]:
        """The addresses of the forms that a list of the admin leads to."""
        return sorted(set(re.findall(r'href="(/admin/[a-z]+/[a-z]+/\d+/change/)', self.ask(path)[2])))
