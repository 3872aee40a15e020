"""Intervals from documents drawn again: the same for a seed, honest about what is missing."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from annotator.agreement import resampling
from annotator.agreement.measure import Counting
from annotator.agreement.nominal import COHEN_KAPPA, PERCENT_AGREEMENT
from annotator.agreement.resampling import (
    Sample,
    bootstrap,
    independent_bootstrap,
    paired_bootstrap,
)
from annotator.model.measurement import Lack, Measurement

SHARE = PERCENT_AGREEMENT


def corpus(*agreements, size=10):
    """A document for each number: so many of its items are agreed on."""
    agreed, apart = ["x", "x"], ["x", "y"]
    return [[agreed] * number + [apart] * (size - number) for number in agreements]


def sample(documents, measure=SHARE):
    counting = measure.begin(documents)
    return Sample(np.array([counting.tally(items) for items in documents]), counting)


TWELVE = sample(corpus(1, 3, 4, 5, 5, 6, 7, 7, 8, 9, 9, 10))
OTHER = sample(corpus(0, 2, 4, 4, 4, 6, 6, 7, 7, 8, 9, 9))


def test_the_same_seed_gives_the_same_interval():
    first, again = (bootstrap(*TWELVE, seed=7) for _ in range(2))
    assert first == again
    assert (first.draws, first.seed, first.lack, first.undefined) == (2000, 7, None, 0)
    assert bootstrap(*TWELVE, seed=8) != first


def test_the_interval_is_that_of_all_samples_there_can_be():
    """Five documents have 3,125 samples: these are written out, and the draws come near them."""
    scores = (1, 4, 5, 8, 10)
    means = [sum(chosen) / 50 for chosen in product(scores, repeat=5)]
    low, high = np.percentile(means, [2.5, 97.5])
    found = bootstrap(*sample(corpus(*scores)), draws=20_000, seed=1)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.02)


def test_whole_documents_are_drawn_and_not_their_items():
    """Where documents differ much, the interval is far wider than that of as many loose items."""
    documents = corpus(*[0, 100] * 5, size=100)
    found = bootstrap(*sample(documents), seed=3)
    assert found.low == pytest.approx(0.2, abs=0.05)
    assert found.high == pytest.approx(0.8, abs=0.05)


def test_documents_that_are_all_alike_leave_no_doubt():
    found = bootstrap(*sample(corpus(*[6] * 8)), seed=1)
    assert (found.low, found.high) == (0.6, 0.6)


@pytest.mark.parametrize("documents", [0, 1, 4])
def test_fewer_than_five_documents_have_no_interval(documents):
    tallies, counting = TWELVE
    few = Sample(tallies[:documents], counting)
    for found in (
        bootstrap(*few, seed=2),
        paired_bootstrap(few, few, seed=2),
        independent_bootstrap(TWELVE, few, seed=2),
    ):
        assert (found.low, found.high, found.lack) == (None, None, "few_documents")
    assert bootstrap(tallies[:5], counting, seed=2).lack is None


def test_draws_without_a_value_are_left_out_and_told():
    """Only two of six documents have a second value, so that some draws have one value only."""
    documents = [[["x", "x"]] * 3] * 4 + [[["y", "y"], ["x", "y"]]] * 2
    found = bootstrap(*sample(documents, COHEN_KAPPA), seed=4)
    chance = (4 / 6) ** 6
    assert found.undefined / found.draws == pytest.approx(chance, abs=0.03)
    assert found.lack is None
    assert 0 < found.low <= found.high <= 1


def test_where_most_draws_have_no_value_there_is_no_interval():
    documents = [[["x", "x"]] * 3] * 19 + [[["y", "x"]]]
    few = bootstrap(*sample(documents, COHEN_KAPPA), seed=4)
    assert few.lack is None, "about a third of the draws are without the other value"
    none = bootstrap(*sample(documents[:19], COHEN_KAPPA), seed=4)
    assert (none.low, none.high, none.lack) == (None, None, "few_draws")
    assert none.undefined == none.draws


def test_a_measure_of_single_sums_gives_the_same_interval():
    slow = Counting(TWELVE.counting.tally, TWELVE.counting.value)
    found = bootstrap(TWELVE.tallies, slow, draws=100, seed=5)
    assert found == bootstrap(*TWELVE, draws=100, seed=5)

    def without_many(total):
        return Measurement(None, 0, Lack.NOTHING) if total[2] > 80 else Measurement(0.0, 1)

    missing = bootstrap(
        TWELVE.tallies, Counting(TWELVE.counting.tally, without_many), draws=100, seed=5
    )
    assert 0 < missing.undefined < 100
    assert (missing.low, missing.high) == (0, 0), "a value of 0 is a value"


def test_blocks_of_draws_give_what_one_block_gives(monkeypatch):
    whole = bootstrap(*TWELVE, draws=101, seed=6), paired_bootstrap(TWELVE, OTHER, seed=6)
    monkeypatch.setattr(resampling, "_CELLS", 90)
    parts = bootstrap(*TWELVE, draws=101, seed=6), paired_bootstrap(TWELVE, OTHER, seed=6)
    assert whole == parts


def test_a_measure_against_itself_differs_by_nothing():
    found = paired_bootstrap(TWELVE, TWELVE, seed=9)
    assert (found.low, found.high) == (0, 0)


def test_pairs_of_documents_say_more_than_two_sets_of_them():
    """The first one is better nearly everywhere, which the spread of the documents would hide."""
    paired = paired_bootstrap(TWELVE, OTHER, seed=9)
    apart = independent_bootstrap(TWELVE, OTHER, seed=9)
    assert paired.low > 0
    assert apart.low < 0 < apart.high
    turned = paired_bootstrap(OTHER, TWELVE, seed=9)
    assert (turned.low, turned.high) == pytest.approx((-paired.high, -paired.low))


def test_pairs_need_the_same_number_of_documents():
    fewer = Sample(OTHER.tallies[:9], OTHER.counting)
    with pytest.raises(ValueError, match="12 and 9"):
        paired_bootstrap(TWELVE, fewer, seed=1)
    assert independent_bootstrap(TWELVE, fewer, seed=1).lack is None


def test_a_difference_has_no_value_where_either_has_none():
    kappa = [[["x", "x"]] * 3] * 4 + [[["y", "y"], ["x", "y"]]] * 2
    uneven, even = sample(kappa, COHEN_KAPPA), sample(kappa)
    found = paired_bootstrap(even, uneven, seed=4)
    assert found.undefined == bootstrap(*uneven, seed=4).undefined > 0
