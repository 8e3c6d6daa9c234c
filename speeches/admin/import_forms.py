"""What is asked before a paper is imported: the file, and of each row what is to become of it."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import archives, countries, text
from ..digest import rows
from ..digest.compare import Outcome, Side
from ..digest.decision import Decision
from ..digest.load import is_loadable
from ..digest.preview import Entry
from ..digest.readers.file import read
from ..models import Paragraph, Session
from ..records import Kind, Refusal
from ..records import Speech as Row
from .forms import Errors, PlainText

ACCEPTED = ".docx,.odt,.ods,.xlsx,.pdf,.csv,.txt"
# The boxes of who spoke: their labels and how much a column holds.
WHO = {
    "speaker": (_("Speaker"), 200),
    "honorific": (_("Honorific"), 120),
    "role": (_("Role"), 120),
    "country": (_("Country"), 60),
    "city": (_("City"), 200),
    "organization": (_("Organization"), 200),
}
# So much is on one page: Django takes so many fields and bytes at once (settings.DATA_UPLOAD_MAX_…).
MOST_BOXES, MOST_CHARACTERS = 2_000, 300_000
SIDES = [
    (Side.LATER, _("Change nothing now, and ask again at the next import")),
    (Side.OURS, _("Keep what is here, and do not ask again")),
    (Side.PAPERS, _("Take what the paper says")),
]


def country_name(code: str) -> str:
    return countries.name_of(code, "zh_hant") if code else ""


class UploadForm(forms.Form):
    paper = forms.FileField(
        label=_("Digest to import"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_(".docx, .odt, .ods, .xlsx, .pdf, .csv or .txt, at most 20 MB."),
    )

    def clean_paper(self) -> bytes:
        """What is in the file decides, and no name or type that the browser says."""
        file = self.cleaned_data["paper"]
        try:
            if file.size > archives.UPLOAD:
                raise Refusal(archives.TOO_LARGE, megabytes=archives.UPLOAD // archives.MEGABYTE)
            content = file.read()
            rows.entries(read(content))
        except Refusal as refusal:
            raise forms.ValidationError(refusal.say(gettext)) from refusal
        self.cleaned_data["name"] = text.clean(file.name)[-255:]
        return content


class SessionForm(forms.Form):
    """Which session a paper is of: the day, where the title does not say it, and the name, where a day has several."""

    NEW = "new"

    session_date = forms.DateField(
        label=_("Day of the session"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Only where the title does not say it, or names several days."),
    )
    # The key of a session of that day, or NEW; nothing where there is nothing to choose. And what the page showed.
    session = forms.CharField(required=False)
    session_shown = forms.CharField(required=False)
    name_shown = forms.CharField(required=False)
    session_name = forms.CharField(label=_("Its name"), required=False, max_length=200)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("session") == self.NEW and not cleaned.get("session_name") and not self.errors:
            self.add_error("session_name", gettext("A second session of a day needs a name."))
        return cleaned

    def name(self, now: str | None) -> str | None:
        """The name of the session, if somebody has said which it is; `now` it is this. Of a form that is valid."""
        chosen, name, shown = (self.cleaned_data[box] for box in ("session", "session_name", "name_shown"))
        if chosen in ("", self.NEW):
            return now if name == shown else name
        return now if chosen == self.cleaned_data["session_shown"] else Session.objects.names().get(chosen, now)


class DecisionForm(forms.Form):
    """One row of the paper, as it would be. There are boxes for what would be written: all of a new speech, and of one
    that is here what the paper changes. `data`, where there is any, can be written."""

    is_left_out = forms.BooleanField(label=_("Leave this row out"), required=False)

    def __init__(self, entry: Entry, data=None):
        prefix = f"r{entry.row.number}"
        super().__init__(data, prefix=prefix, error_class=Errors)
        self.entry = entry
        self.who = [name for name in WHO if name in who_written(entry)]
        self.written = paragraphs_written(entry)
        if entry.outcome is Outcome.CONFLICT:
            side = forms.TypedChoiceField(
                choices=SIDES, coerce=Side, required=False, empty_value=Side.LATER, initial=Side.LATER
            )
            self.fields["side"] = side
        for name in self.who:
            label, longest = WHO[name]
            value = getattr(entry.row, name)
            initial = country_name(value) if name == "country" else value
            self.fields[name] = forms.CharField(label=label, required=False, max_length=longest, initial=initial)
        for index in self.written:
            paragraph = entry.row.paragraphs[index]
            self.fields[f"text{index}"] = PlainText(required=False, initial=paragraph.text)
            self.fields[f"kind{index}"] = forms.ChoiceField(
                choices=Paragraph.Kind.choices, initial=paragraph.kind.value
            )
        topics = [(topic.pk, topic.name) for topic in entry.topics]
        self.fields["topics"] = forms.TypedMultipleChoiceField(choices=topics, coerce=int, required=False)
        if self.is_bound:
            self.fill()

    def fill(self) -> None:
        """A box that the page did not have yet, because somebody else changed something since, is as in the paper."""
        for name, field in self.fields.items():
            if field.initial is not None and name != "side":
                self.data.setdefault(self.add_prefix(name), field.initial)

    def clean_country(self) -> str:
        """The code of the country that is called so."""
        name = self.cleaned_data["country"]
        code, words = countries.match_prefix(name) or ("", "")
        if words != name:
            raise forms.ValidationError(gettext("No country is called “%(name)s”."), params={"name": name})
        return code

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_left_out"):
            self._errors.clear()
        elif not self.errors and self.entry.loadable and not is_loadable(self.row()):
            self.add_error("speaker", gettext("A speech has a speaker, and a city or an organization."))
        return cleaned

    def row(self) -> Row:
        """The row as corrected; a box that holds nothing that could be written leaves it as the paper has it."""
        row = self.entry.row
        if not self.is_bound:
            return row
        typed = self.cleaned_data
        paragraphs = list(row.paragraphs)
        for index in self.written:
            old = paragraphs[index]
            said, kind = typed.get(f"text{index}", old.text), typed.get(f"kind{index}", old.kind)
            said = old.text if said == old.text.strip() else said
            paragraphs[index] = replace(old, text=said, kind=Kind(kind))
        names = {name: typed.get(name, getattr(row, name)) for name in self.who}
        return replace(row, **names, paragraphs=tuple(paragraphs))

    def decision(self, chosen) -> Decision:
        """Of a form that is valid; `chosen` says who is meant, by kind."""
        topics = self.cleaned_data.get("topics", ())
        return Decision(
            row=self.row(),
            side=self.cleaned_data.get("side") or Side.LATER,
            is_left_out=self.cleaned_data["is_left_out"],
            chosen=chosen,
            topics=tuple(topic for topic in self.entry.topics if topic.pk in topics),
        )


def who_written(entry: Entry) -> set[str]:
    """Of the boxes of who spoke, those that would be written."""
    if entry.comparison is None or entry.outcome is Outcome.CREATED:
        return set(WHO)
    return set(entry.comparison.fields)


def is_too_long(entry: Entry) -> bool:
    """Whether a row's text is more than a browser can send back: it is imported as it is."""
    paragraphs = entry.row.paragraphs
    return len(paragraphs) > MOST_BOXES or sum(len(paragraph.text) for paragraph in paragraphs) > MOST_CHARACTERS


def paragraphs_written(entry: Entry) -> list[int]:
    """Which paragraphs of the paper would be written, by their places."""
    if is_too_long(entry):
        return []
    if entry.comparison is None or entry.outcome is Outcome.CREATED:
        return list(range(len(entry.row.paragraphs)))
    changed = {id(change.paragraph) for change in entry.comparison.changes}
    return [index for index, paragraph in enumerate(entry.row.paragraphs) if id(paragraph) in changed]
