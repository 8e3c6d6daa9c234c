"""Which quotes and brackets of an English text lack their partners, and where quotes are missing? Pure."""

import re

Span = tuple[int, int]

PAIRS = {")": "(", "]": "[", "}": "{", "”": "“", "»": "«", "›": "‹"}
PAIRED = re.compile("[][(){}“”«»‹›]")
# Behind these words a Chinese text has somebody speak: 說：「歡迎。」
SPEAKING = re.compile("(?:說|道|問|答|表示|指出|強調|認為)[：:，]?[「『“]")
# As an English one does, but without quotes.
UNQUOTED = re.compile(
    r"\b(?:said|says|asked|asks|replied|answered|added|noted|stressed|stated|declared|explained)"
    r"(?:,\s+(?=[A-Z])|:\s+(?=\w))[\w’']+"
)


def lonely(english: str) -> list[Span]:
    """What was opened and not closed, or closed and not opened; apostrophes are no quotes."""
    open_signs: list[tuple[str, int]] = []
    found: list[int] = []
    for match in PAIRED.finditer(english):
        sign, place = match[0], match.start()
        if sign not in PAIRS:
            open_signs.append((sign, place))
        elif open_signs and open_signs[-1][0] == PAIRS[sign]:
            open_signs.pop()
        elif not is_list_mark(english, place):
            found.append(place)
    found += [place for sign, place in open_signs]
    straight = [match.start() for match in re.finditer(r'(?<!\d)"', english)]
    found += straight[-1:] if len(straight) % 2 else []
    found += unclosed(english, r"‘", r"’(?![A-Za-z])")
    found += unclosed(english, r"(?<![\w'])'(?=[A-Za-z])", r"(?<=[\w.,!?…])'(?![A-Za-z])")
    found += [match.start() for match in re.finditer(r"``|''|,,(?=\w)|„", english)]
    return [(place, place + 1) for place in sorted(set(found))]


def unclosed(english: str, opening: str, closing: str) -> list[int]:
    """The last of them, where more are opened than closed: what closes may be an apostrophe."""
    opened = [match.start() for match in re.finditer(opening, english)]
    return opened[-1:] if len(opened) > len(re.findall(closing, english)) else []


def is_list_mark(english: str, place: int) -> bool:
    """The bracket of 1) or a)."""
    before = english[max(place - 6, 0) : place]
    return english[place] == ")" and re.search(r"(?:^|[\s:;,])(?:\d{1,2}|[a-z]|[ivx]{1,4})$", before) is not None


def unquoted(chinese: str, english: str) -> list[Span]:
    """Where the English has somebody speak without quotes. It may well tell what was said in its own words."""
    return [match.span() for match in UNQUOTED.finditer(english)] if SPEAKING.search(chinese) else []
