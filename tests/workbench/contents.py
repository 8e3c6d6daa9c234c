"""Small content to load, a speech for it, and changes that people make to what was loaded."""

from django.utils.translation import override

from speeches.changes import recorded
from speeches.models import (
    ContentVersion,
    SpeechState,
)
from speeches.workbench.load import load_content
from speeches.workbench.states import write_english
from tests import factories

NAMES = """
[[city]]
zh = "匹茲堡市"
en = "Pittsburgh"
country = "US"
latitude = 40.4406
longitude = -79.9959

[[speaker]]
zh = "畢度"
en = "William Peduto"
"""
TOPICS = """
[[topic]]
slug = "public-safety"
zh = "城市安全"
en = "Public safety"
description = { zh = "保障市民安全。", en = "Keeping citizens safe." }
synonyms = ["犯罪", "crime"]

[[topic]]
slug = "education"
zh = "教育"
en = "Education"
description = { zh = "學校。", en = "Schools." }
synonyms = []
"""
SUMMITS = """
[[summit]]
year = 2021
theme = { zh = "新常態", en = "New Normal" }
description = { zh = "線上舉行。", en = "Held online." }
leaders = 24

[[summit]]
year = 2015
description = { zh = "首度邀請。", en = "Invited for the first time." }
"""
GLOSSARY = """
[[term]]
zh = "臺北通"
en = "Taipei PASS"
status = "official"
source = "id.taipei"
"""
SPEECH = """
[[speech]]
number = 13
speaker = "畢度"
role = { zh = "市長", en = "Mayor" }
headline = { zh = "連網城市", en = "A connected city" }
topics = ["public-safety", "education"]
paragraph = [{ zh = "五大方向。", en = "Five directions." }, { zh = "連網。", en = "Connected." }]
"""


def make_speech(state=SpeechState.PUBLISHED, **fields):
    fields.setdefault("number", 13)
    if "city" not in fields:
        fields["city"] = factories.make_city(english="")
    if "speaker" not in fields:
        fields["speaker"] = factories.make_speaker("畢度", "")
    return factories.make_speech("五大方向。", "連網。", state=state, **fields)


def again(thing):
    return type(thing).objects.get(pk=thing.pk)


def version():
    return ContentVersion.objects.get().number


def load(folder) -> list[str]:
    """What did not fit, in words."""
    with override("en"):
        return [f"{loaded.file}: {problem.say()}" for loaded in load_content(folder) for problem in loaded.problems]


def written(report) -> int:
    return sum(loaded.written for loaded in report)


def english(speech) -> list[tuple]:
    return [(p.text_en, p.translation_state) for p in again(speech).paragraphs.in_order()]


def do(action):
    with recorded(reason="an editor’s"):
        action()


def change(row, **values):
    for column, value in values.items():
        setattr(row, column, value)
    do(row.save)


def english_of(row, **texts):
    write_english(row, **texts)
    do(row.save)
