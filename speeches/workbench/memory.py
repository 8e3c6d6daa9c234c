"""How was this, or something like it, translated before? All English that is here, in any state, with its origin."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from .. import text
from ..difference import Piece, difference
from ..models import Paragraph, Speech
from ..search import likeness
from .desk import english_columns
from .states import APPROVED, DRAFT, TRANSLATED, UNTRANSLATED, write_english

# Percent; how many are shown.
AT_LEAST, FEW = 60, 5
EXACT = 100
# In normal form, which has commas and stops of half width.
CLAUSE = re.compile("[^,、。;:!?]+")
BEST_STATES = (APPROVED, TRANSLATED, DRAFT)


@dataclass(frozen=True, slots=True)
class Match:
    """An earlier translation. `paragraph` (with what names its speech) is where it stands.

    `percent` says how much of its Chinese is the same as that which was `asked` about; 100 means that nothing but white
    space differs.
    """

    paragraph: Paragraph
    percent: int
    asked: str

    @property
    def english(self) -> str:
        return self.paragraph.text_en

    @property
    def chinese(self) -> str:
        """What the English was made from."""
        return self.paragraph.basis

    @property
    def is_exact(self) -> bool:
        return self.percent == EXACT

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What is gone and new in the text that was asked about."""
        return difference(self.chinese, self.asked)


def similar(paragraph: Paragraph, at_least: int = AT_LEAST, few: int = FEW) -> list[Match]:
    """The best matches of a paragraph's Chinese in other paragraphs, best first; one English is shown once."""
    return similar_to_each([paragraph], at_least, few)[paragraph.pk]


def similar_to_each(
    paragraphs: Iterable[Paragraph], at_least: int = AT_LEAST, few: int = FEW
) -> dict[int, list[Match]]:
    """The same for all paragraphs of a desk, by their primary keys, in two queries."""
    paragraphs = list(paragraphs)
    digests = likeness.alike({paragraph.text_zh_hant for paragraph in paragraphs})
    rows: dict[str, list[Paragraph]] = {}
    for row in Paragraph.objects.made_from({d for found in digests.values() for d in found}).only_compared():
        rows.setdefault(row.basis_digest, []).append(row)
    return {
        paragraph.pk: best(
            paragraph, [row for d in digests.get(paragraph.text_zh_hant, ()) for row in rows.get(d, ())], at_least
        )[:few]
        for paragraph in paragraphs
    }


def best(paragraph: Paragraph, rows: list[Paragraph], at_least: int) -> list[Match]:
    """Of all that have the same English the one in the best state."""
    asked, found = paragraph.text_zh_hant, {}
    percents: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: (BEST_STATES.index(row.translation_state), -row.pk)):
        if row.pk == paragraph.pk:
            continue
        if row.basis_digest not in percents:
            percents[row.basis_digest] = percent(row.basis, asked)
        if percents[row.basis_digest] >= at_least:
            found.setdefault(row.text_en, Match(row, percents[row.basis_digest], asked))
    return sorted(found.values(), key=lambda match: -match.percent)


def percent(one: str, other: str) -> int:
    """How much of two texts is the same, wherever their clauses stand; what differs at all is never 100."""
    one, other = text.bare(one), text.bare(other)
    if one == other:
        return EXACT
    alike = max(
        Levenshtein.normalized_similarity(one, other),
        Levenshtein.normalized_similarity(in_one_order(one), in_one_order(other)),
    )
    return min(int(100 * alike), EXACT - 1)


def in_one_order(bare: str) -> str:
    """A clause that was moved would be counted twice, as gone and as new, and its comma may be a stop now."""
    return "".join(sorted(CLAUSE.findall(bare)))


def fill_drafts(speech: Speech, user=None) -> list[Paragraph]:
    """Give each untranslated paragraph whose very Chinese was translated before that English, as a draft.

    Writes: call it in `recorded`.
    """
    waiting = [paragraph for paragraph in speech.paragraphs.all() if paragraph.translation_state == UNTRANSLATED]
    found = similar_to_each(waiting, at_least=EXACT, few=1)
    filled = [paragraph for paragraph in waiting if found[paragraph.pk]]
    for paragraph in filled:
        write_english(paragraph, user, DRAFT, text=found[paragraph.pk][0].english)
        paragraph.save(update_fields=english_columns(paragraph))
    return filled
