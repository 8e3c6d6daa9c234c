"""What readers' pages ask of speeches: so many queries a page, whatever stands on it, and their SQL is made once."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from .event import Summit
from .paragraph import Paragraph
from .prepared import Prepared
from .revision import Revision
from .speech import Speech
from .topic import SpeechTopic, Topic
from .version import ContentVersion

# Of a speech and of those whose it is: what readers' lists show, and what its own page shows besides.
LISTED = (
    *("key", "year", "number", "slug", "date", "translation_state"),
    *("role_zh_hant", "role_en", "headline_zh_hant", "headline_en"),
    *("speaker__slug", "speaker__name_zh_hant", "speaker__name_en"),
    *("city__slug", "city__name_zh_hant", "city__name_en", "city__country"),
    *("organization__slug", "organization__name_zh_hant", "organization__name_en", "organization__country"),
)
READABLE = (
    *LISTED,
    *("state", "publish_at", "updated_at", "chinese_digest", "basis_digest", "city__kind", "city__latitude"),
    *("city__longitude", "session__slug", "session__date", "session__name_zh_hant", "session__name_en"),
    *("session__summit__year", "document__name", "document__title", "document__sha256"),
    *("written_by", "approved_by"),
)


def listed_columns(speeches):
    """With the columns alone that a list shows; paragraphs come by `listed`."""
    return speeches.select_related("speaker", "city", "organization").only(*LISTED)


def readable_columns(speeches):
    """With the columns alone that the page of a speech shows; paragraphs and topics come by `at_address`."""
    return speeches.with_people().select_related("document").only(*READABLE)


_CONTENT = Prepared(lambda now: ContentVersion.objects.with_times(**Speech.objects.publication_times(now)))
_AT_ADDRESS = Prepared(lambda year, slug, now: readable_columns(Speech.objects.public(now).at_address(year, slug)))
_WITH_PKS = Prepared(lambda pks: listed_columns(Speech.objects.with_pks(*pks)))
_PARAGRAPHS = Prepared(lambda speech: Paragraph.objects.of_any([speech]).only_readable().by_speech())
_LISTED_PARAGRAPHS = Prepared(lambda speeches: Paragraph.objects.of_any(speeches).only_listed().by_speech())
_TOPICS = Prepared(
    lambda speeches: SpeechTopic.objects.filter(content_object__in=speeches).select_related("tag").order_by("pk")
)
_BESIDE = Prepared(lambda session, number, now: listed_columns(Speech.objects.public(now).beside(session, number)))
_CORRECTIONS = Prepared(lambda key: Revision.objects.about("speech", key).corrections())
_NEWEST = Prepared(lambda now: Speech.objects.public(now).newest_first().keys())
_NUMBER = Prepared(lambda now: Speech.objects.public(now).number())
_NEWEST_OF_YEAR = Prepared(lambda year, now: Speech.objects.public(now).in_year(year).newest_first().keys())
_NUMBER_OF_YEAR = Prepared(lambda year, now: Speech.objects.public(now).in_year(year).number())
_SUMMITS = Prepared(lambda now: Summit.objects.with_speeches(Speech.objects.public(now)).newest_first())
_OTHERS = {
    body: Prepared(lambda topic, pk, now, body=body: Speech.objects.public(now).of_others_than(body, pk).keys_on(topic))
    for body in ("city", "organization")
}


def content() -> tuple[int, datetime | None, datetime | None, datetime | None]:
    """Number and time of the content version; when the newest public speech became so; when the next will."""
    return _CONTENT.first(timezone.now()) or (0, None, None, None)


def at_address(year: int, slug: str) -> Speech | None:
    """The public speech, with paragraphs, topics and document."""
    speech = _AT_ADDRESS.first(year, slug, timezone.now())
    if speech is not None:
        give([speech], "paragraphs", _PARAGRAPHS(speech.pk), "speech")
        give_topics([speech])
    return speech


def listed(pks: list[int]) -> list[Speech]:
    """The speeches in this order, with paragraphs."""
    if not pks:
        return []
    found = {speech.pk: speech for speech in _WITH_PKS(pks)}
    give(found.values(), "paragraphs", _LISTED_PARAGRAPHS(pks), "speech")
    return [found[pk] for pk in pks if pk in found]


def give_topics(speeches: list[Speech]) -> None:
    """So that `topics_of` asks for nothing."""
    if speeches:
        give(speeches, "topic_rows", _TOPICS([speech.pk for speech in speeches]), "content_object")


def beside(speech) -> tuple[Speech | None, Speech | None]:
    """The public ones before and after it in its paper, without paragraphs."""
    found = _BESIDE(speech.session_id, speech.number, timezone.now())
    before = next((other for other in found if other.number < speech.number), None)
    return before, next((other for other in found if other.number > speech.number), None)


def corrections(speech) -> list[Revision]:
    """What readers are told of changes to it, oldest first."""
    return _CORRECTIONS(speech.key)


def of_others_on(topic: Topic, body, few: int) -> list[int]:
    """Primary keys of a few public speeches on the topic that are not of this city or organization."""
    return [pk for (pk,) in _OTHERS[body._meta.model_name](topic.pk, body.pk, timezone.now(), last=few)]


def summits() -> list[Summit]:
    """Those with public speeches, the newest first; `speech_count` says how many."""
    return _SUMMITS(timezone.now())


def give(speeches, name: str, rows: list, to: str) -> None:
    """To each of the speeches those rows that refer `to` it, as prefetch_related would."""
    by_pk = {speech.pk: speech for speech in speeches}
    for speech in by_pk.values():
        speech._prefetched_objects_cache = getattr(speech, "_prefetched_objects_cache", {}) | {name: []}
    for row in rows:
        speech = by_pk[getattr(row, f"{to}_id")]
        row._state.fields_cache[to] = speech
        speech._prefetched_objects_cache[name].append(row)


class Listing:
    """Speeches of a list, as a paginator wants them: counted, and cut."""

    def __init__(self, number: Callable[[], int], keys: Callable[[int, int | None], list[tuple[int]]]):
        self.number, self.keys = number, keys

    @classmethod
    def of(cls, speeches) -> "Listing":
        """In the order of this queryset."""
        return cls(speeches.count, lambda first, last: list(speeches.keys()[first:last]))

    def count(self) -> int:
        return self.number()

    def __getitem__(self, cut: slice) -> list[Speech]:
        return listed([pk for (pk,) in self.keys(cut.start or 0, cut.stop)])

    def __iter__(self):
        return iter(self[:])


def newest() -> Listing:
    """All that are public."""
    now = timezone.now()
    return Listing(lambda: _NUMBER.first(now)[0], lambda first, last: _NEWEST(now, first=first, last=last))


def newest_of_year(year: int) -> Listing:
    now = timezone.now()
    return Listing(
        lambda: _NUMBER_OF_YEAR.first(year, now)[0],
        lambda first, last: _NEWEST_OF_YEAR(year, now, first=first, last=last),
    )
