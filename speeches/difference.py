"""What differs between two texts, by character: the one difference view of history, conflicts and outdated English."""

from typing import NamedTuple

from diff_match_patch import diff_match_patch

SAME, GONE, NEW = "same", "gone", "new"
KINDS = {0: SAME, -1: GONE, 1: NEW}
# Seconds; two long texts without anything in common are then shown as replaced in pieces.
PATIENCE = 0.5


class Piece(NamedTuple):
    """A run of characters that stands in both texts (`same`), in the old only (`gone`) or in the new only (`new`)."""

    kind: str
    text: str


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in order: those that are not new make up the old text, those that are not gone the new one."""
    if old == new:
        return (Piece(SAME, old),) if old else ()
    matcher = diff_match_patch()
    matcher.Diff_Timeout = PATIENCE
    found = matcher.diff_main(old, new, False)
    matcher.diff_cleanupSemantic(found)
    return tuple(Piece(KINDS[kind], text) for kind, text in found)
