"""The files of content are read to the last key, and what is not right is refused: with file, entry and key."""

from datetime import date
from pathlib import Path

import pytest

from speeches import records
from speeches.records import Bilingual
from speeches.workbench.content import read

FIXTURES = Path(__file__).parents[2] / "fixtures"

CITY = 'zh = "麥德林市"\nen = "Medellín"\ncountry = "CO"\nlatitude = 6.2476\nlongitude = -75\n'
TOPIC = 'slug = "net-zero"\nzh = "淨零"\nen = "Net zero"\ndescription = { zh = "減碳。", en = "Less carbon." }\n'
SUMMIT = 'year = 2020\ndescription = { zh = "線上舉行。", en = "Held online." }\n'
TERM = 'zh = "紓困"\nen = "relief"\nstatus = "official"\nsource = "Page of a ministry"\n'
SPEECH = """number = 5
speaker = "Oscar Rodríguez"
role = { zh = "市長", en = "Mayor" }
headline = { zh = "智慧紅綠燈", en = "Smart traffic lights" }
topics = ["net-zero"]
paragraph = [{ zh = "智慧紅綠燈。", en = "Smart traffic lights." }]
"""


def folder_of(tmp_path: Path, **files: str) -> Path:
    """`day="…"` is the translation of 24 March 2021; the others are called by their names."""
    (tmp_path / "translations").mkdir()
    for name, toml in files.items():
        file = "translations/2021-03-24.toml" if name == "day" else f"{name}.toml"
        (tmp_path / file).write_text(toml, encoding="utf-8")
    return tmp_path


def refusal(folder: Path) -> str:
    with pytest.raises(records.Refusal) as refused:
        read(folder)
    return str(refused.value)


def test_the_real_files():
    content = read(FIXTURES)
    assert [len(of_a_kind) for of_a_kind in (content.cities, content.organizations, content.speakers)] == [14, 2, 17]
    assert [len(of_a_kind) for of_a_kind in (content.topics, content.editions)] == [20, 9]
    assert len(content.terms) >= 60
    assert {day: len(speeches) for day, speeches in content.translations.items()} == {date(2021, 3, 24): 17}


def test_each_kind_becomes_its_record(tmp_path):
    summits = f'[[summit]]\n{SUMMIT}cities = 21\nstarts_on = 2020-08-13\ntheme.en = "Transformation"\nsessions = 3\n'
    folder = folder_of(
        tmp_path,
        names=f"[[city]]\n{CITY}geonames = 3674962\n",
        topics=f'[[topic]]\n{TOPIC}synonyms = ["減碳", "less carbon"]\n',
        summits=summits,
        glossary=f'[[term]]\n{TERM}variants = ["紓困金"]\n',
        synonyms='[[synonym]]\nwords = ["公車", "bus"]\nnote = "Both."\n',
        day=f"[[speech]]\n{SPEECH}",
    )
    assert read(folder) == records.Content(
        cities=(records.Name(Bilingual("麥德林市", "Medellín"), "CO", 6.2476, -75.0),),
        topics=(
            records.Topic(
                "net-zero",
                Bilingual("淨零", "Net zero"),
                Bilingual("減碳。", "Less carbon."),
                ("減碳", "less carbon"),
            ),
        ),
        editions=(
            records.Edition(
                2020,
                theme=Bilingual("", "Transformation"),
                description=Bilingual("線上舉行。", "Held online."),
                starts_on=date(2020, 8, 13),
                cities=21,
            ),
        ),
        terms=(records.Term("紓困", "relief", "official", "Page of a ministry", ("紓困金",)),),
        synonyms=(records.Synonyms(("公車", "bus"), "Both."),),
        translations={
            date(2021, 3, 24): (
                records.Translation(
                    5,
                    "Oscar Rodríguez",
                    role=Bilingual("市長", "Mayor"),
                    headline=Bilingual("智慧紅綠燈", "Smart traffic lights"),
                    topics=("net-zero",),
                    paragraphs=(Bilingual("智慧紅綠燈。", "Smart traffic lights."),),
                ),
            )
        },
    )


