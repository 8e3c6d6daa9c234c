"""The states of speeches, of one or of many: submit, publish at once or at a time, withdraw, approve the English.

Who may do it is asked of the table of roles, here for the menu and in `publishing` and `states` for each speech.
"""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override
from django.views.decorators.http import require_safe

from .. import publishing, roles
from ..models import Revision, SpeechState
from ..workbench import states
from .asking import AsksFirst

DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN = SpeechState
# Reasons shown one by one; of more, the number.
REASONS_SHOWN = 10
# Which action of the list makes which move; what readers will notice is asked again.
ACTIONS = {IN_REVIEW: "submit_for_review", DRAFT: "back_to_draft", PUBLISHED: "publish", WITHDRAWN: "withdraw"}
ASKED_AGAIN = {PUBLISHED, WITHDRAWN}


class PublishForm(forms.Form):
    """When? A time is that of Taipei, wherever the editor is."""

    when = forms.ChoiceField(
        label=gettext_lazy("Public from"),
        choices=[("now", gettext_lazy("now")), ("at", gettext_lazy("a time (Taipei)"))],
        widget=forms.RadioSelect,
        initial="now",
    )
    at = forms.SplitDateTimeField(
        label=gettext_lazy("Date and time in Taipei"),
        required=False,
        input_date_formats=["%Y-%m-%d"],
        input_time_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.SplitDateTimeWidget(
            date_format="%Y-%m-%d",
            time_format="%H:%M",
            date_attrs={"type": "date", "aria-label": gettext_lazy("Date")},
            time_attrs={"type": "time", "aria-label": gettext_lazy("Time")},
        ),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("when") == "now":
            cleaned["at"] = None
        elif "at" not in self.errors and (cleaned.get("at") is None or cleaned["at"] <= timezone.now()):
            self.add_error("at", _("Give a date and time that is still to come, or choose “now”."))
        return cleaned


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason for the withdrawal"),
        max_length=255,
        help_text=gettext_lazy("For the history; readers find that there is no such page."),
    )


FORMS = {PUBLISHED: PublishForm, WITHDRAWN: WithdrawForm}


