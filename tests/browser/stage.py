"""What the stories begin with: one account for each role, and a summit of another year than the paper's, so that no
story changes what another test reads. `manage.py shell -c` runs `set_up` in the site's own process and settings.
"""

import datetime

from speeches import roles
from speeches.changes import recorded
from speeches.models import Session, SpeechState, Summit
from tests import factories

YEAR = 2026
CHINESE = (
    "本市自 2019 年起推動淨零碳排，公共運輸占比已達百分之六十二。",
    "智慧路燈：全市三萬盞路燈改為節能燈具，每年節電四成。",
    "開放資料：交通、空氣品質與能源資料即時公開，供市民與業者使用。",
)


def set_up() -> None:
    for role in roles.ROLES:
        factories.make_user(role, role.replace(" ", "-"))
    factories.make_user(roles.EDITOR, "second-editor")
    make_the_year()


def make_the_year() -> None:
    with recorded(reason="示範資料"):
        summit = Summit(year=YEAR, theme_zh_hant="韌性城市", theme_en="Resilient cities")
        summit.save()
        day = datetime.date(YEAR, 3, 17)
        session = Session(summit=summit, date=day, name_zh_hant="開幕論壇", name_en="Opening forum", slug="opening")
        session.save()
    smart = factories.make_topic("智慧交通", "Smart mobility")
    factories.make_topic("淨零排放", "Net zero")
    stockholm = factories.make_city("斯德哥爾摩市", "Stockholm", "SE")
    for speaker in ("Ingrid Lindqvist", "Jonas Berg"):
        factories.make_speaker(speaker)
    for number, (speaker, city, english, country, state) in enumerate(SPEECHES, start=1):
        factories.make_speech(
            *CHINESE,
            number=number,
            session=session,
            speaker=factories.make_speaker(speaker),
            city=factories.make_city(city, english, country) if city else stockholm,
            topics=[smart] if state else [],
            state=state,
            headline_zh_hant="走向淨零的港都",
        )


# Each story has a speech of its own, found by its speaker.
SPEECHES = [
    ("Anna König", "漢堡市", "Hamburg", "DE", None),  # two people
    ("Bruno Costa", "里斯本市", "Lisbon", "PT", None),  # the login ends
    ("Carla Rossi", "米蘭市", "Milan", "IT", SpeechState.IN_REVIEW),  # many at once
    ("David Novak", "布拉格市", "Prague", "CZ", SpeechState.IN_REVIEW),
    ("Eva Hansen", "奧斯陸市", "Oslo", "NO", SpeechState.IN_REVIEW),  # without JavaScript
    ("Femke de Vries", "鹿特丹市", "Rotterdam", "NL", SpeechState.PUBLISHED),  # accessibility
    ("Anna Koenig", "", "", "", None),  # the same person as the first
    ("Hugo Blanc", "里昂市", "Lyon", "FR", SpeechState.PUBLISHED),  # translated by keyboard alone
    ("Ines Moreau", "南特市", "Nantes", "FR", None),  # two translators, and what is typed and not saved
]
