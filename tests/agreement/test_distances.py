"""How far apart two answers are, as the papers say."""

from __future__ import annotations

import brute_agreement as brute
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement import distances
from annotator.agreement.distances import (
    Nominal,
    interval,
    interval_of,
    jaccard,
    jaccard_of,
    masi,
    masi_of,
    nominal,
    ordinal,
    ratio,
    ratio_of,
)

subsets = st.frozensets(st.sampled_from("abcde"))


def test_ordinal_differences_are_those_of_krippendorff():
    """Krippendorff 2004, page 233: nine, thirteen, ten, five, no and three answers."""
    expected = [
        [0, 11, 22.5, 30, 32.5, 34],
        [11, 0, 11.5, 19, 21.5, 23],
        [22.5, 11.5, 0, 7.5, 10, 11.5],
        [30, 19, 7.5, 0, 2.5, 4],
        [32.5, 21.5, 10, 2.5, 0, 1.5],
        [34, 23, 11.5, 4, 1.5, 0],
    ]
    found = ordinal(np.array([9.0, 13, 10, 5, 0, 3]))
    assert np.sqrt(found) == pytest.approx(np.array(expected))


def test_interval_and_ratio_differences_are_those_of_krippendorff():
    """Krippendorff 2004, page 233: squares of differences, and of n/m for the sum m."""
    numbers = np.arange(6.0)
    assert interval(numbers[:, None], numbers)[1].tolist() == [1, 0, 1, 4, 9, 16]
    expected = [1, 0, (1 / 3) ** 2, (2 / 4) ** 2, (3 / 5) ** 2, (4 / 6) ** 2]
    assert ratio(numbers[:, None], numbers)[1] == pytest.approx(expected)
    assert ratio(numbers, numbers).tolist() == [0] * 6, "nothing and nothing are the same"


@pytest.mark.parametrize(
    ("first", "second", "shape"),
    [("ab", "ab", 1), ("ab", "abc", 2 / 3), ("ab", "bc", 1 / 3), ("ab", "cd", 0), ("a", "", 0)],
    ids=["equal", "subset", "overlap", "disjoint", "empty"],
)
def test_masi_is_jaccard_times_how_the_sets_lie(first, second, shape):
    """Passonneau 2006."""
    one, other = frozenset(first), frozenset(second)
    similarity = len(one & other) / len(one | other)
    assert jaccard(one, other) == pytest.approx(1 - similarity)
    assert masi(one, other) == pytest.approx(1 - similarity * shape)


def test_two_empty_sets_are_the_same():
    assert jaccard(frozenset(), frozenset()) == masi(frozenset(), frozenset()) == 0


@given(subsets, subsets)
def test_distances_of_sets_are_what_the_definitions_say(one, other):
    assert jaccard(one, other) == pytest.approx(float(brute.jaccard(one, other)))
    assert masi(one, other) == pytest.approx(float(brute.masi(one, other)))
    assert 0 <= jaccard(one, other) <= masi(one, other) <= 1
    assert masi(one, other) == masi(other, one)


def over_every_scale():
    numbers = (0, 1, 2.5, 7)
    sets = (frozenset(), frozenset("a"), frozenset("ab"), "c", frozenset("bc"))
    return [
        (numbers, Nominal(), nominal),
        (numbers, interval_of(numbers), interval),
        (numbers, ratio_of(numbers), ratio),
        (sets, jaccard_of(sets), lambda a, b: jaccard(frozenset(a), frozenset(b))),
        (sets, masi_of(sets), lambda a, b: masi(frozenset(a), frozenset(b))),
    ]


@pytest.mark.parametrize(("values", "distance", "plain"), over_every_scale())
@pytest.mark.parametrize("cells", [1, 7, 1 << 20])
def test_over_a_scale_a_distance_is_the_plain_function(monkeypatch, values, distance, plain, cells):
    """However many rows a block has."""
    monkeypatch.setattr(distances, "_CELLS", cells)
    table = np.array([[float(plain(a, b)) for b in values] for a in values])
    first, second = (places.ravel() for places in np.indices(table.shape))
    assert distance.between(first, second) == pytest.approx(table.ravel())
    counts = np.array([[3.0, 0, 1, 2, 4], [0, 0, 0, 0, 0], [1, 0, 0, 0, 0]])[:, : len(values)]
    totals = [float(row @ table @ row) for row in counts]
    assert distance.total(counts) == pytest.approx(totals)


def test_what_is_no_number_has_no_distance_of_numbers():
    assert interval_of([1, "two"]) is None
    assert ratio_of([1, -2]) is None
    assert ratio_of([]).total(np.zeros((2, 0))).tolist() == [0, 0]
