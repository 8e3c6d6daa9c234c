"""Whoever follows links through the site never meets an error: each address found on a page is fetched once."""

from tests.browser.walk import walk


def test_every_link_leads_somewhere(site):
    _pages, wrong = walk(site.url)
    assert not wrong, "\n".join(wrong)
