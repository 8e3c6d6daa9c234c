"""The lists: of the speeches of a year, and of whoever and whatever has public ones."""

from itertools import groupby

from django.http import Http404
from django.utils.translation import gettext as _

from .. import countries as iso
from ..models import Organization, Speaker, Speech, Topic, shown
from .entries import entries
from .home import with_bars
from .page import crumb, paginate, render
from .pagecache import public_page
from .phrases import counted
from .skyline import REGIONS
from .wording import page_language

SPEAKERS_PER_PAGE = 100


@public_page
def speeches_of_year(request, year):
    paging = paginate(request, shown.newest_of_year(year))
    if not paging.paginator.count:
        raise Http404("There are no speeches of this year.")
    return render(
        request,
        "speeches.html",
        title=_("Speeches of %(year)d") % {"year": year},
        section="speeches",
        crumbs=(crumb(_("Speeches"), "speeches"), crumb(str(year))),
        kicker=counted("speech", paging.paginator.count),
        paging=paging,
        entries=entries(paging),
        year=year,
        summits=shown.summits(),
    )


@public_page
def organizations(request):
    found = list(Organization.objects.with_speeches(Speech.objects.public()).by_name(page_language()))
    return render(
        request,
        "organizations.html",
        title=_("Organizations"),
        section="organizations",
        crumbs=(crumb(_("Organizations")),),
        number=len(found),
        organizations=found,
    )


@public_page
def countries(request):
    language = page_language().replace("-", "_")
    counts = Speech.objects.public().speech_counts_by_country()
    found = sorted((iso.name_of(code, language), code, number) for code, number in counts.items())
    return render(
        request,
        "countries.html",
        title=_("Countries"),
        section="countries",
        crumbs=(crumb(_("Countries")),),
        number=len(found),
        regions=by_region(found, lambda country: iso.region_of(country[1])),
    )


@public_page
def speakers(request):
    found = Speaker.objects.with_speeches(Speech.objects.public()).by_name(page_language())
    return render(
        request,
        "speakers.html",
        title=_("Speakers"),
        section="speakers",
        crumbs=(crumb(_("Speakers")),),
        paging=paginate(request, found, SPEAKERS_PER_PAGE),
    )


@public_page
def topics(request):
    found = list(Topic.objects.with_speeches(Speech.objects.public()).most_spoken_first())
    return render(
        request,
        "topics.html",
        title=_("Topics"),
        section="topics",
        crumbs=(crumb(_("Topics")),),
        topics=with_bars(found),
    )


def by_region(things, region) -> list[tuple[str, str, list]]:
    """Code, name and things of each region, in the order of REGIONS; what has no country comes last."""
    order = list(REGIONS)
    key = lambda thing: order.index(region(thing)) if region(thing) in REGIONS else len(order)  # noqa: E731
    groups = groupby(sorted(things, key=key), key=key)
    return [
        (order[index], REGIONS[order[index]], list(group)) if index < len(order) else ("", _("Other"), list(group))
        for index, group in groups
    ]
