"""Data files: their rows are what the lists show, in both languages, and nothing that readers cannot see."""

import csv
import json
import re
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from translate.storage import tmx

from speeches.changes import recorded
from speeches.models import Paragraph, Speech, Summit
from speeches.web.data import ALL, DATASETS
from speeches.workbench.states import TRANSLATED, write_english
from tests import factories


@pytest.fixture
def fetch(client):
    def fetch(name, form="json"):
        response = client.get(f"/data/{name}.{form}")
        assert response.status_code == 200
        text = response.getvalue().decode()
        if form == "json":
            return json.loads(text)
        return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))

    return fetch


@pytest.fixture
def full(site):
    factories.make_term()
    factories.make(Summit, year=2015, leaders=3)
    return site


@pytest.mark.parametrize("name", DATASETS)
def test_both_forms_have_the_same_rows_and_fields(fetch, full, name):
    rows, cells = fetch(name), fetch(name, "csv")
    assert len(rows) == len(cells) > 0
    for row, cell in zip(rows, cells, strict=True):
        assert list(row) == list(cell) == DATASETS[name].header
        for field, value in row.items():
            written = "|".join(value) if isinstance(value, list) else "" if value is None else str(value)
            written = written.lower() if isinstance(value, bool) else written
            assert cell[field].removeprefix("'") == written


def test_rows_are_those_of_the_lists_they_stand_beside(fetch, read, full):
    lists = {"speeches": "speeches", "cities": "cities", "organizations": "organizations", "speakers": "speakers"}
    for name, path in (lists | {"topics": "topics", "summits": "summits"}).items():
        page = read(f"/en/{path}/")
        kind = "speeches/2021" if name == "speeches" else path
        listed = {link for link in page.links if re.fullmatch(rf"/en/{kind}/[\w-]+/", link)} - {"/en/speeches/2021/"}
        field = "year" if name == "summits" else "slug"
        assert {f"/en/{kind}/{row[field]}/" for row in fetch(name)} == listed, name
    keys = {row["key"] for row in fetch("terms")}
    assert keys == set(re.findall(r'id="t-(\w+)"', read("/en/glossary/").html))
    speech = full["whole"]
    anchors = re.findall(r'class="par \w+" id="p-(\w+)"', read(f"/en/speeches/2021/{speech.slug}/").html)
    assert [row["key"] for row in fetch("paragraphs") if row["speech"] == speech.key] == anchors


def test_the_page_counts_what_the_files_hold(fetch, read, full):
    text = read("/en/data/").html
    for dataset in ALL:
        row = re.search(rf'<a href="#{dataset.name}">.*?</tr>', text, re.DOTALL)[0]
        assert f'<td class="num">{len(fetch(dataset.name))}</td>' in row


def test_texts_stand_in_both_languages_and_only_where_they_are_public(fetch, full):
    whole, part, none = (full[name] for name in ("whole", "part", "none"))
    speeches = {row["key"]: row for row in fetch("speeches")}
    row = speeches[whole.key]
    assert (row["role_zh"], row["role_en"]) == ("市長", "Mayor")
    assert row["headline_en"] == "Pittsburgh’s five directions"
    assert row["link"] == f"http://127.0.0.1:8000/s/{whole.key}"
    assert (row["city_en"], row["organization_en"], row["country"], row["date"]) == (
        "Pittsburgh",
        "",
        "US",
        "2021-03-24",
    )
    assert row["topics"] == sorted(topic.slug for topic in whole.topics.all())
    assert [speeches[one.key]["english"] for one in (whole, part, none)] == ["full", "part", "none"]
    texts = [(row["text_zh"], row["text_en"]) for row in fetch("paragraphs") if row["speech"] == part.key]
    assert texts[0] == ("五大未來方向：", "The first paragraph only.")
    assert [english for _chinese, english in texts[1:]] == ["", ""]


def test_numbers_stay_numbers(fetch, full):
    factories.make_city("東岬市", "Punta del Este", "UY")
    assert fetch("cities")[0]["latitude"] is None
    assert fetch("summits")[0]["leaders"] == 3


def test_others_may_read_them(client, full):
    response = client.get("/data/terms.csv")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Content-Type"].startswith("text/csv; charset=utf-8")
    assert "terms.csv" in response.headers["Content-Disposition"]
    assert not response.cookies
    assert "Vary" not in response.headers
    assert client.get("/data/terms.csv", headers={"if-none-match": response.headers["ETag"]}).status_code == 304
    assert client.get("/data/nothing.csv").status_code == 404
    assert client.get("/data/nothing.json").status_code == 404
    assert client.post("/data/terms.csv").status_code == 405


@pytest.mark.parametrize("name", DATASETS)
def test_the_number_of_queries_is_fixed(fetch, make, name):
    counted = []
    for numbers in (range(1, 3), range(3, 23)):
        for number in numbers:
            make.speech(
                number,
                city=(f"城{number}市", f"City {number}"),
                organization=(f"會{number}", ""),
                speaker=(f"人{number}", ""),
                topics=[(f"議題{number}", "")],
            )
            factories.make_term(f"詞{number}")
        with CaptureQueriesContext(connection) as queries:
            fetch(name)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 8


def test_the_corpus_is_the_public_english_beside_its_chinese(client, fetch, full):
    speech = full["part"]
    draft = speech.paragraphs.in_order()[1]
    with recorded():
        write_english(draft, state=TRANSLATED, text="Not approved: 甲 & <b>.")
        draft.save()
        first = full["whole"].paragraphs.in_order()[0]
        first.text_zh_hant += "（修訂 & <新>）"
        first.save()
    public = [
        (f"{paragraph.speech.key}.{paragraph.key}", paragraph.text_zh_hant, paragraph.text_en)
        for paragraph in Paragraph.objects.of_any(Speech.objects.public()).in_public_english().complete()
    ]
    assert len(public) > 3
    store = tmx.tmxfile.parsestring(client.get("/data/corpus.tmx").getvalue())
    assert sorted((unit.getid(), unit.source, unit.target) for unit in store.units) == sorted(public)
    rows = fetch("corpus")
    assert sorted((f"{row['speech']}.{row['key']}", row["zh"], row["en"]) for row in rows) == sorted(public)
    assert [row["key"] for row in rows if row["english_is_outdated"]] == [first.key]
    assert [row["zh"] for row in rows if row["english_is_outdated"]] == [first.text_zh_hant]
    text = client.get("/data/corpus.tmx").getvalue().decode()
    assert text.count("x-outdated") == 1
    assert (store.sourcelanguage, text.count("Not approved")) == ("zh-TW", 0)


def test_the_page_names_every_file(client, read, full):
    files = [link for link in read("/en/data/").links if link.startswith("/data/")]
    assert files == [address for dataset in ALL for _form, address in dataset.files()]
    for address in files:
        assert client.get(address).status_code == 200
