from __future__ import annotations

import itertools

import hypothesis.strategies as st
from hypothesis import given

from annotator.text.lanes import GAP, TagWish, place_tags, stack_lanes

INTERVALS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1])),
    max_size=30,
)
EDGE = 400.0
WISHES = st.lists(
    st.builds(TagWish, st.floats(0, 380), st.floats(8, 90), st.sampled_from([0.0, 52.0, 200.0])),
    max_size=25,
)


@given(INTERVALS)
def test_no_intervals_overlap_in_a_lane_and_all_are_placed(intervals):
    lanes = stack_lanes(intervals)
    assert len(lanes) == len(intervals)
    for i, (a, b) in enumerate(intervals):
        for j, (c, d) in enumerate(intervals[:i]):
            assert lanes[i] != lanes[j] or b <= c or d <= a


@given(INTERVALS)
def test_an_inner_interval_lies_nearer_to_the_text(intervals):
    lanes = stack_lanes(intervals)
    for i, (a, b) in enumerate(intervals):
        for j, (c, d) in enumerate(intervals):
            if c <= a and b <= d and (b - a) < (d - c):
                assert lanes[i] < lanes[j]


@given(INTERVALS)
def test_no_lane_is_skipped(intervals):
    assert set(stack_lanes(intervals)) == set(range(len(set(stack_lanes(intervals)))))


@given(st.lists(st.integers(0, 60), min_size=2, max_size=20, unique=True), st.randoms())
def test_intervals_that_share_nothing_all_lie_next_to_the_text(cuts, random):
    edges = sorted(cuts)
    intervals = list(itertools.pairwise(edges))
    random.shuffle(intervals)
    assert stack_lanes(intervals) == [0] * len(intervals)


def test_nothing_takes_no_lane_and_no_row():
    assert stack_lanes([]) == []
    assert place_tags([], EDGE) == []


def test_neighbours_share_a_lane():
    assert stack_lanes([(0, 3), (3, 6), (6, 9)]) == [0, 0, 0]


def test_equal_intervals_stand_one_under_the_other_in_the_order_given():
    assert stack_lanes([(0, 3), (0, 3), (0, 3)]) == [0, 1, 2]


@given(WISHES)
def test_no_tags_overlap_and_all_are_placed(wishes):
    places = place_tags(wishes, EDGE)
    assert len(places) == len(wishes)
    for i, one in enumerate(places):
        for j, other in enumerate(places[:i]):
            apart = (
                one.x + wishes[i].width + GAP <= other.x + 1e-6
                or other.x + wishes[j].width + GAP <= one.x + 1e-6
            )
            assert one.row != other.row or apart


@given(WISHES)
def test_a_tag_drifts_right_only_and_no_further_than_it_may(wishes):
    for wish, place in zip(wishes, place_tags(wishes, EDGE), strict=True):
        assert 0 <= place.x - wish.x <= wish.drift
        assert place.x == wish.x or place.x + wish.width <= EDGE


def test_tags_queue_to_the_right_before_they_go_up():
    places = place_tags([TagWish(0, 14, 52)] * 3, EDGE)
    assert [place.row for place in places] == [0, 0, 0]
    assert [place.x for place in places] == [0, 17, 34]


def test_tags_anywhere_in_the_line_queue_alike():
    places = place_tags([TagWish(300, 14, 52)] * 3, EDGE)
    assert [(place.x, place.row) for place in places] == [(300, 0), (317, 0), (334, 0)]


def test_a_tag_may_drift_exactly_as_far_as_it_may_and_up_to_the_edge():
    first, wish = TagWish(0, 40, 0), TagWish(20, 30, 40 + GAP - 20)
    assert place_tags([first, wish], 70 + GAP)[1] == (40 + GAP, 0)
    assert place_tags([first, wish], 69 + GAP)[1] == (20, 1)
    assert place_tags([first, wish._replace(drift=40 + GAP - 21)], EDGE)[1] == (20, 1)


def test_a_tag_that_begins_beyond_the_edge_stands_there():
    assert place_tags([TagWish(EDGE + 5, 20, 52)], EDGE) == [(EDGE + 5, 0)]


def test_tags_are_placed_from_left_to_right_whatever_the_order_given():
    places = place_tags([TagWish(20, 10, 52), TagWish(0, 30, 52)], EDGE)
    assert places == [(30 + GAP, 0), (0, 0)]


def test_a_tag_that_would_drift_too_far_goes_up_a_row():
    places = place_tags([TagWish(0, 80, 52), TagWish(10, 20, 52)], EDGE)
    assert [(place.x, place.row) for place in places] == [(0, 0), (10, 1)]


def test_a_tag_does_not_drift_over_the_right_edge():
    assert place_tags([TagWish(380, 20, 52), TagWish(380, 20, 52)], EDGE)[1].row == 1


@given(INTERVALS)
def test_an_interval_lies_as_near_to_the_text_as_shorter_ones_let_it(intervals):
    lanes = stack_lanes(intervals)
    for i, (start, end) in enumerate(intervals):
        before = [
            lanes[j]
            for j, (other, other_end) in enumerate(intervals)
            if (other_end - other, other, j) < (end - start, start, i)
            and other < end
            and start < other_end
        ]
        assert lanes[i] == next(lane for lane in itertools.count() if lane not in before)


@given(WISHES)
def test_a_tag_stands_in_the_lowest_row_that_has_room_for_it(wishes):
    """Row by row, from left to right, behind the tag that was placed there last."""
    places = place_tags(wishes, EDGE)
    ends: dict[int, float] = {}
    for index in sorted(range(len(wishes)), key=lambda i: wishes[i].x):
        wish, place = wishes[index], places[index]
        for row in range(place.row):
            shifted = max(wish.x, ends[row] + GAP)
            assert shifted > wish.x
            assert shifted - wish.x > wish.drift or shifted + wish.width > EDGE
        ends[place.row] = place.x + wish.width
    assert set(ends) == set(range(len(ends)))


def test_a_tag_that_fits_into_two_rows_takes_the_lower_one():
    wishes = [TagWish(0, 20, 0), TagWish(5, 20, 0), TagWish(60, 20, 0)]
    assert [place.row for place in place_tags(wishes, EDGE)] == [0, 1, 0]
    assert [place.row for place in place_tags([*wishes, TagWish(61, 9, 0)], EDGE)] == [0, 1, 0, 1]
