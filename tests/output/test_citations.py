"""References as style guides have them, and as the programs that keep references read them."""

import datetime
import json
import re
import warnings
from dataclasses import replace

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation as CitedItems
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import example, given
from hypothesis import strategies as st

from speeches.output.writers import references, styles
from speeches.output.writers.citation import Citation
from speeches.text import clean

ENGLISH = Citation(
    key="k3y9wxyz",
    language="en",
    lang="en",
    speaker="William Peduto",
    who="Mayor of Pittsburgh, United States",
    title="Pittsburgh’s five directions",
    event="2021 Smart City Mayors’ Summit",
    place="Taipei",
    date=datetime.date(2021, 3, 24),
    publisher="Taipei City Government",
    url="https://speeches.example.org/s/k3y9wxyz",
)
CHINESE = replace(
    ENGLISH,
    language="zh-hant",
    lang="zh-Hant-TW",
    speaker="柯文哲",
    who="臺北市市長",
    title="雙管齊下，臺北步上數位轉型之路",
    event="2021 智慧城市首長高峰會",
    place="臺北",
    publisher="臺北市政府",
)


def paragraph(cited: Citation) -> Citation:
    return replace(cited, key=f"{cited.key}-b2c3d", url=f"{cited.url}#p-b2c3d", number=3)


@pytest.mark.parametrize(
    ("write", "cited", "expected"),
    [
        (
            styles.apa,
            ENGLISH,
            "William Peduto (Mayor of Pittsburgh, United States). (2021, March 24). Pittsburgh’s five directions "
            "[Digest of speech]. 2021 Smart City Mayors’ Summit, Taipei. Taipei City Government. "
            "https://speeches.example.org/s/k3y9wxyz",
        ),
        (
            styles.apa,
            paragraph(CHINESE),
            "柯文哲（臺北市市長）（2021 年 3 月 24 日）。雙管齊下，臺北步上數位轉型之路［談話摘要，第 3 段］。"
            "2021 智慧城市首長高峰會，臺北。臺北市政府。https://speeches.example.org/s/k3y9wxyz#p-b2c3d",
        ),
        (
            styles.mla,
            paragraph(ENGLISH),
            "William Peduto (Mayor of Pittsburgh, United States). “Pittsburgh’s five directions.” 2021 Smart City "
            "Mayors’ Summit, 24 Mar. 2021, Taipei, par. 3. Digest of speech. Taipei City Government, "
            "https://speeches.example.org/s/k3y9wxyz#p-b2c3d.",
        ),
        (
            styles.mla,
            CHINESE,
            "柯文哲（臺北市市長）。〈雙管齊下，臺北步上數位轉型之路〉。2021 智慧城市首長高峰會，2021 年 3 月 24 日，"
            "臺北。談話摘要。臺北市政府，https://speeches.example.org/s/k3y9wxyz。",
        ),
        (
            styles.chicago,
            ENGLISH,
            "William Peduto (Mayor of Pittsburgh, United States). “Pittsburgh’s five directions.” Digest of speech, "
            "2021 Smart City Mayors’ Summit, Taipei, March 24, 2021. Taipei City Government. "
            "https://speeches.example.org/s/k3y9wxyz.",
        ),
        (
            styles.chicago,
            paragraph(ENGLISH),
            "William Peduto (Mayor of Pittsburgh, United States), “Pittsburgh’s five directions” (digest of speech, "
            "2021 Smart City Mayors’ Summit, Taipei, March 24, 2021), para. 3, Taipei City Government, "
            "https://speeches.example.org/s/k3y9wxyz#p-b2c3d.",
        ),
        (
            styles.chicago,
            paragraph(CHINESE),
            "柯文哲（臺北市市長），〈雙管齊下，臺北步上數位轉型之路〉，談話摘要，2021 智慧城市首長高峰會，臺北，"
            "2021 年 3 月 24 日，第 3 段，臺北市政府，https://speeches.example.org/s/k3y9wxyz#p-b2c3d。",
        ),
    ],
)
def test_references_in_words(write, cited, expected):
    assert write(cited) == expected


def test_a_title_that_ends_a_sentence_gets_no_second_full_stop():
    asked = replace(ENGLISH, title="Who pays?", publisher="Smart City Inc.")
    assert "“Who pays?” 2021" in styles.mla(asked)
    assert "“Who pays?” Digest" in styles.chicago(asked)
    assert "Smart City Inc. https" in styles.apa(asked)


@pytest.mark.parametrize(
    ("month", "short"), [(1, "Jan."), (5, "May"), (6, "June"), (7, "July"), (9, "Sept."), (12, "Dec.")]
)
def test_mla_shortens_months(month, short):
    assert f"2 {short} 2021," in styles.mla(replace(ENGLISH, date=datetime.date(2021, month, 2)))


@pytest.mark.parametrize("write", [styles.apa, styles.mla, styles.chicago])
@pytest.mark.parametrize("cited", [ENGLISH, CHINESE])
def test_without_a_role_nothing_is_in_brackets(write, cited):
    text = write(replace(cited, who=""))
    assert text.startswith(cited.speaker)
    assert "()" not in text
    assert "（）" not in text


