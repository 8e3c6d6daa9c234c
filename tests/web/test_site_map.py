"""網站導覽: every section is there, and each access key that it names leads somewhere on every page."""

import re

import pytest
from django.urls import get_resolver, reverse
from django.utils.translation import override

LANGUAGES = ["zh-hant", "en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_without_parameters_is_named(read, site, language):
    patterns = get_resolver("speeches.urls").url_patterns
    with override(language):
        pages = {
            reverse(one.name)
            for one in patterns
            if not one.pattern.converters and (one.name == "home" or str(one.pattern).endswith("/"))
        }
    page = read(f"/{language}/site-map/")
    sections = page.html[page.html.index('class="map-of-site"') : page.html.index('id="keys"')]
    assert set(re.findall(r'href="([^"]*)"', sections)) == pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_access_keys_are_those_of_the_pages(read, site, language):
    page = read(f"/{language}/site-map/")
    keys = re.findall(r"<dt><kbd>(\w)</kbd></dt><dd><a href=\"#(\w+)\"", page.html)
    assert [(found["accesskey"], found["id"]) for _tag, found in page.tags if "accesskey" in found] == keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_header_and_footer_lead_to_it(read, addresses, language):
    for address in addresses:
        assert read(f"/{language}/{address}").links.count(f"/{language}/site-map/") >= 2, address
