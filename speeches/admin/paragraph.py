"""The paragraphs of a speech, as part of its form: Chinese and English side by side."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Paragraph
from .badges import english_badge
from .base import Bilingual
from .forms import RowForm, language_labels


class ParagraphForm(RowForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if position := self.fields.get("position"):
            position.required = False


class ParagraphFormSet(forms.BaseInlineFormSet):
    def clean(self):
        super().clean()
        for form in self.initial_forms:
            if form.instance.pk is None:
                form.add_error(
                    None, _("Somebody else deleted this paragraph meanwhile. Mark it for deletion, or copy its text.")
                )
        # What is shown beside each form is what the form is about, whatever others have added or deleted since.
        self._queryset = [form.instance for form in self.initial_forms]
        if any(form.was_stale for form in self.initial_forms if self._should_delete_form(form)):
            raise ValidationError(
                _("A paragraph that you marked for deletion was changed by somebody else. Look at it, and save again.")
            )
        self.arrange()

    def arrange(self) -> None:
        """Positions without gaps in meaning: whatever is put at a taken position goes before what stands there.

        Without a position a paragraph comes last.
        """
        self.moved = []
        kept = [form for form in self.forms if self.is_kept(form)]
        wanted = {form: form.cleaned_data.get("position") or len(kept) + 10_000 for form in kept}
        last = 0
        for form in sorted(kept, key=lambda form: (wanted[form], "position" not in form.changed_data)):
            typed = form.cleaned_data.get("position")
            last = max(typed or 0, last + 1)
            if last != form.instance.position:
                form.instance.position = last
                self.moved.append(form)

    def is_kept(self, form) -> bool:
        return form.is_valid() and not self._should_delete_form(form) and (form.instance.pk or form.has_changed())

    def moved_aside(self) -> list[Paragraph]:
        """Paragraphs whose only change is that others now stand before them."""
        return [form.instance for form in self.moved if form.instance.pk and not form.has_changed()]


class ParagraphInline(Bilingual, admin.StackedInline):
    model = Paragraph
    form = ParagraphForm
    formset = ParagraphFormSet
    ordering = ["position", "pk"]
    readonly_fields = ["english"]

    def get_fields(self, request, obj=None):
        fields = [("position", "kind", "english"), ("text_zh_hant", "text_en")]
        if self.has_change_permission(request, obj):
            fields.append("shown_version")
        return fields

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, labels=language_labels(self.model), **kwargs)

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 3

    @admin.display(description=gettext_lazy("English"))
    def english(self, paragraph):
        return english_badge(paragraph)
