"""Search in both languages and on both databases: `find`, `excerpts`, `marked`, `suggestions` for pages and feeds;
`index` is kept in step by `changes`. See docs/search.md."""

from .answers import KINDS, NEWEST, RELEVANCE, Also, Excerpt, Facets, Filters, Found, Run, Suggestion
from .find import excerpts, find, marked, suggestions
from .query import Word

__all__ = [
    "KINDS",
    "NEWEST",
    "RELEVANCE",
    "Also",
    "Excerpt",
    "Facets",
    "Filters",
    "Found",
    "Run",
    "Suggestion",
    "Word",
    "excerpts",
    "find",
    "marked",
    "suggestions",
]
