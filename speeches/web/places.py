"""For which place or body: a city, an organization, a country."""

from django.http import Http404
from django.utils.translation import gettext as _

from .. import countries
from ..models import City, Organization, Speech, shown
from . import linked
from .addresses import find
from .entries import entries
from .page import Crumb, crumb, paginate, render
from .pagecache import public_page
from .phrases import counted
from .wording import other_words, page_language, words


@public_page
def city(request, slug):
    found = find(City.objects.with_speeches(Speech.objects.public()), request, slug)
    return body_page(request, found, "cities", crumb(_("Cities"), "cities"))


@public_page
def organization(request, slug):
    found = find(Organization.objects.with_speeches(Speech.objects.public()), request, slug)
    return body_page(request, found, "organizations", crumb(_("Organizations"), "organizations"))


def body_page(request, body, section, list_crumb):
    paging = paginate(request, shown.Listing.of(Speech.objects.public().of(body).newest_first()))
    name = words(body, "name")
    return render(
        request,
        "body.html",
        title=name.text,
        description=_("What %(name)s said at the Smart City Mayors’ Summit in Taipei.") % {"name": name.text},
        section=section,
        crumbs=(list_crumb, Crumb(name)),
        body=body,
        linked=[linked.city(body) if section == "cities" else linked.organization(body)],
        heading=name,
        other_name=other_words(body, "name"),
        kicker=counted("speech", paging.paginator.count),
        paging=paging,
        entries=entries(paging),
    )


@public_page
def country(request, country):
    public = Speech.objects.public()
    paging = paginate(request, shown.Listing.of(public.in_country(country).newest_first()))
    if not paging.paginator.count:
        raise Http404("There are no speeches of this country.")
    language = page_language()
    name = countries.name_of(country, language.replace("-", "_"))
    return render(
        request,
        "country.html",
        title=name,
        description=_("What %(name)s said at the Smart City Mayors’ Summit in Taipei.") % {"name": name},
        section="countries",
        crumbs=(crumb(_("Countries"), "countries"), crumb(name)),
        name=name,
        region=countries.region_of(country),
        cities=City.objects.in_country(country).with_speeches(public).by_name(language),
        organizations=Organization.objects.in_country(country).with_speeches(public).by_name(language),
        kicker=counted("speech", paging.paginator.count),
        paging=paging,
        entries=entries(paging),
    )
