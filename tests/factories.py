"""Small things to test with, made through the one door of writes."""

import datetime
import itertools

from django.contrib.auth.models import Group, User

from speeches import publishing
from speeches.changes import recorded
from speeches.models import (
    City,
    Credit,
    Organization,
    Paragraph,
    Remark,
    Session,
    SitePage,
    SourceDocument,
    Speaker,
    Speech,
    SpeechState,
    Summit,
    Synonym,
    Term,
    Topic,
)
from speeches.models.remark import HEADLINE
from speeches.roles import make_roles

counter = itertools.count(1)


def make(model, **fields):
    with recorded(reason="made for a test"):
        thing = model(**fields)
        thing.save()
    return thing


def make_summit(year=2021):
    return Summit.objects.filter(year=year).first() or make(Summit, year=year, theme_zh_hant="新常態")


def make_session(day=datetime.date(2021, 3, 24)):
    summit = make_summit(day.year)
    return summit.sessions.filter(date=day).first() or make(Session, summit=summit, date=day)


def make_city(name="匹茲堡市", english="Pittsburgh", country="US", **fields):
    return make(City, name_zh_hant=name, name_en=english, country=country, **fields)


def make_organization(name="加拿大駐台北貿易辦事處", country="CA", **fields):
    return make(Organization, name_zh_hant=name, country=country, **fields)


def make_speaker(name="William Peduto", english=None, **fields):
    return make(Speaker, name_zh_hant=name, name_en=name if english is None else english, **fields)


def make_topic(name=None, english="", synonyms=""):
    return make(Topic, name_zh_hant=name or f"議題{next(counter)}", name_en=english, synonyms=synonyms)


def make_term(chinese="數位轉型", english="digital transformation"):
    return make(Term, chinese=chinese, english=english)


def make_remark(speech=None, paragraph=HEADLINE, text="三萬盞？", **fields):
    return make(Remark, speech=speech or make_speech(), paragraph_key=paragraph, text=text, **fields)


def make_credit(user=None, name="王譯者"):
    return make(Credit, user=user or make_user(), name=name, agreed=True)


def make_synonym(*words):
    return make(Synonym, words="\n".join(words or ("捷運", "metro")))


def make_document(session=None, name="paper.txt"):
    content = f"paper {next(counter)}".encode()
    return make(
        SourceDocument,
        session=session or make_session(),
        name=name,
        title="2021 首長高峰會(3/24)談話內容摘要",
        encoding="utf-8",
        sha256=SourceDocument.checksum(content),
        content=content,
    )


def make_page(name="contact", chinese="來信請洽本處。", english=""):
    return SitePage.objects.called(name).first() or make(SitePage, name=name, body_zh_hant=chinese, body_en=english)


def make_speech(*texts, number=None, session=None, city=None, speaker=None, topics=(), state=None, at=None, **fields):
    """A speech with these paragraphs; `state` moves it on through `publishing`."""
    number = number or next(counter)
    with recorded(reason="made for a test"):
        speech = Speech(
            session=session or make_session(),
            number=number,
            speaker=speaker or make_speaker(f"Speaker {number}"),
            city=city or (None if "organization" in fields else make_city(f"第{number}市", f"City {number}")),
            **{"role_zh_hant": "市長", **fields},
        )
        speech.save()
        for position, paragraph in enumerate(texts or ("智慧城市的願景為符合市民需求。",), start=1):
            Paragraph(speech=speech, position=position, text_zh_hant=paragraph).save()
        speech.topics.add(*topics)
    if state == SpeechState.IN_REVIEW:
        publishing.move(speech, SpeechState.IN_REVIEW)
    elif state in {SpeechState.PUBLISHED, SpeechState.WITHDRAWN}:
        publishing.move(speech, SpeechState.PUBLISHED, at=at)
    if state == SpeechState.WITHDRAWN:
        publishing.move(speech, SpeechState.WITHDRAWN)
    return speech


def make_user(role=None, name=None, **fields):
    """An account with one role of the table (or none, or is_superuser=True)."""
    make_roles()
    user = User.objects.create_user(name or f"user{next(counter)}", password="a-long-password", is_staff=True, **fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user
