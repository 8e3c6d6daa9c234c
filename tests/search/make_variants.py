"""Writes speeches/variants.txt from OpenCC's dictionaries: `python -m tests.search.make_variants`.

A line holds characters that are one for the search, first the one that stands for all: the Simplified one, which also
unites what Simplified writing unites (發 and 髮 are 发). Taiwan's choices among variants (着 and 著) join groups.
"""

from collections import defaultdict
from pathlib import Path

import opencc

from speeches import text

FILE = Path(__file__).parents[2] / "speeches" / "variants.txt"
DICTIONARIES = Path(opencc.__file__).parent / "dictionary"


def pairs(name: str) -> list[tuple[str, str]]:
    """Character and first choice, of the lines that are one to one."""
    rows = (line.split() for line in (DICTIONARIES / f"{name}.txt").read_text(encoding="utf-8").splitlines())
    return [(row[0], row[1]) for row in rows if len(row[0]) == len(row[1]) == 1]


def groups() -> list[str]:
    heads: dict[str, str] = {}

    def head(character: str) -> str:
        while character in heads:
            character = heads[character]
        return character

    def join(character: str, to: str) -> None:
        if head(character) != head(to):
            heads[head(character)] = head(to)

    for character, simplified in pairs("TSCharacters"):
        join(character, simplified)
    for name in ("TWVariants", "HKVariants"):
        for character, choice in pairs(name):
            join(choice, character)
    # What text.fold has made one already stays one.
    for character, to in text.VARIANTS.items():
        join(chr(character), to)
    found = defaultdict(list)
    for character in heads:
        found[head(character)].append(character)
    return [first + "".join(sorted(others)) for first, others in sorted(found.items())]


if __name__ == "__main__":
    FILE.write_text("\n".join(groups()) + "\n", encoding="utf-8")
