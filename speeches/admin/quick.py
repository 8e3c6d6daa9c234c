"""Above a list: the few filters that people use most, as links."""

from functools import partial
from typing import NamedTuple

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ..models import Speech, SpeechState
from .filters import StateFilter
from .gaps import GAPS

# What is no filter: the page, the order.
ASIDE = {"p", "o"}


class QuickLink(NamedTuple):
    label: str
    url: str
    is_current: bool
    count: int | None = None


class QuickFilters:
    def changelist_view(self, request, extra_context=None):
        # Asked when the list is written, not when an action is done.
        links = {"quick_links": partial(self.quick_links, request)}
        return super().changelist_view(request, {**(extra_context or {}), **links})

    def quick_filters(self) -> list[tuple[str, dict[str, str], int | None]]:
        """Label, query and count (None: not counted) of each."""
        return [(_("all"), {}, None), *((gap.label, gap.query, None) for gap in GAPS[self.model])]

    def quick_links(self, request) -> list[QuickLink]:
        now = {name: value for name, value in request.GET.items() if name not in ASIDE}
        return [
            QuickLink(label, f"?{urlencode(query)}", query == now, count)
            for label, query, count in self.quick_filters()
        ]


class SpeechQuickFilters(QuickFilters):
    def quick_filters(self):
        """States with their numbers, which are one query; what else is counted would read every paragraph."""
        counts = Speech.objects.counts_by_state()
        return [
            (_("all"), {}, sum(counts[state] for state in SpeechState.values)),
            *((label, {StateFilter.parameter_name: name}, counts[name]) for name, label in StateFilter.CHOICES),
            *((gap.label, gap.query, None) for gap in GAPS[Speech]),
            (_("outdated English"), {"english": "with_outdated_english"}, None),
        ]
