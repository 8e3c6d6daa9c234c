"""One speech from the first word to its recovery: typed, tagged, reviewed, published at a time, corrected, compared,
restored, deleted and brought back.
"""

import re
import urllib.error
import urllib.request

import pytest

from tests.browser.steps import LIST, button, choose, marked, open_speech, paragraph, said, texts

WHO = "Ingrid Lindqvist"
PASTED = """斯德哥爾摩以 2040 年成為淨零城市為目標。
1. 低碳運輸：市中心設置零排放區，電動公車占比達七成。
2. 循環經濟：廢熱回收供應全市八成住宅暖氣。"""
ENGLISH = """Stockholm aims to be a net-zero city by 2040.
Low-carbon transport: a zero-emission zone in the centre, seven of ten buses are electric.
Circular economy: recovered heat warms eight of ten homes."""
ADDRESS = "/speeches/2026/stockholm-se-ingrid-lindqvist/"

# `due` runs in the site's own process: a time that comes while we wait, which the page asks for in whole minutes only.
DUE = """
from datetime import timedelta
from django.utils import timezone
from speeches import publishing
from speeches.models import Speech
speech = Speech.objects.get(speaker__name_zh_hant="Ingrid Lindqvist")
publishing.move(speech, "published", at=timezone.now() + timedelta(seconds=2))
"""


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code


@pytest.fixture
def statuses(site):
    """What readers get at the speech's address, in both languages."""
    return lambda: [status(f"{site.url}/{language}{ADDRESS}") for language in ("zh-hant", "en")]


def test_the_life_of_a_speech(as_role, open_page, site, statuses, forgive, picture):
    editor, chief, reader = as_role("editor"), as_role("chief-editor"), open_page(reduced_motion="reduce")
    type_it(editor, picture)
    submit_it(editor, picture)
    look_at_it_before(chief, picture)
    publish_it_later(chief, picture)
    assert statuses() == [404, 404]
    site.manage("shell", "--no-imports", "-c", DUE)
    see_it_come(reader, forgive)
    assert statuses() == [200, 200]
    correct_it(editor, picture)
    read_the_correction(reader, picture)
    compare_and_restore(editor, picture)
    reader.goto(f"/zh-hant{ADDRESS}")
    assert "七成" in reader.locator("main").inner_text()
    delete_it(chief)
    assert statuses() == [404, 404]
    bring_it_back(chief, picture)
    assert statuses() == [200, 200]


def type_it(page, picture):
    page.goto(f"{LIST}add/")
    choose(page, "session", "2026-03-17")
    page.locator("[name=number]").fill("31")
    choose(page, "speaker", WHO)
    choose(page, "city", "斯德哥爾摩")
    page.locator("[name=role_zh_hant]").fill("市長")
    page.locator("[name=headline_zh_hant]").fill("2040 淨零城市")
    choose(page, "topics", "淨零排放")
    picture(page, "add", "#content h1", "fieldset.module:has(.field-topics)", "#content-main")
    page.locator("summary", has_text="貼上文字").click()
    page.locator("[name=pasted_zh_hant]").fill(PASTED)
    page.locator("[name=pasted_en]").fill(ENGLISH)
    picture(page, "paste", "fieldset:has([name=pasted_en])")
    button(page, "儲存並繼續編輯").click()
    page.wait_for_url("**/change/")
    assert texts(page)[1] == "低碳運輸：市中心設置零排放區，電動公車占比達七成。"
    assert len(texts(page)) == 3
    picture(page, "paragraphs", "#paragraphs-heading", "#paragraphs-1")


def submit_it(page, picture):
    picture(page, "submit", ".reason", ".submit-row")
    button(page, "儲存並送審").click()
    page.locator(".messagelist").wait_for()
    page.get_by_text("現在是「審核中」").wait_for()
    assert button(page, "儲存並發布…").count() == 0


