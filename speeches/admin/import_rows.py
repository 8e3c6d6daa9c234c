"""What the screen of an import shows of each row: who is meant, what differs, what is in doubt."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..digest.compare import BODY, GROUPS, Outcome
from ..digest.decision import Decision
from ..digest.match import Known
from ..digest.preview import Entry, Preview
from ..models import City, Organization, Speaker
from ..records import Speech as Row
from .forms import digest
from .import_forms import MOST_BOXES, MOST_CHARACTERS, WHO, DecisionForm, country_name, is_too_long

STATES = {
    Outcome.CREATED: gettext_lazy("new"),
    Outcome.UPDATED: gettext_lazy("changed in the paper"),
    Outcome.CONFLICT: gettext_lazy("in conflict"),
    Outcome.UNCHANGED: gettext_lazy("unchanged"),
}
# Which badge each has.
OUTCOMES = {
    Outcome.CREATED: "in_review",
    Outcome.UPDATED: "outdated",
    Outcome.CONFLICT: "withdrawn",
    Outcome.UNCHANGED: "draft",
}


# What was typed into the preview: the values of each box by its name, by the number of the row as text.
Typed = dict[str, dict[str, list[str]]]
# A field of each row says that the page had it: a box that nobody ticked is not sent.
SHOWN = "shown"
_BOX = re.compile(r"r([0-9]{1,9})-(\w+|\w+-is)")
ROWS = 50


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Who is meant by a name: one that is known, or (`thing` without pk) a new one, and who else could be."""

    kind: str
    thing: City | Organization | Speaker
    others: tuple[Choice, ...]

    @property
    def label(self):
        return WHO[self.kind][0]

    @property
    def url(self) -> str:
        return reverse(f"admin:speeches_{self.kind}_change", args=[self.thing.pk])


class Line:
    """A row that would be written, or could be if it were corrected."""

    def __init__(self, form: DecisionForm, known: Known, namesakes: Mapping[str, list], chosen: dict):
        self.form, self.entry = form, form.entry
        self.row, self.chosen = form.row(), chosen
        self.problems = list(self.entry.problems)
        doubts: list = []
        found = {
            "speaker": known.speaker(self.row, doubts) if self.row.speaker else None,
            "city": known.city(self.row, doubts),
            "organization": known.organization(self.row),
        }
        self.problems += [doubt for doubt in doubts if doubt not in self.problems]
        self.matches = [
            Match(kind, thing, choices(namesakes[kind], thing, getattr(self.row, kind), known))
            for kind, thing in found.items()
            if thing is not None and kind in form.who
        ]

    @property
    def number(self) -> int:
        return self.entry.row.number

    @property
    def is_faulty(self) -> bool:
        return bool(self.form.errors)

    @property
    def is_open(self) -> bool:
        """Whether somebody has to look at it."""
        return bool(self.is_faulty or self.problems or in_doubt(self.entry))

    @property
    def kind(self) -> str:
        """Which badge it has."""
        return OUTCOMES[self.entry.outcome] if self.entry.loadable else "untranslated"

    @property
    def state(self) -> str:
        return STATES[self.entry.outcome] if self.entry.loadable else _("left out")

    @property
    def title(self) -> str:
        row = self.row
        body = " ".join(filter(None, (country_name(row.country), row.city, row.organization)))
        return " · ".join(filter(None, (body, row.role, row.speaker)))

    @property
    def said(self) -> list[str]:
        return [problem.say(_) for problem in self.problems]

    @property
    def names(self):
        return [self.form[name] for name in self.form.who]

    @property
    def ticked(self) -> set[int]:
        """The topics that are ticked, by their primary keys."""
        return set(self.form.cleaned_data.get("topics", ())) if self.form.is_bound else set()

    @property
    def texts(self):
        """Of each paragraph that would be written: its place, its label, its box, and that of its kind."""
        for index in self.form.written:
            label = self.entry.row.paragraphs[index].label
            yield index + 1, label, self.form[f"text{index}"], self.form[f"kind{index}"]

    @cached_property
    def differences(self) -> list[tuple[str, str, str, str]]:
        """Label, what the paper said last time, what is here now, what it says now; where the paper has changed."""
        return [] if self.entry.kept is None else [*who_differs(self.entry), *text_differs(self.entry)]

    @property
    def is_too_long(self) -> bool:
        return is_too_long(self.entry)

    @property
    def is_conflict(self) -> bool:
        return self.entry.outcome is Outcome.CONFLICT


def who_differs(entry: Entry) -> Iterator[tuple[str, str, str, str]]:
    for group in GROUPS:
        was, here, paper = (
            said_of_who(row, group) if row is not None else "" for row in (entry.base, entry.kept, entry.row)
        )
        if here != paper and was != paper:
            yield label_of(group), was, here, paper


def label_of(group) -> str:
    return str(_("city or organization") if group == BODY else WHO[group[0]][0])


def said_of_who(row, group) -> str:
    values = (country_name(row.country) if name == "country" else getattr(row, name) for name in group)
    return " ".join(filter(None, values))


def text_differs(entry: Entry) -> Iterator[tuple[str, str, str, str]]:
    for was, here, paper in entry.changes():
        if was != paper:
            yield _("Text"), was, here, paper


def choices(namesakes: list, thing, name: str, known: Known) -> tuple[Choice, ...]:
    """Those who are called so, and a new one; nothing to choose where nobody is."""
    if not namesakes:
        return ()
    those = (Choice(str(one.pk), described(one, known), one == thing) for one in namesakes)
    return (*those, Choice(new(name), _("a new one of this name"), thing.pk is None))


