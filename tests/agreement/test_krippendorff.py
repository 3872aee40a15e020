"""Krippendorff's alpha: published examples, and every pair of answers written out."""

from __future__ import annotations

import brute_agreement as brute
import published_agreement as published
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.agreement.krippendorff import (
    ALPHA_INTERVAL,
    krippendorff_alpha_interval,
    krippendorff_alpha_jaccard,
    krippendorff_alpha_masi,
    krippendorff_alpha_nominal,
    krippendorff_alpha_ordinal,
    krippendorff_alpha_ratio,
)
from annotator.model.measurement import Lack

EVERY_ALPHA = [
    krippendorff_alpha_nominal,
    krippendorff_alpha_ordinal,
    krippendorff_alpha_interval,
    krippendorff_alpha_ratio,
    krippendorff_alpha_jaccard,
    krippendorff_alpha_masi,
]


def items_of(answers, coders=3):
    return st.lists(st.tuples(*[st.none() | answers] * coders), max_size=7)


numbers = items_of(st.integers(0, 5))
subsets = st.frozensets(st.sampled_from("abcd"))


def near(expected, digits=3):
    return pytest.approx(expected, abs=0.5001 * 10**-digits)


# Published examples -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("items", "value", "digits"),
    [
        pytest.param(published.BINARY, 0.095, 3, id="Krippendorff 2011, A"),
        pytest.param(published.LETTERS, 0.692, 3, id="Krippendorff 2011, B"),
        pytest.param(published.FOUR_OBSERVERS, 0.743, 3, id="Krippendorff 2011, C"),
        pytest.param(published.THREE_CODERS, 0.642, 3, id="Krippendorff 1980, page 139"),
        pytest.param(published.THREE_ACTS, 0.800, 2, id="Artstein and Poesio 2008, page 568"),
        pytest.param(published.ABSTRACTORS, 0.7972585, 7, id="Gwet 2014, two coders"),
        pytest.param(published.PSYCHIATRISTS[:15], 0.4204384, 7, id="Gwet 2014, six coders"),
    ],
)
def test_nominal_alpha_is_as_published(items, value, digits):
    assert krippendorff_alpha_nominal(items).value == near(value, digits)


@pytest.mark.parametrize(
    ("items", "value", "digits"),
    [
        pytest.param(published.FOUR_OBSERVERS, 0.815, 3, id="Krippendorff 2011, D"),
        pytest.param(published.SIGNATURES, 0.7598, 4, id="Hayes and Krippendorff 2007, page 84"),
    ],
)
def test_ordinal_alpha_is_as_published(items, value, digits):
    assert krippendorff_alpha_ordinal(items).value == near(value, digits)


@pytest.mark.parametrize(
    ("measure", "items", "value"),
    [
        (krippendorff_alpha_interval, published.FOUR_OBSERVERS, 0.849),
        (krippendorff_alpha_ratio, published.FOUR_OBSERVERS, 0.797),
        (krippendorff_alpha_interval, published.THREE_CODERS, 0.547),
        (krippendorff_alpha_ratio, published.THREE_CODERS, 0.483),
    ],
    ids=["2011, interval", "2011, ratio", "1980, interval", "1980, ratio"],
)
def test_alpha_of_numbers_is_as_krippendorff_printed_it(measure, items, value):
    assert measure(items).value == near(value)


def test_the_parts_of_the_formula_are_told():
    """Krippendorff 2004, pages 230 and following: 0.433 of 2.872, and 40 pairable answers."""
    found = krippendorff_alpha_interval(published.FOUR_OBSERVERS)
    assert found.counts["observed_disagreement"] == near(0.433)
    assert found.counts["expected_disagreement"] == near(2.872)
    assert (found.units, found.counts["answers"], found.counts["left_out"]) == (11, 40, 1)
    given_so_often = [found.counts[f"all:{value}"] for value in range(1, 6)]
    assert given_so_often == [9, 13, 10, 5, 3]
    two = krippendorff_alpha_nominal(published.BINARY).counts
    assert (two["a:1"], two["b:1"], two["a:0"], two["b:0"]) == (2, 4, 8, 6)


def test_each_value_against_the_rest_is_as_published():
    """Krippendorff 1980, page 139 and following."""
    found = published.by_value(krippendorff_alpha_nominal, published.THREE_CODERS)
    assert [m.value for m in found.values()] == [near(v) for v in (0.381, 0.711, 0.717, 0.764)]


# Every pair written out -------------------------------------------------------------------------


