"""A speech and each of its paragraphs can be cited: on the page and as files, in both languages."""

import json

import bibtexparser
import pytest
import rispy

from speeches.changes import recorded
from speeches.web.cite import FORMS

HERE = "http://127.0.0.1:8000"


def address(speech, form, language="en", key=""):
    path = f"/{language}/speeches/{speech.year}/{speech.slug}/cite/{form}"
    return f"{path}?p={key}" if key else path


def test_each_file_says_what_it_is(client, site):
    types = {
        "bib": "application/x-bibtex; charset=utf-8",
        "ris": "application/x-research-info-systems; charset=utf-8",
        "json": "application/vnd.citationstyles.csl+json",
        "apa.txt": "text/plain; charset=utf-8",
        "mla.txt": "text/plain; charset=utf-8",
        "chicago.txt": "text/plain; charset=utf-8",
    }
    assert types.keys() == FORMS.keys()
    speech = site["whole"]
    for form, content_type in types.items():
        response = client.get(address(speech, form))
        assert response.status_code == 200
        assert response.headers["Content-Type"] == content_type
        assert response.headers["Content-Disposition"] == f'attachment; filename="{speech.slug}.{form}"'
        assert response.headers["Cache-Control"] == "max-age=0, must-revalidate"
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert response.headers["Link"] == f'<{HERE}/en/speeches/2021/{speech.slug}/>; rel="canonical"'
        assert not response.cookies
        known = client.get(address(speech, form), headers={"if-none-match": response.headers["ETag"]})
        assert known.status_code == 304


def test_role_and_body_are_those_of_the_day(client, site):
    text = client.get(address(site["whole"], "apa.txt")).content.decode()
    assert text == (
        "William Peduto (Mayor of Pittsburgh, United States). (2021, March 24). Pittsburgh’s five directions "
        "[Digest of speech]. 2021 Smart City Mayors’ Summit, Taipei. Mayors’ Summit, in their words. "
        f"{HERE}/s/{site['whole'].key}"
    )


def test_the_publisher_is_that_of_the_settings(client, site, settings):
    settings.PUBLISHER_NAME = "臺北市政府"
    assert "臺北市政府" in client.get(address(site["whole"], "apa.txt", "zh-hant")).content.decode()


def test_a_paragraph_is_cited_by_its_number(client, site):
    speech = site["whole"]
    third = speech.paragraphs.in_order()[2]
    response = client.get(address(speech, "apa.txt", key=third.key))
    assert "[Digest of speech, para. 3]" in response.content.decode()
    assert response.content.decode().endswith(f"/s/{speech.key}#p-{third.key}")
    assert f'filename="{speech.slug}-{third.key}.apa.txt"' in response.headers["Content-Disposition"]
    (item,) = json.loads(client.get(address(speech, "json", "zh-hant", third.key)).content)
    assert (item["locator"], item["genre"]) == ("第 3 段", "談話摘要")
    assert item["id"] == f"summit2021-{speech.key}-{third.key}-zh"


def test_a_joined_paragraph_is_still_cited(client, site):
    speech = site["whole"]
    first = speech.paragraphs.in_order()[0]
    with recorded(reason="joined"):
        first.former_keys = ["xyz23"]
        first.save()
    assert "para. 1" in client.get(address(speech, "apa.txt", key="xyz23")).content.decode()


@pytest.mark.parametrize("path", ["cite/docx", "cite/apa", "cite/bib?p=nobody", "speech.exe"])
def test_other_citations_are_not_there(client, site, path):
    assert client.get(f"/en/speeches/2021/{site['whole'].slug}/{path}").status_code == 404


def test_the_language_is_that_of_the_text(client, site):
    """Where there is no English, an English reference is to the Chinese text."""
    for speech, language, lang in (
        ("whole", "en", "en"),
        ("whole", "zh-hant", "zh-Hant-TW"),
        ("none", "en", "zh-Hant-TW"),
    ):
        (item,) = json.loads(client.get(address(site[speech], "json", language)).content)
        assert item["language"] == lang


def test_old_addresses_keep_the_paragraph(client, site):
    speech, key = site["whole"], site["whole"].paragraphs.in_order()[1].key
    old = address(speech, "ris", key=key)
    with recorded(reason="renamed"):
        speech.slug = "pittsburgh-peduto"
        speech.save()
    response = client.get(old)
    assert (response.status_code, response.headers["Location"]) == (301, address(speech, "ris", key=key))


def test_files_are_read_by_other_programs(client, site):
    for speech in site.values():
        for language in ("zh-hant", "en"):
            library = bibtexparser.parse_string(client.get(address(speech, "bib", language)).content.decode())
            assert (len(library.entries), library.failed_blocks) == (1, [])
            assert len(rispy.loads(client.get(address(speech, "ris", language)).content.decode())) == 1


def test_the_page_shows_references_and_where_else_it_can_go(read, site):
    for key in ("whole", "part", "none"):
        speech = site[key]
        for language in ("zh-hant", "en"):
            path = f"/{language}/speeches/2021/{speech.slug}/"
            for page in (read(path), read(f"{path}parallel/")):
                assert len(page.all("p", **{"class": "reference"})) == 3
                assert len(page.all("details")) == 2
                for file in ("cite/bib", "cite/ris", "cite/json", "speech.txt", "speech.md", "speech.json"):
                    assert path + file in page.links
                first = speech.paragraphs.in_order()[0]
                assert f"{path}cite/apa.txt?p={first.key}" in page.links
                assert any(link.startswith("mailto:?subject=") for link in page.links)
                assert any(link.startswith("https://social-plugins.line.me/") for link in page.links)
                assert {"#cite", "#share", "#download"} <= {*page.links}
                assert {"cite", "share", "download"} <= page.ids
                assert [found["src"] for found in page.all("script") if "src" in found] == [
                    "/static/js/search.js",
                    "/static/js/print.js",
                ]


def test_what_is_not_public_is_not_cited(client, make, admin_client):
    speech = make.speech(1, public=False)
    assert client.get(address(speech, "bib")).status_code == 404
    assert client.get(f"/en/speeches/2021/{speech.slug}/speech.txt").status_code == 404
    preview = admin_client.get(f"/en/preview/{speech.key}/").content.decode()
    assert "cite/" not in preview
