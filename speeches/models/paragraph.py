"""In which words was it said? The paragraphs of a speech, both languages in one row."""

from django.db import models
from django.db.models import Count, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .. import records, text
from .named import original_columns, without_null
from .translated import Translated, TranslatedQuerySet, TranslationState, public_states, translation_rules
from .version import GuardedQuerySet, Row


class ParagraphQuerySet(TranslatedQuerySet, GuardedQuerySet):
    def of_outer_speech(self):
        """In a subquery: those of the speech in the query around it."""
        return self.filter(speech=OuterRef("pk"))

    def of_any(self, speeches):
        return self.filter(speech__in=speeches)

    def in_english(self):
        return self.exclude(translation_state=TranslationState.UNTRANSLATED)

    def without_english(self):
        return self.filter(translation_state=TranslationState.UNTRANSLATED)

    def finished(self):
        return self.filter(translation_state=TranslationState.TRANSLATED)

    def in_public_english(self):
        return self.filter(translation_state__in=public_states())

    def newest_change(self):
        """When the newest of these changed, for a subquery."""
        return self.order_by("-updated_at").values("updated_at")[:1]

    def light(self):
        return self.defer("basis")

    def progress_by_session(self, year: int | None) -> list[dict]:
        """For each session of the year: how many paragraphs there are, in each state of the English, and outdated."""
        states = {state.value: Count("pk", filter=Q(translation_state=state)) for state in TranslationState}
        stale = ~Q(translation_state=TranslationState.UNTRANSLATED) & ~Q(basis_digest=F("chinese_digest"))
        session = {name: F(f"speech__session__{name}") for name in ("date", "name_zh_hant", "name_en")}
        session["session"] = F("speech__session_id")
        return list(
            self.filter(speech__year=year)
            .order_by()
            .annotate(**session)
            .values(*session)
            .annotate(total=Count("pk"), outdated=Count("pk", filter=stale), **states)
            .order_by("date", "session")
        )

    def in_order(self):
        return self.order_by("position", "pk")

    def complete(self):
        return self.select_related("speech")


class Paragraph(Translated, Row):
    """One block of a speech, plain text, both languages in one row: aligned by construction.

    The text of a point includes its label. The key is unique within the speech and kept through edits.
    """

    class Kind(models.TextChoices):
        LEAD = "lead", _("lead")
        POINT = "point", _("point")
        HEADING = "heading", _("heading")

    speech = models.ForeignKey("Speech", on_delete=models.CASCADE, related_name="paragraphs", verbose_name=_("speech"))
    key = models.CharField(_("key"), max_length=8, editable=False)
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.LEAD)
    text = models.TextField(_("text"))
    # Keys of paragraphs that were joined to this one: links to them lead here for ever.
    former_keys = models.JSONField(_("former keys"), default=list, blank=True, editable=False)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)

    translated_fields = ("text",)
    digested_fields = ("text",)
    prepared_fields = ("updated_at", "chinese_digest", "key")

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        ordering = ["speech", "position", "pk"]
        constraints = [
            *original_columns("paragraph", "text"),
            *translation_rules("paragraph", "text"),
            models.UniqueConstraint(fields=["speech", "key"], name="paragraph_unique_key"),
            models.CheckConstraint(condition=Q(kind__in=["lead", "point", "heading"]), name="paragraph_kind"),
            models.CheckConstraint(condition=~Q(text_zh_hant=""), name="paragraph_not_empty"),
        ]

    def __str__(self):
        return f"{self.position} {self.text[:24]}"

    def prepare(self):
        without_null(self, *self.translated_fields)
        super().prepare()
        self.key = self.key or text.new_keys(1)[0]

    def revised_as(self):
        return self._meta.get_field("speech").related_model, self.speech_id

    @property
    def label(self) -> str:
        return text.label(self.text_zh_hant) if self.kind == self.Kind.POINT else ""

    def to_record(self) -> records.Paragraph:
        return records.Paragraph(
            text=self.text_zh_hant,
            kind=records.Kind(self.kind),
            label=self.label,
            key=self.key,
            former_keys=tuple(self.former_keys),
            english=records.English(text=(self.text_en,), state=self.translation_state, basis=self.basis),
        )
