"""What people do in the admin, step by step, as they see it: in Chinese."""

LIST = "/admin/speeches/speech/"


def button(page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def choose(page, field: str, typed: str) -> None:
    """Find by typing and choose the first that is found, in one of the boxes of Select2."""
    page.locator(f".field-{field} .select2-selection").filter(visible=True).nth(nth_of(page, field)).click()
    page.locator(".select2-container--open .select2-search__field").fill(typed)
    page.locator(".select2-results__option[aria-selected]", has_text=typed).first.click()


def nth_of(page, field: str) -> int:
    """Two fields may share a row: which of its boxes is this one's?"""
    names = page.locator(f".field-{field} select.admin-autocomplete").evaluate_all("all => all.map(one => one.name)")
    return names.index(field)


def open_speech(page, words: str) -> None:
    """Search the list and open what is found."""
    page.goto(f"{LIST}?q={words}")
    page.locator("#result_list tbody th a").first.click()
    page.locator("#speech_form").wait_for()


def said(page) -> str:
    """What the admin answers above the page."""
    return page.locator(".messagelist").inner_text()


def texts(page) -> list[str]:
    """The Chinese of the paragraphs on the form."""
    boxes = page.locator("textarea[name$=text_zh_hant]:not([name*=__prefix__])")
    return [text for text in boxes.evaluate_all("all => all.map(one => one.value)") if text]


def paragraph(page, position: int, language: str = "zh_hant"):
    return page.locator(f"textarea[name=paragraphs-{position - 1}-text_{language}]")


def tick(page, *rows: str) -> None:
    """Tick the rows of a list that show these words."""
    for words in rows:
        page.locator("#result_list tbody tr", has_text=words).locator(".action-select").check()


def act(page, action: str) -> None:
    page.locator("select[name=action]").select_option(action)
    page.locator(".actions button, .actions [type=submit]").first.click()


def marked(page, tag: str) -> list[str]:
    """What the difference inserts or deletes, as it is seen; that it does so is said only to who listens."""
    return page.locator(tag).evaluate_all(
        """all => all.map(one => {
            const seen = one.cloneNode(true);
            seen.querySelectorAll(".visually-hidden").forEach(hidden => hidden.remove());
            return seen.textContent;
        })"""
    )
