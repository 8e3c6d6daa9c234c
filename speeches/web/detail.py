"""One speech: in the language of the page, or in both side by side."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from ..models import Topic, shown
from ..models.topic import topics_of
from ..workbench.attribution import attribution_of
from . import downloads, linked, oembed, wording
from .addresses import canonical_of, find_speech, reverse_in, short_url, url
from .blocks import blocks, reading
from .cite import citing
from .entries import english_of
from .glossary import explained
from .page import Crumb, crumb, render
from .pagecache import public_page
from .report import Report
from .said import Said, most_named_first, said, words_of
from .share import sharing
from .wording import EN, LANG, ZH, Words

OTHERS = 3


class Views(NamedTuple):
    """The addresses of one speech: in Chinese, in English, in both side by side."""

    chinese: str
    english: str
    parallel: str


@public_page
def speech(request, year, slug):
    return public_speech(request, year, slug, is_parallel=False)


@public_page
def parallel(request, year, slug):
    return public_speech(request, year, slug, is_parallel=True)


def public_speech(request, year, slug, is_parallel, **more):
    speech = find_speech(request, year, slug)
    address = speech.year, speech.slug
    chinese, english = (reverse_in(language, "speech", *address) for language in (ZH, EN))
    return speech_page(
        request,
        speech,
        Views(chinese, english, url("parallel", *address)),
        is_parallel,
        canonical=canonical_of(speech),
        pair=speech.has_public_english and not is_parallel,
        oembed=oembed.discovery(speech),
        linked=[linked.article(speech)],
        properties=properties(speech),
        citing=citing(speech),
        sharing=sharing(speech),
        downloads=downloads.addresses(speech),
        **more,
    )


def speech_page(request, speech, views: Views, is_parallel: bool, template: str = "", **more):
    """The page of a speech that was fetched with `readable()`, public or not; all around it is public.

    `more` is what only this way to it knows: the page's own address, a banner.
    """
    paragraphs = list(speech.paragraphs.all())
    topics = most_named_first(topics_of(speech), paragraphs)
    report = Report(speech)
    is_english = wording.page_language() == EN
    body, terms = explained(
        blocks(paragraphs, report),
        request.content,
        in_chinese=is_parallel or not is_english,
        in_english=is_parallel or is_english,
    )
    title = wording.plain_title(speech)
    topic, others = others_on(topics, speech.body)
    return render(
        request,
        template or ("parallel.html" if is_parallel else "speech.html"),
        title=f"{title} · {_('Side by side')}" if is_parallel else title,
        description=description(speech),
        section="speeches",
        crumbs=crumbs(speech),
        og_type="article",
        speech=speech,
        sign=wording.sign(speech),
        heading=wording.title(speech),
        other_heading=wording.other_words(speech, "headline"),
        who=wording.who(speech),
        blocks=body,
        reading=reading(body),
        english=english_of(paragraphs),
        outdated=(speech.english_is_public and speech.is_outdated) or any(block.outdated for block in body),
        is_english=is_english,
        is_parallel=is_parallel,
        views=views,
        short_url=short_url(speech),
        report_url=report.url,
        corrections=corrections(speech),
        topics=topics,
        topic=topic,
        others=others,
        terms=terms,
        **neighbours(speech),
        updated_at=speech.last_changed_at,
        attribution=attribution_of(speech),
        **more,
    )


def others_on(topics, body) -> tuple[Topic | None, list[Said]]:
    """The first topic on which others have spoken (a few if possible), and what they say on it, the newest first."""
    topic, most = None, []
    for asked in topics:
        others = shown.of_others_on(asked, body, OTHERS)
        if len(others) > len(most):
            topic, most = asked, others
        if len(most) == OTHERS:
            break
    speeches = sorted(shown.listed(most), key=lambda speech: (speech.date, -speech.number), reverse=True)
    return topic, said(speeches, words_of(topic)) if topic else []


def properties(speech) -> tuple[tuple[str, str], ...]:
    """What Open Graph says of an article."""
    return (
        ("article:published_time", linked.moment(speech.publish_at)),
        ("article:modified_time", linked.moment(max(speech.publish_at, speech.last_changed_at))),
        ("article:author", linked.address("speaker", speech.speaker.slug)),
        *(("article:tag", wording.words(topic, "name").text) for topic in topics_of(speech)),
    )


def neighbours(speech) -> dict[str, tuple]:
    before, after = shown.beside(speech)
    return {name: other and (other, wording.title(other)) for name, other in (("previous", before), ("next", after))}


def corrections(speech) -> list[tuple]:
    """When a text that readers knew was corrected, and how: in the page's language, or else in the other."""
    return [(told.created_at, correction(told)) for told in shown.corrections(speech)]


def correction(revision) -> Words:
    chinese, english = Words(revision.correction_zh_hant, LANG[ZH]), Words(revision.correction_en, LANG[EN])
    return english or chinese if wording.page_language() == EN else chinese or english


def description(speech) -> str:
    return _("%(speaker)s (%(who)s) at the %(year)d Smart City Mayors’ Summit: %(excerpt)s") % {
        "speaker": wording.words(speech.speaker, "name").text,
        "who": wording.plain_who(speech),
        "year": speech.year,
        "excerpt": wording.excerpt(speech).text,
    }


def crumbs(speech) -> tuple[Crumb, ...]:
    summit, session = speech.session.summit, speech.session
    return (
        crumb(wording.summit_short(summit.year), "summit", summit.year),
        Crumb(wording.session_words(session), url("session", summit.year, session.slug)),
        Crumb(wording.short_name(speech.body)),
    )
