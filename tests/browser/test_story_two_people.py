"""Two editors have the same speech open. What only one of them has changed is taken; what both have, both see."""

import pytest

from tests.browser.steps import button, marked, open_speech, paragraph

STAY = "儲存並繼續編輯"


@pytest.fixture
def both(as_role):
    """Two windows of two editors with the same speech, opened before either of them saved."""
    first, second = as_role("editor"), as_role("second-editor")
    for page in (first, second):
        open_speech(page, "K%C3%B6nig")
    return first, second


def save(page) -> None:
    button(page, STAY).click()
    page.wait_for_load_state()


def is_saved(page) -> None:
    page.locator(".messagelist .success").wait_for()


def test_different_paragraphs_meet_in_one_speech(both):
    first, second = both
    paragraph(first, 1).fill("第一位編輯改了第一段。")
    save(first)
    is_saved(first)
    paragraph(second, 3).fill("第二位編輯改了第三段。")
    save(second)
    is_saved(second)
    assert paragraph(second, 1).input_value() == "第一位編輯改了第一段。"
    assert paragraph(second, 3).input_value() == "第二位編輯改了第三段。"


def collide(both, theirs: str, ours: str):
    """The second editor saves another text for the paragraph that the first has just saved, and types on elsewhere."""
    first, second = both
    paragraph(first, 2).fill(theirs)
    save(first)
    is_saved(first)
    paragraph(second, 2).fill(ours)
    second.locator("[name=headline_en]").fill("A port on its way to net zero")
    save(second)
    conflict = second.locator(".conflict")
    conflict.wait_for()
    assert conflict.locator("q").inner_text() == theirs
    assert paragraph(second, 2).input_value() == ours
    assert second.locator("[name=headline_en]").input_value() == "A port on its way to net zero"
    return second


def test_take_theirs(both, picture):
    page = collide(both, "智慧路燈：全市四萬盞路燈已換裝。", "智慧路燈：全市三萬盞路燈已換裝。")
    assert marked(page, ".conflict del") == ["四"]
    assert marked(page, ".conflict ins") == ["三"]
    picture(page, "conflict", "#paragraphs-1")
    page.get_by_label("採用對方的內容，捨棄我的").check()
    save(page)
    is_saved(page)
    assert paragraph(page, 2).input_value() == "智慧路燈：全市四萬盞路燈已換裝。"
    assert page.locator("[name=headline_en]").input_value() == "A port on its way to net zero"


def test_keep_mine(both):
    page = collide(both, "對方的第二段。", "我的第二段。")
    save(page)
    is_saved(page)
    assert paragraph(page, 2).input_value() == "我的第二段。"
