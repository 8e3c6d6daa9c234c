"""Which numbers does an English text say in words? Pure. See `english_numbers`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from .numbers import Said, listed

SMALL = listed(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
CARDINALS = {word: value for value, word in enumerate(SMALL, 1)} | {w: v * 10 for v, w in enumerate(TENS, 2)}
_ORDINALS = listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth"
)
ORDINALS = {word: value for value, word in enumerate(_ORDINALS, 1)} | {
    f"{word[:-1]}ieth": value * 10 for value, word in enumerate(TENS, 2)
}
SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "hundredth": 100,
    "dozen": 12,
}
PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    form: value for word, value in ORDINALS.items() if value > 2 for form in (word, f"{word}s")
}

# Three centuries are three hundred years.
PERIODS = {"decade": 10, "decades": 10, "century": 100, "centuries": 100, "millennium": 1000, "millennia": 1000}

HUNDREDTH = Fraction(1, 100)
PERCENT = re.compile(r"[\s-]?(?:%|per\s?cent\b|percentage\b|pct\b)", re.IGNORECASE)
WORD = re.compile(r"[A-Za-z]+")
AND_A_HALF = re.compile(r"[\s-]+(?:[a-z]+[\s-]+)?and[\s-]+a[\s-]+(half|quarter|third)\b|[½¼¾]", re.IGNORECASE)
SIGNS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
OF_A_MILLION = re.compile(
    r"(?:[\s-]+(?:of\s+)?(?:a|an))?[\s-]+(hundred|thousand|million|billion|trillion|dozen|decade|century|millennium)\b",
    re.IGNORECASE,
)
A_YEAR_AND_A = re.compile(r"\ba[\s-]+[a-z]+[\s-]+and[\s-]+a[\s-]+$", re.IGNORECASE)
ARTICLE = re.compile(r"\b(?:a|one)[\s-]+$", re.IGNORECASE)
HALVES = {"halve": "half", "halved": "half", "halving": "half", "halves": "half"}


def in_words(plain: str) -> Iterator[Said]:
    """One hundred and twenty, two-thirds, sixth, three and a half million."""
    words = Words(plain)
    position = 0
    while position < len(words.found):
        taken, said = words.number_at(position)
        if said is not None:
            yield said
        position += max(taken, 1)


@dataclass(slots=True)
class Numeral:
    """A number as it is read word by word: how many words it has, and what they say so far."""

    count: int = 0
    total: int = 0
    section: int = 0
    scale: int = 1
    is_ordinal: bool = False
    has_cardinal: bool = False

    @property
    def value(self) -> Fraction:
        return Fraction(self.total + self.section)

    def takes(self, word: str, following: str) -> bool:
        """Whether the word goes on with the number, which then includes it."""
        if word in CARDINALS and self.fits(CARDINALS[word]):
            self.section, self.has_cardinal = self.section + CARDINALS[word], True
        elif word in ORDINALS and self.fits(ORDINALS[word]) and following not in SCALES:
            self.section, self.is_ordinal = self.section + ORDINALS[word], True
        elif word in SCALES:
            self.multiply(SCALES[word])
        elif not (word == "and" and self.scale > 1 and following in CARDINALS.keys() | ORDINALS.keys()):
            return False
        self.count += 1
        return True

    def fits(self, value: int) -> bool:
        """Twenty and five do, five and twenty do not: two numbers."""
        section = self.section
        after_hundred = section >= 100 and section % 100 == 0
        return not section or after_hundred or (section % 10 == 0 and section % 100 >= 20 and value < 10)

    def multiply(self, scale: int) -> None:
        self.scale = scale
        if scale in {12, 100}:
            self.section = (self.section or 1) * scale
        else:
            self.total, self.section = self.total + (self.section or 1) * scale, 0


class Words:
    """The words of a text, and what may be a number among them."""

    def __init__(self, plain: str):
        self.plain = plain
        self.found = list(WORD.finditer(plain))

    def word(self, index: int) -> str:
        """In lower case; "" where there is none, or something else stands between it and the one before."""
        if index >= len(self.found):
            return ""
        between = self.plain[self.found[index - 1].end() : self.found[index].start()] if index else ""
        return self.found[index][0].lower() if between in {"", "-"} or between.isspace() else ""

    def number_at(self, first: int) -> tuple[int, Said | None]:
        """How many words belong to the number that begins here, and that number."""
        numeral, word = Numeral(), self.found[first][0].lower()
        while word and not numeral.is_ordinal and numeral.takes(word, self.word(first + numeral.count + 1)):
            word = self.word(first + numeral.count)
        if not numeral.count:
            return self.part_alone(first)
        return self.finished(first, numeral)

    def finished(self, first: int, numeral: Numeral) -> tuple[int, Said]:
        """The number with what stands around it: a third, two-thirds, percent, and a half, decades."""
        count, value = numeral.count, numeral.value
        start, end = self.found[first].start(), self.found[first + count - 1].end()
        values, following = {value}, self.word(first + count)
        if numeral.is_ordinal and value > 2 and ARTICLE.search(self.plain[max(start - 10, 0) : start]):
            values.add(1 / value)
        elif not numeral.is_ordinal and (part := part_of(value, following)):
            last = self.found[first + count].end()
            return count + 1, Said(start, last, frozenset([value / part]), is_word=True)
        if half := AND_A_HALF.match(self.plain, end):
            more = WORD.match(self.plain, half.end() + 1)
            values.add((value + part_behind(half)) * SCALES.get(more[0].lower() if more else "", 1))
            end = half.end()
        if percent := PERCENT.match(self.plain, end):
            hundredths = frozenset(value / 100 for value in values)
            return count, Said(start, percent.end(), hundredths, is_percent=True, is_word=True, scale=HUNDREDTH)
        if following in PERIODS:
            values.add(value * PERIODS[following])
        required = value > 2 and (numeral.is_ordinal or numeral.has_cardinal)
        return count, Said(start, end, frozenset(values), required, is_word=True, scale=numeral.scale)

    def part_alone(self, first: int) -> tuple[int, Said | None]:
        """Half, half a million, a quarter, half a dozen, a year and a half."""
        word = self.found[first]
        name = HALVES.get(word[0].lower(), word[0].lower())
        if name not in {"half", "quarter", "quarters"}:
            return 0, None
        before, after = self.plain[max(word.start() - 30, 0) : word.start()], self.plain[word.end() :][:30]
        values = {Fraction(1, PARTS[name])}
        if more := OF_A_MILLION.match(after):
            scale = more[1].lower()
            in_years = {value * PERIODS[scale] for value in values if scale in PERIODS}
            values = values | in_years if in_years else {SCALES[scale] * Fraction(1, PARTS[name])}
        if name == "half" and A_YEAR_AND_A.search(before):
            values.add(Fraction(3, 2))
        # A quarter of the homes is a number, the first quarter of the year need not be.
        is_part = name == "quarter" and re.match(r"\s+of\b", after) and re.search(r"\b[Aa]\s+$", before)
        return 1, Said(*word.span(), frozenset(values), required=bool(is_part), is_word=True)


def part_of(value: Fraction, name: str) -> int | None:
    """What the second word of one-third or two-thirds divides by; two third places are no part."""
    return PARTS.get(name) if value < 20 and (name not in ORDINALS or value == 1) else None


def part_behind(match: re.Match) -> Fraction:
    """Of an AND_A_HALF."""
    return SIGNS.get(match[0]) or Fraction(1, PARTS[match[1].lower()])
