"""A history to look at: a speech with everything, and changes to it."""

from datetime import date

from speeches import publishing
from speeches.changes import recorded
from speeches.history.kinds import existing, newest
from speeches.models import Paragraph, Revision, SpeechState
from speeches.models.version import Kept
from speeches.workbench import states
from tests import factories


def changed(thing, **columns):
    with recorded(reason="changed"):
        thing = existing(type(thing)._meta.model_name, thing.key)
        for name, value in columns.items():
            setattr(thing, name, value)
        thing.save()
    return last(thing)


def deleted(thing):
    with recorded(reason="deleted"):
        type(thing).objects.get(pk=thing.pk).delete()
    return last(thing)


def last(thing) -> Revision:
    return newest(type(thing)._meta.model_name, thing.key)


def now(thing) -> Kept:
    return existing(type(thing)._meta.model_name, thing.key)


def translate(row, state=states.TRANSLATED, **english):
    with recorded(reason="translated"):
        states.write_english(row, None, state, **english)
        row.save()


def spoil(speech):
    """Change everything of it."""
    with recorded(reason="spoilt"):
        speech = now(speech)
        one, two, three = speech.paragraphs.in_order()
        one.position, three.position = 9, 0
        one.text_zh_hant = "別的。"
        states.write_english(one, text="Other.")
        one.save()
        three.save()
        two.delete()
        Paragraph(speech=speech, position=5, text_zh_hant="新的一段。").save()
        speech.session = factories.make_session(date(2022, 3, 24))
        speech.speaker = factories.make_speaker("別人")
        speech.city, speech.organization = factories.make_city("臺北市", "Taipei", "TW"), None
        speech.number, speech.honorific, speech.document = 99, "", None
        speech.role_zh_hant, speech.headline_zh_hant = "副市長", "新標題"
        states.write_english(speech, headline="", role="")
        speech.slug = "another-address"
        speech.save()
        speech.topics.clear()
    publishing.move(now(speech), SpeechState.WITHDRAWN)


def make_rich():
    """A speech with everything, and its revision."""
    speech = factories.make_speech(
        "甲段。",
        "乙段：內容。",
        "丙段。",
        city=factories.make_city(),
        organization=factories.make_organization(),
        speaker=factories.make_speaker(),
        topics=[factories.make_topic("交通", "Transport"), factories.make_topic("能源")],
        honorific="閣下",
        headline_zh_hant="標題",
        document=factories.make_document(),
        state=SpeechState.PUBLISHED,
    )
    translate(speech, states.APPROVED, headline="Headline", role="Mayor")
    first, second, _third = speech.paragraphs.in_order()
    translate(first, states.APPROVED, text="First.")
    translate(second, states.DRAFT, text="Second.")
    with recorded(reason="the Chinese moves on"):
        second.text_zh_hant, second.kind = "乙段：新內容。", "point"
        second.save()
    return speech
