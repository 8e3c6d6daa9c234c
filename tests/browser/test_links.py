"""Whoever follows links through the site never meets an error: each address found on a page is fetched once."""

import urllib.error
import urllib.request
from collections import deque
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

ENOUGH = 1500  # pages; lists that page through filters for ever would make the walk endless


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


def fetch(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            body = answer.read().decode() if "html" in answer.headers["Content-Type"] else ""
            return answer.status, body
    except urllib.error.HTTPError as error:
        with error:
            return error.code, ""


def test_every_link_leads_somewhere(site):
    start = [f"{site.url}/zh-hant/", f"{site.url}/en/"]
    found_on = dict.fromkeys(start, "")
    pending, wrong, ids, fragments = deque(start), [], {}, []
    while pending and len(ids) < ENOUGH:
        url = pending.popleft()
        status, body = fetch(url)
        if status != 200:
            wrong.append(f"{status} {url} (found on {found_on[url]})")
        page = Addresses(body)
        ids[url] = page.ids
        for address in page.found:
            target, fragment = urldefrag(urljoin(url, address))
            if urlsplit(target).path.startswith("/admin/") or not target.startswith(f"{site.url}/"):
                continue
            if fragment:
                fragments.append((url, target, fragment))
            if target not in found_on:
                found_on[target] = url
                pending.append(target)
    wrong += [
        f"{target}#{name} (found on {url})" for url, target, name in fragments if name not in ids.get(target, {name})
    ]
    assert not wrong, "\n".join(wrong)
