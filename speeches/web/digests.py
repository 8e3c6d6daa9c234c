"""The digest of a session as a file, in the office's own form: what is public, in the page's language or in both."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import papers
from ..models import Session, Speech
from ..records import Refusal
from .addresses import absolute, find
from .files import TEXT, file
from .pagecache import public_page
from .wording import page_language


@public_page
def digest(request, year, slug, form):
    return _file(request, year, slug, form, page_language())


@public_page
def digest_in_both(request, year, slug, form):
    return _file(request, year, slug, form, papers.BOTH)


def _file(request, year, slug, form, language):
    if form not in papers.WRITERS:
        raise Http404(f"There is no digest as {form!r}.")
    session = find(Session.objects.with_summit(), request, slug, year, "summit__year")
    speeches = list(Speech.objects.public().of(session).complete().in_paper_order())
    if not speeches:
        raise Http404("No speech of this session is public.")
    try:
        content = papers.as_file(session, speeches, form, language)
    except Refusal as refusal:
        return file(refusal.say(_), TEXT, status=503)
    name = papers.name_of(session, form, language)
    return file(content, papers.CONTENT_TYPES[form], name=name, canonical=absolute(_address("session", session)))


def addresses(session) -> tuple[tuple[str, str], ...]:
    """Name and address of each file."""
    in_both = ((_(".%(form)s in both languages") % {"form": form}, "digest_in_both", form) for form in papers.WRITERS)
    kinds = [*((f".{form}", "digest", form) for form in papers.WRITERS), *in_both]
    return tuple((name, _address(view, session, form)) for name, view, form in kinds)


def _address(name: str, session, *more: str) -> str:
    return reverse(name, args=(session.year, session.slug, *more))
