"""The history of one thing, deleted things too: its revisions, the difference of any two, and the way back to one."""

from itertools import pairwise
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from .. import roles
from ..history.comparison import compare, summary
from ..history.kinds import KINDS, existing, may_look, may_restore, newest
from ..history.restoring import OVERTAKEN, Impossible, restore
from ..models import Revision, Speech, SpeechState, StaleRow
from .filters import number
from .forms import HTML_LANGUAGES
from .speech_form import UNTOLD, readers_are_told

PER_PAGE = 30


class Told(forms.Textarea):
    def __init__(self, language: str):
        super().__init__(attrs={"lang": language, "rows": 2})


class RestoreForm(forms.Form):
    """What is asked before something is restored; `seen` is the number of the newest revision that was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason for this change"),
        required=False,
        max_length=255,
        help_text=gettext_lazy("One line for the history; may stay empty."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    with_state = forms.BooleanField(required=False)
    correction_zh_hant = forms.CharField(
        label=gettext_lazy("Correction note (Chinese)"),
        required=False,
        max_length=500,
        widget=Told(HTML_LANGUAGES["zh_hant"]),
    )
    correction_en = forms.CharField(
        label=gettext_lazy("Correction note (English)"),
        required=False,
        max_length=500,
        widget=Told(HTML_LANGUAGES["en"]),
    )
    small_correction = forms.BooleanField(
        label=gettext_lazy("Too small to be told (a typing error, a punctuation mark)"), required=False
    )

    def __init__(self, data, revision: Revision, thing, last: Revision, user):
        super().__init__(data, initial={"seen": last.number, "with_state": True})
        self.newest = last.number
        state = (revision.record.get("kept") or {}).get("state")
        self.is_public = isinstance(thing, Speech) and thing.is_public()
        if not self.is_public:
            for name in ("correction_zh_hant", "correction_en", "small_correction"):
                del self.fields[name]
        if not state or not roles.may(user, "publish") or (thing is not None and thing.state == state):
            # Of two published ones only the time may differ; it comes along.
            self.fields["with_state"].widget = forms.HiddenInput()
        else:
            label = _("Restore the publishing state, too: “%(state)s”")
            self.fields["with_state"].label = label % {"state": SpeechState(state).label}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("seen") != self.newest:
            self.add_error(None, OVERTAKEN)
        if self.is_public and not readers_are_told(self.data):
            self.add_error(None, UNTOLD)
        return cleaned

    @property
    def correction(self) -> tuple[str, str]:
        return self.cleaned_data.get("correction_zh_hant", ""), self.cleaned_data.get("correction_en", "")


class Line(NamedTuple):
    """One revision in the list: what it changed, and whether it is what there is now."""

    revision: Revision
    changes: list[str]
    is_now: bool


def lines(revisions: list[Revision], count: int, is_newest: bool, exists: bool) -> list[Line]:
    """Of `count` revisions, newest first; one more may follow, to be compared with."""
    before = {later.number: earlier.record for later, earlier in pairwise(revisions)}
    found = []
    for index, revision in enumerate(revisions[:count]):
        old = before.get(revision.number)
        changes = [] if old is None else summary(revision.kind, old, revision.record)
        found.append(Line(revision, changes, is_now=exists and is_newest and index == 0))
    return found


class Histories:
    """The pages of histories, as part of the screen of revisions."""

    def get_urls(self):
        def page(view):
            return self.admin_site.admin_view(view)

        return [
            path("of/<slug:kind>/<slug:key>/", page(self.history_page), name="speeches_revision_thing"),
            path("of/<slug:kind>/<slug:key>/compare/", page(self.compare_page), name="speeches_revision_compare"),
            path(
                "of/<slug:kind>/<slug:key>/<int:which>/restore/",
                page(self.restore_page),
                name="speeches_revision_restore",
            ),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def history_page(self, request, kind: str, key: str):
        revisions = self.revisions(request, kind, key)
        pages = Paginator(revisions, PER_PAGE)
        if not pages.count:
            raise Http404
        page = pages.get_page(request.GET.get("page"))
        start = page.start_index() - 1
        shown = list(revisions[start : start + PER_PAGE + 1])
        thing = existing(kind, key)
        return self.page(
            request,
            "history",
            shown[0],
            thing,
            title=_("History: %(name)s") % {"name": thing or shown[0].label},
            lines=lines(shown, PER_PAGE, is_newest=page.number == 1, exists=thing is not None),
            page=page,
            pages=pages.get_elided_page_range(page.number),
            may_restore=may_restore(request.user, kind, exists=thing is not None),
        )

    @method_decorator(require_safe)
    def compare_page(self, request, kind: str, key: str):
        revisions = self.revisions(request, kind, key)
        chosen = [number(request.GET.get(name)) for name in ("old", "new")]
        found = {revision.number: revision for revision in revisions.numbered(*(n for n in chosen if n is not None))}
        if set(chosen) != found.keys():
            raise Http404
        old, new = (found[which] for which in sorted(chosen))
        thing = existing(kind, key)
        return self.page(
            request,
            "compare",
            new,
            thing,
            title=_("Revisions %(old)s and %(new)s: %(name)s")
            % {"old": old.number, "new": new.number, "name": new.label},
            old=old,
            new=new,
            now=revisions.without_records().first().number if thing else None,
            comparison=compare(kind, old.record, new.record),
            may_restore=may_restore(request.user, kind, exists=thing is not None),
        )

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def restore_page(self, request, kind: str, key: str, which: int):
        revision = self.revisions(request, kind, key).numbered(which).first()
        if revision is None:
            raise Http404
        thing, last = existing(kind, key), newest(kind, key)
        if not may_restore(request.user, kind, exists=thing is not None):
            raise PermissionDenied
        form = RestoreForm(
            request.POST if request.method == "POST" else None,
            revision=revision,
            thing=thing,
            last=last,
            user=request.user,
        )
        if request.method == "POST":
            if form.is_valid() and (done := self.restored(request, revision, form)):
                return done
            # What is shown now is the newest, and what was typed stays.
            thing, last = existing(kind, key), newest(kind, key)
            form.data = form.data.copy()
            form.data["seen"] = last.number
        now = revision if thing is None else last
        return self.page(
            request,
            "restore",
            revision,
            thing,
            title=_("Restore revision %(number)s: %(name)s") % {"number": revision.number, "name": revision.label},
            form=form,
            comparison=compare(kind, now.record, revision.record),
        )

    def restored(self, request, revision: Revision, form: RestoreForm):
        """Where to go when it is done; None where it could not be done, with a message that says why."""
        typed = form.cleaned_data
        try:
            done = restore(
                revision,
                request.user,
                typed["reason"],
                with_state=typed["with_state"],
                correction=form.correction,
                seen=typed["seen"],
            )
        except StaleRow:
            text = _("Somebody else is changing this just now. Nothing was restored.")
            self.message_user(request, text, messages.WARNING)
            return None
        except Impossible as why:
            self.message_user(request, str(why), messages.ERROR)
            return None
        text = _("“%(name)s” is as it was in revision %(number)s.")
        self.message_user(request, text % {"name": done.thing, "number": revision.number}, messages.SUCCESS)
        for note in done.notes:
            self.message_user(request, note, messages.WARNING)
        return HttpResponseRedirect(history_of(revision.kind, revision.key))

    def revisions(self, request, kind: str, key: str):
        """All of one thing, newest first, for whom they are open."""
        if kind not in KINDS:
            raise Http404
        if not may_look(request.user, kind):
            raise PermissionDenied
        return Revision.objects.about(kind, key).with_user()

    def page(self, request, template: str, revision: Revision, thing, **context) -> TemplateResponse:
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request,
            f"admin/speeches/{template}.html",
            {
                **self.admin_site.each_context(request),
                "opts": KINDS[revision.kind]._meta,
                "revision": revision,
                "thing": thing,
                "history": history_of(revision.kind, revision.key),
                **context,
            },
        )


def history_of(kind: str, key: str) -> str:
    return reverse("admin:speeches_revision_thing", args=[kind, key])
