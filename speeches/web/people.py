"""Who spoke: all speeches of a person, each with the role of that day."""

from django.utils.translation import gettext as _

from ..models import Speaker, Speech, shown
from . import linked
from .addresses import find
from .entries import entries
from .page import Crumb, crumb, paginate, render
from .pagecache import public_page
from .phrases import counted
from .wording import other_words, words


@public_page
def speaker(request, slug):
    public = Speech.objects.public()
    found = find(Speaker.objects.with_speeches(public), request, slug)
    paging = paginate(request, shown.Listing.of(public.of(found).newest_first()))
    name = words(found, "name")
    return render(
        request,
        "speaker.html",
        title=name.text,
        description=_("What %(name)s said at the Smart City Mayors’ Summit in Taipei.") % {"name": name.text},
        section="speakers",
        crumbs=(crumb(_("Speakers"), "speakers"), Crumb(name)),
        speaker=found,
        linked=[linked.person(found)],
        heading=name,
        other_name=other_words(found, "name"),
        kicker=counted("speech", paging.paginator.count),
        paging=paging,
        entries=entries(paging),
    )
