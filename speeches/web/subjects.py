"""About what: a topic, with what each city said about it."""

from django.utils.translation import gettext as _

from ..models import Speech, Topic, shown
from .addresses import find
from .facets import Facets
from .page import Crumb, crumb, paginate, render
from .pagecache import public_page
from .phrases import counted
from .said import said, words_of
from .wording import other_words, words


@public_page
def topic(request, slug):
    public = Speech.objects.public()
    found = find(Topic.objects.with_speeches(public), request, slug)
    speeches = public.about(found)
    facets = Facets.of(request, speeches.counts_by_year_and_country())
    paging = paginate(request, shown.Listing.of(facets.narrow(speeches).newest_first()))
    name = words(found, "name")
    return render(
        request,
        "topic.html",
        title=name.text,
        description=_("What cities said about %(topic)s at the Smart City Mayors’ Summit in Taipei.")
        % {"topic": name.text},
        section="topics",
        crumbs=(crumb(_("Topics"), "topics"), Crumb(name)),
        topic=found,
        heading=name,
        other_name=other_words(found, "name"),
        kicker=counted("speech", paging.paginator.count),
        facets=facets,
        query=facets.query,
        paging=paging,
        said=said(paging, words_of(found)),
    )
