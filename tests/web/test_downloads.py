"""A speech as a file: what readers see, character by character, and nothing else."""

import json

import pytest
from markdown_it import MarkdownIt

from speeches.changes import recorded
from speeches.digest.load import import_paper
from speeches.models import Speech
from speeches.workbench.states import DRAFT, write_english
from tests.digest.golden import PAPERS, golden


def get(client, speech, form, language="zh-hant"):
    response = client.get(f"/{language}/speeches/{speech.year}/{speech.slug}/speech.{form}")
    assert response.status_code == 200
    return response


def texts(response) -> list[str]:
    """What stands in the paragraphs, by other means than those that wrote it."""
    content = response.content.decode()
    kind = response.headers["Content-Type"]
    if kind == "application/json":
        return [paragraph["text"]["zh-Hant"] for paragraph in json.loads(content)["paragraphs"]]
    if kind.startswith("text/markdown"):
        tokens = MarkdownIt("commonmark").parse(content)
        after_note = next(n for n, token in enumerate(tokens) if token.type == "blockquote_close")
        inline = [token for token in tokens[after_note:] if token.type == "inline"]
        return ["".join(child.content for child in token.children) for token in inline]
    return content.removesuffix("\n").split("\n\n")[1:]


@pytest.mark.parametrize("form", ["json", "md", "txt"])
def test_not_one_character_of_the_papers_is_lost(client, db, form):
    import_paper(PAPERS["2021-03-24"].read_bytes(), "paper.txt", publish=True)
    rows = json.loads(golden("2021-03-24").read_text(encoding="utf-8"))["speeches"]
    for row in rows:
        speech = Speech.objects.get(number=row["number"])
        number, expected = 0, []
        for paragraph in row["paragraphs"]:
            number = number + 1 if paragraph["kind"] == "point" else 0
            expected.append(f"{number}. {paragraph['text']}" if number and form == "txt" else paragraph["text"])
        assert texts(get(client, speech, form)) == expected


def test_each_file_says_what_it_is(client, site):
    speech = site["whole"]
    types = {"txt": "text/plain; charset=utf-8", "md": "text/markdown; charset=utf-8", "json": "application/json"}
    for form, content_type in types.items():
        response = get(client, speech, form)
        assert response.headers["Content-Type"] == content_type
        assert response.headers["Content-Disposition"] == f'attachment; filename="{speech.slug}.{form}"'
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies


def test_text_is_in_the_language_of_the_page(client, site):
    english = get(client, site["whole"], "txt", "en").content.decode()
    assert "A connected city saves power." in english
    assert "連網城市" not in english
    part = get(client, site["part"], "md", "en").content.decode()
    assert "The first paragraph only." in part
    assert "連網城市使電網系統更加有效率。" in part
    assert "This speech is translated in part." in part
    assert "has not been translated yet" in get(client, site["none"], "txt", "en").content.decode()


def test_json_holds_both_languages(client, site):
    speech = site["whole"]
    data = json.loads(get(client, speech, "json").content)
    assert data == json.loads(get(client, speech, "json", "en").content)
    assert data["headline"] == {"zh-Hant": "匹茲堡的五大未來方向", "en": "Pittsburgh’s five directions"}
    assert data["role"] == {"zh-Hant": "市長", "en": "Mayor"}
    assert data["city"] == {"slug": "pittsburgh", "name": {"zh-Hant": "匹茲堡市", "en": "Pittsburgh"}}
    assert (data["date"], data["summit"], data["number"], data["country"]) == ("2021-03-24", 2021, 1, "US")
    assert data["paragraphs"][0]["text"] == {"zh-Hant": "五大未來方向：", "en": "Five directions:"}
    assert data["url"] == f"http://127.0.0.1:8000/s/{speech.key}"
    assert set(data["pages"]) == {"zh-Hant", "en"}
    assert [topic["name"]["zh-Hant"] for topic in data["topics"]] == ["數位轉型", "淨零"]


def test_what_is_not_public_english_is_left_out(client, site):
    speech = site["none"]
    with recorded(reason="a translator's draft"):
        for paragraph in speech.paragraphs.all():
            write_english(paragraph, state=DRAFT, text="CANARY")
            paragraph.save()
        write_english(speech, state=DRAFT, role="CANARY", headline="CANARY")
        speech.save()
    data = json.loads(get(client, speech, "json").content)
    assert "CANARY" not in str(data)
    assert set(data["pages"]) == {"zh-Hant"}
    assert all(set(paragraph["text"]) == {"zh-Hant"} for paragraph in data["paragraphs"])


def test_json_is_the_shape_that_is_documented(client, site):
    """No column that was added for editors slips out with the others."""
    data = json.loads(get(client, site["whole"], "json").content)
    assert (
        list(data)
        == (
            "key url pages is_digest summit session number date place speaker role country city organization headline "
            "topics published_at updated_at publisher paragraphs"
        ).split()
    )
    assert list(data["paragraphs"][0]) == ["key", "kind", "url", "text", "english_is_outdated"]