class SpeechMoves(AsksFirst):
    actions = [*ACTIONS.values(), "approve_english"]

    def get_urls(self):
        ask = self.admin_site.admin_view(require_safe(self.move_view))
        return [path("<int:pk>/move/<slug:to>/", ask, name="speeches_speech_move"), *super().get_urls()]

    def has_submit_permission(self, request):
        return roles.may(request.user, "submit")

    def has_publish_permission(self, request):
        return roles.may(request.user, "publish")

    def has_approve_permission(self, request):
        return roles.may(request.user, "approve")

    @admin.action(description=gettext_lazy("Submit for review"), permissions=["submit"])
    def submit_for_review(self, request, queryset):
        self.move_all(request, queryset, IN_REVIEW)

    @admin.action(description=gettext_lazy("Back to draft"), permissions=["submit"])
    def back_to_draft(self, request, queryset):
        self.move_all(request, queryset, DRAFT)

    @admin.action(description=gettext_lazy("Publish…"), permissions=["publish"])
    def publish(self, request, queryset):
        return self.ask(request, queryset, PUBLISHED)

    @admin.action(description=gettext_lazy("Withdraw…"), permissions=["publish"])
    def withdraw(self, request, queryset):
        return self.ask(request, queryset, WITHDRAWN)

    def move_view(self, request, pk: int, to: str):
        """The question before a move of one speech; the answer goes where that of many goes, to the list's action."""
        speeches = self.get_queryset(request).with_pks(pk)
        if to not in ASKED_AGAIN or not speeches:
            raise Http404
        if not publishing.may_move(request.user, speeches[0], SpeechState(to)):
            raise PermissionDenied
        return self.question(request, speeches, SpeechState(to), FORMS[to]())

    def ask(self, request, queryset, to: SpeechState):
        """Ask when or why; move once that is answered."""
        if not self.is_answered(request):
            return self.question(request, queryset, to, FORMS[to]())
        form = FORMS[to](request.POST)
        if not form.is_valid():
            return self.question(request, queryset, to, form)
        self.move_all(request, queryset, to, at=form.cleaned_data.get("at"), seen=self.seen(request))
        return None

    def question(self, request, queryset, to: SpeechState, form):
        speeches = list(queryset.complete())
        numbers = Revision.objects.newest_numbers("speech", [speech.key for speech in speeches])
        rows = [(speech, numbers.get(speech.key, 0), previews(speech), lacks(speech, to)) for speech in speeches]
        title = _("Publish") if to == PUBLISHED else _("Withdraw")
        return self.asking_page(request, "move", ACTIONS[to], title, rows=rows, form=form, to=to)

    def seen(self, request) -> dict[str, str]:
        """Which revision of each speech stood on the page that asked."""
        return dict(pair.split(":", 1) for pair in request.POST.getlist("seen") if ":" in pair)

    @admin.action(description=gettext_lazy("Approve the English"), permissions=["approve"])
    def approve_english(self, request, queryset):
        approved, refused = 0, []
        for speech in queryset:
            rows = [speech, *speech.paragraphs.in_order()]
            done = [row for row in rows if states.approve(row, request.user)]
            for row in done:
                row.save(update_fields=["translation_state", "approved_by"])
            approved += bool(done)
            if why := why_not_approved(rows, done, request.user):
                refused.append(f"{speech}: {why}")
        self.report(
            request,
            approved,
            ngettext("English of %(count)s speech approved.", "English of %(count)s speeches approved.", approved),
            refused,
        )

    def move_all(self, request, queryset, to: SpeechState, at=None, seen: dict[str, str] | None = None) -> None:
        moved, refused, speeches = 0, [], list(queryset)
        numbers = Revision.objects.newest_numbers("speech", [s.key for s in speeches]) if seen is not None else {}
        for speech in speeches:
            if seen is not None and seen.get(speech.key) != str(numbers.get(speech.key, 0)):
                refused.append(f"{speech}: {_('it was changed after you had opened this page; look at it again.')}")
                continue
            try:
                publishing.move(speech, to, request.user, at=at)
                moved += 1
            except (publishing.ImpossibleMove, PermissionDenied) as why:
                refused.append(f"{speech}: {why}")
        message = ngettext("%(count)s speech is now “%(state)s”.", "%(count)s speeches are now “%(state)s”.", moved)
        self.report(request, moved, message, refused, state=_("scheduled") if at else to.label)

    def report(self, request, count: int, message: str, refused: list[str], **values) -> None:
        if count:
            self.message_user(request, message % {"count": count, **values}, messages.SUCCESS)
        for line in refused[:REASONS_SHOWN]:
            self.message_user(request, line, messages.WARNING)
        if (more := len(refused) - REASONS_SHOWN) > 0:
            text = ngettext("%(count)s more could not be done.", "%(count)s more could not be done.", more)
            self.message_user(request, text % {"count": more}, messages.WARNING)

    def offered(self, request, speech) -> list[tuple[str, str]]:
        """The moves that this user may make with this speech, as buttons of its form."""
        labels = {IN_REVIEW: _("Save and submit for review"), DRAFT: _("Save, back to draft")}
        labels |= {PUBLISHED: _("Save and publish…"), WITHDRAWN: _("Save and withdraw…")}
        return [(to.value, labels[to]) for to in ACTIONS if publishing.may_move(request.user, speech, to)]

    def moved_on(self, request, speech):
        """After the form was saved with one of those buttons: move, or ask. None for the plain buttons."""
        to = request.POST.get("_move")
        if to not in ACTIONS:
            return None
        if to in ASKED_AGAIN:
            return HttpResponseRedirect(reverse("admin:speeches_speech_move", args=[speech.pk, to]))
        self.move_all(request, [speech], SpeechState(to))
        return HttpResponseRedirect(reverse("admin:speeches_speech_change", args=[speech.pk]))

    def response_change(self, request, obj):
        return self.moved_on(request, obj) or super().response_change(request, obj)

    def response_add(self, request, obj, post_url_continue=None):
        return self.moved_on(request, obj) or super().response_add(request, obj, post_url_continue)


def previews(speech) -> list[tuple[str, str]]:
    """Where the page can be seen as readers would, by language."""
    found = []
    for language in ("zh-hant", "en"):
        with override(language):
            found.append((language, reverse("preview", args=[speech.key])))
    return found


def lacks(speech, to: SpeechState) -> list[str]:
    """What readers would miss."""
    if to != PUBLISHED:
        return []
    paragraphs = speech.paragraphs.all()
    english = [paragraph.english_is_public for paragraph in paragraphs]
    missing = [
        (not speech.headline_zh_hant, _("no headline")),
        (not speech.topic_rows.all(), _("no topics")),
        (not paragraphs, _("no text")),
        (not any(english), _("no English that is public")),
        (any(english) and not all(english), _("English in part")),
    ]
    return [what for is_missing, what in missing if is_missing]


def why_not_approved(rows, done, user) -> str:
    """What of the English stays unapproved, and why; "" where all is approved now."""
    outdated = sum(row.is_outdated for row in rows)
    if outdated:
        text = ngettext("%(count)s text has outdated English.", "%(count)s texts have outdated English.", outdated)
        return text % {"count": outdated}
    if any(row not in done and states.is_own(row, user) for row in rows):
        return _("somebody else approves what you have written.")
    return "" if done else _("there is no English to approve.")
