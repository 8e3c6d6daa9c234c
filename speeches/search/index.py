"""What search reads, kept in step by `changes` in the transaction of each change."""

from .. import text
from ..models import SearchText, Speech
from ..models.topic import topics_of


def refresh(speeches) -> None:
    """Write the folded text of these (complete) speeches anew."""
    SearchText.objects.bulk_create(
        [SearchText(speech=speech, folded=folded(speech)) for speech in speeches],
        update_conflicts=True,
        unique_fields=["speech"],
        update_fields=["folded"],
    )


def folded(speech: Speech) -> str:
    """All that a speech can be found by, in both languages; drafts of the English too (for the admin only)."""
    parts = [
        speech.key,
        str(speech.year),
        speech.headline_zh_hant,
        speech.headline_en,
        speech.role_zh_hant,
        speech.role_en,
    ]
    for named in (speech.speaker, speech.city, speech.organization, *topics_of(speech)):
        if named is not None:
            parts += [named.name_zh_hant, named.name_en]
    for paragraph in speech.paragraphs.all():
        parts += [paragraph.text_zh_hant, paragraph.text_en]
    return "\n".join(text.fold(part) for part in parts if part)
