"""A seeded generator of speeches for the search: as many as wanted, with few frequent and many rare words.

One sentence of ten is from the real paper and its English; the others are made of words whose frequencies
follow Zipf's law, as those of any language do. Nothing is indexed: that is what `bench_search` measures.
"""

import itertools
import random
import tomllib
from datetime import UTC, date, datetime, timedelta

from django.conf import settings

from speeches import text
from speeches.models import (
    City,
    Paragraph,
    Session,
    Speaker,
    Speech,
    SpeechState,
    SpeechTopic,
    Summit,
    Topic,
    TranslationState,
)
from speeches.models.version import writing
from speeches.workbench import states
from tests.benchmarks.papers import FAMILY, GIVEN, SYLLABLES, sentences

COUNTRIES = "US CA JP NZ FR DE GB CO PY KR TH PL CZ AU ID CL NL IL TW IN MX BR ES IT SE FI NO DK PT AT BE CH".split()
ONSETS, NUCLEI = "b c d f g h l m n p r s t v st tr pl gr".split(), "a e i o u ai ea ou".split()
REAL, WORDS, A_SESSION, CITIES, TOPICS = 0.1, 6000, 17, 400, 20
FIRST_DAY = date(2001, 1, 1)


class Writer:
    """Words and sentences of one seed."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)
        self.real = sentences()
        characters = [c for c in dict.fromkeys("".join(self.real)) if text.has_han(c)]
        content = tomllib.loads((settings.BASE_DIR / "fixtures/translations/2021-03-24.toml").read_text())
        blocks = [paragraph["en"] for speech in content["speech"] for paragraph in speech["paragraph"]]
        self.real_english = [f"{part}." for block in blocks for part in block.split(". ") if len(part.split()) > 4]
        self.han = [
            "".join(self.chance.choices(characters, k=self.chance.choice((2, 2, 2, 3, 4)))) for _ in range(WORDS)
        ]
        self.latin = ["".join(self.syllable() for _ in range(self.chance.randint(2, 4))) for _ in range(WORDS)]
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, WORDS + 1)))

    def syllable(self) -> str:
        return self.chance.choice(ONSETS) + self.chance.choice(NUCLEI)

    def words(self, of: list[str], number: int) -> list[str]:
        return self.chance.choices(of, cum_weights=self.weights, k=number)

    def chinese(self) -> str:
        if self.chance.random() < REAL:
            return self.chance.choice(self.real)
        return "，".join("".join(self.words(self.han, self.chance.randint(3, 6))) for _ in range(2)) + "。"

    def english(self) -> str:
        if self.chance.random() < REAL:
            return self.chance.choice(self.real_english)
        return " ".join(self.words(self.latin, self.chance.randint(7, 14))).capitalize() + "."

    def name(self) -> str:
        return (
            f"{self.chance.choice(GIVEN)} {self.syllable()[:1].upper()}. {self.chance.choice(FAMILY)}{self.syllable()}"
        )


def write_speeches(number: int, seed: int = 5) -> None:
    """Published speeches with two thirds of their English approved, written past the one door (and not indexed)."""
    writer = Writer(seed)
    chance = writer.chance
    with writing():
        cities = City.objects.bulk_create(
            City(
                name_zh_hant=f"{''.join(chance.choices(SYLLABLES, k=3))}{n}市",
                name_en=f"{''.join(writer.syllable() for _ in range(3)).title()} {n}",
                country=chance.choice(COUNTRIES),
            )
            for n in range(CITIES)
        )
        topics = Topic.objects.bulk_create(
            Topic(name_zh_hant=f"{writer.han[40 + n]}議題{n}", name_en=f"{writer.latin[40 + n]} topic {n}")
            for n in range(TOPICS)
        )
        for first in range(0, number, A_SESSION * 50):
            write_sessions(writer, range(first, min(number, first + A_SESSION * 50)), cities, topics)


def write_sessions(writer: Writer, numbers: range, cities: list, topics: list) -> None:
    chance, speeches, sessions = writer.chance, [], {}
    speakers = Speaker.objects.bulk_create(Speaker(name_zh_hant=(n := writer.name()), name_en=n) for _ in numbers)
    for number, speaker in zip(numbers, speakers, strict=True):
        day = FIRST_DAY + timedelta(days=3 * (number // A_SESSION))
        session = sessions.get(day) or sessions.setdefault(day, session_of(day))
        speeches.append(
            Speech(
                session=session,
                number=number % A_SESSION + 1,
                speaker=speaker,
                city=chance.choice(cities),
                role_zh_hant="市長",
                headline_zh_hant=writer.chinese()[:20],
                state=SpeechState.PUBLISHED,
                publish_at=datetime(2025, 1, 1, tzinfo=UTC),
            )
        )
    speeches = Speech.objects.bulk_create(speeches)
    paragraphs = []
    for speech in speeches:
        has_english = chance.random() < 0.67
        for position in range(1, chance.randint(6, 11)):
            paragraph = Paragraph(
                speech=speech,
                key=f"p{position}",
                position=position,
                text_zh_hant="".join(writer.chinese() for _ in range(3)),
            )
            if has_english:
                english = " ".join(writer.english() for _ in range(2))
                states.write_english(paragraph, None, TranslationState.APPROVED, text=english)
            paragraphs.append(paragraph)
    Paragraph.objects.bulk_create(paragraphs)
    SpeechTopic.objects.bulk_create(
        SpeechTopic(content_object=speech, tag=topic) for speech in speeches for topic in chance.sample(topics, 3)
    )


def session_of(day: date) -> Session:
    summit = Summit.objects.filter(year=day.year).first()
    if summit is None:
        [summit] = Summit.objects.bulk_create([Summit(year=day.year, theme_zh_hant="新常態")])
    [session] = Session.objects.bulk_create([Session(summit=summit, date=day)])
    return session
