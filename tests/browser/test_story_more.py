"""The rest of an office's week: by keyboard alone, without JavaScript, many speeches at once, two records of one
person, what is missing, a new colleague.
"""

import re

from tests.browser.conftest import log_in
from tests.browser.steps import LIST, act, button, marked, open_speech, paragraph, said, texts, tick

# Around the field, or around the box of Select2 that holds it.
OUTLINE = """
const field = document.activeElement;
getComputedStyle(field.closest(".select2-selection") ?? field).outlineStyle;
"""


def tab_to(page, selector: str) -> None:
    """Press Tab until this has the focus, and see that the focus is seen."""
    for _press in range(120):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate(OUTLINE) != "none", f"{selector}: nobody sees the focus"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {selector}")


def choose_by_keyboard(page, field: str, typed: str) -> None:
    name = f"[aria-labelledby~=id_{field}_label]"
    tab_to(page, f".select2-selection{name}, .select2-search__field{name}")
    page.keyboard.press("Enter")
    page.locator(".select2-container--open .select2-search__field:focus").wait_for()
    page.keyboard.type(typed)
    page.locator(".select2-results__option--highlighted", has_text=typed).wait_for()
    page.keyboard.press("Enter")


def test_typing_and_submitting_by_keyboard_alone(as_role):
    page = as_role("editor")
    page.goto("/admin/")
    tab_to(page, "#content-main a[href='/admin/speeches/speech/add/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/add/")
    choose_by_keyboard(page, "session", "2026-03-17")
    tab_to(page, "[name=number]")
    page.keyboard.type("32")
    choose_by_keyboard(page, "speaker", "Jonas")
    choose_by_keyboard(page, "city", "斯德哥爾摩")
    tab_to(page, "[name=role_zh_hant]")
    page.keyboard.type("市長")
    choose_by_keyboard(page, "topics", "智慧交通")
    tab_to(page, "[name=paragraphs-0-text_zh_hant]")
    page.keyboard.type("只用鍵盤輸入的第一段。")
    tab_to(page, "button[value=in_review]")
    page.keyboard.press("Space")
    page.get_by_text("現在是「審核中」").wait_for()
    assert texts(page) == ["只用鍵盤輸入的第一段。"]


def test_without_javascript(as_role):
    """Texts, publishing, comparing, restoring and the choice of topics for many need none; searching a person does."""
    page = as_role("chief-editor", java_script_enabled=False)
    open_speech(page, "Eva")
    paragraph(page, 1).fill("沒有 JavaScript 也能改的第一段。")
    page.locator("[name=pasted_zh_hant]").evaluate("box => box.closest('details').open = true")
    page.locator("[name=pasted_zh_hant]").fill("1. 貼上的一段。")
    button(page, "儲存並發布…").click()
    page.locator(".ask").wait_for()
    button(page, "發布").click()
    page.locator(".messagelist .success").wait_for()
    open_speech(page, "Eva")
    assert len(texts(page)) == 4
    page.locator(".historylink").click()
    page.locator("[name=old]").last.check()
    button(page, "比對所選的兩次修訂").click()
    assert "貼上的一段。" in marked(page, ".comparison ins")
    page.locator(".sides li").first.get_by_role("link", name="還原").click()
    page.locator("[name=small_correction]").check()
    page.locator("input[name=with_state]").uncheck()
    button(page, "還原").click()
    page.locator(".messagelist .success").wait_for()
    open_speech(page, "Eva")
    assert len(texts(page)) == 3
    page.goto(f"{LIST}?q=Eva")
    tick(page, "Eva")
    act(page, "add_topic")
    page.locator("[name=topic]").select_option(label="淨零排放")
    button(page, "加上議題").click()
    page.locator(".messagelist .success").wait_for()


def test_many_at_once(as_role, picture):
    page = as_role("chief-editor")
    page.goto(f"{LIST}?year=2026&state=in_review")
    tick(page, "Carla", "David")
    picture(page, "bulk", ".quick", ".actions", "#result_list")
    act(page, "publish")
    page.locator(".ask").wait_for()
    assert page.locator(".asked li").count() == 2
    button(page, "發布").click()
    page.locator(".messagelist .success").wait_for()
    assert "2 篇談話現在是「已發布」" in said(page)


def test_two_records_of_one_person_become_one(as_role, picture):
    page = as_role("chief-editor")
    page.goto("/admin/speeches/speaker/?q=Anna")
    tick(page, "König", "Koenig")
    act(page, "merge")
    page.locator(".cards").wait_for()
    page.get_by_role("radio", name="Anna König").check()
    picture(page, "merge", "#content h1", ".ask")
    button(page, "合併講者").click()
    page.locator(".messagelist .success").wait_for()
    page.goto("/admin/speeches/speaker/?q=Anna")
    assert page.locator("#result_list tbody tr").count() == 1
    page.goto(f"{LIST}?q=K%C3%B6nig")
    assert page.locator("#result_list tbody tr").count() == 2


def test_what_is_missing_leads_to_it(as_role, picture):
    page = as_role("editor")
    page.goto("/admin/missing/")
    picture(page, "missing", "#content h1", ".missing .module")
    gap = page.locator(".gap", has=page.locator("a[href*='city/?missing=without_coordinates']")).first
    count = int(gap.locator(".count").inner_text())
    gap.locator("h3 a").click()
    page.locator("#result_list").wait_for()
    assert page.locator("#result_list tbody tr").count() == count > 0


def test_a_new_colleague(as_role, open_page, accounts, picture, forgive):
    administrator = as_role("administrator")
    administrator.goto("/admin/auth/user/add/")
    colleague = {"username": "new-colleague", "password": "talk-of-the-town-26"}
    administrator.locator("[name=username]").fill(colleague["username"])
    for name in ("password1", "password2"):
        administrator.locator(f"[name={name}]").fill(colleague["password"])
    administrator.locator("[name=last_name]").fill("林")
    administrator.locator("[name=first_name]").fill("小翎")
    administrator.get_by_label("譯者").check()
    picture(administrator, "account", "#content h1", "#content-main")
    administrator.locator("[name=_save]").click()
    administrator.locator(".messagelist .success").wait_for()
    page = open_page(locale="zh-TW")
    log_in(page, colleague)
    page.locator(".board").wait_for()
    page.goto(LIST)
    assert page.locator(".addlink").filter(visible=True, has_text=re.compile("談話")).count() == 0
    page.locator("#result_list tbody th a").first.click()
    assert page.locator("textarea[name$=text_zh_hant]").count() == 0
    forgive.append("status of 403")
    assert page.goto("/admin/auth/user/").status == 403
    assert page.goto(f"{LIST}add/").status == 403


def test_the_first_page(as_role, picture):
    page = as_role("editor")
    page.goto("/admin/")
    assert page.locator(".waiting li").count() > 0
    picture(page, "home-editor", "#content h1", ".board")
