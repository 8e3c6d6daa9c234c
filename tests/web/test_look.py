"""What the stylesheet promises: contrast in both schemes, relative sizes, a class for every height and region."""

import re

import pytest

from speeches.web.skyline import HIGHEST, LOWEST, REGIONS
from speeches.web.style import STYLESHEET, contrast, schemes, swatches

CSS = STYLESHEET.read_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_by_everybody(scheme):
    colours = schemes()[scheme]
    shown = swatches(colours)
    assert {(one.text, one.ground): one.contrast for one in shown if one.contrast < 7} == {}
    assert {one.ground for one in shown} >= {name for name in colours if name.startswith("r-")} | {"paper", "sunk"}
    assert contrast(colours["rule-strong"], colours["paper"]) >= 3


def test_contrast_is_that_of_the_standard():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


def test_sizes_follow_the_readers_own():
    assert re.findall(r"font(?:-size)?:[^;}]*\d(?:px|pt)", CSS) == []


def test_every_sign_has_its_height_and_colour():
    for height in range(LOWEST, HIGHEST + 1):
        assert f".h{height} a{{--h:{height}}}" in CSS
    for region in REGIONS:
        assert f".{region}{{--c:var(--r-{region})}}" in CSS
