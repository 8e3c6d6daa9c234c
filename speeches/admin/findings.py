"""What the checks doubt, in words for people, and what of it was dismissed; as a report of one session, too."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ..models import Remark, Speech, Term
from ..models.translated import Translated
from ..records import Bilingual
from ..workbench.desk import pair_digest
from ..workbench.quality import Code, Finding, findings
from ..workbench.terms import Matcher

WORDS = {
    Code.CONTROL: gettext_noop("The English holds a sign that cannot be shown: %(english)s"),
    Code.NUMBER_MISSING: gettext_noop("Number %(chinese)s (%(english)s) is not in the English"),
    Code.NUMBER_ADDED: gettext_noop("Number %(english)s is not in the Chinese"),
    Code.CODE_MISSING: gettext_noop("%(chinese)s has to stand in the English as it is"),
    Code.NAME_MISSING: gettext_noop("%(chinese)s is called %(english)s"),
    Code.TERM_MISSING: gettext_noop("The glossary says “%(english)s” for %(chinese)s"),
    Code.CHINESE_LEFT: gettext_noop("Chinese is left in the English: %(english)s"),
    Code.FULL_WIDTH: gettext_noop("Full-width signs in the English: %(english)s"),
    Code.UNCHANGED: gettext_noop("The English is the Chinese"),
    Code.TOO_SHORT: gettext_noop("The English is very short for this Chinese"),
    Code.TOO_LONG: gettext_noop("The English is very long for this Chinese"),
    Code.ENDING: gettext_noop("The Chinese ends with %(chinese)s, the English with %(english)s"),
    Code.SPACES: gettext_noop("Double spaces, or a space before a sign"),
    Code.QUOTES: gettext_noop("A quote or bracket without its partner: %(english)s"),
    Code.REPEATED: gettext_noop("Stands twice: %(english)s"),
    Code.MARKUP: gettext_noop("A tag of HTML will be shown as it is: %(english)s"),
}
# The kinds by name, where findings are counted.
KINDS = {
    Code.CONTROL: gettext_noop("signs that cannot be shown"),
    Code.NUMBER_MISSING: gettext_noop("numbers missing"),
    Code.NUMBER_ADDED: gettext_noop("numbers added"),
    Code.CODE_MISSING: gettext_noop("names with digits"),
    Code.NAME_MISSING: gettext_noop("names of cities, bodies and speakers"),
    Code.TERM_MISSING: gettext_noop("words of the glossary"),
    Code.CHINESE_LEFT: gettext_noop("Chinese left over"),
    Code.FULL_WIDTH: gettext_noop("full-width signs"),
    Code.UNCHANGED: gettext_noop("not translated"),
    Code.TOO_SHORT: gettext_noop("very short"),
    Code.TOO_LONG: gettext_noop("very long"),
    Code.ENDING: gettext_noop("other endings"),
    Code.SPACES: gettext_noop("spaces"),
    Code.QUOTES: gettext_noop("quotes and brackets"),
    Code.REPEATED: gettext_noop("repeated words"),
    Code.MARKUP: gettext_noop("tags of HTML"),
}
LONGEST_NAME = 200


class Doubt(NamedTuple):
    """A finding as it is shown: its kind, by which name it is dismissed, and its sentence."""

    code: Code
    name: str
    words: str


class Judged(NamedTuple):
    """What is doubted, and what of that somebody has dismissed, with the remark that says why."""

    doubts: list[Doubt]
    dismissed: list[tuple[Doubt, Remark]]


def doubt(finding: Finding) -> Doubt:
    words = _(WORDS[finding.code]) % {"chinese": finding.chinese, "english": finding.english}
    return Doubt(finding.code, f"{finding.code}|{finding.chinese}|{finding.english}"[:LONGEST_NAME], words)


def judged(row: Translated, names: Iterable[Bilingual], terms: Matcher[Term], remarks: Iterable[Remark]) -> Judged:
    """What is doubted in a text; dismissals count for the very texts that they were said of."""
    english = "\n".join(row.english_now().text).strip()
    found = [doubt(finding) for finding in findings(row.chinese(), english, names, terms)] if english else []
    digest = pair_digest(row)
    reasons = {remark.finding: remark for remark in remarks if remark.is_open and remark.digest == digest}
    return Judged(
        [one for one in found if one.name not in reasons],
        [(one, reasons[one.name]) for one in found if one.name in reasons],
    )


def names_of(speech: Speech) -> list:
    """Who spoke, and for whom."""
    return [name for name in (speech.speaker, speech.city, speech.organization) if name is not None]


def bilingual(names) -> list[Bilingual]:
    return [Bilingual(name.name_zh_hant, name.name_en) for name in names]
