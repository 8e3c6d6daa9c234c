"""An error in one paragraph is reported by keyboard alone and without JavaScript."""

import pytest

from tests.browser.test_reading import address_of_a_speech


@pytest.mark.parametrize("view", ["", "parallel/"])
def test_the_link_comes_with_the_number_of_its_paragraph(open_page, view):
    reader = open_page(java_script_enabled=False)
    reader.goto(address_of_a_speech(reader) + view)
    reports = reader.locator(".report")
    assert reports.count() > 1
    assert reports.filter(visible=True).count() == 0
    reader.locator(".pn").nth(1).focus()
    reader.keyboard.press("Enter")
    reports.nth(1).wait_for(state="visible")
    assert reports.filter(visible=True).count() == 1
    # The browser goes on from the paragraph: to its number, to the words that are explained, and then to the link.
    for _ in range(40):
        reader.keyboard.press("Tab")
        if reader.locator(".report:focus").count():
            break
    assert reader.locator(".report:focus").is_visible()
