"""The forms of the admin: they know which version of a row they showed, and refuse to save over a newer one."""

from django import forms
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from ..models import OldSlug
from ..models.version import ORIGINAL

HTML_LANGUAGES = {"zh_hant": "zh-Hant-TW", "en": "en"}


class PlainText(forms.CharField):
    """Browsers send CR LF for the LF that they were given; without this each save would seem to change the text."""

    def to_python(self, value):
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


def language_labels(model) -> dict[str, str]:
    """名稱（中文） and 名稱（英文）for the columns of both languages; modeltranslation's own labels show codes."""
    patterns = {"zh-hant": _("%(name)s (Chinese)"), "en": _("%(name)s (English)")}
    return {
        field.name: patterns[field.language] % {"name": capfirst(field.translated_field.verbose_name)}
        for field in model._meta.fields
        if hasattr(field, "translated_field")
    }


class RowForm(forms.ModelForm):
    """A form of a row with a version, in both languages."""

    # Its name differs from the column's, so that no form can write the column.
    shown_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.was_stale = False
        if self.instance.pk:
            self.initial["shown_version"] = self.instance.version
        for name in getattr(self.instance, "translated_fields", ()):
            # modeltranslation makes every translated column optional; the original is not.
            if (chinese := self.fields.get(f"{name}_zh_hant")) and not self.instance._meta.get_field(name).blank:
                chinese.required = True

    def is_stale(self) -> bool:
        """Whether the row was changed by somebody else since it was shown in this form."""
        return bool(self.instance.pk) and self.typed_version() != self.instance.version

    def typed_version(self) -> int | None:
        try:
            return int(self.data.get(self.add_prefix("shown_version"), ""))
        except ValueError:
            return None

    def clean(self):
        cleaned = super().clean()
        if self.is_stale():
            self.show_both()
        return cleaned

    def show_both(self) -> None:
        """Beside what was typed stands what is there now. Who has seen both may save: the form gets the new version."""
        self.was_stale = True
        for name in self.changed_data:
            if name != "shown_version" and name not in self.errors:
                self.add_error(name, _("Changed meanwhile. Now it reads: “%(text)s”") % {"text": self.text_now(name)})
        self.add_error(
            None,
            _(
                "Somebody else changed this after you had opened it. Nothing was saved, and nothing that you typed is "
                "lost: compare the marked fields, correct them, and save again."
            ),
        )
        self.data = self.data.copy()
        self.data[self.add_prefix("shown_version")] = str(self.instance.version)

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
