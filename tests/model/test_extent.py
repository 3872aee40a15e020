"""Offsets and the stretch of text between two of them."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.extent import (
    ELLIPSIS,
    Extent,
    are_in_order,
    hull,
    joined_text,
    united,
    without,
)

FAMILY = "👨\u200d👩\u200d👧"
texts = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("👨\u0301\r\nש"), min_size=1
)
extents = st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda p: Extent(p[0], p[0] + p[1]))


def letters(extent: Extent) -> set[int]:
    """The code points of an extent, one by one."""
    return set(range(extent.start, extent.end))


@st.composite
def ordered(draw: st.DrawFn) -> tuple[Extent, ...]:
    """Fragments in text order; some of them touch."""
    cuts = sorted(draw(st.lists(st.integers(0, 30), min_size=2, max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    made = tuple(Extent(start, end) for start, end in pairs if start < end)
    return made or (Extent(0, 1),)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 5), (5, 2), (-1, 3), (-3, -1)])
def test_what_is_empty_reversed_or_before_the_text_is_no_extent(start, end):
    with pytest.raises(ValueError, match="not an extent"):
        Extent(start, end)


def test_an_extent_never_changes():
    extent = Extent(0, 3)
    with pytest.raises(dataclasses.FrozenInstanceError):
        extent.end = 4
    assert (extent, {extent: "a"}[Extent(0, 3)]) == (Extent(0, 3), "a")


@given(extents, extents)
def test_extents_overlap_when_they_share_a_code_point(one, other):
    assert one.overlaps(other) == bool(letters(one) & letters(other))
    assert one.overlaps(other) == other.overlaps(one)


@given(extents, extents)
def test_an_extent_contains_another_when_it_has_all_its_code_points(one, other):
    assert one.contains(other) == (letters(other) <= letters(one))
    assert (one.contains(other) and other.contains(one)) == (one == other)


def test_neighbours_do_not_overlap():
    assert not Extent(0, 3).overlaps(Extent(3, 6))
    assert not Extent(0, 3).contains(Extent(2, 4))
    assert Extent(0, 3).contains(Extent(0, 3))


def test_extents_are_sorted_by_start_and_then_by_end():
    given = [Extent(3, 4), Extent(0, 9), Extent(0, 2), Extent(3, 9)]
    assert sorted(given) == [Extent(0, 2), Extent(0, 9), Extent(3, 4), Extent(3, 9)]


@given(texts, st.data())
def test_a_slice_has_as_many_code_points_as_its_extent(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    extent = Extent(start, data.draw(st.integers(start + 1, len(text))))
    assert len(extent.slice(text)) == extent.length
    assert text[:start] + extent.slice(text) + text[extent.end :] == text


def test_code_points_are_counted_and_not_bytes_or_utf_16_units():
    text = f"{FAMILY} kata e\u0301 سلام"
    assert Extent(0, 5).slice(text) == FAMILY
    assert Extent(6, 10).slice(text) == "kata"
    assert Extent(11, 13).slice(text) == "e\u0301"
    assert Extent(14, 18).slice(text) == "سلام"


@given(ordered())
def test_the_hull_is_the_smallest_extent_that_holds_every_fragment(fragments):
    whole = hull(fragments)
    assert all(whole.contains(one) for one in fragments)
    assert whole.start == min(one.start for one in fragments)
    assert whole.end == max(one.end for one in fragments)


def test_the_hull_of_one_fragment_is_that_fragment():
    assert hull((Extent(2, 5),)) == Extent(2, 5)


@given(ordered())
def test_fragments_are_in_order_until_two_of_them_change_places(fragments):
    assert are_in_order(fragments)
    assert are_in_order(fragments[::-1]) == (len(fragments) == 1)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], False),
        ([(0, 3)], True),
        ([(0, 3), (3, 5)], True),
        ([(0, 3), (2, 5)], False),
        ([(0, 3), (0, 3)], False),
        ([(0, 9), (2, 5)], False),
        ([(0, 1), (4, 5), (2, 3)], False),
    ],
)
def test_fragments_in_order_share_no_character_and_none_is_no_span(pairs, expected):
    assert are_in_order(tuple(Extent(*pair) for pair in pairs)) is expected


def test_the_words_of_fragments_are_joined_in_the_order_given():
    text = "ASN, kata dia, harus netral"
    parts = (Extent(0, 3), Extent(15, 20))
    assert joined_text(text, parts) == "ASN … harus"
    assert joined_text(text, parts[::-1]) == "harus … ASN"
    assert joined_text(text, parts[:1]) == "ASN"


@given(texts, st.data())
def test_joined_words_can_be_parted_again_at_the_ellipsis(text, data):
    numbers = st.lists(st.integers(0, len(text) - 1), min_size=1, max_size=4)
    parts = [Extent(at, at + 1) for at in data.draw(numbers)]
    if ELLIPSIS not in text:
        assert joined_text(text, parts).split(ELLIPSIS) == [part.slice(text) for part in parts]


def all_letters(parts: tuple[Extent, ...]) -> set[int]:
    """The code points of several extents."""
    return {letter for part in parts for letter in letters(part)}


@given(st.lists(extents, max_size=6))
def test_what_extents_cover_together_is_told_once_and_in_order(parts):
    found = united(parts)
    assert all_letters(found) == all_letters(tuple(parts))
    assert all(one.end < other.start for one, other in pairwise(found))
    assert united(reversed(parts)) == united(found) == found


@given(ordered(), ordered())
def test_what_is_cut_out_is_gone_and_all_else_is_there(parts, taken):
    left = without(parts, taken)
    assert all_letters(left) == all_letters(parts) - all_letters(taken)
    assert not left or are_in_order(left)


@given(ordered())
def test_nothing_is_left_beside_itself_and_all_beside_nothing(parts):
    assert without(parts, parts) == ()
    assert without(parts, ()) == parts


def test_what_two_marked_and_what_is_left_beside_what_differs():
    marked = united([Extent(0, 10), Extent(4, 20), Extent(30, 40)])
    assert marked == (Extent(0, 20), Extent(30, 40))
    left = without(marked, (Extent(0, 4), Extent(10, 20), Extent(33, 35)))
    assert left == (Extent(4, 10), Extent(30, 33), Extent(35, 40))
