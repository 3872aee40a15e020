"""The best one-to-one matching, against all matchings there are."""

from __future__ import annotations

import random
import time

import pytest
from agreement_scene import unit_lists, units
from hypothesis import given, settings

from annotator.agreement import optimum
from annotator.agreement.matching import (
    COUNTERPART,
    HALF,
    OVERLAP,
    SAME_PLACE,
    Criterion,
    Pair,
    best_matching,
    match_units,
)
from annotator.agreement.measure import Unit
from annotator.agreement.overlap import share_of

ANY = Criterion(any_label=True)


def largest_total(first: list[Unit], second: list[Unit], criterion: Criterion) -> float:
    """The best total by trying every matching."""
    if not first:
        return 0.0
    unit, rest = first[0], first[1:]
    best = largest_total(rest, second, criterion)
    for j, other in enumerate(second):
        share = share_of(unit, other)
        if share > criterion.above and (criterion.any_label or unit.label == other.label):
            left = second[:j] + second[j + 1 :]
            best = max(best, share + largest_total(rest, left, criterion))
    return best


def places(pairs: list[Pair]) -> list[tuple[int, int]]:
    return [(pair.first, pair.second) for pair in pairs]


@pytest.mark.parametrize("criterion", [OVERLAP, HALF, SAME_PLACE, ANY], ids=repr)
@settings(max_examples=150)
@given(first=unit_lists(5), second=unit_lists(5))
def test_no_other_matching_has_a_larger_total(criterion, first, second):
    pairs = match_units(first, second, criterion)
    total = sum(pair.share for pair in pairs)
    assert abs(total - largest_total(first, second, criterion)) < 2e-6
    assert len({pair.first for pair in pairs}) == len({pair.second for pair in pairs}) == len(pairs)
    for pair in pairs:
        a, b = first[pair.first], second[pair.second]
        assert pair.share == share_of(a, b) > criterion.above
        assert criterion.any_label or a.label == b.label


@pytest.mark.parametrize("criterion", [OVERLAP, HALF, SAME_PLACE, ANY], ids=repr)
@given(first=unit_lists(), second=unit_lists())
def test_it_does_not_matter_who_comes_first(criterion, first, second):
    there = places(match_units(first, second, criterion))
    back = places(match_units(second, first, criterion))
    assert sorted(there) == sorted((i, j) for j, i in back)


@given(unit_lists(), unit_lists())
def test_it_does_not_matter_in_which_order_units_are_given(first, second):
    def told(pairs: list[Pair], left: list[Unit], right: list[Unit]) -> set[tuple[str, str]]:
        return {(left[pair.first].id, right[pair.second].id) for pair in pairs}

    shuffled = first[:]
    random.Random(7).shuffle(shuffled)
    expected = told(match_units(first, second), first, second)
    assert told(match_units(shuffled, second[::-1]), shuffled, second[::-1]) == expected


@given(unit_lists())
def test_a_copy_is_matched_with_itself(given_units):
    pairs = match_units(given_units, list(given_units))
    assert sorted(places(pairs)) == [(i, i) for i in range(len(given_units))]
    assert all(pair.share == 1.0 for pair in pairs)


def test_the_total_counts_and_not_the_best_single_pair():
    # The middle pair shares most, but taking it would leave the two others alone.
    first = units((0, 10, "x"), (10, 20, "x"))
    second = units((0, 6, "x"), (6, 20, "x"))
    assert places(match_units(first, second)) == [(0, 0), (1, 1)]
    greedy = units((0, 8, "x"), (2, 12, "x"))
    assert places(match_units(greedy, units((1, 9, "x"), (7, 17, "x")))) == [(0, 0), (1, 1)]


def test_of_equal_totals_the_one_with_equal_labels_wins():
    first = units((0, 10, "x"))
    second = units((0, 8, "y"), (2, 10, "x"))
    assert places(match_units(first, second, ANY)) == [(0, 1)]


def test_of_equal_totals_and_labels_the_one_with_equal_answers_wins():
    first, second = units((0, 10, "x")), units((0, 5, "x"), (5, 10, "x"))
    assert places(match_units(first, second)) == [(0, 0)]
    assert places(match_units(first, second, answers=(["b"], ["a", "b"]))) == [(0, 1)]


def test_of_equal_totals_the_earlier_goes_with_the_earlier():
    first = units((0, 10, "x"), (0, 10, "x"), (0, 10, "x"))
    second = units((0, 9, "x"), (0, 9, "x"))
    assert places(match_units(first, second)) == [(0, 0), (1, 1)]


def test_the_half_that_was_coded_alike_is_the_counterpart_of_what_was_split():
    whole = units((0, 100, "x"))
    halves = units((0, 45, "x"), (45, 100, "x"))
    assert places(match_units(whole, halves, COUNTERPART)) == [(0, 1)]
    alike = (["a"], ["a", "b"])
    assert places(match_units(whole, halves, COUNTERPART, answers=alike)) == [(0, 0)]
    assert places(match_units(whole, halves, OVERLAP, answers=alike)) == [(0, 1)]


def test_more_than_half_means_more_than_half():
    assert match_units(units((0, 10, "x")), units((0, 5, "x")), HALF) == []
    assert match_units(units((0, 10, "x")), units((0, 6, "x")), HALF) == [Pair(0, 0, 0.6)]


def test_two_pairs_above_the_threshold_beat_one_that_coincides():
    # Pairing what coincides first would be wrong here: what is left over shares too little.
    first = units((0, 100, "x"), (0, 60, "x"))
    second = units((0, 100, "x"), (30, 100, "x"))
    assert share_of(first[1], second[1]) < 0.5
    assert places(match_units(first, second, HALF)) == [(0, 1), (1, 0)]


def test_unlike_labels_stand_for_one_another_only_where_nothing_of_their_own_is_left():
    first = units((0, 10, "x"), (20, 30, "y"))
    second = units((0, 10, "y"), (5, 15, "x"), (20, 29, "z"), (40, 50, "x"))
    assert places(best_matching(first, second)) == [(0, 1), (1, 2)]


@given(unit_lists(), unit_lists())
def test_the_best_matching_holds_the_matching_of_equal_labels(first, second):
    best = best_matching(first, second)
    same = [pair for pair in best if first[pair.first].label == second[pair.second].label]
    overlapping = {(p.first, p.second) for p in match_units(first, second)}
    assert overlapping <= set(places(same))
    assert len({pair.first for pair in best}) == len({pair.second for pair in best}) == len(best)


@given(unit_lists(), unit_lists())
@settings(max_examples=60)
def test_many_units_are_solved_on_the_edges_alone_with_the_same_total(first, second):
    expected = sum(pair.share for pair in match_units(first, second, ANY))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(optimum, "_DENSE_CELLS", 0)
        pairs = match_units(first, second, ANY)
    assert abs(sum(pair.share for pair in pairs) - expected) < 2e-6
    assert len({pair.first for pair in pairs}) == len({pair.second for pair in pairs}) == len(pairs)


def test_ten_thousand_units_in_one_chain_are_matched_in_seconds():
    first = [Unit(i * 4, i * 4 + 6, "x", str(i)) for i in range(10_000)]
    second = [Unit(i * 4 + 1, i * 4 + 7, "x", str(i)) for i in range(10_000)]
    began = time.process_time()
    pairs = match_units(first, second)
    assert places(pairs) == [(i, i) for i in range(10_000)]
    assert time.process_time() - began < 20
