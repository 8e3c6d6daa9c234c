"""A folder of content becomes part of the site, through the doors that translators and editors use.

It may be loaded any number of times, and what people make of it stays: only what is empty, and always was, is filled
(revisions know that); what was renamed or deleted is not made again; English goes to its very Chinese only. What does
not fit is reported in words. Each file is one recorded change, which names it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .. import publishing, records, text
from ..changes import recorded
from ..models import City, Organization, Revision, Session, Speaker, Speech, Summit, Synonym, Term, Topic
from ..models.named import Named
from ..models.version import Kept
from ..records import Content, Problem, gettext_noop
from .content import read
from .filling import SpeechFilling, ever_filled, fill, fill_texts

Problems = list[Problem]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one file: how many things were written, and what did not fit."""

    file: str
    written: int
    problems: tuple[Problem, ...]


def load_content(folder: Path) -> list[Loaded]:
    """Load all files of the folder, in this order. Raises records.Refusal, writing nothing, where one is not right."""
    content = read(folder)
    report = [
        load("names.toml", load_names, content),
        load("topics.toml", load_topics, content.topics),
        load("summits.toml", load_editions, content.editions),
        load("glossary.toml", load_terms, content.terms),
        load("synonyms.toml", load_synonyms, content.synonyms),
    ]
    for day, translations in content.translations.items():
        report.append(load(f"translations/{day}.toml", load_translations, day, translations, content.topics))
    return report


def load(file: str, write: Callable[..., int], *found: Any) -> Loaded:
    problems: Problems = []
    with recorded(reason=f"content of {file}"):
        written = write(*found, problems)
    return Loaded(file, written, tuple(problems))


def keep(thing: Kept, changed: bool) -> int:
    if changed:
        thing.save()
    return int(changed)


def load_names(content: Content, problems: Problems) -> int:
    kinds = ((City, content.cities), (Organization, content.organizations), (Speaker, content.speakers))
    return sum(name_all(model, names, problems) for model, names in kinds)


def name_all(model: type[Named], names: Iterable[records.Name], problems: Problems) -> int:
    """Give those who are here their English names, and cities their coordinates; nobody is made."""
    kind, found = model._meta.model_name, defaultdict(list)
    for thing in model.objects.called(*(name.name.chinese for name in names)).order_by("pk"):
        found[getattr(thing, "country", ""), thing.name_key].append(thing)
    keys = {thing.key for things in found.values() for thing in things}
    past, missing, written = Revision.objects.records(kind, keys), [], 0
    for name in names:
        things = found[name.country, text.name_key(name.name.chinese)]
        if len(things) == 1:
            written += keep(things[0], give_name(things[0], name, ever_filled(past[things[0].key]), problems))
        elif not things:
            missing.append(name.name.chinese)
        elif not all(thing.name_en for thing in things):
            message = gettext_noop("%(count)s are called %(name)s: none of them was given the English name.")
            problems.append(Problem(None, message, {"count": len(things), "name": name.name.chinese}))
    once = Revision.objects.ever_called(kind, "name_zh_hant") if missing else {}
    message = gettext_noop("Nobody and nothing is called %(name)s here.")
    # What was renamed, merged or deleted is not missed; one of that name in another country is not the one meant.
    problems.extend(Problem(None, message, {"name": name}) for name in missing if once.get(name) in {None, *keys})
    return written


def give_name(thing: Named, name: records.Name, filled: set[str], problems: Problems) -> bool:
    changed = fill_texts(thing, filled, {"name": name.name}, problems)
    places = {"latitude": name.latitude, "longitude": name.longitude} if isinstance(thing, City) else {}
    return fill(thing, filled, places) or changed


def load_topics(topics: Iterable[records.Topic], problems: Problems) -> int:
    keys, here = keys_of_topics(topics), {topic.key: topic for topic in Topic.objects.all()}
    past = Revision.objects.records("topic", here)
    pairs = [(here.get(keys[record.slug]) if record.slug in keys else Topic(), record) for record in topics]
    pairs = [(topic, record) for topic, record in pairs if topic is not None]  # others were deleted
    new = publishing.give_slugs([(topic, record.slug) for topic, record in pairs if topic.slug_is_provisional])
    written = 0
    for topic, record in pairs:
        filled = ever_filled(past[topic.key])
        texts = {"name": record.name, "description": record.description}
        changed = fill_texts(topic, filled, texts, problems)
        changed = fill(topic, filled, {"synonyms": "\n".join(record.synonyms)}) or changed
        written += keep(topic, changed or topic in new)
    return written