WRONG = [
    (
        "names",
        f"[[city]]\n{CITY}[[city]]\n" + CITY.replace('en = "Medellín"\n', ""),
        "2 (麥德林市): “en” is missing.",
    ),
    ("names", f"[[city]]\n{CITY}[[city]]\n{CITY}", "city 2 (麥德林市): it stands twice in the file."),
    ("names", "[[city]]\n" + CITY.replace('"CO"', '"Colombia"'), "city 1 (麥德林市): “country” cannot be 'Colombia'."),
    ("names", "[[city]]\n" + CITY.replace("6.2476", "96.2"), "“latitude” cannot be 96.2."),
    ("names", "[[city]]\n" + CITY.replace("6.2476", '"6.2"'), "“latitude” cannot be '6.2'."),
    ("names", "[[city]]\n" + CITY.replace("latitude", "lattitude"), "city 1 (麥德林市): “latitude” is missing."),
    ("names", f'[[city]]\n{CITY}kind = "city"\n', "city 1 (麥德林市): “kind” is not known here."),
    ("names", "[[city]]\n" + CITY.replace("Medellín", ""), "“en” cannot be ''."),
    ("names", "[[city]]\n" + CITY.replace("Medellín", "Medellín "), "“en” cannot be 'Medellín '."),
    ("names", "[[city]]\n" + CITY.replace("Medellín", "M" * 201), "“en” is longer than 200 characters."),
    ("names", f"[city]\n{CITY}", "city: “city” cannot be {"),
    ("names", "city = [1]", "city 1: it has to be a table of keys and values."),
    ("names", f"[[town]]\n{CITY}", "there is no such thing as “town” here."),
    ("topics", f"[[topic]]\n{TOPIC}", "topic 1 (淨零): “synonyms” is missing."),
    ("topics", f'[[topic]]\n{TOPIC}synonyms = ["a", "a"]', "“synonyms” cannot be ['a', 'a']."),
    ("topics", "[[topic]]\nsynonyms = []\n" + TOPIC.replace("net-zero", "Net Zero"), "“slug” cannot be 'Net Zero'."),
    ("topics", "[[topic]]\nsynonyms = []\n" + TOPIC.replace(', en = "L', ', e = "L'), "description: “en” is missing."),
    ("summits", f"[[summit]]\n{SUMMIT}leaders = true\n", "summit 1 (2020): “leaders” cannot be True."),
    ("summits", f"[[summit]]\n{SUMMIT}leaders = 0\n", "summit 1 (2020): “leaders” cannot be 0."),
    ("summits", f'[[summit]]\n{SUMMIT}starts_on = "2020-08-13"\n', "“starts_on” cannot be '2020-08-13'."),
    ("summits", f'[[summit]]\n{SUMMIT}theme = {{ fr = "x" }}\n', "summit 1 (2020), theme: “fr” is not known here."),
    ("glossary", "[[term]]\n" + TERM.replace("official", "rumor"), "term 1 (紓困): “status” cannot be 'rumor'."),
    ("day", "[[speech]]\n" + SPEECH.replace('zh = "智慧紅綠燈。", ', ""), "paragraph 1: “zh” is missing."),
    (
        "day",
        "[[speech]]\n" + SPEECH.replace(', en = "Mayor"', ""),
        "speech 1 (Oscar Rodríguez), role: “en” is missing.",
    ),
    (
        "day",
        "[[speech]]\n" + SPEECH.replace("[{", '[{ note = "", '),
        "paragraph 1 (智慧紅綠燈。): “note” is not known here.",
    ),
    ("day", f"[[speech]]\n{SPEECH}[[speech]]\n{SPEECH}", "speech 2 (Oscar Rodríguez): it stands twice in the file."),
    ("synonyms", '[[synonym]]\nwords = ["公車"]', "synonym 1: “words” cannot be ['公車']."),
    ("glossary", "[[term]\n", "glossary.toml is no TOML: "),
]


@pytest.mark.parametrize(("file", "toml", "message"), WRONG, ids=[message[:40] for _, _, message in WRONG])
def test_a_wrong_file_is_refused_with_the_place(tmp_path, file, toml, message):
    said = refusal(folder_of(tmp_path, **{file: toml}))
    assert said.startswith("2021-03-24.toml" if file == "day" else f"{file}.toml")
    assert message in said


def test_what_is_no_utf_8_is_refused(tmp_path):
    (tmp_path / "names.toml").write_bytes("[[speaker]]\nzh = '柯文哲'".encode("big5"))
    assert refusal(tmp_path).startswith("names.toml is no TOML: ")


def test_a_translation_is_called_by_its_day(tmp_path):
    folder = folder_of(tmp_path)
    (folder / "translations/spring.toml").write_text("")
    assert refusal(folder).startswith("spring.toml: ")


def test_a_folder_without_content_is_refused(tmp_path):
    assert "holds no content" in refusal(tmp_path / "nowhere")
