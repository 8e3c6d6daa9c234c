"""What is a speech about? Topics are tags with a name in both languages."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from ..folding import fold
from .named import Named, NamedQuerySet, original_columns
from .version import Guarded


class TopicQuerySet(NamedQuerySet):
    def belonging(self, speeches):
        is_one = Exists(speeches.order_by().filter(pk=OuterRef("content_object")))
        return SpeechTopic.objects.filter(is_one, tag=OuterRef("pk"))

    def meant_by(self, folded: str) -> Q:
        """One of its synonyms is this."""
        words = {pk: synonyms.splitlines() for pk, synonyms in self.values_list("pk", "synonyms")}
        return Q(pk__in=[pk for pk, each in words.items() if folded in map(fold, each)])


class Topic(Named, TagBase):
    """A tag of the vocabulary. The Chinese name is unique; two topics may share an English word."""

    name = models.CharField(_("name"), max_length=100)
    description = models.TextField(_("description"), blank=True)
    synonyms = models.TextField(_("synonyms"), blank=True, help_text=_("One a line, in either language."))
    translated_fields = ("name", "description")

    # TagBase would bring a manager of its own.
    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name_zh_hant"]
        constraints = [
            *original_columns("topic", "name", "description"),
            models.UniqueConstraint(fields=["name_zh_hant"], name="topic_unique_chinese_name"),
        ]

    @property
    def names(self) -> list[str]:
        """By which words a text speaks of it, in either language."""
        return [self.name_zh_hant, self.name_en, *self.synonyms.splitlines()]

    def dependents(self):
        for through in (SpeechTopic, CityTopic, SpeakerTopic):
            tagged = through._meta.get_field("content_object").related_model
            for pk in through.objects.filter(tag=self).values_list("content_object_id", flat=True):
                yield tagged, pk

    def give_to(self, speeches) -> int:
        """Returns how many of these speeches did not carry the topic."""
        have = SpeechTopic.objects.filter(tag=self, content_object__in=speeches).values_list(
            "content_object_id", flat=True
        )
        new = sorted({speech.pk for speech in speeches} - set(have))
        return len(SpeechTopic.objects.bulk_create([SpeechTopic(tag=self, content_object_id=pk) for pk in new]))

    def take_from(self, speeches) -> int:
        """Returns how many of these speeches carried the topic."""
        rows, _by_model = SpeechTopic.objects.filter(tag=self, content_object__in=speeches).delete()
        return rows


class TaggedQuerySet(models.QuerySet):
    """Of what carries topics."""

    def about(self, topic):
        # By keys: joined, SQLite reads all speeches that are public instead of those on the topic (5 times slower).
        rows = self.model.topics.through.objects.filter(tag=topic)
        return self.filter(pk__in=rows.values("content_object"))

    def pairs(self) -> list[tuple[int, str]]:
        """Key of the row and slug of the topic, for each topic of each of these."""
        return list(self.order_by().filter(topic_rows__isnull=False).values_list("pk", "topic_rows__tag__slug"))

    def without_topics(self):
        return self.filter(topic_rows__isnull=True)


class WithTopicsQuerySet(TaggedQuerySet, NamedQuerySet):
    """Of what carries topics besides speeches: cities and speakers."""

    def complete(self):
        return self.prefetch_related(TOPIC_ROWS)


# taggit's own prefetch builds a queryset for every row; the join rows cost a third of it.
TOPIC_ROWS = "topic_rows__tag"


def topics_of(tagged) -> list[Topic]:
    """The topics of a city, speaker or speech, without a query where `complete()` has fetched them."""
    return [row.tag for row in tagged.topic_rows.all()]


class Tagged(Guarded, ItemBase):
    """The row that joins a topic to what it is about; it is part of the revision of the latter."""

    class Meta:
        abstract = True

    @classmethod
    def tags_for(cls, model, instance=None, **extra_filters):
        tags = Topic.objects.filter(**extra_filters)
        relation = cls.tag_relname()
        if instance is not None:
            return tags.filter(**{f"{relation}__content_object": instance})
        return tags.filter(**{f"{relation}__content_object__isnull": False}).distinct()

    def revised_as(self):
        return self._meta.get_field("content_object").related_model, self.content_object_id


class SpeechTopic(Tagged):
    content_object = models.ForeignKey("Speech", on_delete=models.CASCADE, related_name="topic_rows")
    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="speech_rows", verbose_name=_("topic"))

    class Meta:
        verbose_name = _("topic of a speech")
        verbose_name_plural = _("topics of speeches")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="speech_topic_once")]


class CityTopic(Tagged):
    content_object = models.ForeignKey("City", on_delete=models.CASCADE, related_name="topic_rows")
    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="city_rows", verbose_name=_("topic"))

    class Meta:
        verbose_name = _("topic of a city")
        verbose_name_plural = _("topics of cities")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="city_topic_once")]


class SpeakerTopic(Tagged):
    content_object = models.ForeignKey("Speaker", on_delete=models.CASCADE, related_name="topic_rows")
    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="speaker_rows", verbose_name=_("topic"))

    class Meta:
        verbose_name = _("topic of a speaker")
        verbose_name_plural = _("topics of speakers")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="speaker_topic_once")]
