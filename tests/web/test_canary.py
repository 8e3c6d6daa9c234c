"""A canary in every field that is not public, and a walk over every public address: it sings nowhere.

The addresses are found, not listed: each pattern of the resolver in each language, filled with everything that the
database holds, public or not. A pattern with a parameter of a new name fails the test: say in `values` what fills it.
"""

import re
import zipfile
from datetime import date, timedelta
from io import BytesIO
from itertools import product
from urllib.parse import urlencode

import pypdfium2
import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from django.utils.translation import override

from speeches import papers
from speeches.changes import recorded
from speeches.models import (
    City,
    OldSlug,
    Organization,
    Session,
    SourceDocument,
    Speaker,
    Speech,
    SpeechState,
    Summit,
    Topic,
)
from speeches.publishing import move
from speeches.web import cite, downloads
from speeches.web.data import DATASETS
from speeches.web.sitemaps import SECTIONS
from speeches.workbench.states import APPROVED, DRAFT, write_english
from tests import factories

pytestmark = pytest.mark.django_db

LANGUAGES = ["zh-hant", "en"]
CANARY = ("CANARY 金絲雀", "CANARY")
HOWS = ["draft", "in review", "withdrawn", "due"]
DUE = timedelta(days=1)
SLUGS = {
    "speech": Speech,
    "parallel": Speech,
    "session": Session,
    "city": City,
    "organization": Organization,
    "speaker": Speaker,
    "topic": Topic,
    "cite": Speech,
    "download": Speech,
    "digest": Session,
    "digest_in_both": Session,
    "city_feed": City,
    "topic_feed": Topic,
}
FORMS = {
    "cite": list(cite.FORMS),
    "download": downloads.FORMS,
    "digest": list(papers.WRITERS),
    "digest_in_both": list(papers.WRITERS),
}
# What only leads on: to a page in the reader's language, or to the login.
REDIRECTING = {"entrance", "short_link", "preview", "preview_parallel"}


def patterns(found):
    """Name and parameters of each pattern outside of the admin."""
    for pattern in found:
        if isinstance(pattern, URLPattern):
            yield pattern.name, list(pattern.pattern.converters)
        else:
            yield from patterns(pattern.url_patterns)


def public_patterns():
    return patterns([p for p in get_resolver().url_patterns if not str(p.pattern).startswith("admin/")])


def values(name) -> dict[str, list]:
    """What fills the parameters of this pattern: slugs of what it shows, or of everything, now and formerly."""
    models = [SLUGS[name]] if name in SLUGS else SLUGS.values()
    old = OldSlug.objects.filter(kind__in=[model._meta.model_name for model in models])
    now = [model.objects.all() for model in models]
    countries = {code for model in (City, Organization) for code in model.objects.values_list("country", flat=True)}
    return {
        "year": list(Summit.objects.values_list("year", flat=True)),
        "slug": sorted({slug for slugged in [*now, old] for slug in slugged.values_list("slug", flat=True)}),
        "key": list(Speech.objects.values_list("key", flat=True)),
        "country": sorted(countries - {""}),
        "name": list(DATASETS),
        "form": FORMS.get(name, ["atom", "json"]),
        "section": ["pages", *SECTIONS],
        "number": [1],
    }


def addresses() -> dict[str, set[str]]:
    """Every address that the site could have, by the name of its pattern."""
    found = {}
    for (name, parameters), language in product(public_patterns(), LANGUAGES):
        known = values(name)
        with override(language):
            for filling in product(*(known[parameter] for parameter in parameters)):
                address = reverse(name, kwargs=dict(zip(parameters, filling, strict=True)))
                found.setdefault(name, set()).add(address)
    return found


