"""A thing becomes again what it was in one of its revisions, deleted things too: as a new revision, or not at all.

The record is then that of the old revision, but for this:
- the names in the record of a speech are today's names of the same people and places;
- what was merged meanwhile stays merged: the record names the winner;
- an address that another has now, or that was only provisional, gives way to today's (and old ones keep answering);
- the publishing state is only restored for who may publish, approved English for who may approve;
- columns that the record does not know (it is older than they) stay as they are.
"""

from dataclasses import dataclass, field

from django.db.models import UniqueConstraint
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import publishing, records, roles
from ..changes import holders, recorded
from ..models import OldSlug, Paragraph, Revision, SourceDocument, Speech
from ..models.version import UNRECORDED, Kept
from ..workbench import states
from .kinds import KINDS, existing, may_restore, newest

OVERTAKEN = gettext_lazy("Somebody else has changed this meanwhile. Nothing was restored; look at it again.")


class Impossible(ValueError):
    """It cannot be restored; the message says to people why. Nothing was written."""


class Overtaken(Impossible):
    """There is a newer revision than the person has seen."""


@dataclass
class Restored:
    """What was restored, and what to tell: sentences on what could not be exactly as it was."""

    thing: Kept
    notes: list[str] = field(default_factory=list)


def restore(
    revision: Revision,
    user=None,
    reason: str = "",
    *,
    with_state: bool = True,
    correction: tuple[str, str] = ("", ""),
    seen: int | None = None,
) -> Restored:
    """Make the thing as it was in the revision, in one recorded change; what it needs and is deleted comes back too.

    `with_state`: the publishing state of a speech as well. `correction` is for readers, as in `recorded`. `seen` is
    the number of the newest revision that the person knows. Raises Impossible (nothing is written), and StaleRow
    where somebody else changes it at this moment.
    """
    why = _("Revision %(number)s restored: %(reason)s") if reason else _("Revision %(number)s restored")
    why %= {"number": revision.number, "reason": reason}
    with recorded(user, why[:255], correction):
        # Read first, asked afterwards: whoever writes between the two makes the row stale.
        thing, last = existing(revision.kind, revision.key), newest(revision.kind, revision.key)
        if seen is not None and last.number != seen:
            raise Overtaken(str(OVERTAKEN))
        if thing is not None and last.record == revision.record:
            raise Impossible(_("It is like this already; there is nothing to restore."))
        work = Restoring(user, with_state)
        thing = work.write(revision, thing)
        return Restored(thing, work.notes)