def look_at_it_before(page, picture):
    open_speech(page, "Ingrid")
    picture(page, "tools", "#content h1", "#content h2", ".object-tools")
    page.get_by_role("link", name="預覽英文頁").click()
    page.wait_for_url("**/en/preview/**")
    assert "zero-emission zone" not in page.locator(".pars").inner_text(), "English is public when approved"
    page.locator(".preview a[hreflang|=zh]").click()
    page.wait_for_url("**/zh-hant/preview/**")
    assert "零排放區" in page.locator(".pars").inner_text()
    picture(page, "preview", ".preview", ".pars")
    page.get_by_role("link", name="回到編輯").click()
    page.locator("#speech_form").wait_for()


def publish_it_later(page, picture):
    button(page, "儲存並發布…").click()
    page.locator(".ask").wait_for()
    page.get_by_role("radio", name=re.compile("臺北")).check()
    page.get_by_label("日期", exact=True).fill("2099-03-17")
    page.get_by_label("時間", exact=True).fill("09:30")
    picture(page, "publish", "#content h1", ".ask")
    button(page, "發布").click()
    page.locator(".messagelist").wait_for()
    page.goto(f"{LIST}?q=Ingrid")
    assert "2099-03-17 09:30" in page.locator("#result_list tbody tr").inner_text()


def see_it_come(page, forgive):
    """No scheduler, no command: the time comes, and the page is there."""
    forgive.append("status of 404")
    for _attempt in range(50):
        if page.goto(f"/zh-hant{ADDRESS}").status == 200:
            return
        page.wait_for_timeout(200)
    raise AssertionError("the time has come, and the speech is not there")


def correct_it(page, picture):
    open_speech(page, "Ingrid")
    paragraph(page, 2).fill("低碳運輸：市中心設置零排放區，電動公車占比達六成。")
    button(page, "儲存並繼續編輯").click()
    page.locator(".errornote").wait_for()
    assert paragraph(page, 2).input_value().endswith("六成。"), "what was typed is lost"
    page.locator("[name=correction_zh_hant]").fill("第二段電動公車占比由七成更正為六成。")
    page.locator("[name=correction_en]").fill("Share of electric buses in paragraph 2 corrected to six of ten.")
    picture(page, "correction", "fieldset:has([name=correction_en])", ".submit-row")
    button(page, "儲存並繼續編輯").click()
    page.locator(".messagelist .success").wait_for()


def read_the_correction(page, picture):
    page.goto(f"/en{ADDRESS}")
    assert "corrected to six of ten" in page.locator(".corrections").inner_text()
    page.goto(f"/zh-hant{ADDRESS}")
    assert "六成" in page.locator(".pars").inner_text()
    assert "由七成更正為六成" in page.locator(".corrections").inner_text()
    picture(page, "corrected", ".corrections")


def compare_and_restore(page, picture):
    open_speech(page, "Ingrid")
    page.get_by_role("link", name="修訂紀錄").filter(visible=True).last.click()
    page.locator(".revisions").wait_for()
    picture(page, "history", "#content h1", ".revisions", ".submit-row")
    button(page, "比對所選的兩次修訂").click()
    page.locator(".comparison").wait_for()
    assert marked(page, ".comparison p[lang|=zh] del") == ["七"]
    assert marked(page, ".comparison p[lang|=zh] ins") == ["六"]
    picture(page, "compare", "#content h1", ".comparison")
    page.locator(".sides li").first.get_by_role("link", name="還原").click()
    page.locator("form.ask").wait_for()
    page.locator("[name=correction_zh_hant]").fill("第二段回復為七成。")
    picture(page, "restore", "#content h1", "form.ask")
    button(page, "還原").click()
    page.locator(".messagelist .success").wait_for()


def delete_it(page):
    open_speech(page, "Ingrid")
    page.locator(".deletelink").click()
    page.locator("#content form [type=submit]").click()
    page.locator(".messagelist .success").wait_for()


def bring_it_back(page, picture):
    page.locator(".object-tools").get_by_role("link", name="已刪除的資料").click()
    page.locator("#result_list").wait_for()
    picture(page, "deleted", "#content h1", "#result_list")
    page.locator("#result_list tbody tr", has_text="Ingrid").get_by_role("link", name="復原").first.click()
    page.locator("form.ask").wait_for()
    button(page, "復原").click()
    page.locator(".messagelist .success").wait_for()
    assert "Ingrid" in said(page)
