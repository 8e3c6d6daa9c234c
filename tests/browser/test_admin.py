"""The admin in the browser: what it needs comes from the site itself, and the policy refuses none of it."""


def test_login_and_first_page(admin_page, screenshots):
    admin_page.goto("/admin/")
    assert admin_page.locator("#user-tools").is_visible()
    screenshots(admin_page, "admin")


def test_a_wrong_password_stays_outside(page):
    page.goto("/admin/")
    page.locator("[name=username]").fill("nobody")
    page.locator("[name=password]").fill("wrong")
    page.locator("#login-form [type=submit]").click()
    page.locator(".errornote").wait_for()


def test_the_list_of_speeches_and_the_form_of_one(admin_page, screenshots):
    admin_page.goto("/admin/speeches/speech/")
    assert admin_page.locator("#result_list tbody tr").count() > 0
    screenshots(admin_page, "admin-speeches")
    admin_page.locator("#result_list tbody th a").first.click()
    admin_page.locator("#speech_form").wait_for()
    screenshots(admin_page, "admin-speech")


def test_every_list_and_empty_form_opens(admin_page):
    admin_page.goto("/admin/")
    addresses = admin_page.locator("#content-main a").evaluate_all("links => links.map(link => link.pathname)")
    assert addresses
    for address in sorted(set(addresses)):
        assert admin_page.goto(address).status == 200, address


def test_a_narrow_screen_is_used_in_full_width(admin_page):
    admin_page.set_viewport_size({"width": 390, "height": 844})
    for address in ("/admin/", "/admin/speeches/speech/", "/admin/speeches/speech/add/", "/admin/speeches/city/add/"):
        admin_page.goto(address)
        content, page = admin_page.evaluate(
            "[document.querySelector('#content').offsetWidth, document.documentElement.scrollWidth]"
        )
        assert content > 350, address
        assert page <= 390, address
