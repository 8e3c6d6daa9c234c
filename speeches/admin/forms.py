"""The forms of the admin: they know what they showed, and never save over what somebody else has written since."""

import hashlib

from django import forms
from django.db import models
from django.db.models import Model
from django.forms.utils import ErrorList
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from ..models import OldSlug
from ..models.version import ORIGINAL

# Beside a conflict stands a box of this name and the field's: take the other's text.
TAKE = "take-"
TEXTS = (models.CharField, models.TextField)
HTML_LANGUAGES = {"zh_hant": "zh-Hant-TW", "en": "en"}


class PlainText(forms.CharField):
    """Browsers send CR LF for the LF that they were given; without this each save would seem to change the text."""

    def to_python(self, value):
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


def comparable(value):
    """A widget's value in one form: line ends as in the database, nothing as "", several choices in order."""
    if isinstance(value, list):
        return sorted(str(one) for one in value if one not in {None, ""})
    return "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def digest(value) -> str:
    return hashlib.blake2b(repr(value).encode(), digest_size=4).hexdigest()


def language_labels(model) -> dict[str, str]:
    """名稱（中文） and 名稱（英文）for the columns of both languages; modeltranslation's own labels show codes."""
    patterns = {"zh-hant": _("%(name)s (Chinese)"), "en": _("%(name)s (English)")}
    return {
        field.name: patterns[field.language] % {"name": capfirst(field.translated_field.verbose_name)}
        for field in model._meta.fields
        if hasattr(field, "translated_field")
    }


class Errors(ErrorList):
    """No errors are no HTML; Django renders a template for each of the fifty empty lists of a form."""

    def render(self, *args, **kwargs):
        return super().render(*args, **kwargs) if self else ""

    __str__ = __html__ = render


class RowForm(forms.ModelForm):
    """A form of a row with a version, in both languages.

    It carries the version that it showed and a short digest of each value. Where somebody else has saved meanwhile,
    each field is looked at by itself: what only one of the two has changed is taken, what both have changed is
    shown in both versions, to be kept or taken.
    """

    # Their names differ from the column's, so that no form can write the column.
    shown_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    shown_values = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"error_class": Errors, **kwargs})
        self.conflicts: list[str] = []
        if self.instance.pk:
            self.initial["shown_version"] = self.instance.version
            self.initial["shown_values"] = self.values_now()
        for name in getattr(self.instance, "translated_fields", ()):
            # modeltranslation makes every translated column optional; the original is not.
            if (chinese := self.fields.get(f"{name}_zh_hant")) and not self.instance._meta.get_field(name).blank:
                chinese.required = True
        self.was_stale = self.is_bound and self.is_stale()
        if self.is_bound and self.instance.pk:
            self.take_theirs()
        if self.was_stale:
            self.merge()

    def is_stale(self) -> bool:
        """Whether the row was changed by somebody else since it was shown in this form."""
        return bool(self.instance.pk) and self.typed("shown_version") != str(self.instance.version)

    def typed(self, name: str):
        """What the browser sent for a field, as its widget would show it again."""
        widget = self.fields[name].widget
        raw = widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        return comparable(widget.format_value(raw))

    def now(self, name: str):
        """The value in the database, as the widget shows it."""
        field = self.fields[name]
        return comparable(field.widget.format_value(field.prepare_value(self.initial.get(name))))

    def values_now(self) -> str:
        """ "headline_en:3f9a02c1 topics:77b0de15 …": a digest of each value, to know later who changed what."""
        return " ".join(f"{name}:{digest(self.now(name))}" for name in self.compared_fields())

    def compared_fields(self) -> list[str]:
        return [name for name in self.fields if name in self.initial and name not in self.declared_fields]

    def merge(self) -> None:
        """Take what somebody else has changed and we have not; find what both have changed."""
        shown = dict(pair.split(":", 1) for pair in self.typed("shown_values").split() if ":" in pair)
        for name in self.compared_fields():
            ours, theirs = self.typed(name), self.now(name)
            if ours == theirs:
                continue
            if shown.get(name) == digest(ours):
                self.put(name, theirs)
            elif shown.get(name) != digest(theirs):
                self.conflicts.append(name)
        self.show_anew()

    def take_theirs(self) -> None:
        """Of two texts that were shown, take the other's where that was ticked."""
        for name in self.compared_fields():
            if self.data.get(f"{TAKE}{self.add_prefix(name)}"):
                self.put(name, self.now(name))

    def show_anew(self) -> None:
        """Who has seen both may save: the form that is shown again knows what is there now."""
        self.put("shown_version", str(self.instance.version))
        self.put("shown_values", self.initial["shown_values"])

    def put(self, name: str, value) -> None:
        """Have the form hold this value, as if it had been typed."""
        if not getattr(self.data, "_mutable", True):
            self.data = self.data.copy()
        if isinstance(value, list):
            self.data.setlist(self.add_prefix(name), value)
        else:
            self.data[self.add_prefix(name)] = value

    def clean(self):
        cleaned = super().clean()
        for name in self.conflicts:
            if name not in self.errors:
                self.add_error(name, self.both(name))
        if self.conflicts:
            self.add_error(
                None,
                _(
                    "Somebody else changed this after you had opened it. Nothing was saved, and nothing that you typed "
                    "is lost: compare the marked fields, take the other text or correct yours, and save again."
                ),
            )
        return cleaned

    def both(self, name: str) -> str:
        """The other's text, its difference from ours, and a box to take it."""
        return render_to_string(
            "admin/speeches/conflict.html",
            {
                "box": f"{TAKE}{self.add_prefix(name)}",
                "theirs": self.text_now(name),
                "ours": self.typed(name) if isinstance(self.instance._meta.get_field(name), TEXTS) else "",
            },
        )

    def text_now(self, name: str) -> str:
        """The value in the database, as a reader of the form would say it."""
        if hasattr(self.instance, f"get_{name}_display"):
            return str(getattr(self.instance, f"get_{name}_display")())
        value = self.initial.get(name)
        if isinstance(value, list | tuple):
            return "、".join(str(one) for one in value)
        if isinstance(getattr(self.instance, name, None), Model):
            value = getattr(self.instance, name)
        return "" if value is None else str(value)

    def address_year(self) -> int:
        """The year that the address carries; 0 where it carries none."""
        return 0

    def clean_slug(self):
        slug, kind = self.cleaned_data["slug"], self.instance._meta.model_name
        if slug and OldSlug.objects.at(kind, slug, self.address_year()).not_of(self.instance.key).exists():
            raise forms.ValidationError(_("This address once belonged to another record; old links still lead there."))
        return slug

    def _save_m2m(self):
        # taggit compares topics by their names in the active language, and finds the Chinese ones in the database.
        with override(ORIGINAL):
            super()._save_m2m()


ADDRESS_HELP = gettext_lazy(
    "Latin letters, digits and hyphens. Left empty, it is made by itself. After a change the old address keeps working."
)
