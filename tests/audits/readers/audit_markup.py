"""The pages are what the standards call HTML, and each text says its language."""

import json
import subprocess
from types import SimpleNamespace

import pytest

from tests.audits.readers.conftest import HERE, TOOLS
from tests.browser.walk import fetch
from tests.web.conftest import HAN, Page

# What readers hear or see of an element beside its text.
SAID = ["title", "aria-label", "alt", "placeholder", "label"]
UNSAID = {"link", "meta"}


@pytest.fixture(scope="session")
def files(pages, served, tmp_path_factory) -> dict[str, str]:
    """File name -> path of the page, each page as a file."""
    folder = tmp_path_factory.mktemp("html")
    names = {}
    for number, page in enumerate(pages):
        file = folder / f"{number}.html"
        file.write_text(fetch(served.url + page.path)[1])
        names[str(file)] = page.path
    return names


@pytest.fixture
def report(tmp_path):
    """What a checker prints as JSON. Into a file: Node leaves off what a pipe does not take at once."""

    def report(*command):
        file = tmp_path / "report.json"
        with file.open("w") as output:
            subprocess.run(command, stdout=output, check=False, cwd=HERE)
        return json.loads(file.read_text())

    return report


# It guesses the language by the most frequent words: a page that lists names of fields is no English page.
GUESS = ".*document appears to be written in.*"


def audit_nu_html_checker(files, report, say):
    jar = TOOLS / "vnu-jar/build/dist/vnu.jar"
    answer = report("java", "-jar", jar, "--format", "json", "--stdout", "--filterpattern", GUESS, *files)
    found = [
        f"{files[one['url'].removeprefix('file:')]} {one['type']}: {one['message']} {one.get('extract', '')}"
        for one in answer["messages"]
    ]
    assert found == [], "\n".join(found)
    say(f"Nu HTML checker: {len(files)} pages, 0 errors, 0 warnings")


def audit_html_validate(files, report, say):
    answer = report(TOOLS / ".bin/html-validate", "--config", "htmlvalidate.cjs", "--formatter", "json", *files)
    found = [
        f"{files[result['filePath']]} {one['ruleId']}: {one['message']} (line {one['line']})"
        for result in answer
        for one in result["messages"]
    ]
    assert found == [], "\n".join(found)
    say(f"html-validate: {len(files)} pages, 0 errors")


def audit_languages(walked, say):
    """On every page, not on one of each kind: what the texts are is different on each."""
    found = []
    for path, html in walked.items():
        page = Page(SimpleNamespace(content=html.encode()))
        found += [f"{path} {fault}" for fault in page.faults]
        if path.startswith("/en/"):
            found += [f"{path} <{tag}> says {text}" for tag, text in said(page) if HAN.search(text)]
    assert found == [], "\n".join(found)
    say(f"{len(walked)} pages, all that links lead to: each text says its language")


def said(page: Page) -> list[tuple[str, str]]:
    seen = [(tag, found) for tag, found in page.tags if tag not in UNSAID]
    return [(tag, found[name]) for tag, found in seen for name in SAID if found.get(name)]
