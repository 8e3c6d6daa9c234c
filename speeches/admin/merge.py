"""Merging several cities, organizations or speakers: a page shows them side by side and asks which one stays."""

from django.contrib import admin, messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .. import merging
from ..models import Speech
from .asking import AsksFirst
from .base import reason_of

MOST = 10
NEWEST = 3


class Merging(AsksFirst):
    actions = ["merge"]

    @admin.action(description=gettext_lazy("Merge"), permissions=["delete"])
    def merge(self, request, queryset):
        newest = Speech.objects.light().with_people().newest_first()[:NEWEST]
        rows = list(queryset.complete().with_newest_speeches(newest)[: MOST + 1])
        if not 2 <= len(rows) <= MOST:
            text = _("Choose at least two and at most %(most)s records to merge.") % {"most": MOST}
            return self.message_user(request, text, messages.WARNING)
        if self.is_answered(request):
            winner = next((row for row in rows if str(row.pk) == request.POST.get("winner")), None)
            if set(request.POST.getlist("shown")) != {shown(row) for row in rows}:
                text = _("Somebody else changed one of these meanwhile. Nothing was merged: look at them again.")
                self.message_user(request, text, messages.WARNING)
            elif winner is None:
                self.message_user(request, _("Choose which one stays."), messages.WARNING)
            else:
                return self.merge_into(request, winner, [row for row in rows if row is not winner])
        most_spoken = max(rows, key=lambda row: row.speech_count)
        title = _("Merge %(things)s") % {"things": self.opts.verbose_name_plural}
        cards = [(row, shown(row), row is most_spoken) for row in rows]
        return self.asking_page(request, "merge", "merge", title, cards=cards)

    def merge_into(self, request, winner, losers: list) -> None:
        moved = merging.merge(winner, losers, request.user, reason_of(request))
        text = ngettext(
            "Merged into “%(name)s”; %(count)s speech was moved.",
            "Merged into “%(name)s”; %(count)s speeches were moved.",
            moved,
        )
        self.message_user(request, text % {"name": winner, "count": moved}, messages.SUCCESS)


def shown(row) -> str:
    """Which version of the row the page shows: what is merged is what was looked at."""
    return f"{row.pk}:{row.version}"
