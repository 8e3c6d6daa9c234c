"""Who spoke? A person; role and represented body belong to each speech."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from .named import Named, original_columns
from .topic import SpeakerTopic, WithTopicsQuerySet, topics_of


class Speaker(Named):
    description = models.TextField(_("biography"), blank=True)
    topics = TaggableManager(_("topics"), through=SpeakerTopic, blank=True, help_text="")
    translated_fields = ("name", "description")

    objects = WithTopicsQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["name_zh_hant", "pk"]
        constraints = original_columns("speaker", "name", "description")

    def as_record(self):
        return super().as_record() | {"topics": sorted(topic.key for topic in topics_of(self))}