def new(name: str) -> str:
    """What says that a new one is meant; it is no answer any more when another name was typed."""
    return f"new {name}"


def described(thing, known: Known) -> str:
    """Names, and the countries that tell namesakes apart."""
    spoke_for = sorted(map(country_name, known.countries.get(thing.key, ())))
    country = getattr(thing, "country_name", "") or "、".join(spoke_for)
    return " · ".join(filter(None, dict.fromkeys((thing.name_zh_hant, thing.name_en, country))))


def changed(seen: Preview) -> list[Entry]:
    """The rows that are not as they were."""
    return [entry for entry in seen.entries if entry.outcome is not Outcome.UNCHANGED or not entry.loadable]


def sheets(entries: list[Entry]) -> list[list[Entry]]:
    """The rows in pages, as many on each as a browser can send at once; at least one page."""
    made: list[list[Entry]] = [[]]
    paragraphs = characters = 0
    for entry in entries:
        boxes = len(entry.row.paragraphs)
        size = sum(len(paragraph.text) for paragraph in entry.row.paragraphs)
        paragraphs, characters = paragraphs + boxes, characters + size
        if len(made[-1]) == ROWS or (made[-1] and (paragraphs > MOST_BOXES or characters > MOST_CHARACTERS)):
            made.append([])
            paragraphs, characters = boxes, size
        made[-1].append(entry)
    return made


class Parts:
    """The pages of the preview: the one that is shown is that of the row `number`, or the one that was asked for."""

    def __init__(self, pages: list[list[Entry]], asked: str = "", number: int | None = None):
        self.pages = pages
        places = (at for at, entries in enumerate(pages, 1) if any(entry.row.number == number for entry in entries))
        self.number = next(places, int(asked) if re.fullmatch("[0-9]{1,6}", asked) else 1)
        self.number = max(1, min(self.number, len(pages)))

    @property
    def entries(self) -> list[Entry]:
        return self.pages[self.number - 1]

    @property
    def links(self) -> list[tuple[int, int, int]]:
        """Of each page its number, and the numbers of its first and last row; none where there is one page."""
        ends = ((at, those[0].row.number, those[-1].row.number) for at, those in enumerate(self.pages, 1) if those)
        return [*ends] if len(self.pages) > 1 else []

    @property
    def doubts(self) -> list[tuple[int, int]]:
        """Page and number of each row on the other pages that somebody has to look at."""
        others = ((at, those) for at, those in enumerate(self.pages, 1) if at != self.number)
        return [(at, entry.row.number) for at, those in others for entry in those if in_doubt(entry)]


def in_doubt(entry: Entry) -> bool:
    return bool(entry.problems or entry.outcome is Outcome.CONFLICT)


def typed_in(data: QueryDict) -> Typed:
    """What a page of the preview sent, by the numbers of its rows: all that it had of each."""
    found: Typed = {}
    for name, values in data.lists():
        if box := _BOX.fullmatch(name):
            found.setdefault(box[1], {})[box[2]] = [value.replace("\0", "") for value in values]
    return {number: boxes for number, boxes in found.items() if SHOWN in boxes}


def lines(entries: list[Entry], typed: Typed) -> list[Line]:
    """A line for each of these rows. The forms of those in which something was typed are validated."""
    forms = []
    sent = {}
    for entry in entries:
        number = entry.row.number
        if (boxes := typed.get(str(number))) is not None:
            sent[number] = MultiValueDict({f"r{number}-{name}": values for name, values in boxes.items()})
        forms.append(DecisionForm(entry, sent.get(number)))
    for form in forms:
        form.is_valid()
    rows = {form.entry.row.number: form.row() for form in forms}
    known = Known.of(list(rows.values()))
    namesakes = {number: known.namesakes(row) for number, row in rows.items()}
    chosen = {number: chosen_in(sent.get(number, {}), row, namesakes[number]) for number, row in rows.items()}
    known.chosen = {(kind, number): who for number, kinds in chosen.items() for kind, who in kinds.items()}
    return [Line(form, known, namesakes[number], chosen[number]) for number, form in zip(rows, forms, strict=True)]


def chosen_in(data, row: Row, namesakes: Mapping[str, list]) -> dict:
    """Who was chosen, by kind; a choice that the name does not offer any more is none."""
    found = {}
    for kind, those in namesakes.items():
        value = data.get(f"r{row.number}-{kind}-is")
        if those and value == new(getattr(row, kind)):
            found[kind] = None
        elif (one := next((one for one in those if str(one.pk) == value), None)) is not None:
            found[kind] = one
    return found


def decisions(shown: list[Line]) -> dict[int, Decision]:
    """What was decided, by the number of the row; their forms are valid."""
    return {line.number: line.form.decision(line.chosen) for line in shown}


def stamp(seen: Preview) -> str:
    """Which versions of everything the screen shows: what is confirmed is what was looked at."""
    return digest([(entry.row.number, entry.outcome, *versions(entry)) for entry in seen.entries])


def versions(entry: Entry) -> Iterator[tuple]:
    paragraphs = entry.speech.paragraphs.all() if entry.speech else ()
    for one in (entry.speech, entry.city, entry.organization, entry.speaker, *paragraphs, *entry.topics):
        yield (type(one).__name__, one.pk, one.version) if one is not None and one.pk else ()
