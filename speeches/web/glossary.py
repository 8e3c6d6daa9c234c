"""The words of the office and their English: the glossary, and where a speech uses them."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Paragraph, Term
from ..text import clean, without_accents
from ..workbench.terms import Found, Matcher
from .blocks import Block
from .page import crumb, paginate, render
from .pagecache import answer_page
from .wording import EN, ZH, Words, lang_of, page_language

PER_PAGE = 100
LONGEST_QUERY = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One term, and in which paragraph (by its key) the page marks it first."""

    term: Term
    paragraph: str = ""

    @property
    def source(self) -> Words:
        return Words(self.term.source, lang_of(self.term.source))

    @property
    def status(self) -> str:
        return status(page_language(), self.term.status)

    @property
    def note(self) -> Words:
        return Words(self.term.note, lang_of(self.term.note))


@cache
def status(_language: str, value: str) -> str:
    """In words, in the active language."""
    return str(Term.Status(value).label)


@answer_page
def glossary(request):
    query = clean("".join(filter(str.isprintable, request.GET.get("q", ""))))[:LONGEST_QUERY]
    paging = paginate(request, Term.objects.mentioning(query).by_language(page_language()), PER_PAGE)
    number = paging.paginator.count
    return render(
        request,
        "glossary.html",
        title=_("Bilingual glossary"),
        description=_("The words of the summit in Chinese and English, with their sources."),
        section="glossary",
        crumbs=(crumb(_("Glossary")),),
        kicker=ngettext("%(number)d term", "%(number)d terms", number) % {"number": number},
        q=query,
        query=urlencode({"q": query}) if query else "",
        paging=paging,
        groups=groups(paging),
    )


def groups(terms) -> list[tuple[str, list[Entry]]]:
    """On an English page by the first letter; the Chinese words follow each other in one order."""
    initial = (lambda term: first_letter(term.english)) if page_language() == EN else (lambda term: "")
    return [(letter, [Entry(term) for term in found]) for letter, found in groupby(terms, key=initial)]


def first_letter(word: str) -> str:
    letter = without_accents(word[:1]).upper()
    return letter if letter.isalpha() else "#"


class Vocabulary(NamedTuple):
    """All terms, as they are found in texts."""

    chinese: Matcher[Term]
    # By the English itself: several terms may have the same.
    english: Matcher[str]


@lru_cache(maxsize=1)
def vocabulary(number: int, changed_at: datetime | None) -> Vocabulary:
    """As it is in this version of the content."""
    terms = list(Term.objects.all())
    return Vocabulary(
        Matcher((spelling, term) for term in terms for spelling in term.spellings),
        Matcher((term.english, term.english) for term in terms),
    )


def explained(blocks: list[Block], content, *, in_chinese: bool, in_english: bool) -> tuple[list[Block], list[Entry]]:
    """The blocks with the first use of each term marked in the languages that are shown, and these terms."""
    marker = Marker(vocabulary(content.number, content.changed_at), in_chinese, in_english)
    return [marker.mark(block) for block in blocks], list(marker.entries.values())


class Marker:
    """Goes through a speech once: a term is marked where it stands first, and nowhere again.

    Where both languages stand side by side, that is so in each of them.
    """

    def __init__(self, words: Vocabulary, in_chinese: bool, in_english: bool):
        self.words, self.in_chinese, self.in_english = words, in_chinese, in_english
        self.entries: dict[int, Entry] = {}
        self.known: set[tuple[str, int]] = set()

    def mark(self, block: Block) -> Block:
        if block.paragraph.kind == Paragraph.Kind.HEADING:
            return block
        used = self.words.chinese.find(block.chinese.text)
        chinese = self.first(used, block, ZH) if self.in_chinese or not block.english else ()
        english = self.first(self.english_of(used, block.english.text), block, EN) if self.in_english else ()
        return replace(block, chinese_terms=chinese, english_terms=english)

    def first(self, found: list[Found], block: Block, language: str) -> tuple[Found, ...]:
        new = []
        for one in found:
            use = language if self.in_chinese and self.in_english else "", one.meaning.pk
            if use not in self.known:
                self.known.add(use)
                self.entries.setdefault(one.meaning.pk, Entry(one.meaning, block.paragraph.key))
                new.append(one)
        return tuple(new)

    def english_of(self, used: list[Found], english: str) -> list[Found]:
        """Where the English has the words of the terms that the Chinese beside it uses."""
        terms = {found.meaning.english: found.meaning for found in reversed(used)}
        found = self.words.english.find(english, among=terms) if terms else []
        return [one._replace(meaning=terms[one.meaning]) for one in found]
