"""What the handbooks of editors and translators show and quote is there: pictures, and names of buttons and fields."""

import re
from pathlib import Path

import django
import polib
import pytest

ROOT = Path(__file__).resolve().parents[1]
HANDBOOK = "".join((ROOT / "docs" / f"{name}.zh.md").read_text() for name in ("editors", "translators"))
PICTURES = ROOT / "docs" / "screenshots"
MOST = 1_500_000  # bytes, all pictures together

# What is quoted and is no name: characters that are typed.
TYPED = {"", "1.", "2.", "# ", "- "}
QUOTED = sorted(set(re.findall("「([^」]*)」", HANDBOOK)) - TYPED)


def catalogues() -> list[polib.POFile]:
    """Our own, and those of Django whose words stand on its screens."""
    contrib = Path(django.__file__).parent / "contrib"
    folders = [ROOT / "speeches", contrib / "admin", contrib / "auth"]
    return [polib.pofile(str(folder / "locale" / "zh_Hant" / "LC_MESSAGES" / "django.po")) for folder in folders]


@pytest.fixture(scope="module")
def interface() -> list[re.Pattern]:
    """Each text of the interface, with room for what is filled in; what is almost nothing but that says nothing."""
    texts = {text for po in catalogues() for entry in po for text in [entry.msgstr, *entry.msgstr_plural.values()]}
    patterns = []
    for text in texts:
        pieces = re.split(r"%\(\w+\)s|%s", text.strip("：:"))
        if len("".join(pieces)) > 1 or len(pieces) == 1:
            patterns.append(re.compile(".+".join(re.escape(piece) for piece in pieces)))
    return patterns


@pytest.mark.parametrize("name", QUOTED)
def test_what_is_quoted_stands_on_a_screen(interface, name):
    assert any(pattern.fullmatch(name.strip("：")) for pattern in interface)


def test_each_picture_is_there_and_none_is_idle():
    named = set(re.findall(r"!\[[^\]]+\]\(screenshots/([\w-]+\.png)\)", HANDBOOK))
    assert named == {picture.name for picture in PICTURES.iterdir()}


def test_the_pictures_are_small():
    assert sum(picture.stat().st_size for picture in PICTURES.iterdir()) < MOST
