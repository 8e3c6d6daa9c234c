"""What somebody has decided on a row of a paper before it is imported."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..models import City, Organization, Speaker, Topic
from ..records import Speech as Row
from .compare import Side

Who = City | Organization | Speaker


@dataclass(frozen=True, slots=True)
class Decision:
    """`row` is the paper's row as corrected; it has as many paragraphs, and one without text is not taken.

    `chosen` says who is meant, by "city", "organization" and "speaker": one that is known, or None for a new one.
    Of whom it says nothing, the names decide.
    """

    row: Row
    side: Side = Side.LATER
    is_left_out: bool = False
    chosen: Mapping[str, Who | None] = field(default_factory=dict)
    topics: tuple[Topic, ...] = ()

    def settles(self, row: Row) -> bool:
        """Whether what the row leaves in doubt needs nobody's attention any more."""
        return self.is_left_out or replace(self.row, problems=row.problems) != row


Decisions = Mapping[int, Decision]
NONE: Decisions = {}


def chosen(decisions: Decisions) -> dict[tuple[str, int], Who | None]:
    """Who is meant, by kind and number of the row."""
    return {(kind, number): who for number, decision in decisions.items() for kind, who in decision.chosen.items()}
