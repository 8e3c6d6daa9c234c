"""A small site to read: speeches made through the models, and a parser that is stricter than browsers."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.utils import timezone

from speeches.changes import recorded
from speeches.models import City, Organization, Paragraph, Speaker, Speech, SpeechState, Topic
from speeches.publishing import move
from speeches.workbench.states import APPROVED, write_english
from tests import factories

VOID = {"meta", "link", "br", "img", "input", "hr", "rect"}
HAN = re.compile(r"[\u3400-\u9fff]")
ENGLISH_WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")


class Maker:
    """Makes speeches; what is made twice under one name is one thing."""

    def thing(self, model, chinese, english="", **values):
        """With the English name as address, as after a publication."""
        known = model.objects.called(chinese).first()
        if known:
            return known
        if english:
            values.setdefault("slug", re.sub(r"[^a-z0-9]+", "-", english.lower()).strip("-"))
        return model.objects.create(name_zh_hant=chinese, name_en=english, **values)

    def speech(
        self,
        number=1,
        *,
        city=("匹茲堡市", "Pittsburgh"),
        country="US",
        organization=None,
        speaker=("William Peduto", "William Peduto"),
        role=("市長", ""),
        headline=("", ""),
        texts=("五大未來方向：", "身份識別：推廣台北通。", "連網城市使電網系統更加有效率。"),
        english=(),
        topics=(),
        public=True,
        at=None,
        session=None,
        slug="",
        document=None,
    ):
        with recorded(reason="made for a test"):
            speech = Speech(
                session=session or factories.make_session(),
                number=number,
                city=self.thing(City, *city, country=country) if city else None,
                organization=self.thing(Organization, *organization, country=country) if organization else None,
                speaker=self.thing(Speaker, *speaker),
                role_zh_hant=role[0],
                headline_zh_hant=headline[0],
                slug=slug,
                document=document,
            )
            if role[1] or headline[1]:
                write_english(speech, state=APPROVED, role=role[1], headline=headline[1])
            speech.save()
            for position, chinese in enumerate(texts):
                kind = Paragraph.Kind.POINT if position else Paragraph.Kind.LEAD
                paragraph = Paragraph(speech=speech, position=position, kind=kind, text_zh_hant=chinese)
                if position < len(english) and english[position]:
                    write_english(paragraph, state=APPROVED, text=english[position])
                paragraph.save()
            for topic in topics:
                speech.topics.add(self.thing(Topic, *topic))
        if public:
            move(speech, SpeechState.PUBLISHED, at=at or timezone.now() - timedelta(minutes=1))
        return speech


def is_inline(tag: str, attributes: dict) -> bool:
    """Style, or a script that would run: one of linked data is no script for a browser, one of a file is not inline."""
    is_script = tag == "script" and attributes.get("type") != "application/ld+json" and "src" not in attributes
    return tag == "style" or is_script


class Page(HTMLParser):
    """The page as its tags say: unclosed or crossed elements, doubled ids and unmarked languages are collected."""

    def __init__(self, response):
        super().__init__()
        self.faults, self.open, self.ids, self.links, self.tags, self.texts = [], [], set(), [], [], []
        self.html = response.content.decode()
        self.feed(self.html)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag, _lang in self.open]

    @property
    def lang(self):
        return self.open[-1][1] if self.open else ""

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append((tag, found))
        if (name := found.get("id")) is not None:
            if name in self.ids:
                self.faults.append(f"id {name} stands twice")
            self.ids.add(name)
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if "style" in found or any(name.startswith("on") for name in found) or is_inline(tag, found):
            self.faults.append(f"<{tag}> has inline style or script")
        if tag not in VOID:
            self.open.append((tag, found.get("lang") or self.lang))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data):
        inside = {tag for tag, _lang in self.open}
        if not data.strip() or inside & {"title", "code", "script"}:
            return
        self.texts.append((data.strip(), self.lang))
        if HAN.search(data) and self.lang != "zh-Hant-TW":
            self.faults.append(f"Chinese without its lang: {data.strip()!r}")
        if not HAN.search(data) and ENGLISH_WORDS.search(data) and self.lang != "en":
            self.faults.append(f"English without its lang: {data.strip()!r}")

    def all(self, tag, **attributes):
        return [found for name, found in self.tags if name == tag and attributes.items() <= found.items()]

    def link(self, rel):
        return [found["href"] for found in self.all("link", rel=rel)]

    def hreflangs(self):
        return {found["hreflang"]: found["href"] for found in self.all("link", rel="alternate") if "hreflang" in found}

    def text(self):
        return " ".join(text for text, _lang in self.texts)


@pytest.fixture
def make(db):
    return Maker()


@pytest.fixture
def read(client):
    """`read("/en/")` gives the page, or fails if it is none or is not well made."""

    def read(path, status=200):
        response = client.get(path)
        assert response.status_code == status, path
        page = Page(response)
        assert page.faults == [], path
        page.response = response
        return page

    return read


@pytest.fixture
def site(make):
    """Three public speeches with all that a page can show: English whole, in part, and none."""
    digital, net = ("數位轉型", "digital transformation"), ("淨零", "")
    document = factories.make_document()
    whole = make.speech(
        1,
        role=("市長", "Mayor"),
        headline=("匹茲堡的五大未來方向", "Pittsburgh’s five directions"),
        english=("Five directions:", "Identification: Taipei Pass is promoted.", "A connected city saves power."),
        topics=[digital, net],
        document=document,
    )
    part = make.speech(
        2,
        city=("臺北市", ""),
        country="TW",
        speaker=("柯文哲", "Ko Wen-je"),
        english=("The first paragraph only.",),
        topics=[digital],
        document=document,
    )
    none = make.speech(
        3,
        city=None,
        organization=("加拿大駐台北貿易辦事處", ""),
        country="CA",
        speaker=("陳代表", ""),
        role=("代表", ""),
        document=document,
    )
    factories.make_page("about", "臺北自 2015 年起舉辦高峰會。", "Taipei has held the summit since 2015.")
    return {"whole": whole, "part": part, "none": none}


@pytest.fixture
def addresses(site):
    """One address of each kind of page, without the language."""
    whole, part, none = site["whole"], site["part"], site["none"]
    return [
        "",
        "speeches/",
        "search/",
        "speeches/2021/",
        *(f"speeches/2021/{speech.slug}/" for speech in (whole, part, none)),
        *(f"speeches/2021/{speech.slug}/parallel/" for speech in (whole, part, none)),
        "summits/",
        "summits/2021/",
        "summits/2021/03-24/",
        "cities/",
        f"cities/{whole.city.slug}/",
        f"cities/{part.city.slug}/",
        "organizations/",
        f"organizations/{none.organization.slug}/",
        "countries/",
        "countries/us/",
        "countries/ca/",
        "speakers/",
        f"speakers/{whole.speaker.slug}/",
        f"speakers/{none.speaker.slug}/",
        "topics/",
        *(f"topics/{topic.slug}/" for topic in whole.topics.all()),
        *(f"topics/{topic.slug}/compare/" for topic in whole.topics.all()),
        "glossary/",
        "data/",
        "site-map/",
        "about/",
        "contact/",
        "privacy/",
        "accessibility/",
    ]
