"""The one way to ask: from what a reader types to the speeches of a page, facets, excerpts and suggestions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from operator import itemgetter

from django.utils import timezone

from ..folding import fold
from ..models import City, ContentVersion, Organization, Paragraph, SearchText, Speaker, Speech, Topic
from . import snippets, spelling
from .answers import NEWEST, RELEVANCE, Also, Excerpt, Facets, Filters, Found, Run, Suggestion
from .facets import NOTHING, counted, filter_tokens, without_each
from .index import engine
from .lexicon import Lexicon, lexicon, translated
from .query import Query, Word, parse
from .table import ALL, REST, TITLE, Search, not_due

# Of what the glossary finds in the other language.
FEW = 5
# Up to so many hits are sorted in one query; of more, those with the words in names and headline are asked for first.
MOST_READ = 2_000
# With more hits than that nobody looks for names among them, which would take longer than all the rest.
MOST_SORTED = 50_000


def find(
    text: str,
    filters: Filters = NOTHING,
    *,
    order: str = RELEVANCE,
    page: int = 1,
    per_page: int = 20,
    at: datetime | None = None,
    with_facets: bool = True,
) -> Found:
    """The public speeches that the reader's text means; all of them where it is empty (then the newest first).

    Never raises, whatever the text is. A page beyond the last one has no `pks`. Feeds need no facets.
    """
    own = parse(text)
    if not own and text.strip():
        return Found(0, [])
    skip = per_page * (page - 1)
    stamp = ContentVersion.objects.stamp()
    words = lexicon(stamp) if own else Lexicon({}, {})
    search = Search(own.expanded(words.synonyms), filter_tokens(filters), not_due(stamp, at or timezone.now()))
    wanted, counts = search.query.words, Counts()
    count, found = measured(search, filters, counts, with_facets)
    # Where only the filters leave nothing over, nothing is the answer.
    has_hits = bool(count or (search.filters and counts.of(replace(search, filters=()))))
    is_close = False
    if not has_hits:
        search, is_close = closest(search, counts)
        if is_close:
            count, found = measured(search, filters, counts, with_facets)
    return Found(
        count,
        page_of(search, count, order, per_page, skip) if per_page and skip < count else [],
        is_close,
        found,
        "" if has_hits else did_you_mean(own, search, spelling.vocabulary(stamp), counts),
        also(own, search, words.translations) if has_hits else None,
        wanted,
    )


class Counts:
    """Of the hits of searches: each is asked for once, also where nearer queries come to the same."""

    def __init__(self):
        self.known: dict[str, int] = {}

    def of(self, search: Search) -> int:
        asked = str(engine().matching(search, ALL))
        if asked not in self.known:
            self.known[asked] = engine().count(search)
        return self.known[asked]


def closest(search: Search, counts: Counts) -> tuple[Search, bool]:
    """The nearest thing to a query without hits that has some, whatever the filters leave of them; and if there is."""
    for query in search.query.relaxed():
        nearer = replace(search, query=query)
        if query != search.query and counts.of(replace(nearer, filters=())):
            return nearer, True
    return search, False


def page_of(search: Search, count: int, order: str, few: int, skip: int) -> list[int]:
    """Exact phrases first, then what has the words in names and headline, then the rest by score. Where there are too
    many hits to rank, those two groups by date."""
    if order == NEWEST or not search.query.terms or count > MOST_SORTED:
        return engine().newest(search, few, skip, count=count)
    if count <= MOST_READ:
        return engine().best(search, few, skip, with_ranks=count <= engine().RANKED)
    titles = engine().newest(search, few, skip, TITLE, count=count)
    if len(titles) == few:
        return titles
    skip -= engine().count(search, TITLE) if skip else 0
    return titles + engine().newest(search, few - len(titles), max(skip, 0), REST, count=count)


def measured(search: Search, filters: Filters, counts: Counts, with_facets: bool) -> tuple[int, Facets]:
    """How many hits there are, and their facets (each kind under all filters but its own): the hits are read once."""
    if not with_facets:
        return counts.of(search), {}
    found = counted(engine().facets(search))
    count = sum(found["year"].values())
    for kind, others in without_each(filters).items():
        found[kind] = counted(engine().facets(replace(search, filters=filter_tokens(others))))[kind]
    return count, found


def also(own: Query, search: Search, translations: dict) -> Also | None:
    """Of the ways in which the glossary says the query in the other language, the one that finds most."""
    found = [replace(search, query=other, without=search.query) for other in translated(own, translations)]
    count, beyond = max(((engine().count(one), one) for one in found), key=itemgetter(0), default=(0, search))
    words = " ".join(term.written for term in beyond.query.terms)
    return Also(words, count, engine().newest(beyond, FEW, count=count)) if count else None


def did_you_mean(own: Query, search: Search, known: spelling.Known, counts: Counts) -> str:
    """The query with each term that finds nothing in another spelling; "" where that finds nothing either."""
    terms, is_other = [], False
    for term in own.terms:
        alone = replace(search, query=Query((term,)), filters=())
        if not counts.of(alone) and (word := spelling.nearest(fold(term.written), known)):
            terms.append(word)
            is_other = True
        else:
            terms.append(term.written)
    text = " ".join([*terms, *(f"-{term.written}" for term in own.excluded)])
    return text if is_other and counts.of(replace(search, query=parse(text))) else ""


def excerpts(words: Sequence[Word], pks: list[int], language: str) -> dict[int, Excerpt]:
    """For each of these speeches that has paragraphs: where the words are. `language` ("zh-hant" or "en") is preferred
    where both have them, and where neither has (a name is the hit: then it is the beginning)."""
    texts = SearchText.objects.in_bulk(pks)
    paragraphs: dict[int, list[tuple]] = {}
    rows = Paragraph.objects.of_any(pks).order_by("speech", "position", "pk")
    for speech, *paragraph in rows.values_list("speech", "key", "text_zh_hant", "text_en"):
        paragraphs.setdefault(speech, []).append(paragraph)
    return {pk: excerpt(texts[pk], rows, words, language) for pk, rows in paragraphs.items() if pk in texts}


def excerpt(text: SearchText, paragraphs: list[tuple], words: Sequence[Word], language: str) -> Excerpt:
    columns = {"zh-hant": (1, text.chinese.split("\n")), "en": (2, text.english.split("\n"))}
    order = sorted(columns, key=lambda name: name != language)
    for is_apart in (False, True):
        for name in order:
            column, lines = columns[name]
            # The text of this moment may have fewer paragraphs than the folded one of a moment ago.
            for number in snippets.likely(lines[: len(paragraphs)], words, apart=is_apart)[:3]:
                written = paragraphs[number][column]
                if spans := snippets.spans(written, words, apart=is_apart):
                    return Excerpt(paragraphs[number][0], name, *snippets.window(written, spans))
    name = language if columns[language][1][0] else "zh-hant"
    return Excerpt(paragraphs[0][0], name, *snippets.window(paragraphs[0][columns[name][0]], []))


def marked(words: Sequence[Word], text: str, *, apart: bool = False) -> tuple[Run, ...]:
    """A name or headline with these words marked in it; `apart`: with any of their tokens."""
    return snippets.runs(text, snippets.spans(text, words, apart=apart))


def suggestions(text: str, few: int = 8, at: datetime | None = None) -> list[Suggestion]:
    """Speakers, cities, organizations and topics with public speeches whose names hold the text (topics: or are meant
    by it); first those that begin with it."""
    public = Speech.objects.public(at)
    found = [
        (thing.is_start, Suggestion(model._meta.model_name, thing))
        for model in (Speaker, City, Organization, Topic)
        for thing in model.objects.suggested(text, public)[:few]
    ]
    return [suggestion for _is_start, suggestion in sorted(found, key=lambda pair: not pair[0])[:few]]
