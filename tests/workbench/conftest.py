"""A folder of content."""

import pytest

from . import contents


@pytest.fixture
def folder(tmp_path):
    files = {"names": contents.NAMES, "topics": contents.TOPICS, "summits": contents.SUMMITS}
    files |= {"glossary": contents.GLOSSARY, "translations/2021-03-24": contents.SPEECH}
    (tmp_path / "translations").mkdir()
    for name, toml in files.items():
        (tmp_path / f"{name}.toml").write_text(toml, encoding="utf-8")
    return tmp_path
