from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.theme.colour import (
    contrast,
    from_oklch,
    hexadecimal,
    mix,
    readable,
    rgb,
    to_oklch,
)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def test_black_on_white_is_the_greatest_contrast():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1


def test_contrast_is_that_of_published_examples():
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert contrast("#0000FF", "#FFFFFF") == pytest.approx(8.59, abs=0.01)


def test_the_opacity_of_a_colour_does_not_matter():
    assert rgb("#80FF0000") == (1, 0, 0)


@given(colours)
def test_a_colour_survives_the_way_to_lightness_and_back(colour):
    back = from_oklch(*to_oklch(colour))
    assert max(abs(a - b) for a, b in zip(rgb(back), rgb(colour), strict=True)) < 0.02


@given(colours, colours)
def test_mixing_goes_from_one_colour_to_the_other(one, other):
    assert mix(one, other, 0) == one
    assert mix(one, other, 1) == other


@given(colours, st.sampled_from(["#FDFCFA", "#17191D", "#000000"]))
def test_any_colour_becomes_readable(colour, ground):
    found = readable(colour, ground, 4.5, darker=ground == "#FDFCFA")
    assert contrast(found, ground) >= 4.5


@given(colours)
def test_a_readable_colour_stays_as_it_is(colour):
    found = readable(colour, "#FFFFFF", 3, darker=True)
    assert (found == colour) == (contrast(colour, "#FFFFFF") >= 3)


def test_parts_beyond_the_screen_are_cut_off():
    assert hexadecimal((1.5, -0.2, 0.5)) == "#FF0080"
