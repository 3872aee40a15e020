"""Laws of drawing documents again: many sums at once, bounds, differences, means over pairs."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit_scene import any_units, text

from annotator.agreement import Text, mean_of_pairs, paired_bootstrap, summarise
from annotator.agreement.measure import Counting
from annotator.agreement.summary import MEASURES, Summary

few = settings(max_examples=15)
F1 = ["span_f1_exact", "span_f1_overlap", "span_f1_iou50", "span_f1_unlabelled", "char_f1"]
SLOW_ROAD = ["char_cohen_kappa", "u_alpha_nominal", "alpha_u"]
"""Measures whose draws are valued one by one."""


@st.composite
def corpora(draw: st.DrawFn, coders: int = 2, least: int = 1) -> list[Text]:
    """Short documents of some coders; some of them nobody marked."""
    many = draw(st.integers(least, least + 3))
    return [text(12, *[draw(any_units(12, 2)) for _coder in range(coders)]) for _one in range(many)]


def weights_for(documents: Sequence[object]) -> st.SearchStrategy[list[list[int]]]:
    """How often each document is drawn, several times."""
    once = st.lists(st.integers(0, 3), min_size=len(documents), max_size=len(documents))
    return st.lists(once, min_size=1, max_size=4)


def one_by_one(counting: Counting, totals: np.ndarray) -> list[float]:
    found = [counting.value(total).value for total in totals]
    return [math.nan if value is None else value for value in found]


def told(summary: Summary, weights: list[list[int]]) -> None:
    totals = np.array(weights, float) @ summary.sums
    assert summary.counting.values is not None
    np.testing.assert_allclose(
        summary.counting.values(totals), one_by_one(summary.counting, totals), atol=1e-12
    )


@pytest.mark.parametrize("measure", F1)
@few
@given(data=st.data(), coders=st.integers(2, 3))
def test_many_sums_at_once_have_the_values_of_each(measure, data, coders):
    documents = data.draw(corpora(coders))
    told(summarise(MEASURES[measure], documents, seed=1), data.draw(weights_for(documents)))


@pytest.mark.parametrize("measure", ["span_f1_exact", *SLOW_ROAD])
@few
@given(data=st.data())
def test_a_mean_over_pairs_is_the_mean_of_those_that_have_a_value(measure, data):
    """Each pair has documents of its own among all; one pair has none in common."""
    parts = [data.draw(corpora()), data.draw(corpora()), []]
    pairs = [summarise(MEASURES[measure], part, seed=1) for part in parts]
    count = len(parts[0]) + len(parts[1])
    places = [range(len(parts[0])), range(len(parts[0]), count), []]
    mean = mean_of_pairs(pairs, places, count)
    known = [pair.pooled.value for pair in pairs if pair.pooled.value is not None]
    if known:
        assert mean.pooled.value == pytest.approx(sum(known) / len(known))
        assert mean.pooled.counts["pairs"] == len(known)
    else:
        assert (mean.pooled.value, mean.pooled.lack) == (None, pairs[0].pooled.lack)
    told(mean, data.draw(weights_for(range(count))))


@pytest.mark.parametrize("measure", F1)
@few
@given(corpora(least=5))
def test_an_f1_drawn_again_lies_among_those_of_its_documents(measure, documents):
    """Pooled, it is a mean of theirs, weighted by how much was marked."""
    summary = summarise(MEASURES[measure], documents, draws=40, seed=2)
    known = [one.value for one in summary.each if one.value is not None]
    if summary.interval.low is None:
        assert summary.interval.lack == "few_draws"
        assert len(known) < len(documents)
    else:
        assert min(known) - 1e-12 <= summary.interval.low <= summary.interval.high
        assert summary.interval.high <= max(known) + 1e-12


@few
@given(corpora(least=5), st.integers(0, 99))
def test_a_difference_turned_round_has_its_bounds_turned_round(documents, seed):
    exact, loose = (
        summarise(MEASURES[one], documents, seed=seed).sample
        for one in ("span_f1_exact", "span_f1_overlap")
    )
    there = paired_bootstrap(loose, exact, draws=60, seed=seed)
    back = paired_bootstrap(exact, loose, draws=60, seed=seed)
    assert (there.lack, there.undefined) == (back.lack, back.undefined)
    if there.low is not None:
        assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
        assert there.low >= 0, "what asks for less is never below, whatever is drawn"
