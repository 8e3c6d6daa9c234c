"""Which translated texts are like this one? A sketch of each is kept, so that a hundred thousand are not read.

The sketch is a MinHash in bands: two texts whose pairs of characters are to a share of `s` the same have a mark in
common with a probability of 1 - (1 - s^4)^24: nearly always where an eighth of the characters differ (0.98, for
s = 0.63), and hardly ever where texts have only words in common (0.002, for s = 0.1).
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from hashlib import blake2b, shake_128
from struct import pack, unpack

from .. import text
from ..models import Sketch

BANDS, ROWS = 24, 4
HASHES = f"<{BANDS * ROWS}I"
HASH_BYTES = 4 * BANDS * ROWS
# Few of many: the rest have less in common.
CANDIDATES = 40
# Texts that are looked up at once: a query has two values for each.
BATCH = 2000


def own_mark(digest: str) -> int:
    """The mark that no other text has."""
    return int(digest[:15], 16)


def marks(string: str) -> list[int]:
    """The marks of a text, one a band; of letters and digits alone, however wide."""
    plain = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", string).lower())
    pairs = {plain[start : start + 2] for start in range(max(len(plain) - 1, 1))}
    # As many hashes of each pair as the sketch has rows; of each row the least is kept.
    hashes = [unpack(HASHES, shake_128(pair.encode()).digest(HASH_BYTES)) for pair in pairs]
    least = [min(row) for row in zip(*hashes, strict=True)]
    return [mark(band, least[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS)]


def mark(band: int, least: list[int]) -> int:
    """One number of 63 bits for the band and its rows."""
    return int.from_bytes(blake2b(pack(f"<{1 + ROWS}I", band, *least), digest_size=8).digest()) >> 1


def all_marks(digest: str, string: str) -> set[int]:
    return {own_mark(digest), *marks(string)}


def refresh(speeches) -> None:
    """Keep sketches of the Chinese that the English of these (complete) speeches was made from."""
    texts = {p.basis_digest: p.basis for speech in speeches for p in speech.paragraphs.all() if p.basis_digest}
    remember(texts)


def remember(texts: Mapping[str, str]) -> None:
    """Make the sketches that are missing, of texts by their digests."""
    digests = sorted(texts)
    for start in range(0, len(digests), BATCH):
        make_missing({digest: texts[digest] for digest in digests[start : start + BATCH]})


def make_missing(texts: Mapping[str, str]) -> None:
    known = {digest for _mark, digest in Sketch.objects.marked(map(own_mark, texts)).of_texts(texts).pairs()}
    rows = [
        Sketch(mark=number, digest=digest)
        for digest in texts.keys() - known
        for number in all_marks(digest, texts[digest])
    ]
    Sketch.objects.bulk_create(rows, batch_size=5000, ignore_conflicts=True)


def alike(strings: Iterable[str]) -> dict[str, list[str]]:
    """For each of these texts the digests of those that have most in common with it, in one query."""
    wanted = defaultdict(set)
    for string in strings:
        for number in all_marks(text.digest(string), string):
            wanted[number].add(string)
    found: dict[str, Counter] = defaultdict(Counter)
    for number, digest in Sketch.objects.marked(wanted).pairs():
        for string in wanted[number]:
            found[string][digest] += 1
    return {string: [digest for digest, _count in counted.most_common(CANDIDATES)] for string, counted in found.items()}
