"""What the checks doubt, in words for people, and what of it was dismissed; as a report of one session, too."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ..models import Remark, Speech
from ..models.translated import Translated
from ..workbench.desk import pair_digest
from ..workbench.quality import Code, Finding, findings
from ..workbench.vocabulary import Vocabulary

WORDS = {
    Code.CONTROL: gettext_noop("The English holds a sign that cannot be shown: %(english)s"),
    Code.NUMBER_MISSING: gettext_noop("%(chinese)s is not in the English"),
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
    Code.SPACES: gettext_noop("A space too many, before a sign, or missing: “%(english)s”"),
    Code.QUOTES: gettext_noop("A quote or bracket is missing: %(english)s"),
    Code.REPEATED: gettext_noop("Stands twice: %(english)s"),
    Code.MARKUP: gettext_noop("A tag of HTML will be shown as it is: %(english)s"),
}
# A number that the English has in another's place.
INSTEAD = gettext_noop("The Chinese has %(chinese)s, the English %(instead)s")
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
    said = {"chinese": finding.chinese, "english": finding.english, "instead": finding.instead}
    if finding.code == Code.NUMBER_MISSING and finding.english:  # its value is not plain from how it is written
        said["chinese"] = _("%(chinese)s (%(english)s)") % said
    words = _(INSTEAD if finding.instead else WORDS[finding.code]) % said
    name = f"{finding.code}|{finding.chinese}|{finding.english}{finding.instead}"
    return Doubt(finding.code, name[:LONGEST_NAME], words)


def judged(row: Translated, words: Vocabulary, remarks: Iterable[Remark]) -> Judged:
    """What is doubted in a text; dismissals count for the very texts that they were said of."""
    english = "\n".join(row.english_now().text).strip()
    found = list(map(doubt, findings(row.chinese(), english, words.names, words.terms)))
    digest = pair_digest(row)
    reasons = {remark.finding: remark for remark in remarks if remark.is_open and remark.digest == digest}
    return Judged(
        [one for one in found if one.name not in reasons],
        [(one, reasons[one.name]) for one in found if one.name in reasons],
    )


def names_of(speech: Speech) -> list:
    """Who spoke, and for whom."""
    return [name for name in (speech.speaker, speech.city, speech.organization) if name is not None]
