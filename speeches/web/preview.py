"""What readers would see of a speech if it were public now: for whoever may see it in the admin, kept by nobody."""

from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ..models import Speech
from .addresses import reverse_in
from .detail import Views, speech_page
from .pagecache import content_now
from .wording import EN, ZH, day, other_language


@dataclass(frozen=True, slots=True)
class Banner:
    """What stands above a preview; `public_url` is "" while readers have no such page."""

    text: str
    public_url: str
    edit_url: str
    other_url: str


def for_colleagues(view):
    """Logged-in staff who may see speeches; what they see is neither kept nor indexed."""

    @cache_control(private=True, no_store=True)
    @require_safe
    @wraps(view)
    def page(request, key):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not (request.user.is_staff and request.user.has_perm("speeches.view_speech")):
            raise PermissionDenied
        response = view(request, get_object_or_404(Speech.objects.readable(), key=key))
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return page


@for_colleagues
def preview(request, speech):
    return preview_page(request, speech, "preview")


@for_colleagues
def preview_parallel(request, speech):
    return preview_page(request, speech, "preview_parallel")


def preview_page(request, speech, name: str):
    request.content = content_now()
    chinese, english = (reverse_in(language, "preview", speech.key) for language in (ZH, EN))
    public_name = "parallel" if name == "preview_parallel" else "speech"
    banner = Banner(
        text=publicity(speech),
        public_url=reverse(public_name, args=(speech.year, speech.slug)) if speech.is_public() else "",
        edit_url=reverse("admin:speeches_speech_change", args=(speech.pk,)),
        other_url=reverse_in(other_language(), name, speech.key),
    )
    views = Views(chinese, english, reverse("preview_parallel", args=(speech.key,)))
    return speech_page(request, speech, views, name == "preview_parallel", preview=banner, canonical="", pair=False)


def publicity(speech) -> str:
    if speech.is_public():
        return _("Preview: this speech is public.")
    if speech.is_scheduled():
        at = localtime(speech.publish_at)
        return _("Preview: public from %(day)s, %(time)s.") % {"day": day(at.date()), "time": f"{at:%H:%M}"}
    return _("Preview: not public (%(state)s).") % {"state": speech.get_state_display()}
