"""A seeded generator of realistic papers: the sentences of the real one, shuffled, under names that never repeat."""

import random
from datetime import date, timedelta
from pathlib import Path

from speeches.digest.parse import parse
from speeches.digest.readers.text import read

REAL = Path(__file__).parents[2] / "fixtures" / "2021-03-24.txt"
COUNTRIES = (
    "美國 加拿大 日本 紐西蘭 法國 德國 英國 哥倫比亞 巴拉圭 韓國 泰國 波蘭 捷克 澳洲 印尼 智利 荷蘭 以色列".split()
)
SYLLABLES = "安貝卡達艾法格哈伊喬凱蘭馬納奧帕魯薩塔烏維沃亞茲莫布克里斯頓特爾森諾曼丁堡夫"
GIVEN = "Anna Ben Carla David Elena Frank Grace Hugo Ines Jonas Karin Lucas Maria Noah Olga Paul Rosa Simon".split()
FAMILY = "Abel Brandt Costa Duarte Evans Fischer Grant Hayes Ivanov Jensen Keller Lopez Meyer Novak Olsen Perez".split()


def sentences() -> list[str]:
    digest = parse(read(REAL.read_bytes()))
    texts = [paragraph.text for speech in digest.speeches for paragraph in speech.paragraphs]
    return [part + "。" for text in texts for part in text.replace("：", "。").split("。") if len(part) > 8]


def papers(count: int, rows: int = 17, seed: int = 2021, day: date = date(2001, 1, 1)):
    """Yield (file name, content) of `count` papers of `rows` speeches, a session a week from that day on."""
    chance, known = random.Random(seed), sentences()
    for number in range(count):
        day += timedelta(days=7)
        lines = [f"{day.year} 首長高峰會({day.month}/{day.day})談話內容摘要", "", "編號\t城市首長或代表\t內容摘要"]
        lines += [row(index, chance, known) for index in range(1, rows + 1)]
        yield f"{day}-{number}.txt", "\n".join(lines).encode()


def row(index: int, chance: random.Random, known: list[str]) -> str:
    city = chance.choice(COUNTRIES) + "".join(chance.choices(SYLLABLES, k=chance.choice((3, 4)))) + "市"
    name = f"{chance.choice(GIVEN)} {chance.choice('ABCDEFGHJKLM')}. {chance.choice(FAMILY)}-{chance.choice(FAMILY)}"
    points = [f"{i}. {''.join(chance.sample(known, 2))}" for i in range(1, chance.randint(2, 6))]
    return f"{index}\t{city} 市長 Mr. {name}\t<p>{chance.choice(known)}</p> <ol> {' '.join(points)}"
