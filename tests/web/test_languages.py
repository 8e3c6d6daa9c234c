"""What is there in English is shown, what is not says so, and search engines are told the truth."""

import pytest

from speeches.changes import recorded
from speeches.models import Paragraph
from speeches.workbench.states import write_english

HERE = "http://127.0.0.1:8000"


def speech_paths(speech):
    return f"/zh-hant/speeches/2021/{speech.slug}/", f"/en/speeches/2021/{speech.slug}/"


def test_pages_name_their_twin(read, addresses, site):
    for address in addresses:
        if "parallel" in address or site["none"].slug in address:
            continue
        for language in ("zh-hant", "en"):
            page = read(f"/{language}/{address}")
            # The search without a question is the list of all speeches.
            canonical = "speeches/" if address == "search/" else address
            assert page.link("canonical") == [f"{HERE}/{language}/{canonical}"]
            assert page.hreflangs() == {
                "zh-Hant": f"{HERE}/zh-hant/{canonical}",
                "en": f"{HERE}/en/{canonical}",
                "x-default": f"{HERE}/",
            }


def test_the_switch_stays_on_the_page(read, addresses):
    for address in addresses:
        assert f"/en/{address}" in read(f"/zh-hant/{address}").links
        assert f"/zh-hant/{address}" in read(f"/en/{address}").links


def test_missing_english_is_said_and_not_offered_to_search_engines(read, site):
    chinese, english = speech_paths(site["none"])
    page = read(english)
    assert "This speech has not been translated yet." in page.text()
    assert ("五大未來方向：", "zh-Hant-TW") in page.texts
    assert page.link("canonical") == [HERE + chinese]
    assert page.hreflangs() == {}
    assert read(chinese).hreflangs() == {}
    assert read(english + "parallel/").link("canonical") == [HERE + chinese]


def test_english_in_part_is_shown_by_paragraph(read, site):
    page = read(speech_paths(site["part"])[1])
    assert "This speech is translated in part." in page.text()
    assert ("The first paragraph only.", "en") in page.texts
    assert ("連網城市使電網系統更加有效率。", "zh-Hant-TW") in page.texts
    assert "五大未來方向：" not in page.text()


def test_whole_english_needs_no_notice(read, site):
    page = read(speech_paths(site["whole"])[1])
    assert not page.all("div", **{"class": "notice"})
    assert "A connected city saves power." in page.text()
    assert ("匹茲堡的五大未來方向", "zh-Hant-TW") in page.texts


def test_side_by_side_belongs_to_the_page_of_its_language(read, site):
    for path in speech_paths(site["whole"]):
        page = read(path + "parallel/")
        assert page.link("canonical") == [HERE + path]
        assert page.hreflangs() == {}
        assert ("A connected city saves power.", "en") in page.texts
        assert ("連網城市使電網系統更加有效率。", "zh-Hant-TW") in page.texts


def test_outdated_english_is_shown_with_a_notice(read, site):
    with recorded(reason="correction"):
        paragraph = site["whole"].paragraphs.in_order().last()
        paragraph.text_zh_hant = "連網城市使電網更有效率。"
        paragraph.save()
    page = read(speech_paths(site["whole"])[1])
    assert "The Chinese text has been revised since it was translated." in page.text()
    assert "A connected city saves power." in page.text()
    assert page.text().count("The Chinese of this paragraph has been revised since.") == 1
    assert not read(speech_paths(site["whole"])[0]).all("div", **{"class": "notice"})


@pytest.mark.parametrize("state", ["draft", "translated"])
def test_english_is_public_when_approved(read, site, addresses, settings, state):
    speech = site["none"]
    with recorded(reason="translation"):
        for paragraph in speech.paragraphs.all():
            write_english(paragraph, state=state, text="CANARY of a translator")
            paragraph.save()
        write_english(speech, state=state, role="CANARY of a role", headline="CANARY of a headline")
        speech.save()
    for address in addresses:
        for language in ("zh-hant", "en"):
            assert "CANARY" not in read(f"/{language}/{address}").html, address
    settings.ENGLISH_NEEDS_APPROVAL = False
    assert ("CANARY" in read(speech_paths(speech)[1]).html) == (state == "translated")


def test_names_stand_in_the_language_of_the_page(read, site):
    chinese = read("/zh-hant/speakers/")
    assert ("柯文哲", "zh-Hant-TW") in chinese.texts
    assert ("William Peduto", "en") in chinese.texts
    english = read("/en/speakers/")
    assert ("Ko Wen-je", "en") in english.texts
    assert ("陳代表", "zh-Hant-TW") in english.texts


def test_headings_are_headings(read, make):
    speech = make.speech(1)
    with recorded(reason="heading"):
        Paragraph.objects.create(speech=speech, position=9, kind="heading", text_zh_hant="小標題")
    for path in speech_paths(speech):
        assert ("小標題", "zh-Hant-TW") in read(path).texts
        assert len(read(path + "parallel/").all("h2", lang="zh-Hant-TW")) == 1
