"""What was said? Speeches and their paragraphs."""

from dataclasses import asdict

from django.db import models
from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from .. import records
from ..folding import fold
from .address import OldSlug
from .counted import NUMBER_OF_ROWS, from_speech
from .document import SourceDocument
from .event import Session, Summit
from .named import original_columns, without_null
from .paragraph import Paragraph
from .person import Speaker
from .place import City, Organization
from .topic import TOPIC_ROWS, SpeechTopic, TaggedQuerySet, topics_of
from .translated import Translated, translation_rules
from .translating import TranslatedSpeechQuerySet
from .version import GuardedQuerySet, Kept
from .whereabouts import COLUMNS, Whereabouts


class SpeechState(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


# The folded texts of a speech.
SEARCHED = [f"search_text__{column}__contains" for column in ("title", "chinese", "english", "drafts")]


class SpeechQuerySet(TranslatedSpeechQuerySet, TaggedQuerySet, GuardedQuerySet):
    def public(self, at=None):
        """The one definition of public: published, and its time has come."""
        return self.filter(state=SpeechState.PUBLISHED, publish_at__lte=at or timezone.now())

    def scheduled(self, at=None):
        """Published, but the time has not come."""
        return self.filter(state=SpeechState.PUBLISHED, publish_at__gt=at or timezone.now())

    def in_state(self, state: str):
        return self.filter(state=state)

    def unpublished(self):
        """Drafts, what is in review, and what was withdrawn."""
        return self.filter(state__in=set(SpeechState) - {SpeechState.PUBLISHED})

    def counts_by_state(self) -> dict[str, int]:
        """How many are in each state, and `public` and `scheduled`, which are parts of the published ones."""
        published, now = Q(state=SpeechState.PUBLISHED), timezone.now()
        kinds = {state.value: Q(state=state) for state in SpeechState}
        kinds |= {"public": published & Q(publish_at__lte=now), "scheduled": published & Q(publish_at__gt=now)}
        return self.aggregate(**{name: Count("pk", filter=condition) for name, condition in kinds.items()})

    def without_headline(self):
        return self.filter(headline_zh_hant="")

    def in_year(self, year: int):
        return self.filter(year=year)

    def years(self) -> list[int]:
        """The years that have speeches, newest first."""
        return list(self.order_by("-year").values_list("year", flat=True).distinct())

    def with_pks(self, *pks):
        return self.filter(pk__in=pks)

    def with_keys(self, *keys: str):
        return self.filter(key__in=keys)

    def of_others_than(self, column: str, pk: int):
        """Not of the city or organization (which of them, `column` says) that has this primary key."""
        return self.exclude(**{column: pk})

    def keys(self):
        """Their primary keys alone."""
        return self.values_list("pk")

    def keys_on(self, topic: int):
        """The primary keys of those on a topic; those that came to the site last come first.

        In the order of the topic's own rows, so that a few are found without looking at all others.
        """
        rows = SpeechTopic.objects.filter(Exists(self.order_by().filter(pk=OuterRef("content_object"))), tag=topic)
        return rows.order_by("-content_object").values_list("content_object")

    def number(self):
        """How many they are, as a query."""
        return self.order_by().values_list(NUMBER_OF_ROWS)

    def at_address(self, year: int, slug: str):
        return self.filter(year=year, slug=slug)

    def of_day(self, day):
        return self.filter(session__date=day)

    def in_country(self, code: str):
        return self.in_countries([code])

    def in_countries(self, codes):
        return self.filter(Q(city__country__in=codes) | Q(city__isnull=True, organization__country__in=codes))

    def of(self, thing):
        """Of this session, summit, city, organization, speaker or topic."""
        if isinstance(thing, Summit):
            return self.in_year(thing.year)
        return self.filter(**{from_speech(type(thing)): thing})

    def of_papers_of(self, session):
        """The speeches of the session, and those of its papers that editors have moved to another one."""
        return self.filter(Q(session=session) | Q(document__session=session))

    def beside(self, session: int, number: int):
        """Those next to this number in the paper of a session, on either side."""
        paper = self.filter(session=session)
        before = paper.filter(number__lt=number).order_by("-number").values("pk")[:1]
        after = paper.filter(number__gt=number).order_by("number").values("pk")[:1]
        return paper.filter(Q(pk__in=before) | Q(pk__in=after)).order_by("number")

    def with_slugs(self, slugs) -> list[tuple[int, str]]:
        """Which of these addresses are taken, now or for ever, in which year."""
        taken = self.filter(slug__in=slugs).values_list("year", "slug")
        return [*taken, *OldSlug.objects.given_out(self.model, slugs)]

    def countries_of(self, speakers) -> dict[str, set[str]]:
        """For which countries each of these speakers (by key) has spoken."""
        countries: dict[str, set[str]] = {}
        rows = self.filter(speaker__in=speakers).values_list("speaker__key", "city__country", "organization__country")
        for speaker, of_city, of_organization in rows.distinct():
            countries.setdefault(speaker, set()).add(of_city if of_city is not None else of_organization)
        return countries

    def mentioning(self, query: str):
        """Holding each word of the query, folded, in names, headline or text of either language; drafts too."""
        found = self
        for word in fold(query).split():
            found = found.filter(Q.create([(column, word) for column in SEARCHED], connector=Q.OR))
        return found

    def with_people(self):
        return self.select_related("session__summit", "speaker", "city", "organization")

    with_speeches = with_people

    def with_topics(self):
        return self.prefetch_related(TOPIC_ROWS)

    def with_length(self):
        """`length`: how many characters the Chinese text has; a sign on the skyline is as high."""
        return self.annotate(length=Sum(Length("paragraphs__text_zh_hant"), output_field=IntegerField()))

    def complete(self):
        return self.with_people().with_topics().prefetch_related(Prefetch("paragraphs", Paragraph.objects.in_order()))

    def light(self):
        """Without what only editors and the importer need."""
        return self.defer("basis", "source_row")

    def listed(self):
        """With what a list of speeches shows."""
        return self.light().with_people().prefetch_related(Prefetch("paragraphs", Paragraph.objects.in_order().light()))

    def readable(self):
        """With all that the page of one speech shows."""
        return self.listed().with_topics().with_document()

    def with_document(self):
        return self.select_related("document").defer("basis", "source_row", "document__content")

    def speech_counts_by_country(self) -> dict[str, int]:
        """How many of these speeches each country has; a speech is its city's, or else its organization's."""
        country = Coalesce("city__country", "organization__country")
        rows = self.order_by().annotate(country_code=country).values("country_code").annotate(number=Count("pk"))
        return {row["country_code"]: row["number"] for row in rows if row["country_code"]}

    def publication_times(self, at) -> dict[str, Subquery]:
        """`latest`: when the newest became public, and `next`: when the next will; each is one look into the index."""
        times = self.order_by("-publish_at").values("publish_at")
        return {"latest": Subquery(times.public(at)[:1]), "next": Subquery(times.scheduled(at).reverse()[:1])}

    def counts_by_year_and_country(self) -> dict[tuple[int, str], int]:
        """How many of these speeches each country ("" without one) has in each year."""
        country = Coalesce("city__country", "organization__country")
        rows = self.order_by().annotate(country_code=country).values("year", "country_code")
        return {(row["year"], row["country_code"]): row["number"] for row in rows.annotate(number=Count("pk"))}

    def longest_untouched(self):
        return self.order_by("updated_at", "pk")

    def newest_publication_first(self):
        return self.order_by("-publish_at", "-date", "number", "pk")

    def whereabouts(self) -> list[Whereabouts]:
        """Where readers find each of these, and when that changed last: one flat row a speech."""
        paragraphs = Paragraph.objects.of_outer_speech()
        rows = self.order_by("pk").annotate(
            changed_at=Subquery(paragraphs.newest_change()),
            english=Exists(paragraphs.in_public_english()),
            country=Coalesce("city__country", "organization__country"),
        )
        return [Whereabouts(*row) for row in rows.values_list(*COLUMNS)]

    def of_sessions(self, sessions):
        return self.filter(session__in=sessions)

    def of_session(self, session: int):
        return self.filter(session=session)

    def of_city(self, city: int):
        return self.filter(city=city)

    def in_paper_order(self):
        return self.order_by("-date", "session__slug", "number")

    def newest_first(self):
        return self.order_by("-year", "-date", "number", "pk")


class Speech(Translated, Kept):
    """One row of a digest. Role, honorific and represented body are those of that day."""

    # No index of their own: those below begin with them.
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, db_index=False, related_name="speeches", verbose_name=_("session")
    )
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    # That of its session: lists are in this order, and one index gives it.
    date = models.DateField(_("date"), editable=False)
    number = models.PositiveSmallIntegerField(_("number in the paper"))
    slug = models.SlugField(_("address"), max_length=120, blank=True, help_text=_("Latin letters, digits and hyphens."))
    speaker = models.ForeignKey(
        Speaker, on_delete=models.PROTECT, db_index=False, related_name="speeches", verbose_name=_("speaker")
    )
    honorific = models.CharField(_("honorific"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=120, blank=True)
    city = models.ForeignKey(
        City,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="speeches",
        verbose_name=_("city"),
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="speeches",
        verbose_name=_("organization"),
    )
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    topics = TaggableManager(_("topics"), through=SpeechTopic, blank=True, help_text="")
    state = models.CharField(_("state"), max_length=10, choices=SpeechState, default=SpeechState.DRAFT, editable=False)
    publish_at = models.DateTimeField(_("public from"), null=True, blank=True, editable=False)
    document = models.ForeignKey(
        SourceDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        editable=False,
        related_name="speeches",
        verbose_name=_("source document"),
    )
    source_row = models.JSONField(_("row as last imported"), null=True, blank=True, editable=False)

    translated_fields = ("role", "headline")
    digested_fields = ("headline", "role")
    prepared_fields = (*Kept.prepared_fields, "year", "date", "slug", "chinese_digest")

    objects = SpeechQuerySet.as_manager()

    class Meta:
        verbose_name = _("speech")
        verbose_name_plural = _("speeches")
        permissions = [
            ("submit_speech", "Can submit speeches for review"),
            ("publish_speech", "Can publish and withdraw speeches"),
            ("translate_speech", "Can write the English of speeches"),
            ("approve_speech", "Can approve the English of speeches"),
        ]
        ordering = ["-year", "-date", "number", "pk"]
        indexes = [
            # What is public, and which publication came due last: asked by every page, and in this order by feeds.
            models.Index(fields=["state", "-publish_at", "-date", "number", "id"], name="speech_public"),
            # The newest first. With all that the query asks for: else SQLite takes the index above, and sorts them all.
            models.Index(fields=["state", "-year", "-date", "number", "id", "publish_at"], name="speech_newest"),
            # How many public ones a year, somebody or something has, without a look at the speeches.
            *(
                models.Index(fields=[whose, "state", "publish_at"], name=f"speech_{whose}")
                for whose in ("year", "session", "speaker", "city", "organization", "document")
            ),
        ]
        constraints = [
            *original_columns("speech", "role", "headline"),
            *translation_rules("speech", "headline", "role"),
            models.UniqueConstraint(fields=["session", "number"], name="speech_once_in_paper"),
            models.UniqueConstraint(fields=["year", "slug"], name="speech_unique_slug"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in SpeechState]), name="speech_state"),
            models.CheckConstraint(
                condition=Q(city__isnull=False) | Q(organization__isnull=False), name="speech_has_body"
            ),
            models.CheckConstraint(
                condition=~Q(state=SpeechState.PUBLISHED) | Q(publish_at__isnull=False), name="speech_public_from"
            ),
        ]

    def __str__(self):
        return f"{self.year} #{self.number} {self.speaker.name}"

    def prepare(self):
        without_null(self, *self.translated_fields)
        super().prepare()
        self.year, self.date = self.session.summit.year, self.session.date
        self.slug = self.slug or self.key

    @property
    def slug_is_provisional(self) -> bool:
        return self.slug in {"", self.key}

    @property
    def body(self) -> City | Organization:
        return self.city or self.organization

    @property
    def country(self) -> str:
        return self.body.country

    @property
    def region(self) -> str:
        return self.body.region

    @property
    def has_public_english(self) -> bool:
        """Whether readers find any paragraph in English; the paragraphs have to be fetched."""
        return any(paragraph.english_is_public for paragraph in self.paragraphs.all())

    @property
    def last_changed_at(self):
        """Of the speech and its paragraphs, which have to be fetched."""
        return max([self.updated_at, *(paragraph.updated_at for paragraph in self.paragraphs.all())])

    def number_in(self, session) -> int | None:
        """Its number in the papers of the session; a speech that was moved away keeps the one of its paper there."""
        if self.session_id == session.pk:
            return self.number
        return self.source_row["number"] if self.source_row else None

    def is_public(self) -> bool:
        return self.state == SpeechState.PUBLISHED and self.publish_at <= timezone.now()

    def is_scheduled(self) -> bool:
        """Published, but its time has not come: nobody has read it yet."""
        return self.state == SpeechState.PUBLISHED and self.publish_at > timezone.now()

    def as_record(self) -> dict:
        return asdict(self.to_record())

    def last_record(self) -> dict:
        return self.as_record() | ({"source_row": self.source_row} if self.source_row else {})

    def to_record(self) -> records.Speech:
        """The speech as it is now, with its paragraphs, topics and states."""
        return records.Speech(
            number=self.number,
            country=self.country,
            city=self.city.name_zh_hant if self.city else "",
            organization=self.organization.name_zh_hant if self.organization else "",
            role=self.role_zh_hant,
            honorific=self.honorific,
            speaker=self.speaker.name_zh_hant,
            paragraphs=tuple(paragraph.to_record() for paragraph in self.paragraphs.all()),
            kept=records.Kept(
                key=self.key,
                year=self.year,
                slug=self.slug,
                session=self.session.key,
                city=self.city.key if self.city else "",
                organization=self.organization.key if self.organization else "",
                speaker=self.speaker.key,
                document=self.document_id,
                topics=tuple(sorted(topic.key for topic in topics_of(self))),
                state=self.state,
                publish_at=self.publish_at.isoformat() if self.publish_at else "",
                headline=self.headline_zh_hant,
                english=self.english_now(),
            ),
        )
