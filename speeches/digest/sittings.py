"""Which session is a paper of, where a day has several, or may have?

A paper of the afternoon must not become corrections of the morning's speeches: where neither its title nor its text
says that it belongs to a session, nothing is guessed.
"""

from datetime import date
from itertools import chain, count

from ..models import Session, SourceDocument, Speech, Summit
from ..records import Digest
from ..records import Speech as Row
from . import compare, titles


def find(digest: Digest, sha256: str) -> Session | None:
    """The session of that day that the paper is of; None for one that is not there yet.

    It is that of the name which somebody has given; or else the one that these bytes belong to already, or the one that
    the paper names. One that names another than those that are there is of a new one, unless a session without a name
    holds the same speeches. Of several sessions a paper that names none is of the one that holds the most of them.
    """
    sessions = list(Session.objects.of_day(date.fromisoformat(digest.date)).in_year(digest.year))
    if digest.session is not None:
        return next((session for session in sessions if session.name_zh_hant == digest.session), None)
    known = SourceDocument.objects.with_checksum(sha256).without_content().first() if sessions else None
    told = _told(sessions) if digest.named else {}
    ways = (
        lambda session: known is not None and session.pk == known.session_id,
        lambda session: session.name_zh_hant and session.name_zh_hant in digest.title,
        lambda session: digest.named and digest.named in told[session.pk],
    )
    if found := next((session for way in ways for session in sessions if way(session)), None):
        return found
    if digest.named:
        return next((session for session in sessions if not told[session.pk] and _holds(session, digest)), None)
    if not sessions[1:]:
        return next(iter(sessions), None)
    return max(sessions, key=lambda session: len(_same(kept_in(session), digest)))


def _told(sessions: list[Session]) -> dict[int, set[str]]:
    """What each session is called, by its own name and by the titles of its papers."""
    told = {session.pk: {titles.session(session.name_zh_hant)} for session in sessions}
    for document in SourceDocument.objects.filter(session__in=sessions).without_content():
        told[document.session_id].add(titles.session(document.title))
    return {key: names - {""} for key, names in told.items()}


def _holds(session: Session, digest: Digest) -> bool:
    """Whether these speeches are the session's, or could be, because it has none yet."""
    kept = kept_in(session)
    return not kept or (bool(_same(kept, digest)) and not is_strange(kept, digest))


def kept_in(session: Session | None) -> dict[int, Speech]:
    """The speeches of the session's papers, by their numbers in them."""
    if session is None:
        return {}
    kept = {speech.number_in(session): speech for speech in Speech.objects.of_papers_of(session).complete()}
    kept.pop(None, None)
    return kept


def is_strange(kept: dict[int, Speech], digest: Digest) -> bool:
    """Whether most rows whose numbers were imported before say something else altogether: another session's."""
    imported = [row for row in digest.speeches if row.number in kept and kept[row.number].source_row is not None]
    return 2 * sum(compare.is_another(row, *_records(kept[row.number])) for row in imported) > len(imported)


def _same(kept: dict[int, Speech], digest: Digest) -> list[Row]:
    known = (row for row in digest.speeches if row.number in kept)
    return [row for row in known if not compare.is_another(row, *_records(kept[row.number]))]


def _records(speech: Speech) -> tuple[Row, Row | None]:
    return speech.to_record(), compare.recall(speech.source_row)


def make(digest: Digest) -> Session:
    """The session of that day, with the name that somebody has given to it or that stands in the title."""
    day = date.fromisoformat(digest.date)
    summit = Summit.objects.filter(year=digest.year).first() or Summit(year=digest.year)
    if summit._state.adding:
        summit.save()
    name = digest.named if digest.session is None else digest.session
    session = Session(summit=summit, date=day, name_zh_hant=name, slug=_free_slug(summit, day))
    session.save()
    return session


def _free_slug(summit: Summit, day: date) -> str:
    """03-24; of the second session of that day 03-24-2."""
    taken = set(Session.objects.of(summit).values_list("slug", flat=True))
    first = f"{day:%m-%d}"
    return next(slug for slug in chain([first], (f"{first}-{number}" for number in count(2))) if slug not in taken)
