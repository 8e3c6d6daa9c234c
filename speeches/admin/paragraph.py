"""The paragraphs of a speech, as part of its form: Chinese and English side by side."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import text
from ..models import Paragraph
from ..workbench import paragraphs, states
from .badges import english_badge
from .base import Bilingual
from .forms import HTML_LANGUAGES, RowForm, language_labels
from .speech_form import UNTOLD, readers_are_told


class ParagraphForm(RowForm):
    join = forms.BooleanField(label=gettext_lazy("join to the one before"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if position := self.fields.get("position"):
            position.required = False
        if self.instance.pk is None:
            del self.fields["join"]

    @property
    def media(self):
        """Its fields need no scripts; Django would ask each widget of each paragraph."""
        return forms.Media()

    def boxes(self):
        return [self[name] for name in ("join", "DELETE") if name in self.fields]

    def texts(self):
        return [(self[f"text_{suffix}"], language) for suffix, language in HTML_LANGUAGES.items()]

    def english_badge(self):
        return english_badge(self.instance)

    def english_is_new(self) -> bool:
        """Whether other English was typed; white space alone changes nothing of its state."""
        return "text_en" in self.changed_data and text.digest(self.cleaned_data["text_en"] or "") != text.digest(
            self.initial.get("text_en") or ""
        )

    def joins(self) -> bool:
        return bool(self.cleaned_data.get("join"))


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
        if (
            self.instance.pk
            and self.instance.is_public()
            and self.is_read_differently()
            and not readers_are_told(self.data)
        ):
            raise ValidationError(UNTOLD)
        if self.in_order and self.in_order[0].joins():
            self.in_order[0].add_error("join", _("There is none before it."))

    def is_read_differently(self) -> bool:
        """Whether a Chinese text that is public was changed, added or removed."""
        if not (self.instance.pk and self.instance.is_public()):
            return False
        new = any(form.instance.pk is None or "text_zh_hant" in form.changed_data for form in self.in_order)
        return new or any(self._should_delete_form(form) for form in self.initial_forms)

    def arrange(self) -> None:
        """Positions without gaps in meaning: whatever is put at a taken position goes before what stands there.

        Without a position a paragraph comes last.
        """
        self.moved = []
        kept = [form for form in self.forms if self.is_kept(form)]
        wanted = {form: form.cleaned_data.get("position") or len(kept) + 10_000 for form in kept}
        self.in_order = sorted(kept, key=lambda form: (wanted[form], "position" not in form.changed_data))
        last = 0
        for form in self.in_order:
            last = max(form.cleaned_data.get("position") or 0, last + 1)
            if last != form.instance.position:
                form.instance.position = last
                self.moved.append(form)

    def is_kept(self, form) -> bool:
        return form.is_valid() and not self._should_delete_form(form) and (form.instance.pk or form.has_changed())

    def write(self, user, pasted: list[Paragraph]) -> None:
        """Save what changed, then join and split, add what was pasted, and number anew where that is needed."""
        self.save(commit=False)
        for form in self.in_order:
            if form.english_is_new():
                states.settle(form.instance, user)
            if form.has_changed() or form in self.moved:
                form.instance.save()
        for paragraph in self.deleted_objects:
            paragraph.delete()
        rows: list[Paragraph] = []
        for form in self.in_order:
            if form.joins():
                paragraphs.join(rows[-1], form.instance)
            else:
                rows += paragraphs.split(form.instance) if "text_zh_hant" in form.changed_data else [form.instance]
        if pasted or len(rows) != len(self.in_order):
            paragraphs.number([*rows, *pasted])


class ParagraphInline(Bilingual, admin.StackedInline):
    model = Paragraph
    form = ParagraphForm
    formset = ParagraphFormSet
    template = "admin/speeches/paragraphs.html"
    ordering = ["position", "pk"]

    def get_fields(self, request, obj=None):
        fields = ["position", "kind", "text_zh_hant", "text_en"]
        if self.has_change_permission(request, obj):
            fields += ["join", "shown_version", "shown_values"]
        return fields

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, labels=language_labels(self.model), **kwargs)

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 3
