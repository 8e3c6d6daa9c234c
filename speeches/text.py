"""Pure text: folding for comparison, digests for *outdated*, short names of places, slugs, keys."""

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# No vowels, no 0/1/l/o: a key never spells a word and can be read over the telephone.
KEY_ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
HAN = (
    r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
VARIANTS = str.maketrans({"臺": "台", "份": "分", "祕": "秘", "群": "羣", "裏": "裡", "峯": "峰"})
UNDECOMPOSED = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE",
     "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ð": "d", "ı": "i"}
)  # fmt: skip
# A character with the combining marks after it is folded as one.
MARK, WITH_MARKS = re.compile("[\u0300-\u036f]"), re.compile(".[\u0300-\u036f]*", re.DOTALL)
# Nothing invisible and no accents: most Chinese texts are done with this look, which costs a tenth of the rest.
PLAIN = re.compile(r"[\x00-\x7f\u2010-\u203a\u3000-\u303f\u3400-\u9fff\uff00-\uffef]*")
INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
PLACE_SUFFIXES = (
    "大都會區",
    "都會區",
    "大都會",
    "特別市",
    "廣域市",
    "特別區",
    "市",
    "縣",
    "區",
    "州",
    "省",
    "府",
    "都",
)


def new_key(length: int = 8) -> str:
    """A short persistent key; 8 characters are 3.8e11 possibilities."""
    return "".join(secrets.choice(KEY_ALPHABET) for _ in range(length))


def clean(text: str) -> str:
    """The text with Unicode in normal form and each run of white space as one space."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def bare(text: str) -> str:
    """What makes a text another one: its characters in one form, without white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def without_controls(text: str) -> str:
    """The text without what XML cannot hold: control characters but for tabs and line ends, halves of characters."""
    return re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", "", text)


def digest(*texts: str) -> str:
    """What *outdated* compares (hex, 32 characters): white space and normal form make nothing outdated."""
    joined = "\x1f".join(map(bare, texts))
    return hashlib.blake2b(joined.encode(), digest_size=16).hexdigest()


def without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.translate(UNDECOMPOSED))
    return unicodedata.normalize("NFC", re.sub(r"(?<=[A-Za-z])[\u0300-\u036f]+", "", decomposed))


def fold(text: str) -> str:
    """One form for width, case, accents, invisible characters and 臺/台: for finding, never for showing."""
    if text.isascii():  # the same, ten times faster
        return text.lower()
    normal = unicodedata.normalize("NFKC", text)
    if not PLAIN.fullmatch(normal):
        normal = without_accents(normal.translate(INVISIBLE))
    return normal.lower().translate(VARIANTS)


@lru_cache(maxsize=500)
def fold_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and where each of its characters begins in the text as written; last, where that ends."""
    written = WITH_MARKS.findall(text) if MARK.search(text) else text
    parts = [_fold_character(character) for character in written]
    folded = "".join(parts)
    if len(folded) == len(parts) == len(text) and "" not in parts:
        return folded, range(len(text) + 1)
    offsets, position = [], 0
    for character, part in zip(written, parts, strict=True):
        offsets += [position] * len(part)
        position += len(character)
    return folded, [*offsets, position]


@lru_cache(maxsize=10_000)
def _fold_character(character: str) -> str:
    return fold(character)


def short_place(name: str) -> str:
    """匹茲堡市 -> 匹茲堡. What would be left with one character keeps its suffix (加州)."""
    for suffix in PLACE_SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name.removesuffix(suffix)
    return name


def name_key(name: str) -> str:
    """The form by which a name written twice is known as one: folded, without white space or stops."""
    return re.sub(r"[\s.,'’‘·・‧•-]+", "", fold(name))


def slug(*names: str) -> str:
    """A Latin slug of the names that have Latin letters ("" if none has)."""
    words = re.findall(r"[a-z0-9]+", without_accents(" ".join(names)).lower().replace("’", "").replace("'", ""))
    return "-".join(words)


def label(text: str) -> str:
    """What stands before the first colon of a point (雙管齊下：…), or "" where that is no label."""
    found = re.match(r"([^：:。，；！？、,;!?]{1,24})(?:：|:(?![\d/]))", text)
    return found[1].strip() if found else ""


def new_keys(count: int, taken=()) -> list[str]:
    """Keys of paragraphs: short, because they are unique within one speech only."""
    keys: dict[str, None] = {}
    while len(keys) < count:
        if (key := new_key(5)) not in taken:
            keys[key] = None
    return list(keys)


def has_han(text: str) -> bool:
    return re.search(f"[{HAN}]", text) is not None
