"""A walk through the site along the links of its pages, from both homes on, as somebody without JavaScript goes."""

import urllib.error
import urllib.request
from collections import deque
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

ENOUGH = 1500  # addresses; lists that page through filters for ever would make the walk endless


class Addresses(HTMLParser):
    """Every href and src of a page, and the ids that fragments may point to."""

    def __init__(self, html: str):
        super().__init__()
        self.found, self.ids = [], set()
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in {"href", "src"} and value:
                self.found.append(value)
            elif name == "id":
                self.ids.add(value)


class OneHop(urllib.request.HTTPRedirectHandler):
    max_redirections = 1


def fetch(url: str) -> tuple[int, str]:
    """Status, and the text of a page ("" of a file). A second redirect is an error, and its status is given."""
    try:
        with urllib.request.build_opener(OneHop).open(url, timeout=20) as answer:
            body = answer.read().decode() if "html" in answer.headers["Content-Type"] else ""
            return answer.status, body
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def walk(origin: str, enough: int = ENOUGH) -> tuple[dict[str, str], list[str]]:
    """The text of each address that links lead to, and what is wrong on the way: errors, fragments without an end."""
    start = [f"{origin}/zh-hant/", f"{origin}/en/"]
    found_on = dict.fromkeys(start, "")
    pending, wrong, pages, ids, fragments = deque(start), [], {}, {}, []
    while pending and len(pages) < enough:
        url = pending.popleft()
        status, pages[url] = fetch(url)
        if status != 200:
            wrong.append(f"{status} {url} (found on {found_on[url]})")
        page = Addresses(pages[url])
        ids[url] = page.ids
        for address in page.found:
            target, fragment = urldefrag(urljoin(url, address))
            if urlsplit(target).path.startswith("/admin/") or not target.startswith(f"{origin}/"):
                continue
            if fragment:
                fragments.append((url, target, fragment))
            if target not in found_on:
                found_on[target] = url
                pending.append(target)
    wrong += [
        f"{target}#{name} (found on {url})" for url, target, name in fragments if name not in ids.get(target, {name})
    ]
    return pages, wrong
