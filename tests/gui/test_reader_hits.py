"""What lies under a point where marks lie in each other, over each other and side by side."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_shapes import COLUMN, LETTER, PlainShaper
from reader_scene import span, view_look

from annotator.gui.reader import places
from annotator.gui.reader.geometry import Point
from annotator.gui.reader.page import Page
from annotator.gui.reader.span_index import innermost_first

HEIGHT = 2000.0
TEXT = "ASN harus netral dan tidak boleh memihak siapa pun\n\nSri Wartini melarang itu di sana"
PLACES = st.integers(0, len(TEXT) - 1)
FRAGMENTS = st.lists(PLACES, min_size=2, max_size=6, unique=True).map(sorted)
LABELS = st.sampled_from(["rule", "speaker", "quotation", "headline"])


@st.composite
def spans(draw, most: int = 6) -> list:
    drawn = []
    for number in range(draw(st.integers(0, most))):
        parts = _pairs(draw(FRAGMENTS))
        drawn.append(span(f"s{number}", *parts, label=draw(LABELS)))
    return drawn


def _pairs(edges: list[int]) -> list[tuple[int, int]]:
    return list(zip(edges[::2], edges[1::2], strict=False))


def page_of(*marks) -> Page:
    page = Page(PlainShaper(), view_look())
    page.set_text(TEXT, marks)
    return page


def in_letter(page: Page, offset: int) -> Point:
    """Return a point low in a letter, where neither tag nor lane can be."""
    visible = page.visible(HEIGHT)
    point = places.point_of(page, offset, visible)
    _, line = page.line_of(offset)
    return Point(point.x, point.y + (line.bottom - line.top) / 4)


def ids_at(page: Page, point: Point) -> list[str]:
    return [one.id for one in places.spans_under(page, point, page.visible(HEIGHT))]


def shown(page: Page, name: str) -> list:
    """Everything of a kind that is painted with the text, with the top of its paragraph."""
    return [(one, top) for block, top in page.visible(HEIGHT) for one in getattr(block, name)]


# Marks under a point


@given(spans())
def test_in_a_letter_lie_the_marks_that_cover_it_the_innermost_first(marks):
    page = page_of(*marks)
    for offset in range(len(TEXT)):
        if not TEXT[offset].isspace():
            covering = [one.id for one in page.spans.covering(offset)]
            assert ids_at(page, in_letter(page, offset)) == covering


@given(spans())
def test_every_tag_and_every_lane_leads_to_its_own_mark(marks):
    page = page_of(*marks)
    left = page.measures.left
    for tag, top in shown(page, "tags"):
        centre = tag.rect.centre
        assert ids_at(page, Point(left + centre.x, top + centre.y)) == [tag.span.id]
    for lane, top in shown(page, "lanes"):
        point = Point(left + (lane.left + lane.right) / 2, top + lane.y + 1)
        assert ids_at(page, point) == [lane.span.id]


@given(spans())
def test_every_mark_can_be_reached(marks):
    page = page_of(*marks)
    reached = {one.span.id for name in ("lanes", "grounds") for one, _ in shown(page, name)}
    for one in marks:
        parts = (TEXT[part.start : part.end] for part in one.fragments)
        assert one.id in reached or not any(part.strip() for part in parts)


def test_beside_the_letters_of_a_mark_there_is_nothing():
    page = page_of(span("a", (4, 9)))
    (ground, top), *_ = shown(page, "grounds")
    middle = top + (ground.top + ground.bottom) / 2
    left = page.measures.left
    for x in (ground.left - 2, ground.right + 2):
        assert ids_at(page, Point(left + x, middle)) == []
    inside = Point(left + ground.left + 2, middle)
    assert ids_at(page, inside) == ["a"]
    assert ids_at(page, Point(inside.x, 3.0)) == []
    assert ids_at(page, Point(inside.x, HEIGHT - 10)) == []


def test_between_the_fragments_of_a_mark_is_what_else_lies_there():
    page = page_of(span("parts", (0, 3), (10, 16)), span("between", (4, 9)))
    assert ids_at(page, in_letter(page, 5)) == ["between"]
    assert ids_at(page, in_letter(page, 11)) == ["parts"]


def test_of_two_marks_on_the_same_words_the_later_in_order_comes_first():
    one, other = span("a", (0, 3), label="rule"), span("b", (0, 3), label="speaker")
    assert innermost_first([one, other]) == innermost_first([other, one]) == [other, one]
    assert ids_at(page_of(one, other), in_letter(page_of(one, other), 1)) == ["b", "a"]


@given(st.permutations([(0, 16), (4, 16), (4, 9), (0, 9)]))
def test_the_order_in_which_marks_are_made_decides_nothing(parts):
    page = page_of(*(span(f"s{part}", part) for part in parts))
    straight = page_of(*(span(f"s{part}", part) for part in sorted(parts)))
    for offset in range(16):
        point = in_letter(page, offset)
        assert ids_at(page, point) == ids_at(straight, point)


# Stretches


@given(PLACES, PLACES, PLACES)
def test_the_rectangles_of_two_stretches_side_by_side_are_those_of_both(one, two, three):
    first, middle, last = sorted((one, two, three))
    page = page_of()
    visible = page.visible(HEIGHT)

    def area(start: int, end: int) -> float:
        return sum(rect.width for rect in places.extent_rects(page, start, end, visible))

    assert area(first, last) == pytest.approx(area(first, middle) + area(middle, last))


@given(PLACES, PLACES)
def test_the_rectangles_of_a_stretch_lie_in_the_column_and_one_under_the_other(one, two):
    page = page_of()
    start, end = sorted((one, two))
    rects = places.extent_rects(page, start, end, page.visible(HEIGHT))
    for rect in rects:
        assert page.measures.left <= rect.left < rect.right
        assert rect.right <= page.measures.left + COLUMN * LETTER
    for above, below in itertools.pairwise(rects):
        assert above.bottom <= below.top


@given(PLACES)
def test_the_caret_stands_on_the_line_of_its_letter(offset):
    page = page_of()
    visible = page.visible(HEIGHT)
    caret = places.caret_rect(page, offset, visible)
    point = places.point_of(page, offset, visible)
    assert caret.top < point.y < caret.bottom
    assert caret.left <= point.x <= caret.right + LETTER / 2


def test_a_place_out_of_view_has_a_caret_about_where_it_would_be():
    page = page_of()
    near = page.visible(60.0)
    assert near[-1].block.end < len(TEXT)
    far = places.caret_rect(page, len(TEXT), near)
    assert far.top > near[-1].y + near[-1].block.height
    exact = places.caret_rect(page, len(TEXT), page.visible(HEIGHT))
    assert far.top == pytest.approx(exact.top, abs=40)


# Grips


def grips(page: Page, span_id: str) -> dict[tuple[int, bool], Point]:
    found = places.grip_points(page, page.visible(HEIGHT), span_id)
    return {(fragment, is_end): point for fragment, is_end, point in found}


@given(FRAGMENTS.map(_pairs))
def test_every_end_of_every_fragment_has_a_grip_that_can_be_taken(parts):
    page = page_of(span("a", *parts))
    found = grips(page, "a")
    for (fragment, is_end), point in found.items():
        taken = places.grip_at(page, point, page.visible(HEIGHT), "a")
        near = [key for key, other in found.items() if abs(other.x - point.x) < 0.5]
        assert taken is not None
        assert (taken.fragment, taken.is_end) in near
        assert (fragment, is_end) in near


def test_of_two_grips_the_nearer_is_taken():
    page = page_of(span("a", (4, 5)))
    visible = page.visible(HEIGHT)
    start, end = grips(page, "a").values()
    assert end.x - start.x == LETTER
    for shift, is_end in ((-6.0, False), (2.0, False), (8.0, True), (16.0, True)):
        taken = places.grip_at(page, Point(start.x + shift, start.y), visible, "a")
        assert taken is not None
        assert taken.is_end is is_end
    for far in (Point(start.x - 9, start.y), Point(start.x, start.y + 9)):
        assert places.grip_at(page, far, visible, "a") is None


def test_marks_that_touch_have_grips_of_their_own():
    page = page_of(span("a", (0, 9)), span("b", (9, 16)))
    visible = page.visible(HEIGHT)
    seam = grips(page, "b")[0, False]
    assert seam == grips(page, "a")[0, True]
    for name, is_end in (("a", True), ("b", False)):
        taken = places.grip_at(page, seam, visible, name)
        assert taken is not None
        assert (taken.span.id, taken.is_end) == (name, is_end)
    assert places.grip_at(page, seam, visible, None) is None


def test_a_mark_over_paragraphs_has_its_grips_at_its_two_ends_only():
    page = page_of(span("a", (4, len(TEXT) - 4)))
    found = grips(page, "a")
    assert set(found) == {(0, False), (0, True)}
    assert found[0, False].y < found[0, True].y


def test_a_mark_that_ends_with_the_breaks_behind_its_words_ends_at_the_words():
    end = TEXT.index("\n")
    page = page_of(span("a", (0, end + 2)))
    assert grips(page, "a")[0, True] == grips(page_of(span("a", (0, end))), "a")[0, True]
