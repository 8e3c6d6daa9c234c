"""Bulk actions that ask before they act: one page between the list and the change, which posts the action again."""

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import SuspiciousOperation
from django.template.response import TemplateResponse

from .base import reason_of
from .filters import number


class AsksFirst:
    def response_action(self, request, queryset):
        """What is chosen is named by its number; a list has no other boxes to tick."""
        if any(number(chosen) is None for chosen in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise SuspiciousOperation("A row was chosen that no list can show.")
        return super().response_action(request, queryset)

    @staticmethod
    def is_answered(request) -> bool:
        return "answered" in request.POST

    def asking_page(self, request, template: str, action: str, title: str, **context) -> TemplateResponse:
        """The page that shows what was chosen and asks what the action needs to know."""
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request,
            f"admin/speeches/{template}.html",
            {
                **self.admin_site.each_context(request),
                "title": title,
                "opts": self.opts,
                "action": action,
                "checkbox": ACTION_CHECKBOX_NAME,
                "reason": reason_of(request),
                **context,
            },
        )
