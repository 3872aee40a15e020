from __future__ import annotations

from dataclasses import replace

import pytest
from plain_shapes import LETTER, SIZES, plain_measures

from annotator.gui.reader.geometry import Point, Rect
from annotator.gui.reader.measures import GUTTER, RIGHT_MARGIN, Measures, Typography


def test_a_column_holds_the_characters_asked_for_and_stands_in_the_middle():
    measures = plain_measures(1000, characters=50)
    assert measures.column == pytest.approx(50 * LETTER * 1.06)
    assert measures.left == pytest.approx((1000 - measures.column) / 2)


def test_a_column_leaves_the_margins_free():
    measures = plain_measures(300)
    assert (measures.left, measures.column) == (GUTTER, 300 - GUTTER - RIGHT_MARGIN)


def test_a_narrow_view_still_has_a_column():
    assert plain_measures(10).column == 160


def test_lanes_are_wider_where_several_coders_stand_under_a_line():
    assert plain_measures(lane_scale=1.5).lane_height == 1.5 * plain_measures().lane_height


def test_a_tag_is_never_narrower_than_high():
    measures = plain_measures()
    assert measures.tag_width("") == measures.tag_height
    assert measures.tag_width("Rule") == 4 * LETTER + 7


def test_widths_of_names_are_measured_once():
    asked = []
    sizes = replace(SIZES, tag_letters=lambda name: asked.append(name) or 5.0)
    measures = Measures(Typography(), sizes, 500)
    assert measures.letters_width("Rule") == measures.letters_width("Rule") == 5
    assert asked == ["Rule"]


def test_a_name_on_a_tag_stays_in_the_column():
    measures = plain_measures(500)
    wide = measures.name_rect(Rect(measures.column - 14, 0, 14, 14), "A very long label name")
    assert wide.right <= measures.column + 24
    assert measures.name_rect(Rect(5, 0, 14, 14), "A").left == 5


def test_estimates_grow_with_the_text_and_an_empty_line_is_half_as_high():
    measures = plain_measures()
    empty, one, two = (measures.estimate(length) for length in (0, 5, 25))
    assert two - one == pytest.approx(2 * (one - empty))


def test_a_rectangle_knows_its_edges_and_its_middle():
    rect = Rect(10, 20, 30, 40)
    assert (rect.right, rect.bottom, rect.centre) == (40, 60, Point(25, 40))


@pytest.mark.parametrize(
    ("point", "is_inside"),
    [((10, 20), True), ((40, 60), True), ((25, 61), False), ((9, 30), False)],
)
def test_a_rectangle_holds_the_points_inside_and_on_its_edges(point, is_inside):
    assert Rect(10, 20, 30, 40).contains(Point(*point)) is is_inside


@pytest.mark.parametrize(
    ("other", "is_over"),
    [
        (Rect(39, 59, 5, 5), True),
        (Rect(40, 20, 5, 5), False),
        (Rect(10, 60, 5, 5), False),
        (Rect(0, 0, 100, 100), True),
    ],
)
def test_rectangles_that_share_an_edge_do_not_overlap(other, is_over):
    rect = Rect(10, 20, 30, 40)
    assert rect.overlaps(other) is other.overlaps(rect) is is_over
