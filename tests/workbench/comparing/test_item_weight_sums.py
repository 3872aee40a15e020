"""How much each item weighs: together the weights are what the measure observes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.item_measures import ITEM_MEASURES
from annotator.agreement.summary import MEASURES
from annotator.workbench.comparing.item_weights import item_weights

few = settings(max_examples=20)
SCALE = ("low", "middle", "high")
OUTSIDE = "unheard of"
"""An answer that the codebook does not have (any more): on an ordered scale it has no place."""
ALPHAS = ["krippendorff_alpha_nominal", "krippendorff_alpha_ordinal"]
OF_NUMBERS = ["krippendorff_alpha_interval", "krippendorff_alpha_ratio"]
OF_SETS = ["krippendorff_alpha_jaccard", "krippendorff_alpha_masi"]
OF_SHARES = ["percent_agreement", "fleiss_kappa", "cohen_kappa", "scott_pi"]


def items_of(answer: st.SearchStrategy[object], coders: int) -> st.SearchStrategy[list[tuple]]:
    return st.lists(st.tuples(*[st.none() | answer] * coders), min_size=1, max_size=7)


WORDS = st.sampled_from([*SCALE, OUTSIDE])


def counts_of(measure, items, order):
    counting = MEASURES[measure].begin([items], order)
    return counting.value(counting.tally(items)).counts


def check_alpha(measure, items, order=()):
    """Each pair of answers stands for two ordered ones."""
    counts = counts_of(measure, items, order or None)
    if counts.get("answers"):
        observed = 2 * sum(item_weights(measure, items, order)) / counts["answers"]
        assert observed == pytest.approx(counts["observed_disagreement"])


@pytest.mark.parametrize("measure", ALPHAS)
@few
@given(items=st.integers(2, 4).flatmap(lambda coders: items_of(WORDS, coders)))
def test_the_weights_add_up_to_what_alpha_observes(measure, items):
    check_alpha(measure, items, SCALE)
    check_alpha(measure, items)


@pytest.mark.parametrize("measure", OF_NUMBERS)
@few
@given(items=items_of(st.integers(0, 9) | st.sampled_from([0.5, 2.25]), 3))
def test_numbers_weigh_as_far_as_they_are_apart(measure, items):
    check_alpha(measure, items)


@pytest.mark.parametrize("measure", OF_SETS)
@few
@given(items=items_of(st.frozensets(st.sampled_from("abc")), 3))
def test_sets_weigh_as_far_as_they_are_apart(measure, items):
    check_alpha(measure, items)


@pytest.mark.parametrize("measure", OF_SHARES)
@few
@given(items=items_of(WORDS, 2))
def test_for_other_measures_an_item_weighs_the_share_of_pairs_that_differ(measure, items):
    counts = counts_of(measure, items, SCALE)
    answered = sum(None not in item for item in items)
    if "observed" in counts:
        weights = item_weights(measure, items, SCALE)
        assert sum(weights) / answered == pytest.approx(1 - counts["observed"])


@few
@given(items=items_of(WORDS, 2))
def test_weighted_kappa_counts_the_steps_between_values_that_have_a_place(items):
    counts = counts_of("cohen_kappa_weighted", items, SCALE)
    known = sum(set(item) <= set(SCALE) for item in items)
    if "observed_disagreement" in counts:
        weights = item_weights("cohen_kappa_weighted", items, SCALE)
        steps = len(SCALE) - 1
        assert sum(weights) / known / steps == pytest.approx(counts["observed_disagreement"])


@pytest.mark.parametrize("measure", [one.id for one in ITEM_MEASURES])
@few
@given(items=items_of(WORDS, 3))
def test_an_item_weighs_nothing_where_nobody_differs_and_never_less(measure, items):
    weights = item_weights(measure, items, SCALE)
    assert len(weights) == len(items)
    for item, weight in zip(items, weights, strict=True):
        answers = {answer for answer in item if answer is not None}
        assert weight >= 0
        assert weight == 0 or len(answers) > 1


def test_an_answer_without_a_place_takes_no_part_in_what_its_item_weighs():
    """Of three answers two count, so their difference is not shared with a third."""
    with_it = [("low", "high", OUTSIDE), ("low", "high", None)]
    for measure in ("krippendorff_alpha_ordinal", "cohen_kappa_weighted"):
        first, second = item_weights(measure, with_it, SCALE)
        assert first == second > 0
