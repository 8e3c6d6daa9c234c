"""All editions of the summit, as the organisers counted them, beside what is here of each."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Speech, Summit
from .page import crumb, render
from .pagecache import public_page


@dataclass(frozen=True, slots=True)
class Edition:
    """`figure` is what the organisers counted; `percent` of the greatest is how high the bar stands."""

    summit: Summit
    figure: str
    percent: int

    @property
    def is_here(self) -> bool:
        return self.summit.speech_count > 0


@public_page
def summits(request):
    return render(
        request,
        "summits.html",
        title=_("Summits"),
        section="summits",
        crumbs=(crumb(_("Summits")),),
        editions=timeline(Summit.objects.known(Speech.objects.public()).oldest_first()),
    )


def timeline(summits) -> list[Edition]:
    summits = list(summits)
    most = max((counted(summit) for summit in summits), default=0) or 1
    return [Edition(summit, figure(summit), round(100 * counted(summit) / most)) for summit in summits]


def counted(summit) -> int:
    return summit.leaders or summit.cities or 0


def figure(summit) -> str:
    """ "24 leaders", or "21 cities" of an edition whose leaders nobody counted; "" without figures."""
    if summit.leaders is not None:
        return ngettext("%(number)d leader", "%(number)d leaders", summit.leaders) % {"number": summit.leaders}
    if summit.cities is not None:
        return ngettext("%(number)d city", "%(number)d cities", summit.cities) % {"number": summit.cities}
    return ""


def figures(summit) -> list[tuple[str, int]]:
    named = [
        (_("Visiting leaders"), summit.leaders),
        (_("Cities represented"), summit.cities),
        (_("Countries represented"), summit.countries),
    ]
    return [(name, number) for name, number in named if number is not None]
