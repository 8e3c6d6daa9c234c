"""Where is it found? The addresses under which a speech stands, as one flat row."""

from datetime import datetime
from typing import NamedTuple

# The columns of a query of speeches, in the order of the fields below.
COLUMNS = (
    *("pk", "year", "slug", "publish_at", "updated_at", "changed_at", "english"),
    *("session__slug", "city__slug", "organization__slug", "speaker__slug", "country"),
)


class Whereabouts(NamedTuple):
    """`changed_at`: of its paragraphs (None without any); `english`: whether readers find any paragraph in English.

    `session`, `city`, `organization` and `speaker` are slugs; `country` is ISO 3166-1 alpha-2 or "".
    """

    pk: int
    year: int
    slug: str
    publish_at: datetime
    updated_at: datetime
    changed_at: datetime | None
    english: bool
    session: str
    city: str | None
    organization: str | None
    speaker: str
    country: str

    @property
    def last_changed_at(self) -> datetime:
        """For its readers: from its publication on."""
        return max(filter(None, (self.publish_at, self.updated_at, self.changed_at)))
