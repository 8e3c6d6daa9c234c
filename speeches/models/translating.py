"""How far is the English of a speech, and of its paragraphs?"""

from django.db.models import Exists, F, OuterRef, Prefetch, Q

from .paragraph import Paragraph
from .translated import TranslatedQuerySet, TranslationState


class TranslatedSpeechQuerySet(TranslatedQuerySet):
    """Of speeches: what has English is their paragraphs, and their own headline and role."""

    def untranslated(self):
        """No paragraph has English."""
        return self.exclude(Exists(Paragraph.objects.of_outer_speech().in_english()))

    def partly_translated(self):
        """Some paragraphs have English, some have not."""
        paragraphs = Paragraph.objects.of_outer_speech()
        return self.filter(Exists(paragraphs.in_english()), Exists(paragraphs.without_english()))

    def not_fully_translated(self):
        """Some paragraph has no English."""
        return self.filter(Exists(Paragraph.objects.of_outer_speech().without_english()))

    def waiting_for_approval(self):
        """The English of some paragraph is finished, but nobody has approved it."""
        return self.filter(Exists(Paragraph.objects.of_outer_speech().finished()))

    def fully_translated(self):
        """Each paragraph has English, approved or not."""
        paragraphs = Paragraph.objects.of_outer_speech()
        return self.filter(Exists(paragraphs)).exclude(Exists(paragraphs.without_english()))

    def with_outdated_english(self):
        """Of headline, role or some paragraph the Chinese has changed since."""
        own = self.model.objects.outdated().filter(pk=OuterRef("pk"))
        return self.filter(Exists(own) | Exists(Paragraph.objects.of_outer_speech().outdated()))

    def with_translation_states(self):
        """With the states of the paragraphs, without their texts."""
        states = Paragraph.objects.only("speech", "translation_state", "chinese_digest", "basis_digest")
        return self.light().prefetch_related(Prefetch("paragraphs", states))

    def at_the_desk(self):
        """With all texts, who wrote their English, and the names that they speak of."""
        paragraphs = Paragraph.objects.in_order().with_translators()
        return self.with_people().with_translators().prefetch_related(Prefetch("paragraphs", paragraphs))

    def in_public_english(self):
        """Some paragraph can be read in English."""
        return self.filter(Exists(Paragraph.objects.of_outer_speech().in_public_english()))

    def with_unfinished_head(self):
        """Headline or role are without English, or that is a draft, outdated, or waits for review."""
        has_chinese = ~Q(headline_zh_hant="", role_zh_hant="")
        finished = Q(translation_state=TranslationState.APPROVED, basis_digest=F("chinese_digest"))
        return self.filter(has_chinese).exclude(finished)
