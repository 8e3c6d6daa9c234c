"""What stands at the translators' desk, text by text: the pair, its state, and what is known beside it."""

from dataclasses import dataclass

from ..models import Remark, Speech, Term
from ..models.remark import HEADLINE
from ..models.translated import Translated
from ..workbench import states
from ..workbench.desk import by_row, pair_digest, rows_of
from ..workbench.memory import Match, similar_to_each
from ..workbench.terms import Matcher
from ..workbench.vocabulary import vocabulary
from .badges import english_badge
from .desk_forms import EnglishForm, english_form
from .findings import Doubt, judged


@dataclass(slots=True)
class DeskRow:
    """One text. `number` is the paragraph's, counted from 1; headline and role have none."""

    key: str
    number: int | None
    row: Translated
    form: EnglishForm
    is_own: bool
    hints: list[Term]
    comments: list[Remark]
    matches: list[Match]
    doubts: list[Doubt]
    dismissed: list[tuple[Doubt, Remark]]

    @property
    def badge(self):
        return english_badge(self.row)

    @property
    def is_headline(self) -> bool:
        return self.key == HEADLINE

    @property
    def is_approved(self) -> bool:
        return self.row.translation_state == states.APPROVED

    @property
    def is_fillable(self) -> bool:
        """Without English, and its very Chinese was translated before."""
        return self.row.translation_state == states.UNTRANSLATED and any(match.is_exact for match in self.matches)

    @property
    def may_be_approved(self) -> bool:
        """By somebody whose role may, and who did not write it."""
        is_finished = self.row.translation_state in {states.DRAFT, states.TRANSLATED}
        return is_finished and not self.row.is_outdated and not self.is_own

    @property
    def digest(self) -> str:
        return pair_digest(self.row)

    @property
    def open_comments(self) -> int:
        return sum(comment.is_open for comment in self.comments)

    def pairs(self):
        """Each Chinese text, its English, and the box for that."""
        fields = zip(self.row.digested_fields, self.form.boxes(), strict=True)
        return [(getattr(self.row, f"{name}_zh_hant"), getattr(self.row, f"{name}_en"), box) for name, box in fields]


def desk_rows(speech: Speech, user, refused: EnglishForm | None = None) -> list[DeskRow]:
    """All texts of a speech (fetched `at_the_desk`); one of them may be a form that was refused."""
    rows = rows_of(speech)
    words = vocabulary()
    remarks = by_row(speech.remarks.with_people().oldest_first(), rows)
    matches = similar_to_each(speech.paragraphs.all())
    found = []
    for number, (key, row) in enumerate(rows.items()):
        found.append(
            DeskRow(
                key=key,
                number=number or None,
                row=row,
                form=refused if refused is not None and refused.prefix == key else english_form(row, key),
                is_own=states.is_own(row, user),
                hints=hints(words.terms, row),
                comments=[remark for remark in remarks[key] if not remark.is_dismissal],
                matches=matches.get(row.pk, []) if key != HEADLINE else [],
                **judged(row, words, remarks[key])._asdict(),
            )
        )
    return found


def hints(terms: Matcher[Term], row: Translated) -> list[Term]:
    """The words of the glossary that the Chinese uses, each once."""
    return list({found.meaning.pk: found.meaning for found in terms.find(row.chinese())}.values())
