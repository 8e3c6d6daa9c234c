"""Papers as received: to be found, read and fetched, never changed."""

from io import BytesIO

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ..models import SourceDocument
from .base import ReadOnlyAdmin
from .filters import YearFilter


@admin.register(SourceDocument)
class SourceDocumentAdmin(ReadOnlyAdmin):
    list_display = ["name", "title", "session", "encoding", "received_at"]
    list_filter = [YearFilter]
    list_select_related = ["session__summit"]
    search_fields = ["name", "title", "sha256"]
    fields = ["name", "title", "session", "encoding", "sha256", "received_at", "download"]

    def get_queryset(self, request):
        return super().get_queryset(request).without_content()

    def get_urls(self):
        fetch = self.admin_site.admin_view(self.fetch_view)
        return [path("<int:pk>/paper/", fetch, name="speeches_sourcedocument_paper"), *super().get_urls()]

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
