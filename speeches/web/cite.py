"""How a speech, or one paragraph of it, is cited: in words on its page, and as files for reference managers."""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _

from ..output.writers import references, styles
from ..output.writers.citation import Citation
from . import wording
from .addresses import Moved, canonical_of, find_speech, short_url, url
from .files import TEXT, file
from .pagecache import public_page
from .wording import EN, LANG, ZH


class Style(NamedTuple):
    """A way to write a reference in words; `name` is what writers call it."""

    form: str
    name: str
    write: Callable[[Citation], str]


class Form(NamedTuple):
    """A kind of file."""

    content_type: str
    write: Callable[[Citation], str]


STYLES = (
    Style("apa.txt", "APA", styles.apa),
    Style("mla.txt", "MLA", styles.mla),
    Style("chicago.txt", "Chicago", styles.chicago),
)
FORMS = {
    "bib": Form("application/x-bibtex; charset=utf-8", references.bibtex),
    "ris": Form("application/x-research-info-systems; charset=utf-8", references.ris),
    "json": Form("application/vnd.citationstyles.csl+json", references.csl_json),
    **{style.form: Form(TEXT, style.write) for style in STYLES},
}
FILES = (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json"))


@public_page
def cite(request, year, slug, form):
    """?p= names a paragraph by its key, or by one that it had before it was joined to another."""
    if form not in FORMS:
        raise Http404(f"There is no citation as {form!r}.")
    try:
        speech = find_speech(request, year, slug)
    except Moved as moved:
        query = request.META["QUERY_STRING"]
        raise Moved(f"{moved.url}?{query}" if query else moved.url) from moved
    key = request.GET.get("p", "")
    cited = citation(speech, key)
    kind = FORMS[form]
    name = "-".join(filter(None, (speech.slug, key)))
    return file(kind.write(cited), kind.content_type, name=f"{name}.{form}", canonical=canonical_of(speech))


def citation(speech, key: str = "") -> Citation:
    """Of a speech that was fetched with `readable()`. Raises Http404 if it has no paragraph of this key."""
    number = position(speech, key) if key else None
    return Citation(
        key=f"{speech.key}-{key}" if key else speech.key,
        language=wording.page_language(),
        lang=LANG[EN if wording.page_language() == EN and speech.has_public_english else ZH],
        speaker=wording.words(speech.speaker, "name").text,
        who=wording.plain_who(speech),
        title=wording.plain_title(speech),
        event=wording.summit_name(speech.year),
        place=_("Taipei"),
        date=speech.session.date,
        publisher=settings.PUBLISHER_NAME or wording.site_name(),
        url=f"{short_url(speech)}#p-{key}" if key else short_url(speech),
        number=number,
    )


def position(speech, key: str) -> int:
    """Counted from 1, as the page counts them."""
    for number, paragraph in enumerate(speech.paragraphs.all(), start=1):
        if key == paragraph.key or key in paragraph.former_keys:
            return number
    raise Http404(f"The speech has no paragraph {key!r}.")


class Reference(NamedTuple):
    """A reference in words, as the page shows it."""

    style: str
    text: str


class Citing(NamedTuple):
    """What the page of a speech says about citing it: references in words, files, and where paragraphs are cited."""

    references: tuple[Reference, ...]
    files: tuple[tuple[str, str], ...]
    paragraph_url: str


def citing(speech) -> Citing:
    cited = citation(speech)
    return Citing(
        references=tuple(Reference(style.name, style.write(cited)) for style in STYLES),
        files=tuple((name, address(speech, form)) for name, form in FILES),
        paragraph_url=address(speech, STYLES[0].form),
    )


def address(speech, form: str) -> str:
    return url("cite", speech.year, speech.slug, form)