def agrees(found, expected):
    if expected is None:
        return found.value is None and found.lack is not None
    return found.lack is None and found.value == pytest.approx(expected, rel=1e-9, abs=1e-11)


@given(numbers)
@example([(0, 0, 1), (None, 5, 5), (2, None, None)])
def test_alpha_of_numbers_is_what_the_pairs_say(items):
    assert agrees(krippendorff_alpha_nominal(items), brute.alpha(items, brute.nominal))
    assert agrees(krippendorff_alpha_interval(items), brute.alpha(items, brute.interval))
    assert agrees(krippendorff_alpha_ratio(items), brute.alpha(items, brute.ratio))


@given(numbers)
def test_ordinal_alpha_is_what_the_pairs_say(items):
    by_size = brute.alpha(items, brute.ordinal(items, range(6)))
    assert agrees(krippendorff_alpha_ordinal(items), by_size)
    shuffled = [3, 0, 5, 1, 4, 2]
    otherwise = brute.alpha(items, brute.ordinal(items, shuffled))
    assert agrees(krippendorff_alpha_ordinal(items, shuffled), otherwise)


@given(items_of(subsets))
def test_alpha_of_sets_is_what_the_pairs_say(items):
    """No example is published with all its data, so that this is what they are held against."""
    assert agrees(krippendorff_alpha_jaccard(items), brute.alpha(items, brute.jaccard))
    assert agrees(krippendorff_alpha_masi(items), brute.alpha(items, brute.masi))


@given(items_of(st.sampled_from("abc"), coders=4))
def test_an_answer_that_is_no_set_is_the_set_of_itself(items):
    plain = krippendorff_alpha_nominal(items)
    for measure in (krippendorff_alpha_jaccard, krippendorff_alpha_masi):
        assert agrees(measure(items), plain.value)


@given(numbers, st.integers(1, 9), st.integers(-9, 9))
def test_interval_alpha_does_not_depend_on_the_unit_or_the_zero(items, unit, zero):
    moved = [[None if n is None else unit * n + zero for n in item] for item in items]
    assert agrees(krippendorff_alpha_interval(moved), krippendorff_alpha_interval(items).value)


# Where there is no number -----------------------------------------------------------------------


@pytest.mark.parametrize("measure", EVERY_ALPHA)
def test_one_value_only_says_nothing_about_chance(measure):
    found = measure([[2, 2], [2, 2], [3, None]])
    assert (found.value, found.units, found.lack) == (None, 2, Lack.ONE_CATEGORY)
    assert (found.counts["observed_disagreement"], found.counts["left_out"]) == (0, 1)


@pytest.mark.parametrize("measure", EVERY_ALPHA)
def test_without_a_common_item_there_is_nothing(measure):
    assert measure([[1, None], [None, 2]]).lack is Lack.NOTHING
    assert measure([]).lack is Lack.NOTHING
    assert measure([[1], [2]]).lack is Lack.ONE_CODER


@pytest.mark.parametrize("answer", ["3", frozenset([3]), float("nan"), 10**400, float("inf")])
def test_numbers_are_needed_where_alpha_calculates_with_them(answer):
    items = [[1, 2], [2, 2], [3, answer]]
    assert krippendorff_alpha_interval(items).lack is Lack.NO_NUMBERS
    assert krippendorff_alpha_ratio(items).lack is Lack.NO_NUMBERS


def test_a_ratio_needs_numbers_from_zero():
    items = [[-1, 2], [2, 2]]
    assert krippendorff_alpha_ratio(items).lack is Lack.NO_NUMBERS
    assert krippendorff_alpha_interval(items).lack is None
    assert krippendorff_alpha_ratio([[0, 0], [0, 4]]).value == 0


def test_a_value_outside_the_order_counts_as_no_answer():
    order = ["low", "high"]
    items = [["low", "high"], ["high", "high"], ["low", "low"]]
    more = krippendorff_alpha_ordinal([*items, ["low", "unheard of"]], order)
    assert more.value == krippendorff_alpha_ordinal(items, order).value
    assert more.counts["left_out"] == 1


def test_small_differences_count_where_a_far_larger_number_is_in_another_document():
    small, large = [[1, 2], [2, 2], [1, 1]], [[1, 10**9]]
    counting = ALPHA_INTERVAL.begin([small, large])
    found = counting.value(counting.tally(small)).value
    assert found == pytest.approx(brute.alpha(small, brute.interval), abs=1e-12)
