"""The readers' pages of each kind as they are served, found as readers without scripts find them: along the links."""

from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from speeches.urls import urlpatterns
from tests.benchmarks.papers import papers
from tests.browser.conftest import (  # noqa: F401 - fixtures
    base_url,
    browser_type_launch_args,
    forgive,
    open_page,
    problems,
)
from tests.browser.walk import walk

HERE = Path(__file__).parent
TOOLS = HERE.parents[2] / "var" / "audit" / "node_modules"
LANGUAGES = ["zh-hant", "en"]
ENOUGH = 5000
# What editors see before it is public.
PREVIEWS = {"preview", "preview_parallel"}
# What a form leads to looks different, though it is of the same kind.
ASKED = {
    "compare": "?city=pittsburgh-us&city=fremont-us&city=medellin-co&city=wellington-nz",
    "topic": "?year=2021",
    "glossary": "?q=smart",
}
MISSING = "speeches/2021/no-such-speech/"
# Its papers are made up: two sessions, 34 speeches, no English, no topics.
BARE_YEAR = 2016


class Page(NamedTuple):
    kind: str
    path: str


@pytest.fixture(scope="session")
def served(site, tmp_path_factory):
    """The site with one more summit: lists of several pages, a skyline in rows, and every notice of missing English."""
    folder = tmp_path_factory.mktemp("papers")
    for name, content in papers(2, day=date(BARE_YEAR, 9, 20)):
        paper = folder / name
        paper.write_bytes(content)
        site.manage("import_digest", str(paper), "--publish")
    return site


@pytest.fixture(scope="session")
def walked(served) -> dict[str, str]:
    """Path -> text of every page that links lead to, files left out."""
    pages, wrong = walk(served.url, ENOUGH)
    assert wrong == []
    assert len(pages) < ENOUGH, "the walk has not ended"
    return {url.removeprefix(served.url): text for url, text in pages.items() if text.startswith("<!DOCTYPE html>")}


@pytest.fixture(scope="session")
def pages(walked) -> list[Page]:
    """One page of each kind and state in each language. A kind that no link leads to fails."""
    found = {}
    prefix = f"/{LANGUAGES[0]}/"
    for path in walked:
        if path.startswith(prefix):
            found.setdefault(kind_of(path), path.removeprefix(prefix))
    # The address of a file does not end with a slash.
    kinds = {pattern.name for pattern in urlpatterns if f"/{pattern.pattern}".endswith("/")} - PREVIEWS
    unreached = kinds - found.keys()
    assert unreached == set(), "no link leads there"
    found |= {f"{kind}, asked": found[kind].partition("?")[0] + query for kind, query in ASKED.items()}
    found["missing"] = MISSING
    return [Page(kind, f"/{language}/{path}") for kind, path in found.items() for language in LANGUAGES]


def kind_of(path: str) -> str:
    address = urlsplit(path)
    match = resolve(address.path)
    bare = ", bare" if match.kwargs.get("year") == BARE_YEAR else ""
    return f"{match.view_name}{bare}{', further on' if 'page=' in address.query else ''}"


@pytest.fixture
def look(open_page, forgive):  # noqa: F811
    """`look(page)` opens it in a browser that can be told anything of new_context; gives Playwright's page."""
    forgive.append("status of 404")
    opened = {}

    def look(page: Page, **options):
        key = repr(options)
        if key not in opened:
            opened[key] = open_page(**options)
        opened[key].goto(page.path)
        return opened[key]

    return look
