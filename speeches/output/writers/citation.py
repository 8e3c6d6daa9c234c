"""What is cited: a speech or one paragraph of it, in one language. Every style and format is written from this."""

import datetime
from dataclasses import dataclass

GENRE = {"zh-hant": "談話摘要", "en": "Digest of speech"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The words are those of the page. `language` (zh-hant or en) is that of the citation, `lang` that of the text.

    `speaker` is a whole name as it is spoken: which part of it is the family's is not known (it comes first in 柯文哲
    and Ko Wen-je, and is two words in Daniel Quintero Calle), and is not guessed. `who` is role and body of that day.
    `number` is the paragraph's position, counted from 1; None cites the whole.
    """

    key: str
    language: str
    lang: str
    speaker: str
    who: str
    title: str
    event: str
    place: str
    date: datetime.date
    publisher: str
    url: str
    number: int | None = None

    @property
    def is_chinese(self) -> bool:
        return self.language == "zh-hant"

    @property
    def genre(self) -> str:
        return GENRE[self.language]

    @property
    def locator(self) -> str:
        if self.number is None:
            return ""
        return f"第 {self.number} 段" if self.is_chinese else f"para. {self.number}"
