"""Other sites show a speech as a card of text; what they ask wrongly is answered as oEmbed says."""

import json

import pytest

from speeches.changes import recorded
from tests.web.conftest import Page

HERE = "http://127.0.0.1:8000"


def ask(client, url=None, status=200, **parameters):
    if url is not None:
        parameters["url"] = url
    response = client.get("/oembed", parameters)
    assert response.status_code == status, response.content
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    if status != 200:
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
        return None
    assert response.headers["Content-Type"] == "application/json"
    return json.loads(response.content)


def test_a_speech_is_a_card(client, site):
    speech = site["whole"]
    for path in (f"/en/speeches/2021/{speech.slug}/", f"/en/speeches/2021/{speech.slug}/parallel/"):
        card = ask(client, HERE + path, format="json")
        assert (card["version"], card["type"], card["width"]) == ("1.0", "rich", 600)
        assert card["title"] == "Pittsburgh’s five directions"
        assert (card["author_name"], card["author_url"]) == ("William Peduto", f"{HERE}/en/speakers/william-peduto/")
        assert card["provider_url"] == f"{HERE}/en/"
        assert f'cite="{HERE}/en/speeches/2021/{speech.slug}/"' in card["html"]
        assert "Five directions:" in card["html"]
        assert "<script" not in card["html"]


def test_the_card_is_in_the_language_of_the_address(client, site):
    chinese = ask(client, f"{HERE}/zh-hant/speeches/2021/{site['whole'].slug}/")
    assert chinese["title"] == "匹茲堡的五大未來方向"
    assert 'lang="zh-Hant-TW"' in chinese["html"]
    assert ask(client, f"{HERE}/s/{site['whole'].key}") == chinese


def test_a_paragraph_is_quoted_by_its_anchor(client, site):
    speech = site["whole"]
    third = speech.paragraphs.in_order()[2]
    card = ask(client, f"{HERE}/en/speeches/2021/{speech.slug}/#p-{third.key}")
    assert "A connected city saves power." in card["html"]
    assert f'#p-{third.key}"' in card["html"]
    ask(client, f"{HERE}/en/speeches/2021/{speech.slug}/#p-nobody", 404)


def test_it_is_no_wider_than_asked(client, site):
    url = f"{HERE}/en/speeches/2021/{site['whole'].slug}/"
    assert ask(client, url, maxwidth="320", maxheight="200")["width"] == 320
    assert ask(client, url, maxwidth="9999")["width"] == 600


def test_an_old_address_is_still_a_card(client, site):
    speech = site["whole"]
    old = f"{HERE}/en/speeches/2021/{speech.slug}/"
    with recorded(reason="renamed"):
        speech.slug = "pittsburgh-peduto"
        speech.save()
    assert f"{HERE}/en/speeches/2021/pittsburgh-peduto/" in ask(client, old)["html"]


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({}, 400),
        ({"url": ""}, 400),
        ({"url": f"{HERE}/en/", "maxwidth": "wide"}, 400),
        ({"url": f"{HERE}/en/", "maxheight": "-1"}, 400),
        ({"url": f"{HERE}/en/", "maxwidth": "9" * 5000}, 400),
        ({"url": f"{HERE}/en/", "format": "xml"}, 501),
        ({"url": f"{HERE}/en/"}, 404),
        ({"url": f"{HERE}/"}, 404),
        ({"url": f"{HERE}/en/speeches/2021/nobody/"}, 404),
        ({"url": f"{HERE}/s/nobody"}, 404),
        ({"url": f"{HERE}/admin/"}, 404),
        ({"url": "https://elsewhere.example/en/speeches/2021/nobody/"}, 404),
        ({"url": f"{HERE}.evil.example/en/"}, 404),
        ({"url": f"{HERE}@evil.example/en/"}, 404),
        ({"url": f"{HERE}/en/\x00"}, 404),
        ({"url": "//[", "format": "json"}, 404),
        ({"url": f"{HERE}/" + "x" * 10_000}, 404),
    ],
)
def test_wrong_questions(client, site, parameters, status):
    ask(client, status=status, **parameters)


def test_what_is_not_public_is_no_card(client, make):
    speech = make.speech(1, public=False)
    ask(client, f"{HERE}/zh-hant/speeches/2021/{speech.slug}/", 404)
    ask(client, f"{HERE}/s/{speech.key}", 404)
    ask(client, f"{HERE}/zh-hant/preview/{speech.key}/", 404)


def test_no_text_breaks_the_card(client, make):
    hostile = '</blockquote><script>alert("1")</script> & \' 🏙️'
    speech = make.speech(1, headline=(hostile, hostile), texts=(hostile,), english=(hostile,))
    card = ask(client, f"{HERE}/en/speeches/2021/{speech.slug}/")
    assert card["title"] == hostile
    assert "<script" not in card["html"]


def test_pages_say_where_their_card_is(read, client, site):
    for speech in site.values():
        for language in ("zh-hant", "en"):
            page = read(f"/{language}/speeches/2021/{speech.slug}/")
            (link,) = page.all("link", type="application/json+oembed")
            card = json.loads(client.get(link["href"].removeprefix(HERE)).content)
            (canonical,) = page.link("canonical")
            assert f'cite="{canonical}"' in card["html"]


def test_the_card_is_well_made_html(client, site):
    for speech in site.values():
        for language in ("zh-hant", "en"):
            card = ask(client, f"{HERE}/{language}/speeches/2021/{speech.slug}/")
            html = f'<div lang="">{card["html"]}</div>'
            page = Page(type("Response", (), {"content": html.encode()}))
            assert page.faults == []
