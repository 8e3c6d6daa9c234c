"""What is typed of a speech: its form, a box for pasted text, and the note that readers get of a correction."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..digest.pasted import lines, pasted
from ..models import Paragraph, Speech
from ..workbench import states
from .forms import HTML_LANGUAGES, PlainText, RowForm

# What of the form readers see of a public speech, besides its paragraphs.
READ = {"speaker", "honorific", "city", "organization", "role_zh_hant", "headline_zh_hant"}


def correction_of(request) -> tuple[str, str]:
    """What readers are to be told, in both languages. PostgreSQL stores no NUL."""
    typed = (request.POST.get(f"correction_{suffix}", "") for suffix in HTML_LANGUAGES)
    chinese, english = (text.replace("\0", "").strip()[:500] for text in typed)
    return chinese, english


def readers_are_told(data) -> bool:
    """Whether the form says what was corrected, or that the change is too small to be told."""
    return bool(data.get("correction_zh_hant", "").strip() or data.get("small_correction"))


UNTOLD = gettext_lazy(
    "This text is public. Say in “Correction note for readers” below what was corrected, or tick that the change is "
    "too small to be told. Nothing was saved, and nothing that you typed is lost."
)


class Pasted(forms.Textarea):
    def __init__(self, language: str):
        super().__init__(attrs={"lang": language, "rows": 3})


class SpeechForm(RowForm):
    pasted_zh_hant = PlainText(
        label=gettext_lazy("Pasted text (Chinese)"), required=False, widget=Pasted(HTML_LANGUAGES["zh_hant"])
    )
    pasted_en = PlainText(
        label=gettext_lazy("Pasted text (English)"), required=False, widget=Pasted(HTML_LANGUAGES["en"])
    )

    def clean(self):
        cleaned = super().clean()
        bodies = {"city", "organization"}
        if not bodies & set(self.errors) and not any(cleaned.get(body) for body in bodies):
            self.add_error("city", _("Choose a city or an organization, or both."))
        if self.instance.pk and self.is_told_too_little():
            self.add_error(None, UNTOLD)
        self.clean_pasted(cleaned)
        return cleaned

    def is_told_too_little(self) -> bool:
        changed = READ & set(self.changed_data) or self.data.get("pasted_zh_hant", "").strip()
        return bool(changed) and self.instance.is_public() and not readers_are_told(self.data)

    def clean_pasted(self, cleaned: dict) -> None:
        """Each line is a paragraph; English has as many lines as the Chinese, or stays away."""
        chinese, english = pasted(cleaned.get("pasted_zh_hant") or ""), lines(cleaned.get("pasted_en") or "")
        if english and len(english) != len(chinese):
            self.add_error(
                "pasted_en",
                ngettext(
                    "The Chinese has %(chinese)s paragraph, the English %(english)s: give both the same lines.",
                    "The Chinese has %(chinese)s paragraphs, the English %(english)s: give both the same lines.",
                    len(chinese),
                )
                % {"chinese": len(chinese), "english": len(english)},
            )
        self.pasted = list(zip(chinese, english or [""] * len(chinese), strict=False))

    def pasted_paragraphs(self, user) -> list[Paragraph]:
        """What was pasted, as paragraphs that are not written and not numbered yet."""
        rows = []
        for chinese, english in self.pasted:
            row = Paragraph(speech=self.instance, kind=chinese.kind, text_zh_hant=chinese.text)
            states.write_english(row, user, text=english)
            rows.append(row)
        return rows

    def address_year(self):
        session = self.cleaned_data.get("session")
        return session.summit.year if session else 0

    def clean_slug(self):
        slug = super().clean_slug()
        others = Speech.objects.at_address(self.address_year(), slug)
        if slug and any(speech.pk != self.instance.pk for speech in others):
            raise forms.ValidationError(_("Another speech of this year has this address."))
        return slug
