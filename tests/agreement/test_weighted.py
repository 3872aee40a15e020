"""Weighted kappa: published examples, the definition written out, values outside the order."""

from __future__ import annotations

import brute_agreement as brute
import published_agreement as published
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.nominal import cohen_kappa
from annotator.agreement.weighted import cohen_kappa_weighted
from annotator.model.measurement import Lack

ORDER = ["low", "middle", "high", "highest"]
pairs = st.lists(st.tuples(*[st.sampled_from([None, *ORDER])] * 2), max_size=8)

ABSTRACTORS = (published.ABSTRACTORS, ["Ectopic", "AIU", "NIU"])
RADIOLOGISTS = (published.MAMMOGRAMS, ["Normal", "benign", "suspect", "cancer"])


def near(expected, digits):
    return pytest.approx(expected, abs=0.5001 * 10**-digits)


@pytest.mark.parametrize(
    ("example", "weights", "value", "digits"),
    [
        pytest.param(RADIOLOGISTS, "linear", 0.5684, 4, id="Boyd et al. 1982, Stata"),
        pytest.param((published.COUPLES, None), "linear", 0.2374, 4, id="Hout et al. 1987, vcd"),
        pytest.param(ABSTRACTORS, "linear", 0.843, 3, id="Gwet 2014, linear"),
        pytest.param(ABSTRACTORS, "quadratic", 0.892, 3, id="Gwet 2014, quadratic"),
    ],
)
def test_weighted_kappa_is_as_published(example, weights, value, digits):
    items, order = example
    assert cohen_kappa_weighted(items, order, weights=weights).value == near(value, digits)


def test_weights_of_a_half_are_those_of_a_value_in_the_middle():
    """Artstein and Poesio 2008, page 568: Chck is half as far from the others as they are."""
    found = cohen_kappa_weighted(published.THREE_ACTS, ["Stat", "Chck", "IReq"])
    assert found.value == near(0.8163, 4)
    assert found.counts["observed_disagreement"] == pytest.approx(0.09)
    assert found.counts["expected_disagreement"] == pytest.approx(0.49)
    assert (found.counts["a:Stat"], found.counts["b:IReq"]) == (52, 44)


@given(pairs)
def test_weighted_kappa_is_what_the_definition_says(items):
    for power, weights in enumerate(("linear", "quadratic"), start=1):
        expected = brute.weighted(items, ORDER, power)
        found = cohen_kappa_weighted(items, ORDER, weights=weights)
        assert found.value == (None if expected is None else pytest.approx(expected, abs=1e-12))


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=8))
def test_with_two_values_every_weight_is_the_same(items):
    plain = cohen_kappa(items)
    for weights in ("linear", "quadratic"):
        found = cohen_kappa_weighted(items, weights=weights)
        assert found.lack == plain.lack
        assert found.value == (None if plain.value is None else pytest.approx(plain.value))


def test_without_an_order_numbers_stand_by_size_and_texts_by_letters():
    numbers = [[10, 9], [2, 10], [9, 9], [2, 2]]
    assert cohen_kappa_weighted(numbers).value == cohen_kappa_weighted(numbers, [2, 9, 10]).value
    letters = [[str(one), str(other)] for one, other in numbers]
    by_letters = cohen_kappa_weighted(letters, ["10", "2", "9"])
    assert cohen_kappa_weighted(letters).value == by_letters.value


def test_a_value_outside_the_order_counts_as_no_answer_and_its_item_is_told():
    items = [["low", "high"], ["high", "high"], ["low", "low"]]
    whole = cohen_kappa_weighted(items, ORDER)
    more = cohen_kappa_weighted([*items, ["low", "unheard of"]], ORDER)
    assert (more.value, more.units) == (whole.value, 3)
    assert (whole.counts["left_out"], more.counts["left_out"]) == (0, 1)


def test_without_chance_or_without_items_there_is_no_value():
    assert cohen_kappa_weighted([["low", "low"]] * 3, ORDER).lack is Lack.ONE_CATEGORY
    assert cohen_kappa_weighted([["low", None]], ORDER).lack is Lack.NOTHING
    assert cohen_kappa_weighted([["low"] * 3], ORDER).lack is Lack.TWO_CODERS_ONLY
    assert cohen_kappa_weighted([["low"]], ORDER).lack is Lack.ONE_CODER
