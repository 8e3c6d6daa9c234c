"""One speech: in the language of the page, or in both side by side."""

import math
import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..models import Paragraph, Speech
from . import wording
from .addresses import absolute, find, reverse_in
from .entries import NONE, english_of, entries
from .page import Crumb, crumb, render
from .pagecache import public_page
from .wording import EN, LANG, ZH, Words

CHARACTERS_A_MINUTE, WORDS_A_MINUTE = 350, 200
OTHERS = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as it stands on the page; `number` is that of a point within its list."""

    paragraph: Paragraph
    position: int
    number: int | None
    chinese: Words
    english: Words
    outdated: bool

    @property
    def shown(self) -> Words:
        return self.english if get_language() == EN and self.english else self.chinese

    @property
    def shown_label(self) -> str:
        return self.english_label if self.shown is self.english else self.chinese_label

    @property
    def chinese_label(self) -> str:
        return wording.label(self.paragraph, ZH)

    @property
    def english_label(self) -> str:
        return wording.label(self.paragraph, EN)


def blocks(paragraphs) -> list[Block]:
    found, number = [], 0
    for position, paragraph in enumerate(paragraphs, start=1):
        is_point = paragraph.kind == Paragraph.Kind.POINT
        number = number + 1 if is_point else 0
        english = paragraph.text_en if paragraph.english_is_public else ""
        found.append(
            Block(
                paragraph,
                position,
                number or None,
                Words(paragraph.text_zh_hant, LANG[ZH]),
                Words(english, LANG[EN]),
                bool(english) and paragraph.is_outdated,
            )
        )
    return found


def reading(blocks) -> dict[str, int]:
    """Minutes, and characters or words, of what is shown."""
    characters = sum(len(re.sub(r"\s", "", b.shown.text)) for b in blocks if b.shown.lang == LANG[ZH])
    words = sum(len(b.shown.text.split()) for b in blocks if b.shown.lang == LANG[EN])
    minutes = math.ceil(characters / CHARACTERS_A_MINUTE + words / WORDS_A_MINUTE)
    return {"minutes": max(minutes, 1), "characters": characters, "words": words}


@public_page
def speech(request, year, slug):
    return one_speech(request, "speech.html", year, slug)


@public_page
def parallel(request, year, slug):
    return one_speech(request, "parallel.html", year, slug)


def one_speech(request, template, year, slug):
    public = Speech.objects.public()
    speech = find(public.readable(), request, slug, year)
    paragraphs = list(speech.paragraphs.all())
    topics = list(speech.topics.all())
    body, english = blocks(paragraphs), english_of(paragraphs)
    pair = english != NONE
    canonical_language = wording.page_language() if pair else ZH
    is_parallel = template == "parallel.html"
    title = wording.plain_title(speech)
    others = public.sharing_topics_with(speech).listed().newest_first()[:OTHERS] if topics else []
    return render(
        request,
        template,
        title=f"{title} · {_('Side by side')}" if is_parallel else title,
        description=description(speech),
        section="speeches",
        crumbs=crumbs(speech),
        canonical=absolute(reverse_in(canonical_language, "speech", speech.year, speech.slug)),
        og_type="article",
        pair=pair and not is_parallel,
        speech=speech,
        sign=wording.sign(speech),
        heading=wording.title(speech),
        other_heading=wording.other_words(speech, "headline"),
        who=wording.who(speech),
        blocks=body,
        reading=reading(body),
        english=english,
        outdated=(speech.english_is_public and speech.is_outdated) or any(block.outdated for block in body),
        is_english=wording.page_language() == EN,
        chinese_url=reverse_in(ZH, "speech", speech.year, speech.slug),
        english_url=reverse_in(EN, "speech", speech.year, speech.slug),
        short_url=absolute(f"/s/{speech.key}"),
        is_parallel=is_parallel,
        topics=topics,
        others=entries(others),
        previous=neighbour(public.before(speech)),
        next=neighbour(public.after(speech)),
        updated_at=max([speech.updated_at, *(paragraph.updated_at for paragraph in paragraphs)]),
    )


def neighbour(speeches):
    speech = speeches.light().with_people().first()
    return speech and (speech, wording.title(speech))


def description(speech) -> str:
    return _("%(speaker)s (%(who)s) at the %(year)d Smart City Mayors’ Summit: %(excerpt)s") % {
        "speaker": wording.words(speech.speaker, "name").text,
        "who": wording.plain_who(speech),
        "year": speech.year,
        "excerpt": wording.excerpt(speech).text,
    }


def crumbs(speech) -> tuple[Crumb, ...]:
    summit, session = speech.session.summit, speech.session
    return (
        crumb(wording.summit_short(summit.year), "summit", summit.year),
        Crumb(wording.session_words(session), reverse("session", args=(summit.year, session.slug))),
        Crumb(wording.short_name(speech.body)),
    )