class Walk:
    """The whole site as a stranger sees it: each address asked, with what it answered."""

    def __init__(self):
        self.client = Client()
        self.answers = {}
        self.statuses: dict[str, set[int]] = {}
        for name, found in addresses().items():
            for address in found:
                self.ask(address, name)
        for speech in Speech.objects.all():
            for language in LANGUAGES:
                page = f"/{language}/speeches/{speech.year}/{speech.slug}/"
                self.ask(f"/oembed?{urlencode({'url': settings.SITE_URL + page})}", "oembed")
                for paragraph in speech.paragraphs.all():
                    self.ask(f"{page}cite/bib?p={paragraph.key}", "cite")
        for address in self.pages():
            if "?" not in address:
                self.ask(f"{address}?page=2", "query")
            if address.startswith("/en/"):
                assert self.client.head(address).content == b""
        for address in ("/sitemap.xml", "/feed/", "/en/nothing/", "/nothing", "/en/speeches/2021/", "/admin/"):
            self.ask(address, "else")
        self.ask("/en/", "strange host", headers={"host": "evil.example"})

    def ask(self, address, name, **more):
        self.answers[name, address] = answer = self.client.get(address, **more)
        self.statuses.setdefault(name, set()).add(answer.status_code)

    def pages(self) -> set[str]:
        return {address for (_name, address), answer in self.answers.items() if answer.status_code == 200}

    def tags(self) -> dict[str, str]:
        return {a: answer.headers["ETag"] for (_n, a), answer in self.answers.items() if "ETag" in answer.headers}

    def texts(self) -> dict[str, str]:
        """Each page without its dates of last update."""
        return {
            address: re.sub('<time.*?</time>|"dateModified": "[^"]*"', "", body(answer))
            for (_name, address), answer in self.answers.items()
            if answer.status_code == 200
        }

    def singing(self, words=("canary", "金絲雀")) -> list[str]:
        """Where one of the words is told to somebody who did not type it."""
        return [a for (_name, a), answer in self.answers.items() if sings(answer, a, words)]


def body(answer) -> str:
    """What is sent in pieces can be read only once."""
    if not hasattr(answer, "body"):
        answer.body = words_of(answer.getvalue())
    return answer.body


def words_of(content: bytes) -> str:
    """What stands in a page or a file: of a document what its parts say, of a PDF the text of its pages."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    if content.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(content)
        pages = (page.get_textpage().get_text_range() for page in document)
        return "\n".join([str(document.get_metadata_dict()), *pages])
    return content.decode()


def sings(answer, address: str, words=("canary", "金絲雀")) -> bool:
    told = " ".join([body(answer), *map(str, answer.headers.items()), str(answer.cookies)])
    if answer.status_code != 200:
        # An error page links to the same address in the other language, the login to where one came from.
        typed = address.removeprefix("/zh-hant").removeprefix("/en")
        told = told.replace(typed, "").replace(typed.partition("?")[0], "")
    return any(word in told.lower() for word in words)


def hide(make, how, number, session=None, **values):
    """A speech that is not public, with a canary in every field, and with things of its own or those of others."""
    speech = make.speech(
        number,
        session=session,
        public=False,
        slug=f"canary-{number}",
        role=CANARY,
        headline=CANARY,
        texts=(CANARY[0], f"{CANARY[0]}：二"),
        english=(CANARY[1],),
        **values,
    )
    with recorded(factories.make_user(name=f"CANARY{number}"), "CANARY reason"):
        speech.honorific = CANARY[0]
        speech.source_row = {"text": CANARY[0]}
        speech.save()
        for model, thing in (("city", speech.city), ("speaker", speech.speaker)):
            if thing.slug.startswith("canary"):
                OldSlug.objects.create(kind=model, slug=f"canary-old-{model}-{number}", key=thing.key)
    OldSlug.objects.create(kind="speech", year=speech.year, slug=f"canary-old-{number}", key=speech.key)
    if how == "in review":
        move(speech, SpeechState.IN_REVIEW)
    elif how == "due":
        move(speech, SpeechState.PUBLISHED, at=timezone.now() + DUE, reason="CANARY reason")
    elif how == "withdrawn":
        move(speech, SpeechState.PUBLISHED)
        with recorded(reason="CANARY reason", correction=CANARY):
            paragraph = speech.paragraphs.in_order()[0]
            paragraph.text_zh_hant += "改"
            paragraph.save()
        move(speech, SpeechState.WITHDRAWN)
    return speech


def canary_document(session):
    document = factories.make_document(session, "CANARY.txt")
    with recorded(reason="CANARY"):
        SourceDocument.objects.filter(pk=document.pk).update(title=CANARY[0], problems=[{"message": CANARY[0]}])
    return document


def own_things(number) -> dict:
    """Things that occur in no public speech."""
    return {
        "city": (f"{CANARY[0]}{number}市", f"Canary {number}"),
        "country": "FR",
        "organization": (f"{CANARY[0]}{number}會", f"Canary Office {number}"),
        "speaker": (f"{CANARY[0]}{number}", f"Canary Speaker {number}"),
        "topics": [(f"{CANARY[0]}議題{number}", f"canary topic {number}")],
    }


def hide_everywhere(make) -> list[Speech]:
    """For each way of not being public a speech among public ones and one whose everything is hidden."""
    with recorded(reason="CANARY"):
        summit = Summit.objects.create(year=2019, theme_zh_hant=CANARY[0], theme_en=CANARY[1], description=CANARY[0])
        session = Session.objects.create(
            summit=summit, date=date(2019, 3, 24), name_zh_hant=CANARY[0], name_en=CANARY[1], slug="canary-session"
        )
        # In the year of the public speeches too.
        Session.objects.create(summit=factories.make_summit(), date=date(2021, 3, 25), name_zh_hant=CANARY[0])
    factories.make_document(factories.make_session(), "CANARY.txt")
    hidden = [hide(make, "draft", 0)]  # before the public ones; the others come after them
    for number, how in enumerate(HOWS, start=50):
        document = canary_document(session)
        shared = {"topics": [("數位轉型", ""), (f"{CANARY[0]}議題{number}", "")]}
        hidden.append(hide(make, how, number, document=canary_document(factories.make_session()), **shared))
        hidden.append(hide(make, how, number + 10, session=session, document=document, **own_things(number)))
    return hidden


def hide_in_public(site) -> None:
    """What is not public of public things: a translator's draft, the Chinese of before, what editors say."""
    untranslated, translated = site["none"], site["whole"]
    user = factories.make_user(name="CANARY")
    with recorded(user, "CANARY reason"):
        for paragraph in untranslated.paragraphs.all():
            write_english(paragraph, state=DRAFT, text=CANARY[1])
            paragraph.save()
        write_english(untranslated, state=DRAFT, role=CANARY[1], headline=CANARY[1])
        untranslated.source_row = {"text": CANARY[0]}
        untranslated.save()
        paragraph = translated.paragraphs.in_order()[0]
        text, english = paragraph.text_zh_hant, paragraph.text_en
        paragraph.text_zh_hant = CANARY[0]
        write_english(paragraph, state=APPROVED, text=english)
        paragraph.save()
    with recorded(user, "CANARY reason"):
        paragraph.text_zh_hant = text
        paragraph.save()
        SourceDocument.objects.all().update(content=CANARY[0].encode(), problems=[{"message": CANARY[0]}])
        # A topic of a public city of which no public speech speaks.
        translated.city.topics.add(Topic.objects.create(name_zh_hant=CANARY[0], slug="canary-topic"))


