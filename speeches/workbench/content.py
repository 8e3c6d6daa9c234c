"""What the site is delivered with, as people wrote it down: English, names, topics, editions, glossary, synonyms. Pure.

    names.toml  topics.toml  summits.toml  glossary.toml  synonyms.toml  translations/2021-03-24.toml

A file may be missing. What is there has to be right to the last key, or nothing is taken: the refusal says where.
"""

import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from ..records import Bilingual, Content, Edition, Name, Refusal, Synonyms, Term, Topic, Translation, gettext_noop
from .entry import Entry

STATUSES = "official|press|proposal"
# How long the columns of the database are.
NAME, TOPIC, TERM, ENGLISH_TERM, HEADLINE, ROLE, SOURCE = 200, 100, 100, 200, 200, 120, 300

Makers = dict[str, Callable[[Entry], Any]]


def read(folder: Path) -> Content:
    """All that the folder holds. Raises Refusal for a folder without content and for a file that is not right."""
    names = entries(folder / "names.toml", {"city": city, "organization": organization, "speaker": speaker})
    days = {day_of(file): file for file in sorted(Path(folder, "translations").glob("*.toml"))}
    content = Content(
        cities=names["city"],
        organizations=names["organization"],
        speakers=names["speaker"],
        topics=entries(folder / "topics.toml", {"topic": topic})["topic"],
        editions=entries(folder / "summits.toml", {"summit": edition})["summit"],
        terms=entries(folder / "glossary.toml", {"term": term})["term"],
        synonyms=entries(folder / "synonyms.toml", {"synonym": synonyms})["synonym"],
        translations={day: entries(file, {"speech": translation})["speech"] for day, file in days.items()},
    )
    if content == Content():
        raise Refusal(gettext_noop("%(folder)s holds no content."), folder=folder)
    return content


def day_of(file: Path) -> date:
    """A translation is called by the day of its session."""
    try:
        return date.fromisoformat(file.stem)
    except ValueError:
        message = gettext_noop("%(file)s: the name has to be the day of the session, as in 2021-03-24.toml.")
        raise Refusal(message, file=file.name) from None


def entries(file: Path, makers: Makers) -> dict[str, tuple]:
    """The entries of the file by their kinds; none where there is no file."""
    found = tables(file) if file.exists() else {}
    if unknown := found.keys() - makers:
        message = gettext_noop("%(file)s: there is no such thing as “%(kind)s” here.")
        raise Refusal(message, file=file.name, kind=min(unknown))
    return {kind: read_all(file.name, kind, found.get(kind, []), make) for kind, make in makers.items()}


def tables(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refusal(gettext_noop("%(file)s: %(error)s"), file=file.name, error=error.strerror) from error
    except ValueError as error:  # no UTF-8, or no TOML
        raise Refusal(gettext_noop("%(file)s is no TOML: %(error)s"), file=file.name, error=error) from error


def read_all(file: str, kind: str, found: Any, make: Callable[[Entry], Any]) -> tuple:
    whole = Entry(file, kind, {kind: found})
    made: dict[Any, Any] = {}
    for entry in whole.list(kind):
        thing = make(entry)
        entry.end()
        if made.setdefault(identity(thing), thing) is not thing:
            entry.refuse(gettext_noop("%(file)s, %(place)s: it stands twice in the file."))
    return tuple(made.values())


def identity(thing) -> Any:
    """What no two entries of a kind share."""
    match thing:
        case Name():
            return thing.country, thing.name.chinese
        case Topic():
            return thing.slug
        case Edition():
            return thing.year
        case Term():
            return thing.chinese
        case Synonyms():
            return thing.words[0]
        case Translation():
            return thing.number


def both(entry: Entry, most: int | None = None, needed: Iterable[str] = ("zh", "en")) -> Bilingual:
    return Bilingual(*(entry.text(key, most, needed=key in needed) for key in ("zh", "en")))


def city(entry: Entry) -> Name:
    entry.skip("geonames")
    return Name(
        both(entry, NAME),
        country=entry.text("country", 2, "[A-Z]{2}"),
        latitude=entry.degrees("latitude", 90),
        longitude=entry.degrees("longitude", 180),
    )


def organization(entry: Entry) -> Name:
    return Name(both(entry, NAME), country=entry.text("country", 2, "[A-Z]{2}"))


def speaker(entry: Entry) -> Name:
    return Name(both(entry, NAME))


def topic(entry: Entry) -> Topic:
    return Topic(
        slug=entry.text("slug", 100, "[a-z0-9]+(-[a-z0-9]+)*"),
        name=both(entry, TOPIC),
        description=both(entry.table("description")),
        synonyms=entry.texts("synonyms", TOPIC),
    )


def edition(entry: Entry) -> Edition:
    """Themes stand only in the languages in which they were seen."""
    entry.skip("source", "sessions")
    return Edition(
        year=entry.number("year", range(2000, 3000), needed=True),
        theme=both(entry.table("theme", needed=False), NAME, needed=()),
        description=both(entry.table("description")),
        **{name: entry.day(name) for name in ("starts_on", "ends_on")},
        **{name: entry.number(name, range(1, 10_000)) for name in ("leaders", "cities", "countries")},
    )


def term(entry: Entry) -> Term:
    return Term(
        chinese=entry.text("zh", TERM),
        english=entry.text("en", ENGLISH_TERM),
        status=entry.text("status", TERM, STATUSES),
        source=entry.text("source", SOURCE),
        variants=entry.texts("variants", TERM, needed=False),
        note=entry.text("note", needed=False),
    )


def synonyms(entry: Entry) -> Synonyms:
    words = entry.texts("words", TERM)
    if len(words) < 2:
        entry.refuse_value("words", list(words))
    return Synonyms(words, entry.text("note", needed=False))


def translation(entry: Entry) -> Translation:
    return Translation(
        number=entry.number("number", range(1, 10_000), needed=True),
        speaker=entry.text("speaker", NAME),
        role=both(entry.table("role"), ROLE),
        headline=both(entry.table("headline"), HEADLINE),
        topics=entry.texts("topics", TOPIC),
        paragraphs=tuple(both(paragraph) for paragraph in entry.list("paragraph")),
    )
