"""About what: a topic, with what each city said about it."""

from django.utils.translation import gettext as _

from ..models import Speech, Topic
from .addresses import find
from .entries import entries
from .page import Crumb, crumb, paginate, render
from .pagecache import public_page
from .wording import number_of_speeches, other_words, words


@public_page
def topic(request, slug):
    public = Speech.objects.public()
    found = find(Topic.objects.with_speeches(public), request, slug)
    paging = paginate(request, public.about(found).listed().newest_first())
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
        kicker=number_of_speeches(paging.paginator.count),
        paging=paging,
        entries=entries(paging),
    )
