"""The living style page: the colours, the type and each part of the readers' templates once, with a real speech.

For development only: speeches/urls.py has its address where DEBUG is on.
"""

import re
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from ..models import Speech, shown
from . import prose, wording
from .addresses import url
from .detail import public_speech
from .facets import Facets
from .home import edition
from .page import paginate
from .pagecache import public_page
from .preview import Banner

PARTS = Path(settings.BASE_DIR, "templates", "parts")
STYLESHEET = Path(settings.BASE_DIR, "static", "css", "site.css")
# It stands in the head of a page.
UNSEEN = {"addresses"}
SIZES = ("t-00", "t-0", "t-1", "t-2", "t-3", "t-4", "t-5")
PROSE = "# 標題 Heading\n第一段 https://example.org\n\n- 一\n- 二"

TEXTS, GROUNDS = ("ink", "ink-2", "ink-3", "seal-text", "link"), ("paper", "sunk")
# Text and its ground. A text has to be seven times as light or dark as its ground (WCAG 2.2, AAA).
PAIRS = [(text, ground) for text in TEXTS for ground in GROUNDS]
PAIRS += [("ink", "notice"), ("link", "notice"), ("ink", "mark"), ("seal-ink", "seal-fill")]
ON_A_SIGN, SIGN = "on-r", "r-"


class Swatch(NamedTuple):
    text: str
    ground: str
    colours: tuple[str, str]

    @property
    def contrast(self) -> float:
        return contrast(*self.colours)


@public_page
def style(request):
    """A speech with neighbours on both sides, and around it what other pages show."""
    newest = shown.newest()[:2]
    found = newest[-1]
    paging = paginate(request, shown.newest(), per_page=5)
    own = edition()
    topics = own.pop("topics")
    return public_speech(
        request,
        found.year,
        found.slug,
        is_parallel=False,
        template="style.html",
        parts=sorted(path.stem for path in PARTS.glob("*.html") if path.stem not in UNSEEN),
        sizes=SIZES,
        schemes=[(name, swatches(colours)) for name, colours in schemes().items()],
        bars=topics,
        things=[topic for topic, _percent in topics],
        kind="topic",
        name="speeches",
        paging=paging,
        facets=Facets.of(request, Speech.objects.public().counts_by_year_and_country()),
        credited={"writers": ["王小明"], "reviewers": ["Ann Lee"]},
        told=[(timezone.now(), wording.words(found.speaker, "name"))],
        prose=prose.blocks(PROSE),
        preview=Banner("…", "", url("home"), url("home")),
        **own,
    )


def schemes() -> dict[str, dict[str, str]]:
    """The colours of the light and of the dark scheme, by the names of the stylesheet's properties."""
    css = STYLESHEET.read_text()
    dark = css.index("@media (prefers-color-scheme:dark)")
    light = colours(css[:dark])
    return {"light": light, "dark": light | colours(css[dark : css.index(":lang(en){")])}


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6}|#[0-9a-f]{3})\b", css))


def swatches(colours: dict[str, str]) -> list[Swatch]:
    signs = [(ON_A_SIGN, name) for name in colours if name.startswith(SIGN)]
    return [Swatch(text, ground, (colours[text], colours[ground])) for text, ground in PAIRS + signs]


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As WCAG defines it: 1 for the same colour, 21 for black on white."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
