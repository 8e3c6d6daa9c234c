"""What can be done to many speeches at once: move them through the states, approve their English.

Who may do it is asked of the table of roles, here for the menu and in `publishing` and `states` for each speech.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .. import publishing, roles
from ..models import SpeechState
from ..workbench import states

# Reasons shown one by one; of more, the number.
REASONS_SHOWN = 10


class SpeechMoves:
    actions = ["submit_for_review", "back_to_draft", "publish_now", "withdraw", "approve_english"]

    def has_submit_permission(self, request):
        return roles.may(request.user, "submit")

    def has_publish_permission(self, request):
        return roles.may(request.user, "publish")

    def has_approve_permission(self, request):
        return roles.may(request.user, "approve")

    @admin.action(description=gettext_lazy("Submit for review"), permissions=["submit"])
    def submit_for_review(self, request, queryset):
        self.move_all(request, queryset, SpeechState.IN_REVIEW)

    @admin.action(description=gettext_lazy("Back to draft"), permissions=["submit"])
    def back_to_draft(self, request, queryset):
        self.move_all(request, queryset, SpeechState.DRAFT)

    @admin.action(description=gettext_lazy("Publish now"), permissions=["publish"])
    def publish_now(self, request, queryset):
        self.move_all(request, queryset, SpeechState.PUBLISHED)

    @admin.action(description=gettext_lazy("Withdraw"), permissions=["publish"])
    def withdraw(self, request, queryset):
        self.move_all(request, queryset, SpeechState.WITHDRAWN)

    @admin.action(description=gettext_lazy("Approve the English"), permissions=["approve"])
    def approve_english(self, request, queryset):
        approved, refused = 0, []
        for speech in queryset:
            rows = [speech, *speech.paragraphs.in_order()]
            done = [row for row in rows if states.approve(row, request.user)]
            for row in done:
                row.save(update_fields=["translation_state"])
            approved += bool(done)
            if why := why_not_approved(rows, done):
                refused.append(f"{speech}: {why}")
        self.report(
            request,
            approved,
            ngettext("English of %(count)s speech approved.", "English of %(count)s speeches approved.", approved),
            refused,
        )

    def move_all(self, request, queryset, to: SpeechState) -> None:
        moved, refused = 0, []
        for speech in queryset:
            try:
                publishing.move(speech, to, request.user)
                moved += 1
            except (publishing.ImpossibleMove, PermissionDenied) as why:
                refused.append(f"{speech}: {why}")
        message = ngettext("%(count)s speech is now “%(state)s”.", "%(count)s speeches are now “%(state)s”.", moved)
        self.report(request, moved, message, refused, state=to.label)

    def report(self, request, count: int, message: str, refused: list[str], **values) -> None:
        if count:
            self.message_user(request, message % {"count": count, **values}, messages.SUCCESS)
        for line in refused[:REASONS_SHOWN]:
            self.message_user(request, line, messages.WARNING)
        if (more := len(refused) - REASONS_SHOWN) > 0:
            text = ngettext("%(count)s more could not be done.", "%(count)s more could not be done.", more)
            self.message_user(request, text % {"count": more}, messages.WARNING)


def why_not_approved(rows, done) -> str:
    """What of the English stays unapproved, and why; "" where all is approved now."""
    outdated = sum(row.is_outdated for row in rows)
    if outdated:
        text = ngettext("%(count)s text has outdated English.", "%(count)s texts have outdated English.", outdated)
        return text % {"count": outdated}
    return "" if done else _("there is no English to approve.")
