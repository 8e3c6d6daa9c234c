"""What the documentation names is there: commands, options, variables, links, and the server as it is started."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NAMES = [file.name for file in PAGES]
MAKEFILE = (ROOT / "Makefile").read_text()
SETTINGS = "".join((ROOT / "summit" / name).read_text() for name in ("settings.py", "env.py"))
READ_HERE = set(re.findall(r'(?:environ\.get|env\.\w+|flag|words)\(\s*"([A-Z_]+)"', SETTINGS))


def code(file: Path) -> str:
    """What stands in the page as code: fenced, indented, or between backticks."""
    text = file.read_text()
    blocks = re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL)
    lines = re.findall(r"^ {4}.*$", text, re.MULTILINE)
    return "\n".join([*blocks, *lines, *re.findall(r"`([^`\n]+)`", text)])


def slugs(file: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("file", PAGES, ids=NAMES)
def test_links_lead_somewhere(file):
    for target in re.findall(r"\]\(([^)\s]+)\)", file.read_text()):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        there = (file.parent / path).resolve() if path else file
        assert there.exists(), target
        assert not anchor or anchor in slugs(there), target


@pytest.mark.parametrize("file", PAGES, ids=NAMES)
def test_commands_and_their_options_exist(file):
    commands = get_commands()
    for name, arguments in re.findall(r"manage\.py ([a-z_]+)([^\n`;&|#]*)", code(file)):
        assert name in commands, name
        app = commands[name]
        command = load_command_class(app, name) if isinstance(app, str) else app
        known = {
            option for action in command.create_parser("manage.py", name)._actions for option in action.option_strings
        }
        assert set(re.findall(r"(?<!\S)\[?(--[a-z-]+)", arguments)) <= known, f"{name}{arguments}"


@pytest.mark.parametrize("file", PAGES, ids=NAMES)
def test_targets_of_make_exist(file):
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert set(re.findall(r"(?<![\w-])make ([a-z]+)", code(file))) <= targets


@pytest.mark.parametrize("file", PAGES, ids=NAMES)
def test_variables_are_read_by_somebody(file):
    of_make = set(re.findall(r"^([A-Z_]+) +[?:]?=|\$\(([A-Z_]+)\)", MAKEFILE, re.MULTILINE))
    known = READ_HERE | {name for pair in of_make for name in pair}
    assert set(re.findall(r"\b([A-Z][A-Z_]{3,})=", code(file))) <= known


def test_the_readme_lists_each_variable():
    table = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert table == READ_HERE | {"PORT"}


def test_systemd_starts_what_make_starts():
    of_make = re.search(r"^GRANIAN := (.*?[^\\])$", MAKEFILE, re.MULTILINE | re.DOTALL)[1]
    of_systemd = re.search(
        r"^ExecStart=(\S+ -m granian.*?[^\\])$", (ROOT / "docs/deployment.md").read_text(), re.M | re.S
    )[1]
    words = of_make.replace("\\\n", " ").replace("$(PY)", "").replace("$(PORT)", "8000").split()
    assert of_systemd.replace("\\\n", " ").split()[1:] == words


@pytest.mark.parametrize("file", PAGES, ids=NAMES)
def test_tests_that_are_named_exist(file):
    for path, name in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", file.read_text()):
        assert re.search(rf"^ *def {name}\(", (ROOT / path).read_text(), re.MULTILINE), f"{path}::{name}"
