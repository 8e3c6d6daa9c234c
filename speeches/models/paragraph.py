"""In which words was it said? The paragraphs of a speech, both languages in one row."""

from django.db import models
from django.db.models import Count, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .. import records, text
from .named import original_columns, spelled, without_null
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

    def only_listed(self):
        """With the columns that a list of speeches needs."""
        return self.only("speech", "key", "kind", "text_zh_hant", "text_en", "translation_state")

    def only_readable(self):
        """With the columns that the page of a speech shows."""
        columns = ("speech", "key", "position", "kind", "text_zh_hant", "text_en", "former_keys", "updated_at")
        states = ("translation_state", "chinese_digest", "basis_digest", "written_by", "approved_by")
        return self.only(*columns, *states)

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

    def made_from(self, digests):
        """Whose English was made from one of these Chinese texts."""
        return self.filter(basis_digest__in=[digest for digest in digests if digest])

    def with_pks(self, pks):
        return self.filter(pk__in=pks)

    def only_compared(self):
        """With what is compared with another text, what that was translated to, and what names the speech."""
        speech = ("key", "year", "number", "speaker__name_zh_hant", "speaker__name_en")
        columns = (
            "key",
            "translation_state",
            "basis_digest",
            "basis",
            "text_en",
            *(f"speech__{one}" for one in speech),
        )
        return self.select_related("speech__speaker").only(*columns).order_by()

    def approved(self):
        return self.filter(translation_state=TranslationState.APPROVED)

    def holding(self, words):
        """Whose Chinese holds one of these words."""
        return self.filter(Q.create([spelled("text_zh_hant", word) for word in words], connector=Q.OR))

    def saying(self, word: str):
        """With English, and using this word in one of the languages."""
        return self.in_english().filter(spelled("text_zh_hant", word) | Q(text_en__icontains=word))

    def saying_in_english(self, word: str):
        return self.filter(text_en__icontains=word)

    def in_work(self):
        """With English that readers do not have yet."""
        states = set(TranslationState) - {TranslationState.UNTRANSLATED, *public_states()}
        return self.filter(translation_state__in=sorted(states))

    def newest_speech_first(self):
        return self.order_by("-speech__date", "speech__number", "speech", "position", "pk")

    def texts(self) -> list[tuple[int, str, str]]:
        """Primary key, Chinese and English of each."""
        return list(self.values_list("pk", "text_zh_hant", "text_en"))

    def pks(self) -> list[int]:
        return list(self.values_list("pk", flat=True))

    def last_changed_first(self):
        return self.order_by("-updated_at", "-pk")

    def in_year(self, year: int):
        return self.filter(speech__year=year)

    def of_session(self, session: int):
        return self.filter(speech__session=session)

    def of_city(self, city: int):
        return self.filter(speech__city=city)

    def with_speeches(self):
        """With their speeches, as a list names them."""
        return self.select_related("speech__session__summit", "speech__speaker", "speech__city", "speech__organization")

    def in_paper_order(self):
        return self.order_by("speech__session__date", "speech__number", "position", "pk")

    def in_order(self):
        return self.order_by("position", "pk")

    def by_speech(self):
        return self.order_by("speech", "position", "pk")

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
        # What waits for translators, oldest first.
        indexes = [
            models.Index(fields=["translation_state", "updated_at"], name="paragraph_waiting"),
            # Earlier translations of a text.
            models.Index(fields=["basis_digest"], name="paragraph_made_from"),
        ]
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
            english=self.english_now(),
        )
