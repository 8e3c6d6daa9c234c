"""What the stylesheet promises: contrast in both schemes, relative sizes, a class for every height and region."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from speeches.web.skyline import HIGHEST, LOWEST, REGIONS

CSS = Path(settings.BASE_DIR, "static", "css", "site.css").read_text()
DARK = CSS.index("@media (prefers-color-scheme:dark)")


def tokens(text):
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6}|#[0-9a-f]{3})\b", text))


LIGHT_TOKENS = tokens(CSS[:DARK])
SCHEMES = {"light": LIGHT_TOKENS, "dark": LIGHT_TOKENS | tokens(CSS[DARK : CSS.index(":lang(en){")])}


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read_by_everybody(scheme):
    colours = SCHEMES[scheme]
    pairs = [(text, ground) for text in ("ink", "ink-2", "ink-3", "seal-text", "link") for ground in ("paper", "sunk")]
    pairs += [("ink", "notice"), ("link", "notice"), ("ink", "mark"), ("seal-ink", "seal-fill")]
    pairs += [("on-r", name) for name in colours if name.startswith("r-")]
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 7} == {}
    assert contrast(colours["rule-strong"], colours["paper"]) >= 3


def test_sizes_follow_the_readers_own():
    assert re.findall(r"font(?:-size)?:[^;}]*\d(?:px|pt)", CSS) == []


def test_every_sign_has_its_height_and_colour():
    for height in range(LOWEST, HIGHEST + 1):
        assert f".h{height} a{{--h:{height}}}" in CSS
    for region in REGIONS:
        assert f".{region}{{--c:var(--r-{region})}}" in CSS