def test_it_sings_nowhere_and_nothing_counts_it(site, make):
    hide_in_public(site)
    before = Walk()
    assert before.singing() == []
    hidden = hide_everywhere(make)
    after = Walk()
    assert after.singing() == []
    assert after.singing([speech.key for speech in hidden]) == []
    assert after.texts() == before.texts()
    # The walk has seen something of each pattern.
    for name, statuses in after.statuses.items():
        expected = {"strange host": 400}.get(name, 302 if name in REDIRECTING else 200)
        assert expected in statuses, name
        assert statuses <= {200, 301, 302, 400, 404}, name
    assert len(after.pages()) > 100


def test_it_comes_at_its_time_and_goes_at_once(site, make, client, monkeypatch):
    speech = hide(make, "due", 50, **own_things(50))
    address = f"/zh-hant/speeches/2021/{speech.slug}/"
    before = Walk()
    later = timezone.now() + 2 * DUE
    monkeypatch.setattr(timezone, "now", lambda: later)
    for known, tag in before.tags().items():
        assert client.get(known, headers={"if-none-match": tag}).status_code != 304, known
    due = Walk()
    assert due.pages() > before.pages()
    singing = due.singing()
    # The walk hears the canary at once.
    assert {address, "/zh-hant/", "/en/cities/", f"/en/speakers/{speech.speaker.slug}/"} <= set(singing)
    tags = due.tags()
    move(speech, SpeechState.WITHDRAWN)
    for known in singing:
        answer = client.get(known, headers={"if-none-match": tags.get(known, "*")})
        assert answer.status_code in {200, 404}, known
        assert not sings(answer, known), known
    assert client.get(address, headers={"if-none-match": tags[address]}).status_code == 404
