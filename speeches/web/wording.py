"""Which words stand on a page of this language, and which language are they really in?

Whatever has no public English stands in Chinese on an English page, and says so with its own lang.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, pgettext

from .. import countries, text

ZH, EN = "zh-hant", "en"
LANG = {ZH: "zh-Hant-TW", EN: "en"}
HREFLANG = {ZH: "zh-Hant", EN: "en"}
HAN = re.compile(f"[{text.HAN}]")
CHINESE_EXCERPT, ENGLISH_EXCERPT = 76, 160
ENGLISH_LABEL = re.compile(r"[^:.;!?]{1,60}(?=: )")


class Words(NamedTuple):
    """A text with the lang that it has to carry where the page's own is another."""

    text: str
    lang: str = ""

    def __bool__(self):
        return bool(self.text)


class Piece(NamedTuple):
    """Words that may lead somewhere, and what follows them."""

    words: Words
    url_name: str = ""
    slug: str = ""
    after: str = ""


_rendered: ContextVar[str] = ContextVar("the language of the page that is being rendered", default="")


def page_language() -> str:
    return _rendered.get() or (EN if get_language() == EN else ZH)


@contextmanager
def one_language() -> Iterator[None]:
    """For as long as a template is rendered: it asks some hundred times, and Django’s answer is slow."""
    token = _rendered.set(page_language())
    try:
        yield
    finally:
        _rendered.reset(token)


def other_language() -> str:
    return ZH if page_language() == EN else EN


def lang_of(string: str) -> str:
    """A name that is written in Latin letters is no Chinese, whatever column it stands in."""
    return LANG[ZH] if HAN.search(string) else LANG[EN]


def in_language(thing, field: str, language: str) -> str:
    """The column of exactly this language; English only if it is public."""
    if language == EN and not getattr(thing, "english_is_public", True):
        return ""
    return getattr(thing, f"{field}_{language.replace('-', '_')}") or ""


def words(thing, field: str) -> Words:
    """The field in the language of the page, or else in Chinese."""
    string = in_language(thing, field, page_language()) or in_language(thing, field, ZH)
    return Words(string, lang_of(string))


def other_words(thing, field: str) -> Words:
    """The field in the other language; nothing where there is none, or where it is the same."""
    string = in_language(thing, field, other_language())
    return Words(string, lang_of(string)) if string != words(thing, field).text else Words("")


def short_name(body) -> Words:
    """A city without 市; an organization as it is."""
    name = words(body, "name")
    return Words(text.short_place(name.text), name.lang) if body._meta.model_name == "city" else name


def sign(speech) -> Words:
    """What the signboard says: the city, or the country that the organization speaks for."""
    body = speech.body
    if speech.city or not body.country_name:
        return short_name(body)
    return Words(body.country_name, LANG[page_language()])


def title(speech) -> tuple[Words, ...]:
    """The headline, or who spoke for what."""
    if headline := in_language(speech, "headline", page_language()):
        return (Words(headline, lang_of(headline)),)
    return short_name(speech.body), words(speech.speaker, "name")


def plain_title(speech) -> str:
    """The same for <title>, where no lang can be marked."""
    return ("　" if page_language() == ZH else " — ").join(part.text for part in title(speech))


def who(speech) -> tuple[Piece, ...]:
    """For whom and as what: 美國匹茲堡市市長, or Mayor of Pittsburgh, United States."""
    bodies = [
        Piece(words(body, "name"), body._meta.model_name, body.slug)
        for body in (speech.city, speech.organization)
        if body is not None
    ]
    country = spoken_country(speech)
    role = Piece(words(speech, "role"))
    if page_language() == ZH:
        pieces = [country, *bodies, role]
        return tuple(piece for piece in pieces if piece.words)
    if role.words.lang == bodies[-1].words.lang == LANG[ZH]:
        pieces = [*bodies, role, country]
        return tuple(
            piece._replace(after=", " if piece is role and country.words else "") for piece in pieces if piece.words
        )
    joint = " of " if speech.city and role.words.lang == LANG[EN] else ", "
    pieces = [piece for piece in (role, *bodies, country) if piece.words]
    after = [joint if piece is role else ", " for piece in pieces[:-1]] + [""]
    return tuple(piece._replace(after=string) for piece, string in zip(pieces, after, strict=True))


def spoken_country(speech) -> Piece:
    """The country, unless it is the summit's own or the body's name says it already."""
    body = speech.body
    name = body.country_name
    if body.country == "TW" or not name or says_country(words(body, "name").text, name):
        return Piece(Words(""))
    return Piece(Words(name, LANG[page_language()]), "country", body.country)


def country_words(code: str, language: str) -> Words:
    return Words(countries.name_of(code, language.replace("-", "_")), LANG[language])


def says_country(body: str, country: str) -> bool:
    """Whether the name of a body holds its country's (Israel Economic and Cultural Office, 加拿大駐台北貿易辦事處),
    or a word that begins with it but for its last vowels, as most adjectives do (Canadian Trade Office in Taipei)."""
    stem = country.rstrip("aeiouy")
    return country in body or (len(stem) > 3 and re.search(rf"\b{re.escape(stem)}", body) is not None)


def after_name() -> str:
    """What stands between a speaker's name and the role."""
    return pgettext("between name and role", ", ")


def plain_who(speech) -> str:
    return "".join(piece.words.text + piece.after for piece in who(speech))


def runs(string: str) -> list[Words]:
    """The text cut where the script changes between Chinese and any other."""
    pieces = re.split(f"([{text.HAN}](?:[^A-Za-z]*[{text.HAN}])?)", string)
    return [Words(piece, LANG[ZH if number % 2 else EN]) for number, piece in enumerate(pieces) if piece]


def excerpt(speech) -> Words:
    """How the speech begins; in one language."""
    paragraphs = list(speech.paragraphs.all())
    if page_language() == EN:
        english = " ".join(p.text_en for p in takewhile(lambda p: p.english_is_public, paragraphs))
        if english:
            return Words(shortened(english, ENGLISH_EXCERPT), LANG[EN])
    chinese = "".join(paragraph.text_zh_hant for paragraph in paragraphs)
    return Words(shortened(chinese, CHINESE_EXCERPT), LANG[ZH])


def shortened(string: str, length: int) -> str:
    if len(string) <= length:
        return string
    cut = string[:length]
    if not HAN.search(cut) and " " in cut:
        cut = cut.rpartition(" ")[0]
    return cut.rstrip(" ，、；：。,;:.") + "…"


def label(paragraph, language: str) -> str:
    """What stands before the colon of a point; the English has one where the Chinese has."""
    if language == ZH or not paragraph.label:
        return paragraph.label
    found = ENGLISH_LABEL.match(paragraph.text_en)
    return found[0] if found else ""


def day(date) -> str:
    """2021 年 3 月 24 日, 24 March 2021."""
    return day_in(get_language(), date)


@lru_cache(maxsize=1_000)
def day_in(_language: str, date) -> str:
    """In the active language: a list has the same few days over and over."""
    # Translators: a date format of Django, such as j F Y or Y 年 n 月 j 日
    return date_format(date, pgettext("date format", "j F Y"))


def session_words(session) -> Words:
    """A session is called by its name, or else by its day."""
    return words(session, "name") or Words(day(session.date), LANG[page_language()])


def session_name(session) -> str:
    return session_words(session).text


def summit_name(year: int) -> str:
    return gettext("%(year)d Smart City Mayors’ Summit") % {"year": year}


def summit_short(year: int) -> str:
    return gettext("%(year)d summit") % {"year": year}


def site_name() -> str:
    return gettext("Mayors’ Summit, in their words")
