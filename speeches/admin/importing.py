"""Importing a paper: the file, the preview in which it is corrected, and one confirmation.

Between the two the file lies in the database (models/upload.py), seen by nobody but who sent it. What is typed into the
preview is kept with it, page by page, and shown again until the paper is imported or put aside.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from .. import countries
from ..changes import recorded
from ..digest.compare import Outcome
from ..digest.load import CORRECTED_PAPER, Report, find_session, import_read
from ..digest.preview import Preview, preview
from ..models import City, Organization, Session, Speaker, StaleRow, Upload
from ..records import Refusal
from .base import reason_of
from .dashboard import speeches_url
from .import_forms import SessionForm, UploadForm
from .import_rows import STATES, Parts, changed, decisions, lines, sheets, stamp, typed_in

NAMED = {"speaker": Speaker, "city": City, "organization": Organization}
SUGGESTED, LONGEST = 10, 60
OF_SESSION = ("session_date", "session_name")
CHANGED = gettext_lazy(
    "Somebody else changed something that this page showed. Nothing was imported, and nothing that you typed is lost: "
    "look at it again."
)
GONE = gettext_lazy("This paper waits no more: it was imported, put aside, or sent more than a week ago.")
FAULTY = gettext_lazy("Nothing was imported: correct what is marked. Nothing that you typed is lost.")


def only_importers(request) -> None:
    """Importing a paper is adding it."""
    if not request.user.has_perm("speeches.add_sourcedocument"):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def importing(request):
    """The file. What cannot be read is refused here, in one sentence."""
    only_importers(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        Upload.objects.forget_expired()
        upload = Upload(user=request.user, name=form.cleaned_data["name"], content=form.cleaned_data["paper"])
        upload.save()
        return HttpResponseRedirect(reverse("import_preview", args=[upload.key]))
    waiting = Upload.objects.of(request.user).current().without_content()
    return page(request, "import", _("Import a paper"), form=form, waiting=waiting)


@require_http_methods(["GET", "HEAD", "POST"])
def import_preview(request, key: str):
    only_importers(request)
    upload = Upload.objects.of(request.user).current().keyed(key).first()
    if upload is None:
        messages.warning(request, GONE)
        return HttpResponseRedirect(reverse("import"))
    deed = request.POST.get("do")
    if deed == "drop":
        upload.delete()
        messages.success(request, _("“%(name)s” was put aside. Nothing was imported.") % {"name": upload.name})
        return HttpResponseRedirect(reverse("import"))
    form = SessionForm(request.POST or None, initial={name: getattr(upload, name) for name in OF_SESSION})
    is_other = request.method == "POST" and keep(upload, form, request.POST)
    if is_other or deed != "import":
        return shown(request, upload, form, before="" if is_other else request.POST.get("stamp", ""))
    try:
        with recorded(request.user, reason_of(request) or f"import {upload.name}"[:255], CORRECTED_PAPER):
            return confirmed(request, upload, form)
    except (StaleRow, IntegrityError):
        # Somebody was faster between our reading and our writing.
        return shown(request, upload, form, CHANGED)


def keep(upload: Upload, form: SessionForm, data) -> bool:
    """Keep what was typed, whatever becomes of it; whether the paper is of another session than the page showed."""
    upload.typed |= typed_in(data)
    before = upload.session_date, upload.session_name
    if form.is_valid():
        upload.session_date, upload.session_name = form.cleaned_data["session_date"], form.name(upload.session_name)
    upload.save(update_fields=["typed", *OF_SESSION])
    return before != (upload.session_date, upload.session_name)


def confirmed(request, upload: Upload, form: SessionForm):
    """Import what the pages showed, as it was corrected there; or the page again, which says why not."""
    if not Upload.objects.keyed(upload.key).without_content().locked():
        return HttpResponseRedirect(request.path)
    try:
        seen = look(upload)
    except Refusal:
        return shown(request, upload, form)
    typed = lines([entry for entry in changed(seen) if str(entry.row.number) in upload.typed], upload.typed)
    if seen.is_open or not form.is_valid() or any(line.is_faulty for line in typed):
        return shown(request, upload, form, FAULTY, seen, next((line.number for line in typed if line.is_faulty), None))
    if stamp(seen) != request.POST.get("stamp"):
        return shown(request, upload, form, CHANGED, seen)
    report = import_read(seen.report.anew(), bytes(upload.content), request.user, decisions=decisions(typed))
    upload.delete()
    said(request, report)
    session = find_session(report)
    return HttpResponseRedirect(speeches_url(session=session.pk) if session else reverse("import"))


def look(upload: Upload) -> Preview:
    return preview(bytes(upload.content), upload.name, upload.session_date, upload.session_name)


def said(request, report: Report) -> None:
    text = _("%(title)s: %(created)s new, %(updated)s updated, %(unchanged)s unchanged, %(conflicts)s in conflict.")
    numbers = {outcome.value: report.outcomes[outcome] for outcome in Outcome}
    numbers |= {"title": report.digest.title, "conflicts": numbers["conflict"]}
    messages.success(request, text % numbers)


def shown(request, upload: Upload, form: SessionForm, problem="", seen: Preview | None = None, row=None, before=""):
    """A page of the preview, with all that was typed into it: that with the row of this number, or the one asked for.
    `seen`, where the preview was made already; `before` is the stamp of the page that was looked at."""
    title = _("Import: %(name)s") % {"name": upload.name}
    try:
        seen = seen or look(upload)
    except Refusal as refusal:
        return page(request, "import_preview", title, upload=upload, session_form=form, refusal=refusal.say(_))
    now = stamp(seen)
    if problem or before not in ("", now):
        messages.error(request, problem or CHANGED)
    entries = changed(seen)
    parts = Parts(sheets(entries), request.GET.get("page", ""), row)
    numbers = {entry.row.number for entry in entries}
    context = {
        "upload": upload,
        "session_form": form,
        "seen": seen,
        "counts": [(count, label) for outcome, label in STATES.items() if (count := seen.report.outcomes[outcome])],
        "total": len(entries),
        "parts": parts,
        "lines": lines(parts.entries, upload.typed),
        "problems": [one.say(_) for one in seen.problems if one.row not in numbers],
        "unchanged": [entry for entry in seen.entries if entry.row.number not in numbers],
        "sessions": Session.objects.of_day(seen.digest.date).in_year(seen.digest.year),
        "is_new_session": seen.session is None,
        "stamp": now,
        "reason": reason_of(request),
        "countries": [countries.name_of(code, "zh_hant") for code in countries.CODES],
    }
    return page(request, "import_preview", title, **context)


def page(request, template: str, title: str, **context) -> TemplateResponse:
    context = admin.site.each_context(request) | {"title": title, **context}
    return TemplateResponse(request, f"admin/speeches/{template}.html", context)


@require_safe
def import_names(request, kind: str):
    """Chinese names that hold what was typed, for the boxes of the preview: `["伊利市", …]`."""
    only_importers(request)
    if kind not in NAMED:
        raise Http404
    typed = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    found = NAMED[kind].objects.mentioning(typed)[:SUGGESTED] if typed else ()
    return JsonResponse([one.name_zh_hant for one in found], safe=False)
