"""The watchers of conftest.py see what they are there to see: a test that cannot fail proves nothing."""

import pytest


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("console.error('planted')", "console: planted"),
        ("setTimeout(() => { throw new Error('planted') })", "exception in a page: planted"),
        ("location.href = 'https://elsewhere.example/'", "request to another origin: https://elsewhere.example/"),
        ("fetch('https://elsewhere.example/').catch(() => {})", "content security policy: connect-src"),
        ("document.body.setAttribute('style', 'color: red')", "content security policy: style-src"),
    ],
)
def test_a_planted_problem_is_seen(open_page, problems, script, expected):
    page = open_page()
    page.goto("/admin/login/")
    page.evaluate(script)
    page.wait_for_timeout(200)
    assert any(problem.startswith(expected) for problem in problems), problems
    problems.clear()


def test_what_is_provoked_can_be_forgiven(open_page, forgive):
    forgive += ["console: on purpose", "favicon.ico"]  # the browser looks for an icon on a page that names none
    page = open_page()
    page.goto("/admin/login/")
    page.evaluate("console.error('on purpose')")
