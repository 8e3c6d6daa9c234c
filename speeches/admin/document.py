"""Papers as received: to be found, read and fetched, never changed."""

from io import BytesIO

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from ..changes import recorded
from ..models import SourceDocument
from ..records import Problem
from .base import ReadOnlyAdmin
from .filters import YearFilter


@admin.register(SourceDocument)
class SourceDocumentAdmin(ReadOnlyAdmin):
    list_display = ["name", "title", "session", "encoding", "received_at"]
    list_filter = [YearFilter]
    list_select_related = ["session__summit"]
    search_fields = ["name", "title", "sha256"]
    fields = ["name", "title", "session", "encoding", "sha256", "received_at", "download", "doubts", "rows"]

    def get_queryset(self, request):
        return super().get_queryset(request).without_content()

    def get_urls(self):
        fetch = self.admin_site.admin_view(require_safe(self.fetch_view))
        settle = self.admin_site.admin_view(require_POST(self.settle_view))
        return [
            path("<int:pk>/paper/", fetch, name="speeches_sourcedocument_paper"),
            path("<int:pk>/settle/", settle, name="speeches_sourcedocument_settle"),
            *super().get_urls(),
        ]

    @admin.display(description=_("doubts of the last import"))
    def doubts(self, document):
        """Row and sentence of each; a button of the page settles them."""
        if not document.problems:
            return "—"
        problems = (Problem(**problem) for problem in document.problems)
        lines = (("" if problem.row is None else f"#{problem.row}", problem.say(gettext)) for problem in problems)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{} {}</li>", lines))

    @admin.display(description=_("rows beside the speeches"))
    def rows(self, document):
        """A link to each speech that came from this paper, beside its row."""
        speeches = document.speeches.with_people().in_paper_order()
        links = ((reverse("source_row", args=[one.pk]), one.number, one.speaker.name) for one in speeches)
        return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">#{} {}</a></li>', links))

    def settle_view(self, request, pk: int):
        """Somebody has looked at the doubts: they stand on the first page no more."""
        if not request.user.has_perm("speeches.change_speech"):
            raise PermissionDenied
        document = self.get_object(request, str(pk))
        if document is None:
            raise Http404
        with recorded(request.user):
            document.problems = []
            document.save(update_fields=["problems"])
        return HttpResponseRedirect(reverse("admin:speeches_sourcedocument_change", args=[pk]))

    @admin.display(description=_("paper"))
    def download(self, document):
        url = reverse("admin:speeches_sourcedocument_paper", args=[document.pk])
        return format_html('<a href="{}" download>{}</a>', url, document.name)

    def fetch_view(self, request, pk: int):
        """The bytes as received. An attachment without a type of its own: no browser runs what it may hold."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        document = self.get_object(request, str(pk))
        if document is None:
            raise Http404
        content = BytesIO(bytes(document.content))
        return FileResponse(
            content, as_attachment=True, filename=document.name, content_type="application/octet-stream"
        )
