"""The tree keeps the walls, and each wall turns red when somebody breaks it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import walls

ROOT = Path(__file__).resolve().parents[2]


def test_the_tree_keeps_the_walls():
    found = walls.faults(ROOT)
    assert not found, "\n" + "\n".join(found)


PLANTED = [
    ("speeches/web/home.py", "def page():\n    from speeches import text\n", "own import inside a function"),
    ("speeches/web/home.py", "def page():\n    from .. import text\n", "own import inside a function"),
    ("speeches/web/home.py", "async def page():\n    import summit.settings\n", "own import inside a function"),
    ("speeches/web/home.py", "Speech.objects.filter(year=2021)\n", ".filter()"),
    ("speeches/admin/speech.py", "rows.order_by('year')\n", ".order_by()"),
    ("speeches/admin/speech.py", "queryset.update(year=1)\n", ".update()"),
    ("speeches/admin/speech.py", "super().get_queryset(request)[:9].delete()\n", ".delete()"),
    ("speeches/management/commands/x.py", "rows.values('year')\n", ".values()"),
    ("speeches/changes.py", "speech.state = 'draft'\n", "`state` is written here"),
    ("speeches/changes.py", "Speech.objects.update(state='draft')\n", "`state` is written here"),
    ("speeches/admin/speech.py", "setattr(speech, 'state', 'draft')\n", "`state` is written here"),
    ("speeches/models/speech.py", "self.translation_state = 'draft'\n", "`translation_state` is written here"),
    ("speeches/publishing.py", "Paragraph(translation_state='draft')\n", "`translation_state` is written here"),
    ("speeches/digest/load.py", "rows.bulk_update(x, ['translation_state'])\n", "`translation_state` is written here"),
    ("speeches/changes.py", "from django.db.models.signals import post_save\n", "a signal"),
    ("speeches/changes.py", "from django.db.models import signals\n", "a signal"),
    ("speeches/changes.py", "import django.dispatch\n", "a signal"),
    ("speeches/digest/load.py", "import docx\n", "a document library"),
    ("speeches/web/feeds.py", "from xml.etree import ElementTree\n", "XML outside"),
    ("speeches/web/home.py", "from django.utils.safestring import mark_safe\n", "mark_safe"),
    ("speeches/utils.py", "", "says nothing"),
    ("speeches/web/helpers/home.py", "", "says nothing"),
    ("speeches/long.py", "x = 1\n" * 401, "401 lines"),
    ("speeches/long.py", "def f():\n" + "    x = 1\n" * 50, "f() has 51 lines"),
    ("templates/long.html", "<p>\n" * 121, "121 lines"),
    ("templates/a.html", '<p style="color: red">', "inline style"),
    ("templates/a.html", "<style>p {}</style>", "inline style"),
    ("templates/a.html", "<script>alert(1)</script>", "inline script"),
    ("templates/a.html", '<a onclick="x()">', "inline event handler"),
    ("templates/a.html", '<a href="javascript:x()">', "javascript: address"),
    ("templates/a.html", "{{ text|safe }}", "|safe"),
    ("speeches/templates/a.html", "{% autoescape off %}", "autoescape off"),
]

INNOCENT = [
    ("speeches/apps.py", "class Config:\n    def ready(self):\n        from . import checks\n"),
    ("speeches/web/home.py", "import json\nfor x in names.values(): seen.update(x)\n"),
    ("speeches/web/home.py", "def page():\n    import json\n"),
    ("speeches/models/speech.py", "class Q:\n    def public(self):\n        return self.filter(state='published')\n"),
    ("speeches/digest/parse.py", "class P:\n    def go(self):\n        self.state = 'lead'\n"),
    ("speeches/digest/parse.py", "x = records.Speech(state='draft')\n"),
    ("speeches/publishing.py", "speech.state = 'draft'\n"),
    ("speeches/workbench/states.py", "row.translation_state = 'draft'\n"),
    ("speeches/digest/readers/docx.py", "import docx\nfrom lxml import etree\n"),
    ("speeches/migrations/0001_initial.py", "def f(rows):\n" + "    rows.update(state='draft')\n" * 60),
    ("templates/a.html", '<script src="a.js" defer></script>{# style= #}<p class="lifestyle=">{{ a|safer }}'),
    ("templates/a.html", '<script type="application/ld+json">'),
]


def plant(root: Path, path: str, source: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source)


@pytest.mark.parametrize(("path", "source", "message"), PLANTED)
def test_a_planted_fault_is_found(tmp_path, path, source, message):
    plant(tmp_path, path, source)
    found = walls.faults(tmp_path)
    assert len(found) == 1
    assert message in found[0]


@pytest.mark.parametrize(("path", "source"), INNOCENT)
def test_innocent_code_is_left_alone(tmp_path, path, source):
    plant(tmp_path, path, source)
    assert walls.faults(tmp_path) == []


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", root)
    for folder in ("speeches", "summit"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__", "locale"))
    return root


@pytest.mark.parametrize(
    ("contract", "path", "source"),
    [
        ("rooms", "speeches/web/planted.py", "import speeches.admin\n"),
        ("rooms", "speeches/models/planted.py", "import speeches.search\n"),
        ("rooms", "speeches/records.py", "import speeches.text\n"),
        ("rooms", "speeches/planted.py", ""),
        ("pure", "speeches/digest/readers/planted.py", "import django.db\n"),
        ("app", "speeches/web/planted.py", "import summit.settings\n"),
    ],
)
def test_a_planted_import_is_found(copy, contract, path, source):
    before = (copy / path).read_text() if (copy / path).exists() else None
    plant(copy, path, (before or "") + source)
    try:
        lint_imports = [sys.executable, Path(sys.executable).with_name("lint-imports"), "--no-cache"]
        command = [*lint_imports, "--contract", contract]
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    finally:
        (copy / path).unlink() if before is None else (copy / path).write_text(before)
    assert done.returncode == 1
    assert "Contracts: 0 kept, 1 broken." in done.stdout, done.stdout + done.stderr
