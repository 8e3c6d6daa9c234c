"""The signboard skyline: each speech a sign, as high as its text is long, in the colour of its region."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from .wording import Piece, Words, sign, who, words

LOWEST, HIGHEST = 8, 24
# A skyline with more signs has one row for each session.
MOST_IN_ONE_ROW = 32
FEW = 8

REGIONS = {
    "tw": _("Taiwan"),
    "na": _("North America"),
    "la": _("Latin America"),
    "eu": _("Europe"),
    "me": _("Middle East"),
    "af": _("Africa"),
    "as": _("Asia"),
    "oc": _("Oceania"),
}


@dataclass(frozen=True, slots=True)
class Sign:
    speech: object
    words: Words
    speaker: Words
    who: tuple[Piece, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Row:
    session: object
    signs: list[Sign]

    @property
    def is_short(self) -> bool:
        return len(self.signs) <= FEW


@dataclass(frozen=True, slots=True)
class Skyline:
    rows: list[Row]
    legend: list[tuple[str, str]]

    @property
    def shows_sessions(self) -> bool:
        return len(self.rows) > 1


def skyline(speeches) -> Skyline:
    """Of speeches with people and `length`, in the paper's order."""
    speeches = list(speeches)
    longest = max((speech.length or 0 for speech in speeches), default=0) or 1
    signs = [
        Sign(speech, sign(speech), words(speech.speaker, "name"), who(speech), height(speech.length or 0, longest))
        for speech in speeches
    ]
    if len(signs) > MOST_IN_ONE_ROW:
        by_session = groupby(signs, key=lambda sign: sign.speech.session)
        rows = [Row(session, list(group)) for session, group in by_session]
    else:
        rows = [Row(signs[0].speech.session, signs)] if signs else []
    seen = {speech.region for speech in speeches}
    return Skyline(rows, [(code, name) for code, name in REGIONS.items() if code in seen])


def height(length: int, longest: int) -> int:
    return LOWEST + round((HIGHEST - LOWEST) * length / longest)