def keys_of_topics(topics: Iterable[records.Topic]) -> dict[str, str]:
    """By each address, the key of the topic that is or was called so, in Chinese or by its address."""
    keys = Revision.objects.ever_called("topic", "slug")
    names = {text.name_key(name): key for name, key in Revision.objects.ever_called("topic", "name_zh_hant").items()}
    return keys | {
        record.slug: names[name] for record in topics if (name := text.name_key(record.name.chinese)) in names
    }


def load_editions(editions: Iterable[records.Edition], problems: Problems) -> int:
    known, here = Revision.objects.ever_called("summit", "year"), {s.year: s for s in Summit.objects.all()}
    past = Revision.objects.records("summit", [summit.key for summit in here.values()])
    written = 0
    for record in editions:
        if record.year not in here and str(record.year) in known:
            continue  # it was deleted
        summit = here.get(record.year) or Summit(year=record.year)
        filled = ever_filled(past[summit.key])
        changed = fill_texts(summit, filled, {"theme": record.theme, "description": record.description}, problems)
        columns = ("starts_on", "ends_on", "leaders", "cities", "countries")
        changed = fill(summit, filled, {column: getattr(record, column) for column in columns}) or changed
        written += keep(summit, changed)
    return written


def load_terms(terms: Iterable[records.Term], problems: Problems) -> int:
    """Make those that were never here; what is here is the editors'."""
    known = {text.fold(chinese) for chinese in Revision.objects.ever_called("term", "chinese")}
    new = [record for record in terms if text.fold(record.chinese) not in known]
    columns = ("chinese", "english", "status", "source", "note")
    Term.objects.bulk_create(
        Term(variants="\n".join(record.variants), **{column: getattr(record, column) for column in columns})
        for record in new
    )
    return len(new)


def load_synonyms(groups: Iterable[records.Synonyms], problems: Problems) -> int:
    """Make those of which no word was ever in a group; what is here is the editors'."""
    called = Revision.objects.ever_called("synonym", "words")
    known = {text.fold(word) for words in called for word in words.splitlines()}
    new = [group for group in groups if known.isdisjoint(map(text.fold, group.words))]
    Synonym.objects.bulk_create(Synonym(words="\n".join(group.words), note=group.note) for group in new)
    return len(new)


def load_translations(day: date, translations, topics: Iterable[records.Topic], problems: Problems) -> int:
    """Fill the speeches of the session of that day, and give addresses to those that had none for want of English."""
    session = Session.objects.of_day(day).first()
    if session is None:
        problems.append(Problem(None, gettext_noop("There is no session on %(day)s."), {"day": day}))
        return 0
    speeches = {speech.number_in(session): speech for speech in Speech.objects.of_papers_of(session).complete()}
    past = Revision.objects.records("speech", [speech.key for speech in speeches.values()])
    fillings = []
    for translation in translations:
        speech = speeches.get(translation.number)
        filling = speech and SpeechFilling(speech, translation, past[speech.key], problems)
        if filling and filling.is_meant():
            fillings.append(filling)
        else:
            message = gettext_noop("The speech of %(name)s is not here.")
            problems.append(Problem(translation.number, message, {"name": translation.speaker}))
    return fill_speeches(fillings, topics, problems)


def fill_speeches(fillings: list[SpeechFilling], topics: Iterable[records.Topic], problems: Problems) -> int:
    changed = set()
    for filling in fillings:
        with_headline = keep(filling.speech, filling.fill_headline_and_role())
        if filling.fill_paragraphs() or with_headline:
            changed.add(filling.speech)
    for topic, speeches in wanted_topics(fillings, topics, problems):
        topic.give_to(speeches)
        changed.update(speeches)
    publishing.name_late([filling.speech for filling in fillings])
    return len(changed)


def wanted_topics(fillings, topics: Iterable[records.Topic], problems: Problems) -> list[tuple[Topic, list[Speech]]]:
    """Which speeches get which topic; one that editors have deleted is not missed."""
    keys, here = keys_of_topics(topics), {topic.key: topic for topic in Topic.objects.all()}
    wanted = defaultdict(list)
    for filling in fillings:
        for slug in filling.translation.topics if filling.wants_topics() else ():
            if slug not in keys:
                message = gettext_noop("There is no topic “%(slug)s”.")
                problems.append(Problem(filling.translation.number, message, {"slug": slug}))
            elif keys[slug] in here:
                wanted[here[keys[slug]]].append(filling.speech)
    return list(wanted.items())