class Restoring:
    """One restoration: whose it is, what came back along with it, and what is to be told."""

    def __init__(self, user, with_state: bool):
        self.user, self.with_state = user, with_state
        self.notes: list[str] = []

    def write(self, revision: Revision, thing: Kept | None) -> Kept:
        if not may_restore(self.user, revision.kind, exists=thing is not None):
            raise Impossible(
                _("“%(name)s” was deleted; your role may not bring it back.") % {"name": revision.label}
                if thing is None
                else _("Your role may not do this.")
            )
        if thing is None and (winner := revision.record.get("merged_into")):
            self.note(
                _("It had been merged into %(name)s: what was moved there stays there."), kind_name(revision, winner)
            )
        thing = thing or KINDS[revision.kind](key=revision.key)
        if isinstance(thing, Speech):
            self.write_speech(thing, revision.record)
        else:
            self.write_other(thing, revision.record)
        return thing

    def write_other(self, thing: Kept, record: dict) -> None:
        for column in thing._meta.fields:
            if column.name not in record or column.name in {*UNRECORDED, "slug"}:
                continue
            value = record[column.name]
            if column.is_relation:
                value = self.find(column.related_model._meta.model_name, value)
            else:
                value = column.to_python(value)
            setattr(thing, column.name, value)
        if "slug" in record:
            thing.slug = self.address(thing, record["slug"])
        refuse_taken(thing)
        thing.save()
        if "topics" in record:
            set_topics(thing, [self.find("topic", key) for key in record["topics"]])

    def write_speech(self, speech: Speech, record: dict) -> None:
        kept = record["kept"]
        speech.session = self.find("session", kept["session"])
        speech.speaker = self.find("speaker", kept["speaker"])
        speech.city = self.find("city", kept["city"])
        speech.organization = self.find("organization", kept["organization"])
        speech.document = SourceDocument.objects.without_content().filter(pk=kept["document"]).first()
        if speech._state.adding:
            # The next import compares with the row as last imported, as if the speech had never been away.
            speech.source_row = newest("speech", speech.key).record.get("source_row")
        speech.number, speech.honorific = record["number"], record["honorific"]
        speech.role_zh_hant, speech.headline_zh_hant = record["role"], kept["headline"]
        self.restore_english(speech, kept["english"])
        self.restore_state(speech, kept)
        speech.slug = self.address(speech, kept["slug"])
        refuse_taken(speech)
        speech.save()
        self.write_paragraphs(speech, record["paragraphs"])
        set_topics(speech, [self.find("topic", key) for key in kept["topics"]])

    def restore_state(self, speech: Speech, kept: dict) -> None:
        publish_at = parse_datetime(kept["publish_at"]) if kept["publish_at"] else None
        if (speech.state, speech.publish_at) == (kept["state"], publish_at):
            return
        if self.with_state and roles.may(self.user, "publish"):
            publishing.restore(speech, kept["state"], publish_at, self.user)
        else:
            self.note(_("The publishing state was not restored; it is “%(name)s”."), speech.get_state_display())

    def restore_english(self, row, english: dict | None) -> None:
        english = english or {"text": [""] * len(row.digested_fields)}
        states.restore(row, records.English(**english | {"text": tuple(english["text"])}), self.user)
        if row.translation_state != english.get("state", states.UNTRANSLATED):
            note = _("English that was approved then is “translated” now, and waits for approval.")
            if note not in self.notes:
                self.notes.append(note)

    def write_paragraphs(self, speech: Speech, wanted: list[dict]) -> None:
        """Only what differs is written; positions change as little as the order allows."""
        now = {paragraph.key: paragraph for paragraph in speech.paragraphs.in_order()}
        gone = now.keys() - {record["key"] for record in wanted}
        if gone:
            speech.paragraphs.filter(key__in=gone).delete()
        new, last = [], 0
        for record in wanted:
            paragraph = now.get(record["key"]) or Paragraph(speech=speech, key=record["key"])
            was = paragraph.position, paragraph.to_record() if paragraph.pk else None
            paragraph.position = last = max(paragraph.position or 0, last + 1)
            paragraph.text_zh_hant, paragraph.kind = record["text"], record["kind"]
            paragraph.former_keys = list(record.get("former_keys", ()))
            self.restore_english(paragraph, record["english"])
            if paragraph.pk is None:
                new.append(paragraph)
            elif (paragraph.position, paragraph.to_record()) != was:
                paragraph.save()
        Paragraph.objects.bulk_create(new)

    def address(self, thing: Kept, slug: str) -> str:
        """As it was then, if nobody else has it, and not a provisional one where it has got a real one since."""
        year = thing.session.summit.year if isinstance(thing, Speech) else getattr(thing, "year", 0)
        wanted = [slug, thing.slug, thing.key]
        if thing.slug and slug == thing.key:
            wanted.remove(slug)
        found = next(one for one in wanted if one and not taken(thing, year, one))
        if found != slug:
            self.note(_("The address is not the one of then but “%(name)s”."), found)
        return found

    def find(self, kind: str, key: str) -> Kept | None:
        """What the key means today: the thing, or what it was merged into; brought back where it was deleted."""
        known: set[str] = set()
        while key and key not in known:
            known.add(key)
            if (thing := existing(kind, key)) is not None:
                return thing
            if (last := newest(kind, key)) is None:
                break
            if (winner := last.record.get("merged_into")) is None:
                thing = self.write(last, None)
                self.note(_("“%(name)s” had been deleted, and was brought back."), last.label)
                return thing
            key = winner
        if not key:
            return None
        what = capfirst(KINDS[kind]._meta.verbose_name)
        raise Impossible(_("%(what)s %(key)s is not known here any more.") % {"what": what, "key": key})

    def note(self, sentence: str, name: str) -> None:
        self.notes.append(sentence % {"name": name})


def kind_name(revision: Revision, key: str) -> str:
    last = newest(revision.kind, key)
    return last.label if last else key


def taken(thing: Kept, year: int, slug: str) -> bool:
    """Whether the address is, or once was, another's: old links lead there."""
    kind = thing._meta.model_name
    return (
        bool(holders(kind, year, slug) - {thing.key}) or OldSlug.objects.at(kind, slug, year).not_of(thing.key).exists()
    )


def refuse_taken(thing: Kept) -> None:
    """What may be there once only, and another has it now: said before the database does. Addresses give way."""
    rules = [(column.name,) for column in thing._meta.fields if column.unique]
    rules += [rule.fields for rule in thing._meta.constraints if isinstance(rule, UniqueConstraint)]
    for columns in rules:
        if not {"id", "key", "slug"}.isdisjoint(columns):
            continue
        others = type(thing).objects.filter(**{name: getattr(thing, name) for name in columns})
        if (other := others.exclude(pk=thing.pk).first()) is not None:
            names = [str(thing._meta.get_field(name).verbose_name) for name in columns]
            raise Impossible(
                _("“%(other)s” has the same %(columns)s now. Change that first.")
                % {"other": other, "columns": get_text_list(names, _("and"))}
            )


def set_topics(thing: Kept, topics: list) -> None:
    """Through the joining rows: taggit would look for names in the active language."""
    topics = {topic.pk: topic for topic in topics}
    have = {row.tag_id: row for row in thing.topic_rows.all()}
    for row in (row for pk, row in have.items() if pk not in topics):
        row.delete()
    through = thing.topic_rows.model
    through.objects.bulk_create(
        through(content_object=thing, tag=topic) for pk, topic in topics.items() if pk not in have
    )
