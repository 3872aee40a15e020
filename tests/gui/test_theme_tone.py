from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.codebooks.reader import parse_codebook, read_codebook
from annotator.gui.theme.colour import contrast, to_oklch
from annotator.gui.theme.legend import label_colours
from annotator.gui.theme.tokens import CONTRAST, DARK, LIGHT, THEMES
from annotator.gui.theme.tone import SPARE_COLOURS, make_tone, report

SCHEMAS = sorted((Path(__file__).parents[2] / "schemas").glob("*.yaml"))
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def test_all_seven_codebooks_are_looked_at():
    assert len(SCHEMAS) == 7


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_every_contrast_of_a_codebook_meets_its_floor(path):
    codebook, _warnings = parse_codebook(read_codebook(path))
    pairs = report(label_colours(codebook).items())
    assert [pair for pair in pairs if not pair.is_met] == []


def test_spare_colours_meet_their_floors():
    assert [pair for pair in report((one, one) for one in SPARE_COLOURS) if not pair.is_met] == []


@given(colours, st.sampled_from(list(THEMES.values())))
def test_any_colour_of_a_codebook_can_be_read(colour, theme):
    tone = make_tone(colour, theme)
    assert contrast(tone.text, tone.tag) >= theme.tag_floor - 0.005
    assert contrast(tone.line, theme.paper) >= theme.line_floor - 0.005
    assert contrast(theme.ink, tone.fill_on) >= theme.text_floor - 0.005


def test_hues_are_kept():
    hue = to_oklch("#E69F00")[2]
    assert to_oklch(make_tone("#E69F00", LIGHT).line)[2] == pytest.approx(hue, abs=0.06)
    assert to_oklch(make_tone("#E69F00", DARK).line)[2] == pytest.approx(hue, abs=0.06)


def test_colours_that_differ_by_lightness_stay_apart():
    one, other = make_tone("#0072B2", LIGHT), make_tone("#56B4E9", LIGHT)
    assert to_oklch(other.line)[0] - to_oklch(one.line)[0] > 0.05


def test_marks_have_no_ground_in_high_contrast():
    assert make_tone("#E69F00", CONTRAST).fill == CONTRAST.paper
