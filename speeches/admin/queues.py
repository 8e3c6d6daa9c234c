"""The translators' first page: how far each session is, and what waits for whom, oldest first."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ..models import City, Paragraph, Remark, Speech
from ..models.counted import counts, page_of
from ..models.nameless import KINDS
from ..models.remark import HEADLINE
from .badges import english_badge
from .dashboard import ENGLISH, bar
from .desk import address
from .filters import number

PER_PAGE = 40


class Queue(NamedTuple):
    """`rows` gives the queryset of all that wait in it, for this user."""

    name: str
    label: str
    rows: Callable


QUEUES = (
    Queue("missing", gettext_lazy("without English"), lambda user: Paragraph.objects.without_english()),
    Queue("drafts", gettext_lazy("drafts"), lambda user: Paragraph.objects.drafts()),
    Queue("outdated", gettext_lazy("outdated"), lambda user: Paragraph.objects.outdated()),
    Queue("review", gettext_lazy("waiting for review"), lambda user: Paragraph.objects.waiting_for_review()),
    Queue("heads", gettext_lazy("headlines and roles"), lambda user: Speech.objects.with_unfinished_head()),
    Queue("comments", gettext_lazy("open comments"), lambda user: Remark.objects.open_comments()),
    Queue("mine", gettext_lazy("what I wrote last"), lambda user: Paragraph.objects.written_by_account(user)),
)


class Narrowed(NamedTuple):
    """To which year, session and city (their numbers) the queues are narrowed; None: to none."""

    year: int | None
    session: int | None
    city: int | None

    @classmethod
    def asked(cls, request) -> "Narrowed":
        return cls(*(number(request.GET.get(name)) for name in cls._fields))

    def of(self, rows):
        if self.session is not None:
            rows = rows.of_session(self.session)
        elif self.year is not None:
            rows = rows.in_year(self.year)
        return rows if self.city is None else rows.of_city(self.city)

    def query(self, **more) -> str:
        return urlencode({name: value for name, value in {**self._asdict(), **more}.items() if value})


class Line(NamedTuple):
    """One text that waits: where it is worked on, whose it is, how it begins, and since when."""

    url: str
    speech: Speech
    excerpt: str
    badge: str
    since: object


class CountedPages(Paginator):
    """Pages of rows whose number is known already."""

    def __init__(self, rows, count: int):
        super().__init__(rows, PER_PAGE)
        self.known = count

    @cached_property
    def count(self):
        return self.known


@require_safe
def queues(request):
    if not request.user.has_perm("speeches.view_speech"):
        raise PermissionDenied
    narrowed = Narrowed.asked(request)
    waiting = {queue.name: narrowed.of(queue.rows(request.user)) for queue in QUEUES}
    nameless = {kind: model.objects.without_english_name() for kind, model in KINDS.items()}
    numbers = counts(waiting | nameless)
    chosen = next((queue for queue in QUEUES if queue.name == request.GET.get("queue")), first_with_work(numbers))
    years = Speech.objects.years()
    year = narrowed.year if narrowed.year is not None else next(iter(years), None)
    sessions = Paragraph.objects.progress_by_session(year)
    pages = CountedPages(in_order(chosen, waiting[chosen.name]), numbers[chosen.name])
    page = pages.get_page(number(request.GET.get("page")))
    around = pages.get_elided_page_range(page.number)
    context = {
        **admin.site.each_context(request),
        "title": _("Translation desk"),
        "queues": [(queue, numbers[queue.name], narrowed.query(queue=queue.name), queue is chosen) for queue in QUEUES],
        "nameless": sum(numbers[kind] for kind in KINDS),
        "chosen": chosen,
        "narrowed": narrowed,
        "years": years,
        "year": year,
        "sessions": [(row, bar(row, ENGLISH)) for row in sessions],
        "cities": City.objects.that_spoke_in(year) if narrowed.year is not None else [],
        "page": page,
        "pages": [(one, narrowed.query(queue=chosen.name, page=one)) for one in around],
        "lines": [line(row) for row in shown(chosen, page)],
    }
    return TemplateResponse(request, "admin/speeches/queues.html", context)


def first_with_work(numbers: dict[str, int]) -> Queue:
    return next((queue for queue in QUEUES if numbers[queue.name]), QUEUES[0])


def in_order(queue: Queue, rows):
    """What has waited longest comes first; of one's own, what one wrote last."""
    if queue.name == "mine":
        return rows.last_changed_first()
    return rows.oldest_first() if queue.name == "comments" else rows.longest_untouched()


def shown(queue: Queue, page) -> list:
    """The rows of the page, chosen by their keys before anything is joined."""
    rows = page.object_list
    return list(in_order(queue, page_of(rows.model.objects.all(), rows).with_speeches()))


def line(row) -> Line:
    if isinstance(row, Remark):
        return Line(address(row.speech, row.paragraph_key), row.speech, row.text, row.user or "—", row.created_at)
    if isinstance(row, Speech):
        return Line(address(row, HEADLINE), row, row.headline_zh_hant, english_badge(row), row.updated_at)
    return Line(address(row.speech, row.key), row.speech, row.text_zh_hant, english_badge(row), row.updated_at)
