"""The first page: the latest edition, a quotation, its speeches, topics, its cities on the map, all editions."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import City, Paragraph, Speech, Summit, Topic, shown
from . import linked
from .cities import kilometres, world
from .entries import entries
from .page import render
from .pagecache import public_page
from .skyline import skyline
from .timeline import timeline
from .wording import Piece, Words, day, other_words, summit_name, who, words

CONTENTS, TOPICS, CITIES = 20, 12, 24
QUOTABLE, BEST_QUOTED = range(18, 91), 42


@dataclass(frozen=True, slots=True)
class Quotation:
    speech: object
    paragraph: Paragraph
    words: Words
    other: Words
    position: int

    @property
    def who(self) -> tuple[Piece, ...]:
        return who(self.speech)


@public_page
def home(request):
    return render(request, "home.html", linked=[linked.website()], **edition())


def edition() -> dict:
    """What the page shows of the latest summit with speeches, and beside it of all."""
    public = Speech.objects.public()
    summits = list(Summit.objects.known(public).oldest_first())
    summit = next((summit for summit in reversed(summits) if summit.speech_count), None)
    if summit is None:
        return {"kicker": _("Smart City Mayors’ Summit"), "editions": timeline(summits)}
    edition = public.of(summit).light().with_people().with_length().in_paper_order()
    speeches = list(edition)
    listed = shown.Listing.of(public.of(summit).in_paper_order())[:CONTENTS]
    return {
        "summit": summit,
        "kicker": " · ".join([summit_name(summit.year), days(speeches)]),
        "skyline": skyline(speeches),
        "figures": figures(speeches),
        "quotation": quotation(listed),
        "entries": entries(listed),
        "topics": with_bars(list(Topic.objects.with_speeches(public).most_spoken_first()[:TOPICS])),
        "world": world(cities(speeches)),
        "editions": timeline(summits),
    }


def days(speeches) -> str:
    dates = sorted({speech.session.date for speech in speeches})
    return day(dates[0]) if len(dates) == 1 else f"{day(dates[0])} – {day(dates[-1])}"


def cities(speeches) -> list[tuple[City, int]]:
    """With the numbers of their speeches; the farthest from Taipei first."""
    found = Counter(speech.city for speech in speeches if speech.city)
    return sorted(found.most_common(CITIES), key=lambda counted: -(kilometres(counted[0]) or 0))


def figures(speeches) -> list[tuple[str, int]]:
    bodies = {(type(body), body.pk) for speech in speeches for body in (speech.city, speech.organization) if body}
    countries = {speech.country for speech in speeches} - {""}
    return [
        (_("Speeches"), len(speeches)),
        (_("Cities and organizations"), len(bodies)),
        (_("Countries"), len(countries)),
    ]


def with_bars(things) -> list[tuple[object, int]]:
    """Each with the length of its bar in percent of the longest."""
    most = max((thing.speech_count for thing in things), default=1)
    return [(thing, round(100 * thing.speech_count / most)) for thing in things]


def quotation(speeches) -> Quotation | None:
    """The same sentence at each visit: a point of a good length, one in both languages if there is any."""
    candidates = [
        (speech, position, paragraph)
        for speech in speeches
        for position, paragraph in enumerate(speech.paragraphs.all(), start=1)
        if paragraph.kind != Paragraph.Kind.HEADING and len(paragraph.text_zh_hant) in QUOTABLE
    ]
    if not candidates:
        return None
    speech, position, paragraph = min(candidates, key=lambda found: how_unfit(*found))
    return Quotation(speech, paragraph, words(paragraph, "text"), other_words(paragraph, "text"), position)


def how_unfit(speech, position: int, paragraph) -> tuple:
    text = paragraph.text_zh_hant
    return (
        not paragraph.english_is_public,
        paragraph.kind != Paragraph.Kind.POINT or bool(paragraph.label) or not text.endswith("。"),
        abs(len(text) - BEST_QUOTED),
        speech.number,
        position,
    )
