"""Two machines that install the requirements get the same versions: everything is pinned, what comes along too."""

from importlib.metadata import requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]


def pins(*files: str) -> dict[str, str]:
    lines = [line for file in files for line in (ROOT / file).read_text().splitlines()]
    pinned = [line.split("==") for line in lines if line and not line.startswith(("#", "-r"))]
    return {canonicalize_name(name): number for name, number in pinned}


@pytest.mark.parametrize("files", [["requirements.txt"], ["requirements.txt", "tests/requirements.txt"]])
def test_everything_is_pinned(files):
    pinned = pins(*files)
    for name, number in pinned.items():
        assert version(name) == number, f"{name}: installed is {version(name)}, {files} say {number}"
        for text in requires(name) or []:
            wanted = Requirement(text)
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                assert canonicalize_name(wanted.name) in pinned, f"{name} needs {wanted.name}: pin it in {files[-1]}"
