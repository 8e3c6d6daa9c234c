"""One text of a file for translators, whatever the format. Pure."""

import hashlib
import re
from dataclasses import dataclass
from typing import NamedTuple

from .. import text

SOURCE_LANGUAGE, TARGET_LANGUAGE = "zh-TW", "en"
ID = re.compile(r"([a-z0-9]{1,8})\.([a-z0-9]{1,8})\.([0-9a-f]{8})([0-9a-f]{8})")


class Name(NamedTuple):
    """Which text it is (the key of the speech; the key of a paragraph, headline or role), and the stamps of both
    languages as they were when the file was written."""

    speech: str
    part: str
    source: str
    target: str

    def __str__(self):
        return f"{self.speech}.{self.part}.{self.source}{self.target}"

    @classmethod
    def read(cls, string: str) -> "Name | None":
        found = ID.fullmatch(string.strip())
        return cls(*found.groups()) if found else None


@dataclass(frozen=True, slots=True)
class Unit:
    """`id` is a Name as written; `state` is one of the states of translations, or "" where a file does not say.

    `is_foreign`: the file says that it is not from Chinese into English. `note` is for the translator.
    """

    id: str
    source: str
    target: str
    state: str = ""
    note: str = ""
    is_foreign: bool = False


def written(string: str) -> str:
    """The text as a file can hold it."""
    return text.without_controls(string.replace("\r\n", "\n").replace("\r", "\n"))


def source_stamp(chinese: str) -> str:
    """White space makes no Chinese another one."""
    return text.digest(chinese)[:8]


def target_stamp(english: str) -> str:
    """Every character of the English counts."""
    return hashlib.blake2b(written(english).encode(), digest_size=4).hexdigest()


def name(speech: str, part: str, chinese: str, english: str) -> Name:
    return Name(speech, part, source_stamp(chinese), target_stamp(english))