HOSTILE = [
    'Quotes " and ’ and <b>tags</b> & more',
    "braces } { and } again",
    "back\\slash \\} $x_1^2$ 100% #1 ~tilde",
    "line\nbreak\r\nER  - \r\nTY  - JOUR",
    "@misc{other, title = {mine}}",
    "emoji 🏙️ and 臺北，「城市」",
    "ends in backslash \\",
    ", and a comma",
    "%",
]


def read_bibtex(text: str) -> dict:
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert len(library.blocks) == 1
    return {field.key: field.value for field in entry.fields} | {"ID": entry.key, "ENTRYTYPE": entry.entry_type}


def test_bibtex_is_read_by_another_program():
    found = read_bibtex(references.bibtex(paragraph(ENGLISH)))
    assert found["ID"] == "summit2021-k3y9wxyz-b2c3d-en"
    assert found["author"].strip("{}") == "William Peduto"
    assert found["note"] == "Mayor of Pittsburgh, United States, para. 3"
    assert (found["date"], found["year"], found["month"]) == ("2021-03-24", "2021", "mar")
    assert found["eventtitle"] == "2021 Smart City Mayors’ Summit"
    assert found["url"] == "https://speeches.example.org/s/k3y9wxyz#p-b2c3d"
    assert found["langid"] == "english"


def read_ris(text: str) -> dict:
    (entry,) = rispy.loads(text)
    return entry


def test_ris_is_read_by_another_program():
    found = read_ris(references.ris(paragraph(CHINESE)))
    assert found["type_of_reference"] == "CPAPER"
    assert found["authors"] == ["柯文哲"]
    assert found["title"] == "雙管齊下，臺北步上數位轉型之路"
    assert found["secondary_title"] == "2021 智慧城市首長高峰會"
    assert (found["year"], found["date"]) == ("2021", "2021/03/24")
    assert (found["place_published"], found["publisher"]) == ("臺北", "臺北市政府")
    assert (found["start_page"], found["notes"]) == ("第 3 段", ["臺北市市長"])
    assert found["language"] == "zh-Hant-TW"
    assert found["urls"] == ["https://speeches.example.org/s/k3y9wxyz#p-b2c3d"]


def rendered(data: str) -> str:
    """What a citation processor makes of CSL-JSON, in a style that comes with it."""
    (item,) = json.loads(data)
    with warnings.catch_warnings():
        # Of the style, not of our data.
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
        bibliography.register(CitedItems([CitationItem(item["id"])]))
        return str(bibliography.bibliography()[0])


def test_csl_json_is_read_by_another_program():
    (item,) = json.loads(references.csl_json(ENGLISH))
    assert item["type"] == "speech"
    assert item["issued"] == {"date-parts": [[2021, 3, 24]]}
    assert item["language"] == "en"
    text = rendered(references.csl_json(ENGLISH))
    for part in ("William Peduto", "2021", "Pittsburgh’s five directions", "https://speeches.example.org/s/k3y9wxyz"):
        assert part in text


def test_a_name_is_not_cut_into_family_and_given_name():
    ko = replace(ENGLISH, speaker="Ko Wen-je")
    assert json.loads(references.csl_json(ko))[0]["author"] == [{"literal": "Ko Wen-je"}]
    assert "author = {{Ko Wen-je}}" in references.bibtex(ko)
    assert read_ris(references.ris(ko))["authors"] == ["Ko Wen-je"]


def hostile(function):
    for text in HOSTILE:
        function = example(text)(function)
    printable = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1)
    return given(printable.map(clean).filter(bool))(function)


def read_latex(text: str) -> str:
    characters = {written: chr(character) for character, written in references.LATEX.items()}
    return re.sub("|".join(map(re.escape, characters)), lambda found: characters[found[0]], text)


@hostile
def test_no_text_breaks_bibtex(text):
    cited = replace(ENGLISH, title=text, speaker=text, publisher=text)
    raw = references.bibtex(cited)
    library = bibtexparser.parse_string(raw)
    (entry,) = library.entries
    assert library.failed_blocks == []
    assert len(entry.fields) == 12
    assert read_latex(entry.fields_dict["title"].value[1:-1]) == clean(text)


@hostile
def test_no_text_breaks_ris(text):
    found = read_ris(references.ris(replace(ENGLISH, title=text, speaker=text, publisher=text)))
    assert found["title"] == found["publisher"] == clean(text)
    assert found["authors"] == [clean(text)]


@hostile
def test_no_text_breaks_csl_json(text):
    (item,) = json.loads(references.csl_json(replace(ENGLISH, title=text)))
    assert item["title"] == text


@hostile
def test_references_in_words_are_one_line(text):
    for write in (styles.apa, styles.mla, styles.chicago):
        for cited in (ENGLISH, CHINESE):
            line = write(replace(cited, title=text))
            assert clean(text) in clean(line)
            assert "\n" not in line
