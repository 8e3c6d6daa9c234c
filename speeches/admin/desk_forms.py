"""The form of one text at the translators' desk: its English, and what of the Chinese it was shown beside."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import text
from ..models import Paragraph, Speech
from ..models.translated import Translated
from ..workbench.desk import Deed
from ..workbench.quality import Severity, findings
from .findings import doubt
from .forms import PlainText, RowForm, language_labels

CHINESE_CHANGED = _(
    "The Chinese was changed after you had opened this page. Nothing was saved, and nothing that you typed is lost: "
    "read the Chinese as it is now, and save again."
)
LOOK_AGAIN = _("Somebody else changed this after you had opened this page. Look at it as it is now.")
# What says something of a text that one has read.
JUDGING = {Deed.APPROVE, Deed.KEEP}


class EnglishForm(RowForm):
    """Takes the English alone: no other field of a request reaches the row."""

    # The digest of the Chinese that stood beside the English.
    shown_chinese = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, deed: Deed | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.deed = deed
        self.initial["shown_chinese"] = self.instance.chinese_digest

    @property
    def media(self):
        """Its fields need no scripts; Django would ask each widget of each paragraph."""
        return forms.Media()

    def clean(self):
        cleaned = super().clean()
        if self.typed("shown_chinese") != self.instance.chinese_digest:
            self.add_error(None, CHINESE_CHANGED)
        elif self.was_stale and self.deed in JUDGING and not self.conflicts:
            self.add_error(None, LOOK_AGAIN)
        self.put("shown_chinese", self.instance.chinese_digest)
        for finding in findings(self.instance.chinese(), "\n".join(self.english_typed())):
            if finding.severity == Severity.BLOCKING:
                self.add_error(None, doubt(finding).words)
        return cleaned

    def english_typed(self) -> list[str]:
        return [self.cleaned_data.get(name) or "" for name in self.compared_fields()]

    def english_is_new(self) -> bool:
        """Whether other English was typed; white space alone changes nothing of its state."""
        before = (self.initial.get(name) or "" for name in self.compared_fields())
        return text.digest(*self.english_typed()) != text.digest(*before)

    def boxes(self):
        return [self[name] for name in self.compared_fields()]

    def hidden(self):
        return [self[name] for name in self.declared_fields]


def form_of(model: type[Translated]) -> type[EnglishForm]:
    columns = [f"{field}_en" for field in model.digested_fields]
    classes = {column: PlainText for column in columns if column == "text_en"}
    return forms.modelform_factory(model, form=EnglishForm, fields=columns, field_classes=classes)


def labelled(form: EnglishForm) -> EnglishForm:
    """modeltranslation's own labels show codes; ours are in the language of who looks."""
    for name, label in language_labels(type(form.instance)).items():
        if name in form.fields:
            form.fields[name].label = label
    return form


FORMS = {model: form_of(model) for model in (Speech, Paragraph)}


def english_form(row: Translated, key: str, data=None, deed: Deed | None = None) -> EnglishForm:
    return labelled(FORMS[type(row)](data, instance=row, prefix=key, deed=deed))
