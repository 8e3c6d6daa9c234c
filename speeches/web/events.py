"""When: a summit with its figures, skyline and sessions, a session in the order of its paper."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ..models import Session, SourceDocument, Speech, Summit, shown
from . import digests, linked
from .addresses import find
from .entries import entries
from .page import Crumb, crumb, render
from .pagecache import public_page
from .phrases import counted
from .skyline import skyline
from .timeline import figures
from .wording import session_name, session_words, summit_name, summit_short


@public_page
def summit(request, year):
    public = Speech.objects.public()
    found = get_object_or_404(Summit.objects.known(public), year=year)
    sessions = list(Session.objects.of(found).with_summit().with_speeches(public).in_time_order())
    return render(
        request,
        "summit.html",
        title=summit_name(year),
        section="summits",
        crumbs=(crumb(_("Summits"), "summits"), crumb(str(year))),
        kicker=counted("speech", found.speech_count) if found.speech_count else _("No speeches here yet"),
        summit=found,
        figures=figures(found),
        skyline=skyline(public.of(found).light().with_people().with_length().in_paper_order()),
        sessions=sessions,
        linked=[linked.summit(found, sessions)],
    )


@public_page
def session(request, year, slug):
    public = Speech.objects.public()
    found = find(Session.objects.with_summit().with_speeches(public), request, slug, year, "summit__year")
    return render(
        request,
        "session.html",
        title=f"{summit_short(year)} · {session_name(found)}",
        section="summits",
        crumbs=(
            crumb(_("Summits"), "summits"),
            crumb(summit_short(year), "summit", year),
            Crumb(session_words(found)),
        ),
        kicker=counted("speech", found.speech_count),
        session=found,
        linked=[linked.event_of(found)],
        entries=entries(shown.Listing.of(public.of(found).in_paper_order())),
        downloads=digests.addresses(found) if found.speech_count else (),
        documents=SourceDocument.objects.of(found).with_speeches(public).without_content(),
    )
