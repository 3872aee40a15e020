"""How much text units share, and what hangs together."""

from __future__ import annotations

import itertools

from agreement_scene import unit_lists, units
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.measure import Unit
from annotator.agreement.overlap import (
    Joined,
    hanging_together,
    in_both,
    in_first_only,
    length_of,
    share_of,
    shared_length,
    size,
    touching,
    united,
)


def characters(unit: Unit) -> set[int]:
    parts = unit.fragments or ((unit.start, unit.end),)
    return {c for start, end in parts for c in range(start, end)}


stretches = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: (pair[0], sum(pair))),
    max_size=6,
)


def held(found: list[tuple[int, int]]) -> set[int]:
    return {c for start, end in found for c in range(start, end)}


@given(unit_lists(), unit_lists())
def test_the_share_is_the_intersection_over_the_union_of_characters(first, second):
    for a in first:
        for b in second:
            both, either = characters(a) & characters(b), characters(a) | characters(b)
            assert shared_length(a, b) == len(both)
            assert length_of(a) == len(characters(a))
            assert share_of(a, b) == len(both) / len(either)


def test_a_gap_between_fragments_is_not_shared():
    parted, within = units(([(0, 4), (10, 14)], "x"), (4, 10, "x"))
    assert shared_length(parted, within) == 0
    assert share_of(parted, within) == 0.0


def test_a_unit_without_length_shares_nothing():
    assert share_of(Unit(3, 3, "x"), Unit(3, 3, "x")) == 0.0


@given(unit_lists(), unit_lists())
def test_units_touch_where_their_hulls_share_text(first, second):
    expected = {
        (i, j)
        for i, a in enumerate(first)
        for j, b in enumerate(second)
        if max(a.start, b.start) < min(a.end, b.end)
    }
    found = list(touching(first, second))
    assert set(found) == expected
    assert len(found) == len(expected)


@given(unit_lists(9))
def test_what_hangs_together_is_joined_and_nothing_else(given_units):
    joined: Joined[int] = Joined()
    for i, j in hanging_together(given_units):
        joined.join(i, j)
    groups = {frozenset(group) for group in joined.groups(range(len(given_units)))}

    expected = []
    for i, unit in enumerate(given_units):
        near = [g for g in expected if any(shared_length(unit, given_units[j]) for j in g)]
        expected = [g for g in expected if g not in near] + [{i}.union(*near)]
    assert groups == {frozenset(group) for group in expected}


@given(stretches, stretches)
def test_lists_of_stretches_are_sets_of_characters(one, other):
    a, b = united(one), united(other)
    assert held(a) == held(one)
    assert all(x[1] < y[0] for x, y in itertools.pairwise(a))
    assert held(in_both(a, b)) == held(a) & held(b)
    assert held(in_first_only(a, b)) == held(a) - held(b)
    assert size(a) == len(held(a))
