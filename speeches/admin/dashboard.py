"""The first page: how far the year is, what waits for whom, what the last import doubted, what was changed lately."""

from dataclasses import dataclass

from django.contrib import admin
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import roles
from ..models import Paragraph, Revision, SourceDocument, Speech, SpeechState, Summit, TranslationState
from ..models.counted import count_and_first
from ..records import Problem
from .filters import StateFilter, number

LATEST, WAITING, DOUBTS = 12, 6, 12
STATES = dict(StateFilter.CHOICES)
ENGLISH = {
    "approved": TranslationState.APPROVED.label,
    "translated": TranslationState.TRANSLATED.label,
    "draft": TranslationState.DRAFT.label,
    "untranslated": TranslationState.UNTRANSLATED.label,
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: where it begins and how long it is, in percent of the whole."""

    kind: str
    label: str
    count: int
    start: float
    length: float
    url: str = ""


def bar(counts: dict[str, int], labels, urls=None) -> list[Segment]:
    """A stacked bar of these counts, in the order of the labels."""
    total, start, segments = sum(counts[kind] for kind in labels) or 1, 0.0, []
    for kind, label in labels.items():
        length = round(100 * counts[kind] / total, 2)
        segments.append(Segment(kind, label, counts[kind], round(start, 2), length, (urls or {}).get(kind, "")))
        start += length
    return segments


def speeches_url(**query) -> str:
    return f"{reverse('admin:speeches_speech_changelist')}?{urlencode(query)}"


def dashboard(request):
    """Django's first page with the state of the work above it; for who may see speeches."""
    if not request.user.has_perm("speeches.view_speech"):
        return admin.site.index(request)
    return admin.site.index(request, board(request))


def board(request) -> dict:
    summits = list(Summit.objects.newest_first())
    asked = number(request.GET.get("year"))
    summit = next((summit for summit in summits if summit.year == asked), summits[0] if summits else None)
    year = summit.year if summit else None
    counts = Speech.objects.in_year(year).counts_by_state()
    sessions = Paragraph.objects.progress_by_session(year)
    english = {kind: sum(row[kind] for row in sessions) for kind in (*ENGLISH, "outdated")}
    in_review = Speech.objects.in_state(SpeechState.IN_REVIEW).with_people().longest_untouched()
    return {
        "title": _("Overview"),
        "summits": summits,
        "summit": summit,
        "total": sum(counts[kind] for kind in STATES),
        "states": bar(counts, STATES, state_urls(year)),
        "sessions": [(row, bar(row, ENGLISH)) for row in sessions],
        "waiting": waiting(request.user, year, counts, english),
        "reviews": count_and_first(in_review, WAITING),
        "doubts": doubts(),
        "latest": Revision.objects.without_records().with_user()[:LATEST],
    }


def state_urls(year) -> dict[str, str]:
    return {kind: speeches_url(year=year, state=kind) for kind in STATES} if year else {}


def waiting(user, year, counts, english) -> list[tuple[int, str, str]]:
    """What this person may do next in this year: how many, what, and where; only what there is."""
    drafts, reviews = counts["draft"], counts["in_review"]
    done, none, old = english["translated"], english["untranslated"], english["outdated"]
    found = [
        ("submit", drafts, ngettext("draft to submit", "drafts to submit", drafts), {"state": "draft"}),
        (
            "publish",
            reviews,
            ngettext("speech to review and publish", "speeches to review and publish", reviews),
            {"state": "in_review"},
        ),
        (
            "approve",
            done,
            ngettext("paragraph of English to approve", "paragraphs of English to approve", done),
            {"english": "waiting_for_approval"},
        ),
        (
            "translate",
            none,
            ngettext("paragraph without English", "paragraphs without English", none),
            {"english": "not_fully_translated"},
        ),
        (
            "translate",
            old,
            ngettext("paragraph with outdated English", "paragraphs with outdated English", old),
            {"english": "with_outdated_english"},
        ),
    ]
    return [
        (count, text, speeches_url(year=year, **query))
        for action, count, text, query in found
        if count and roles.may(user, action)
    ]


def doubts() -> list[tuple[SourceDocument, list[tuple[int | None, str]]]]:
    """The newest paper with doubts, and what was doubted in which row."""
    document = SourceDocument.objects.without_content().with_problems().first()
    if document is None:
        return []
    problems = [Problem(**problem) for problem in document.problems]
    return [(document, [(problem.row, problem.say(_)) for problem in problems[:DOUBTS]])]
