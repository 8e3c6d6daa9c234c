"""A paper in a Word document becomes a page that readers find, and comes back as a Word document that says the same."""

import pytest

from tests.browser import axe
from tests.browser.steps import LIST, act, tick
from tests.digest.documents import Block, Speech, as_docx

SCREEN = "/admin/import/"
TITLE = "2026 首長高峰會(3/18)談話內容摘要"
SPEECHES = [
    Speech(
        "瑞典烏普薩拉市 市長 Ms. Karin Ek",
        (
            Block("烏普薩拉以 2030 年淨零排放為目標。"),
            Block("智慧交通：公車全面電動化。", "number"),
            Block("智慧能源：廢熱供應全市暖氣。", "number"),
        ),
    ),
    Speech("芬蘭 Jonas Berg", (Block("坦佩雷的願景。"),)),
    Speech("丹麥歐登塞市 副市長 Mr. Lars Holm", (Block("機器人產業聚落。"),)),
]


@pytest.fixture
def paper(tmp_path):
    file = tmp_path / "digest.docx"
    file.write_bytes(as_docx(SPEECHES, TITLE))
    return file


@pytest.fixture
def another_paper(tmp_path):
    """Of a day that nobody imports."""
    file = tmp_path / "another.docx"
    file.write_bytes(as_docx(SPEECHES, TITLE.replace("3/18", "3/19")))
    return file


def send(page, file) -> None:
    page.goto(SCREEN)
    page.locator("[name=paper]").set_input_files(file)
    page.locator(".upload [type=submit]").click()
    page.wait_for_url(f"**{SCREEN}*/")


def box(page, name: str):
    return page.locator(f"[name=r{name}]")


def deed(page, value: str):
    return page.locator(f".confirm button[value={value}]")


def test_from_the_document_to_the_page_and_back(as_role, open_page, paper, tmp_path, picture):
    editor, chief, reader = as_role("editor"), as_role("chief-editor"), open_page()
    editor.goto("/admin/")
    editor.locator(f".board a[href='{SCREEN}']").click()
    editor.locator(".upload").wait_for()
    send(editor, paper)
    look_through(editor, picture)
    import_it(editor)
    publish_it(chief)
    reader.goto("/zh-hant/summits/2026/03-18/")
    reader.get_by_role("link", name="Karin Ek").first.click()
    assert "公車全面電動化，路線增加。" in reader.locator(".pars").inner_text()
    digest = export_it(editor, tmp_path, picture)
    send(editor, digest)
    editor.locator(".nothing").wait_for()
    assert editor.locator(".paper-row").count() == 0
    deed(editor, "drop").click()
    editor.locator(".messagelist .success").wait_for()


def look_through(page, picture) -> None:
    rows = page.locator(".paper-row")
    assert rows.count() == 3
    assert [row.get_attribute("open") is not None for row in rows.all()] == [False, True, False], "doubts are open"
    # So tall that the buttons below hide nothing.
    page.set_viewport_size({"width": 1000, "height": 1800})
    page.locator("#r1 summary").click()
    assert box(page, "1-speaker").input_value() == "Karin Ek"
    box(page, "1-text1").fill("智慧交通：公車全面電動化，路線增加。")
    topic = page.locator("#r1 .suggested label", has_text="智慧交通").locator("input")
    topic.check()
    picture(page, "import-preview", "#r1", "#r2 .doubts")
    box(page, "2-country").fill("芬籃")
    deed(page, "import").click()
    page.locator("#r2 .errorlist").wait_for()
    assert box(page, "1-text1").input_value().endswith("路線增加。"), "what was typed is lost"
    assert topic.is_checked()
    box(page, "2-country").fill("芬蘭")
    box(page, "2-city").fill("坦佩雷市")
    box(page, "2-organization").fill("")
    box(page, "2-role").fill("市長")
    page.locator("#r3 summary").click()
    box(page, "3-is_left_out").check()
    deed(page, "look").click()
    page.locator("#r2 summary", has_text="坦佩雷市").wait_for()
    page.locator("#r3 summary").click()
    assert box(page, "3-is_left_out").is_checked()


def import_it(page) -> None:
    deed(page, "import").click()
    page.locator("#result_list").wait_for()
    assert page.locator("#result_list tbody tr").count() == 2


def publish_it(page) -> None:
    page.goto(f"{LIST}?q=Karin")
    tick(page, "Karin Ek")
    act(page, "publish")
    page.locator(".ask [type=submit]").click()
    page.locator(".messagelist .success").wait_for()


def export_it(page, folder, picture):
    """Both speeches of the session, the draft too."""
    page.goto("/admin/speeches/session/?q=2026-03-18")
    page.locator("#result_list tbody .action-select").check()
    act(page, "export_digest")
    page.locator(".ask").wait_for()
    picture(page, "export", "#content h1", ".ask")
    with page.expect_download() as download:
        page.locator(".ask [type=submit]").click()
    file = folder / "exported.docx"
    download.value.save_as(file)
    return file


def test_names_are_suggested_while_typing(as_role, another_paper):
    page = as_role("editor")
    send(page, another_paper)
    page.locator("#r1 summary").click()
    box(page, "1-city").fill("")
    box(page, "1-city").press_sequentially("斯德")
    page.locator("#names option[value='斯德哥爾摩市']").wait_for(state="attached")
    deed(page, "drop").click()
    page.locator(".messagelist .success").wait_for()


def test_everybody_can_use_the_preview(as_role, another_paper):
    page = as_role("editor")
    send(page, another_paper)
    page.locator("#r1 summary").click()
    assert axe.complaints(page, sizes=[axe.DESK, axe.SMALL_PHONE]) == []


def test_without_javascript(as_role, another_paper):
    page = as_role("editor", java_script_enabled=False)
    send(page, another_paper)
    page.locator("#r1 summary").click()
    box(page, "1-speaker").fill("")
    deed(page, "import").click()
    page.locator("#r1 .errorlist").wait_for()
    deed(page, "drop").click()
    page.locator(".messagelist .success").wait_for()


def test_a_big_paper_goes_through_page_by_page_without_javascript(as_role, tmp_path):
    file = tmp_path / "big.docx"
    rows = [Speech(f"瑞典烏普薩拉市 市長 Ms. Number {number}", (Block("甲。"),)) for number in range(1, 121)]
    file.write_bytes(as_docx(rows, TITLE.replace("3/18", "3/20")))
    page = as_role("editor", java_script_enabled=False)
    send(page, file)
    page.locator("#r7 summary").click()
    box(page, "7-speaker").fill("Berta Abel")
    page.locator(".parts button", has_text="#101–120").first.click()
    page.locator("#r120").wait_for()
    assert page.locator("#r7").count() == 0
    page.locator(".parts button", has_text="#1–50").first.click()
    page.locator("#r7 summary", has_text="Berta Abel").wait_for()
    page.locator("[name=session_name]").fill("上午場")
    deed(page, "look").click()
    page.locator("#r7 summary", has_text="Berta Abel").wait_for()
    deed(page, "import").click()
    page.locator(".messagelist .success", has_text="120").wait_for()


def test_what_is_no_paper_is_said_in_one_sentence(as_role, tmp_path):
    page = as_role("editor")
    file = tmp_path / "digest.docx"
    file.write_bytes(b"PK\x03\x04 and no more")
    page.goto(SCREEN)
    page.locator("[name=paper]").set_input_files(file)
    page.locator(".upload [type=submit]").click()
    page.locator(".drop .errorlist").wait_for()
    assert page.locator(".drop .errorlist li").count() == 1
