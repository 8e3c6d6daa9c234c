"""Every text of the interface is in the Chinese catalogue, translated, and nothing else is."""

import re
import shutil
import string
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = "speeches/locale/zh_Hant/LC_MESSAGES/django.po"
CURE = "run `make messages`, translate what is new, and check in the catalogue"


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    assert (ROOT / CATALOGUE).exists(), f"{CATALOGUE} is missing: {CURE}"
    return polib.pofile(str(ROOT / CATALOGUE))


@pytest.fixture(scope="module")
def regenerated(tmp_path_factory) -> polib.POFile:
    """The catalogue as `make messages` would write it now, made in a copy so that the tree stays as it is."""
    copy = tmp_path_factory.mktemp("messages")
    for folder in ("speeches", "summit", "templates"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    shutil.copy(ROOT / "manage.py", copy)
    # The same words as in the Makefile, read from there.
    options = re.search(r"^MAKEMESSAGES := (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE).group(1).split()
    done = subprocess.run(
        [sys.executable, "manage.py", *options], cwd=copy, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return polib.pofile(str(copy / CATALOGUE))


def identities(file: polib.POFile) -> set[tuple]:
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in file if not entry.obsolete}


def test_the_catalogue_is_up_to_date(catalogue, regenerated):
    missing = identities(regenerated) - identities(catalogue)
    superfluous = identities(catalogue) - identities(regenerated)
    assert (missing, superfluous) == (set(), set()), CURE


def test_everything_is_translated(catalogue):
    assert not catalogue.metadata_is_fuzzy, "the header is marked fuzzy: the catalogue would not be compiled"
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []


def fields(text: str) -> list[str]:
    """What is filled in: %(name)s, %s, {name}. A translation that loses one breaks its page."""
    percent = re.findall(r"%(?:\(\w+\))?[sdf]", text)
    return sorted(percent + [f"{{{name}}}" for _, name, *_ in string.Formatter().parse(text) if name])


def test_translations_keep_the_fields(catalogue):
    broken = []
    for entry in catalogue:
        originals = {tuple(fields(entry.msgid)), tuple(fields(entry.msgid_plural or entry.msgid))}
        for text in entry.msgstr_plural.values() or [entry.msgstr]:
            formatted = {"python-format", "python-brace-format"} & set(entry.flags)
            if text and formatted and tuple(fields(text)) not in originals:
                broken.append((entry.msgid, text))
    assert broken == []
