"""The site map (網站導覽): every section of the site, and the access keys, as Taiwan's rule for the web wants."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from ..models import SitePage
from .page import crumb, render
from .pagecache import public_page


class Way(NamedTuple):
    """A page by the name of its address, what it is called, and what stands on it."""

    url_name: str
    label: str
    text: str = ""


@public_page
def site_map(request):
    return render(
        request,
        "site_map.html",
        title=_("Site map"),
        section="site_map",
        crumbs=(crumb(_("Site map")),),
        sections=sections(),
        keys=keys(),
    )


def sections() -> list[tuple[str, list[Way]]]:
    return [
        (
            _("Browse"),
            [
                Way("home", _("Home"), _("The latest summit at a glance")),
                Way("speeches", _("Speeches"), _("All speeches, the newest first, by year")),
                Way("summits", _("Summits"), _("All editions with their figures, each with its sessions")),
                Way("topics", _("Topics"), _("What each city said on a topic, and cities side by side")),
            ],
        ),
        (
            _("Who spoke"),
            [
                Way("cities", _("Cities"), _("By region, with a map and distances from Taipei")),
                Way("organizations", _("Organizations"), _("Missions, offices and ministries")),
                Way("countries", _("Countries"), _("By region")),
                Way("speakers", _("Speakers"), _("By name")),
            ],
        ),
        (
            _("Look up"),
            [
                Way("search", _("Search"), _("By words in both languages, year, place and topic")),
                Way("glossary", _("Glossary"), _("The words of the summit in Chinese and English")),
                Way("data", _("Data"), _("Everything public as CSV and JSON")),
            ],
        ),
        (
            _("This site"),
            [Way(name.value, str(name.label)) for name in SitePage.Name] + [Way("site_map", _("Site map"))],
        ),
    ]


def keys() -> list[tuple[str, str, str]]:
    """Key, what it leads to, and that on this page."""
    return [
        ("U", "#AU", _("Upper links: language and site map")),
        ("S", "#AS", _("Search box")),
        ("C", "#AC", _("Main content of the page")),
        ("Z", "#AZ", _("Footer: about this site, all sections")),
    ]
