"""Paragraphs one under the other, points and steps in them, reckoned without a screen."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_shapes import LETTER, PlainShaper
from reader_scene import span, view_look

from annotator.gui.reader import movement, places
from annotator.gui.reader.geometry import Point
from annotator.gui.reader.gestures import Clicks, Drag, stretch_at
from annotator.gui.reader.measures import PAD_TOP
from annotator.gui.reader.page import BLOCK_COST, KEPT_CHARACTERS, Page

PARAGRAPHS = [f"Paragraf {number} dengan beberapa kata lagi" for number in range(40)]
TEXT = "\n".join(PARAGRAPHS)
STARTS = [sum(len(one) + 1 for one in PARAGRAPHS[:number]) for number in range(40)]
HEIGHT = 300.0


def page_of(text=TEXT, *spans, **wishes) -> Page:
    page = Page(PlainShaper(**wishes), view_look())
    page.set_text(text, spans)
    return page


def point_at(page: Page, offset: int) -> Point:
    return places.point_of(page, offset, page.visible(HEIGHT))


# Which paragraphs are shaped


def test_only_what_is_on_view_is_shaped():
    page = page_of()
    shown = page.visible(HEIGHT)
    assert [placed.block.index for placed in shown] == list(range(len(shown)))
    assert len(shown) < 10
    assert set(page._shaper.shaped) == {placed.block.index for placed in shown}


def test_paragraphs_on_view_stand_one_under_the_other():
    shown = page_of().visible(HEIGHT)
    assert shown[0].y == PAD_TOP
    for above, below in itertools.pairwise(shown):
        assert below.y == pytest.approx(above.y + above.block.height)


def test_a_mark_changes_only_the_paragraphs_that_it_touches():
    page = page_of()
    page.visible(HEIGHT)
    page._shaper.shaped.clear()
    new = span("n", (STARTS[1], STARTS[2] + 4))
    assert page.replace_spans([], [new])
    assert [b.index for b in page._blocks.values() if b.is_stale] == [1, 2]
    page.visible(HEIGHT)
    assert page._shaper.shaped == []
    assert not page.replace_spans([], [span("far", (STARTS[39], STARTS[39] + 4))])


def test_a_headline_is_shaped_anew_as_its_letters_are_wider():
    page = page_of()
    page.visible(HEIGHT)
    page._shaper.shaped.clear()
    page.replace_spans([], [span("h", (0, 8), label="headline")])
    page.visible(HEIGHT)
    assert page._shaper.shaped == [0]


def test_what_was_looked_at_long_ago_is_forgotten():
    page = page_of("\n".join(["x" * 990] * 400))
    for index in range(400):
        page.block(index)
    kept = KEPT_CHARACTERS // (990 + BLOCK_COST)
    assert list(page._blocks) == list(range(400 - kept, 400))


def test_measuring_makes_every_height_exact_and_keeps_no_shapes():
    page = page_of()
    while page.measure_some(0.001):
        pass
    assert len(page._blocks) == 0
    exact = page.total_height()
    heights = sum(page.block(index).height for index in range(40))
    assert page.heights.total() == pytest.approx(heights)
    assert page.total_height() == exact


# Scrolling


@given(st.floats(0, 2000), st.floats(-300, 300))
def test_scrolling_there_and_back_comes_back(position, distance):
    page = page_of()
    while page.measure_some(1):
        pass
    page.scroll_to(position, HEIGHT)
    before = page.position()
    page.scroll_to(before + distance, HEIGHT)
    if before + distance >= 0:
        assert page.position() == pytest.approx(before + distance, abs=0.01)
        page.scroll_to(before, HEIGHT)
        assert page.position() == pytest.approx(before, abs=0.01)


def test_a_far_place_is_reached_without_shaping_what_lies_between():
    page = page_of("\n".join(PARAGRAPHS * 20))
    page.visible(HEIGHT)
    page.scroll_to(page.total_height() * 0.7, HEIGHT)
    page.visible(HEIGHT)
    assert len(set(page._shaper.shaped)) < 30


def test_the_end_stands_at_the_bottom():
    page = page_of()
    page.scroll_to_end(HEIGHT)
    last = page.visible(HEIGHT)[-1]
    assert last.block.index == 39
    assert last.y + last.block.height < HEIGHT


def test_bringing_the_place_that_is_read_moves_nothing():
    page = page_of()
    page.bring(STARTS[20], 40)
    offset, top = page.place()
    assert offset < STARTS[20]
    page.bring(offset, top)
    assert page.place() == (offset, pytest.approx(top))


# Points


@given(st.integers(0, len(TEXT) - 1))
def test_pressing_at_the_point_of_an_offset_is_pressing_before_it(offset):
    page = page_of()
    page.bring(offset, HEIGHT / 3)
    visible = page.visible(HEIGHT)
    point = places.point_of(page, offset, visible)
    if not TEXT[offset].isspace():
        assert places.offset_at(page, point, visible) == offset
        assert places.character_at(page, point, visible) == offset


def test_the_rectangles_of_a_stretch_are_its_lines():
    page = page_of()
    rects = places.extent_rects(page, 0, len(PARAGRAPHS[0]), page.visible(HEIGHT))
    assert len(rects) == len(page.block(0).lines) == 2
    assert rects[0].left == rects[1].left == page.measures.left
    assert rects[0].bottom < rects[1].top


def test_under_a_tag_or_lane_is_its_mark_and_else_the_innermost():
    outer, inner = span("outer", (0, 14)), span("inner", (9, 11))
    page = page_of(TEXT, outer, inner)
    visible = page.visible(HEIGHT)
    block, top = visible[0]

    def ids(point):
        return [one.id for one in places.spans_under(page, point, visible)]

    assert ids(point_at(page, 9)) == ["inner", "outer"]
    assert ids(point_at(page, 1)) == ["outer"]
    for tag in block.tags:
        centre = tag.rect.centre
        assert ids(Point(centre.x + page.measures.left, centre.y + top)) == [tag.span.id]
    lane = next(one for one in block.lanes if one.span.id == "outer")
    under = Point(page.measures.left + 9.5 * LETTER, top + lane.y + 1)
    assert ids(under) == ["outer"]
    assert ids(Point(0, 5)) == []


def test_a_grip_is_taken_at_its_foot_and_only_of_the_mark_in_focus():
    page = page_of(TEXT, span("a", (0, 8)))
    visible = page.visible(HEIGHT)
    (_, is_end, foot), last = places.grip_points(page, visible, "a")
    assert (is_end, last[1]) == (False, True)
    grip = places.grip_at(page, foot, visible, "a")
    assert grip is not None
    assert not grip.is_end
    assert places.grip_at(page, foot, visible, "b") is None
    assert places.grip_at(page, Point(foot.x, foot.y - 12), visible, "a") is None


def test_the_caret_stands_before_its_character():
    page = page_of()
    rect = places.caret_rect(page, 3, page.visible(HEIGHT))
    assert rect.left < page.measures.left + 3 * LETTER < rect.right


# Steps


@given(st.integers(0, len(TEXT)), st.sampled_from(["grapheme", "word", "word_end"]))
def test_steps_onward_and_back_come_back_to_the_edge_or_before_it(offset, unit):
    page = page_of()
    onward = movement.next_offset(page, offset, unit, 1)
    assert offset < onward <= len(TEXT) or offset == len(TEXT) == onward
    back = movement.next_offset(page, onward, unit, -1)
    assert back <= offset or onward == len(TEXT)


def test_words_are_walked_over_the_ends_of_paragraphs():
    page = page_of("satu dua\ntiga")
    steps = [0]
    while steps[-1] < 13:
        steps.append(movement.next_offset(page, steps[-1], "word_start", 1))
    assert steps == [0, 5, 9, 13]
    assert movement.next_offset(page, 13, "word_end", -1) == 8


def test_climbing_keeps_the_column_through_shorter_lines():
    page = page_of("sepuluh huruf\nab\nsepuluh huruf")
    x = movement.x_of(page, 8)
    first = movement.climb(page, 8, x, 1)
    second = movement.climb(page, first.offset, x, 1)
    assert (first.offset, second.offset) == (16, 25)
    assert movement.climb(page, second.offset, x, 1).offset == 30
    assert movement.climb(page, 8, x, -1).offset == 0


def test_a_line_ends_before_its_blanks_unless_it_is_the_last():
    page = page_of()
    first, last = page.block(0).lines
    assert movement.line_edge(page, 2, is_end=True) == first.visible_end
    assert movement.line_edge(page, last.start + 1, is_end=False) == last.start
    assert movement.line_edge(page, last.start + 1, is_end=True) == len(PARAGRAPHS[0])


@pytest.mark.parametrize(
    ("fragment", "is_end", "offset", "expected"),
    [
        (0, True, 12, (2, 12)),
        (0, True, 60, (2, 20)),
        (0, True, 0, (2, 3)),
        (1, False, 0, (8, 25)),
        (1, False, 99, (24, 25)),
    ],
)
def test_an_end_goes_as_far_as_its_neighbours_let_it(fragment, is_end, offset, expected):
    mark = span("a", (2, 8), (20, 25))
    moved = movement.moved_grip(page_of(), mark.fragments, fragment, is_end, offset)
    part = moved[fragment]
    assert (part.start, part.end) == expected
    assert moved[1 - fragment] == mark.fragments[1 - fragment]


# Gestures


def test_units_of_a_press():
    page = page_of("satu dua\ntiga")
    visible, point = page.visible(HEIGHT), point_at(page, 6)
    assert stretch_at(page, visible, point, "grapheme") == (6, 6)
    assert stretch_at(page, visible, point, "word") == (5, 8)
    start, end = stretch_at(page, visible, point, "line")
    assert (start, end) == (0, end)
    assert end in (8, 9)


@pytest.mark.parametrize(
    ("stretch", "expected"),
    [((5, 8), (5, 8)), ((12, 16), (5, 16)), ((0, 4), (8, 0)), ((6, 6), (5, 8))],
)
def test_a_drag_keeps_what_it_began_with(stretch, expected):
    assert Drag("word", 5, 8).selection_to(*stretch) == expected


def test_clicks_on_one_place_lead_outwards_and_in_again():
    clicks, here = Clicks(), Point(50, 50)
    spans = ["inner", "middle", "outer"]
    focused = None
    seen = []
    for _click in range(4):
        focused = clicks.chosen(spans, here, focused)
        seen.append(focused)
    assert seen == ["inner", "middle", "outer", "inner"]


def test_a_click_elsewhere_begins_with_the_innermost():
    clicks = Clicks()
    clicks.chosen(["a", "b"], Point(50, 50), None)
    assert clicks.chosen(["a", "b"], Point(50, 58), "a") == "a"
    assert clicks.chosen([], Point(50, 58), "a") is None
