"""Who wrote and who approved the English that readers find, as far as these people have agreed to be named."""

from collections import Counter
from typing import NamedTuple

from ..models import Credit, Speech


class Attribution(NamedTuple):
    """Public names, of most texts first; nobody is named twice as the same."""

    writers: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()


def attribution_of(speech: Speech) -> Attribution:
    """Of a speech whose paragraphs are fetched: one query, and none where no person stands behind the English."""
    rows = [row for row in (speech, *speech.paragraphs.all()) if row.english_is_public]
    writers = Counter(row.written_by_id for row in rows if row.written_by_id)
    reviewers = Counter(row.approved_by_id for row in rows if row.approved_by_id)
    if not (accounts := {*writers, *reviewers}):
        return Attribution()
    names = Credit.objects.names_of(accounts)
    return Attribution(*(tuple(named(counter, names)) for counter in (writers, reviewers)))


def named(accounts: Counter, names: dict[int, str]) -> list[str]:
    return list(dict.fromkeys(names[account] for account, _count in accounts.most_common() if account in names))
