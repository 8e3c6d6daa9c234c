"""What became public lately, for feed readers: Atom and JSON Feed, of all, of a summit, city, topic or search.

Both are made by Django's feed generator from the same items. The English feeds hold what can be read in English.
"""

import json
import re
from dataclasses import replace

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed, SyndicationFeed, rfc3339_date
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ..models import City, Speech, Summit, Topic
from ..models.counted import page_of
from ..models.topic import topics_of
from ..search import NEWEST
from ..search import find as search
from . import wording
from .addresses import absolute, find, short_url, url
from .asking import Asked
from .files import file
from .page import with_query
from .pagecache import answer_page, public_page
from .wording import EN, LANG, page_language

MOST = 50
# What XML has no character for.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Dated:
    """A feed without items is as old as the content, not as this moment: it has to stay the same, byte for byte."""

    def latest_post_date(self):
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=self.feed["since"])


class AtomFeed(Dated, Atom1Feed):
    """RFC 4287. Django writes a summary as HTML; ours is text, in a language of its own."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item | {"description": None})
        language = item["summary_language"]
        handler.addQuickElement("summary", item["description"], {"type": "text", "xml:lang": language})


class JsonFeed(Dated, SyndicationFeed):
    """JSON Feed 1.1."""

    content_type = "application/feed+json"

    def write(self, outfile, encoding):
        feed = self.feed
        data = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed["title"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "description": feed["subtitle"],
            "language": feed["language"],
            "authors": [{"name": feed["author_name"]}],
            "items": [self.item(item) for item in self.items],
        }
        json.dump(data, outfile, ensure_ascii=False, indent=1)

    def item(self, item) -> dict:
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["description"],
            "content_text": item["text"],
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "authors": [{"name": item["author_name"], "url": item["author_link"]}],
            "tags": list(item["categories"]),
            "language": item["summary_language"],
        }


FORMS = {"atom": AtomFeed, "json": JsonFeed}


@public_page
def feed(request, form):
    return answer(request, form, Speech.objects.public(), wording.site_name(), url("home"))


@public_page
def summit_feed(request, year, form):
    public = Speech.objects.public()
    summit = get_object_or_404(Summit.objects.known(public), year=year)
    return answer(request, form, public.of(summit), wording.summit_name(year), url("summit", year))


@public_page
def city_feed(request, slug, form):
    return named_feed(request, form, find(City.objects.with_speeches(Speech.objects.public()), request, slug))


@public_page
def topic_feed(request, slug, form):
    return named_feed(request, form, find(Topic.objects.with_speeches(Speech.objects.public()), request, slug))


@answer_page
def search_feed(request, form):
    """What a search finds, without what only comes close; of a filter that is none there is no feed."""
    asked = Asked.of(request.GET)
    if asked.unknown:
        raise Http404(f"Nothing is known by {asked.unknown}.")
    filters = replace(asked.filters, language=EN) if page_language() == EN else asked.filters
    found = search(asked.text, filters, order=NEWEST, per_page=MOST, with_facets=False)
    speeches = Speech.objects.public().with_pks(*([] if found.is_close else found.pks))
    title = " · ".join(
        filter(None, [asked.text, *(one.words.text for one in asked.chosen.values()), wording.site_name()])
    )
    return answer(request, form, speeches, title, asked.address, asked.query)


def named_feed(request, form, thing):
    """Of a city or a topic."""
    title = f"{wording.words(thing, 'name').text} · {wording.site_name()}"
    page = url(thing._meta.model_name, thing.slug)
    return answer(request, form, Speech.objects.public().of(thing), title, page)


def answer(request, form: str, speeches, title: str, page: str, query: str = ""):
    if form not in FORMS:
        raise Http404(f"There is no feed as {form!r}.")
    if page_language() == EN:
        speeches = speeches.in_public_english()
    found = FORMS[form](
        title=printable(title),
        link=absolute(page),
        feed_url=absolute(with_query(request.path, query)),
        description="",
        subtitle=printable(_("What mayors said at the Smart City Mayors’ Summit in Taipei.")),
        language=LANG[page_language()],
        author_name=printable(settings.PUBLISHER_NAME or wording.site_name()),
        since=request.content.updated_at,
    )
    shown_fully = Speech.objects.listed().with_topics().newest_publication_first()
    for speech in page_of(shown_fully, speeches.newest_publication_first()[:MOST]):
        add(found, speech)
    return file(found.writeString("utf-8"), found.content_type, canonical=absolute(page))


def add(found, speech) -> None:
    excerpt = wording.excerpt(speech)
    name = wording.words(speech.speaker, "name").text
    found.add_item(
        title=printable(wording.plain_title(speech)),
        link=absolute(url("speech", speech.year, speech.slug)),
        description=printable(excerpt.text),
        summary_language=excerpt.lang,
        text="\n\n".join(shown(paragraph) for paragraph in speech.paragraphs.all()),
        # The translation is another text than the original: one name for both would hide one of them.
        unique_id=f"{short_url(speech)}#{LANG[page_language()]}",
        author_name=printable(f"{name} ({wording.plain_who(speech)})"),
        author_link=absolute(url("speaker", speech.speaker.slug)),
        categories=[printable(wording.words(topic, "name").text) for topic in topics_of(speech)],
        pubdate=localtime(speech.publish_at),
        updateddate=localtime(max(speech.publish_at, speech.last_changed_at)),
    )


def shown(paragraph) -> str:
    english = paragraph.text_en if paragraph.english_is_public else ""
    return english if english and page_language() == EN else paragraph.text_zh_hant


def printable(text: str) -> str:
    return UNPRINTABLE.sub("", text)
