"""How much an item weighs: held against the definitions of the measures, every pair written out."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations

import brute_agreement as brute
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.summary import MEASURES, summarise
from annotator.workbench.comparing.item_weights import item_weights

WORDS = ["low", "middle", "high"]
SETS = [frozenset(), frozenset("x"), frozenset("xy"), frozenset("yz"), frozenset("xyz")]
SOME = settings(max_examples=40, deadline=None)


def items_of(answers, coders=3, **size):
    """Items by coders, with gaps."""
    answer = st.one_of(st.none(), st.sampled_from(answers))
    return st.lists(st.tuples(*[answer] * coders), min_size=1, **{"max_size": 8, **size})


ALPHAS = {
    "nominal": (WORDS, lambda _items: brute.nominal),
    "ordinal": (WORDS, lambda items: brute.ordinal(items, WORDS)),
    "interval": ([1, 2, 5, 9], lambda _items: brute.interval),
    "ratio": ([1, 2, 5, 9], lambda _items: brute.ratio),
    "jaccard": (SETS[1:], lambda _items: brute.jaccard),
    "masi": (SETS[1:], lambda _items: brute.masi),
}


@pytest.mark.parametrize("level", ALPHAS)
@SOME
@given(data=st.data())
def test_the_weights_of_an_alpha_are_its_observed_disagreement_item_by_item(level, data):
    answers, difference_of = ALPHAS[level]
    items = data.draw(items_of(answers))
    difference = difference_of(items)
    weights = item_weights(f"krippendorff_alpha_{level}", items, WORDS)
    for item, weight in zip(items, weights, strict=True):
        said = brute.given(item)
        pairs = [difference(*pair) for pair in combinations(said, 2)] if len(said) > 1 else []
        assert weight == pytest.approx(float(sum(pairs, Fraction(0)) / max(1, len(said) - 1)))


@pytest.mark.parametrize("level", ALPHAS)
@SOME
@given(data=st.data())
def test_an_alpha_follows_from_its_weights_and_the_answers_alone(level, data):
    answers, difference_of = ALPHAS[level]
    items = data.draw(items_of(answers))
    measure = f"krippendorff_alpha_{level}"
    value = summarise(MEASURES[measure], [items], order=WORDS, draws=1, seed=1).pooled.value
    counted = [one for item in brute.with_answers(items) for one in brute.given(item)]
    if value is None:
        assert len(set(counted)) < 2
        return
    between = brute.mean([difference_of(items)(*pair) for pair in permutations(counted, 2)])
    observed = 2 * sum(item_weights(measure, items, WORDS)) / len(counted)
    assert value == pytest.approx(1 - observed / float(between))


@SOME
@given(items_of(WORDS))
def test_the_percentage_is_what_the_mean_weight_leaves_of_one(items):
    counted = brute.with_answers(items)
    weights = item_weights("percent_agreement", counted, WORDS)
    if counted:
        assert 1 - sum(weights) / len(counted) == pytest.approx(brute.percent(items))


@SOME
@given(items_of(WORDS, coders=2))
def test_weighted_kappa_weighs_an_item_by_the_steps_between_its_answers(items):
    weights = item_weights("cohen_kappa_weighted", items, WORDS)
    for (one, other), weight in zip(items, weights, strict=True):
        is_whole = None not in (one, other)
        assert weight == (abs(WORDS.index(one) - WORDS.index(other)) if is_whole else 0)


@pytest.mark.parametrize("measure", ["krippendorff_alpha_ordinal", "cohen_kappa_weighted"])
def test_an_answer_that_is_not_in_the_order_weighs_nothing(measure):
    items = [("low", "high"), ("low", "elsewhere"), ("elsewhere", "elsewhere"), ("low", None)]
    first, *others = item_weights(measure, items, WORDS)
    assert (first > 0, others) == (True, [0.0, 0.0, 0.0])


@pytest.mark.parametrize(
    ("measure", "items"),
    [
        ("krippendorff_alpha_interval", [("a", "b"), ("a", "a")]),
        ("krippendorff_alpha_ratio", [(1, "b"), (2, 2)]),
        ("krippendorff_alpha_jaccard", [("x", frozenset("x")), ("x", "x")]),
        ("krippendorff_alpha_masi", [("x", "y"), ("y", "y")]),
    ],
)
def test_answers_that_do_not_fit_a_measure_differ_or_not(measure, items):
    assert item_weights(measure, items, ()) == [1.0, 0.0]


@pytest.mark.parametrize("measure", [one.id for one in MEASURES.values() if one.level == "items"])
def test_who_answers_alone_and_who_agrees_weighs_nothing(measure):
    answers = [("low", None), (None, None), ("high", "high")]
    assert item_weights(measure, answers, WORDS) == [0.0, 0.0, 0.0]
    assert item_weights(measure, [], WORDS) == []
