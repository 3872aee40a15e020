"""The best matching of units against trying all of them."""

from __future__ import annotations

import itertools

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings
from unit_scene import LABELS, brute_cost, cost_of, marks, marks_of, texts

from annotator.agreement.measure import Text, Unit
from annotator.agreement.tuples import matching
from annotator.agreement.tuples.candidates import find_candidates
from annotator.agreement.tuples.dissimilarity import Dissimilarity, Marks, positional
from annotator.agreement.tuples.matching import match
from annotator.agreement.tuples.packing import pack


def weights(alpha: float = 1.0, beta: float = 1.0) -> tuple[float, np.ndarray]:
    return alpha, beta * Dissimilarity().between(LABELS)


# Published figures -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ((4, 14), (40, 44), 22.2),
        ((4, 14), (4, 14), 0.0),
        ((4, 14), (20, 25), 3.2),
        ((4, 14), (14, 24), 1.0),
        ((20, 30), (20, 25), 0.11),
        ((20, 25), (14, 24), 0.22),
    ],
)
def test_positional_dissimilarities_are_those_of_mathet_and_others_2015(first, second, wanted):
    """The unified and holistic method gamma, figure 10."""
    found = positional(marks([(*first, "a")]), marks([(*second, "a")]))
    assert found[0] == pytest.approx(wanted, abs=5e-2 if wanted > 1 else 5e-3)


def test_the_best_matching_of_a_published_test_has_its_disorder():
    """Units and distances from the tests of the program of Titeux and Riad (2021, Journal of Open
    Source Software 6), where a missing unit costs one half.

    There the disorder was still the mean over tuples, of which the best matching has six.
    """
    names = ("Alice", "Bob", "Carol", "Jeremy")
    apart = {"AB": 0.6, "AC": 0.3, "AJ": 0.7, "BC": 0.5, "BJ": 0.4, "CJ": 0.7}
    distances = Dissimilarity(
        distance=lambda a, b: 0 if a == b else apart["".join(sorted(a[0] + b[0]))]
    ).between(names)
    coders = [
        marks([(1, 5, "Carol"), (6, 8, "Bob"), (12, 18, "Carol"), (7, 20, "Alice")], names),
        marks(
            [
                (2, 6, "Carol"),
                (7, 8, "Bob"),
                (12, 18, "Alice"),
                (8, 10, "Alice"),
                (7, 19, "Jeremy"),
            ],
            names,
        ),
        marks([(1, 6, "Carol"), (8, 10, "Alice"), (7, 19, "Jeremy"), (19, 20, "Alice")], names),
    ]
    found = match(coders, (3.0, distances))
    assert found.cost / 2 / 6 == pytest.approx(0.31401409465020574, rel=1e-9)


# Against trying everything ---------------------------------------------------------------------


def cost_of_matching(found: matching.Matching, coders: list[Marks]) -> float:
    units = sum(len(one.starts) for one in coders)
    alone = units - (found.tuples >= 0).sum()
    rows = [
        [
            None
            if place < 0
            else Unit(int(one.starts[place]), int(one.ends[place]), LABELS[one.labels[place]])
            for one, place in zip(coders, row, strict=True)
        ]
        for row in found.tuples
    ]
    return alone + sum(cost_of(row, 1.0, 1.0) for row in rows)


@given(texts((2, 3)))
def test_no_matching_costs_less_than_the_best(one):
    found = match(marks_of(one), weights())
    assert found.cost == pytest.approx(brute_cost(one))


@settings(max_examples=15)
@given(texts((4, 4)), st.sampled_from([(3.0, 1.0), (0.5, 2.0), (0.0, 1.0), (1.0, 0.0)]))
def test_no_matching_of_four_coders_costs_less_whatever_the_weights(one, alpha_beta):
    few = Text(one.length, tuple(units[:2] for units in one.units))
    assert match(marks_of(few), weights(*alpha_beta)).cost == pytest.approx(
        brute_cost(few, *alpha_beta)
    )


@given(texts((2, 4)))
def test_the_tuples_share_no_unit_and_cost_what_is_said(one):
    coders = marks_of(one)
    found = match(coders, weights())
    for column in found.tuples.T:
        taken = column[column >= 0]
        assert len(set(taken)) == len(taken)
    assert ((found.tuples >= 0).sum(axis=1) >= 2).all()
    assert found.cost == pytest.approx(cost_of_matching(found, coders))


@given(texts((2, 4)))
def test_matching_in_windows_is_matching_at_once(one):
    spread = Text(
        10_000,
        tuple(
            tuple(
                u._replace(start=u.start + 300 * n, end=u.end + 300 * n)
                for n in range(4)
                for u in units
            )
            for units in one.units
        ),
    )
    coders = marks_of(spread)
    at_once = match(coders, weights())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "WINDOW", 3)
        parts = list(matching._windows(coders, 1.0))
        parted = match(coders, weights())
    if all(len(units) > 1 for units in one.units):
        assert len(parts) >= 4
    assert parted.cost == pytest.approx(at_once.cost)
    assert parted.cost == pytest.approx(cost_of_matching(parted, coders))


def test_every_unit_lies_in_one_window(monkeypatch):
    monkeypatch.setattr(matching, "WINDOW", 2)
    coders = [marks([(n * 50, n * 50 + 3 + n, "a") for n in range(9)]), marks([(101, 104, "b")])]
    for alpha, number in ((1.0, 5), (0.0, 1)):
        windows = list(matching._windows(coders, alpha))
        assert len(windows) >= number
        for coder, one in enumerate(coders):
            places = np.concatenate([window[coder] for window in windows])
            assert sorted(places) == list(range(len(one.starts)))


@given(texts((3, 4)))
def test_no_candidate_could_be_split_without_loss(one):
    coders = marks_of(one)
    tuples, saving = find_candidates(coders, weights())
    costs = {}
    for row, saved in zip(tuples.tolist(), saving, strict=True):
        members = [(n, place) for n, place in enumerate(row) if place >= 0]
        costs[frozenset(members)] = len(members) - saved
    for members, cost in costs.items():
        for size in range(1, len(members)):
            for side in itertools.combinations(sorted(members), size):
                parts = [frozenset(side), members - frozenset(side)]
                if all(len(part) == 1 or part in costs for part in parts):
                    split = sum(1.0 if len(part) == 1 else costs[part] for part in parts)
                    assert cost < split + 1e-9


# Packing ---------------------------------------------------------------------------------------


@given(st.data())
def test_packing_finds_the_most_that_can_be_saved(data):
    """Odd circles of tuples, where a linear programme would take halves, are among the examples."""
    size = data.draw(st.integers(2, 7))
    rows = data.draw(
        st.lists(
            st.lists(st.integers(0, size - 1), min_size=2, max_size=3, unique=True),
            min_size=1,
            max_size=9,
        )
    )
    saving = np.array([data.draw(st.integers(1, 9)) / 3 for _ in rows])
    members = np.array([row + [-1] * (3 - len(row)) for row in rows])
    best = max(
        sum(saving[n] for n in taken)
        for many in range(len(rows) + 1)
        for taken in itertools.combinations(range(len(rows)), many)
        if len({u for n in taken for u in rows[n]}) == sum(len(rows[n]) for n in taken)
    )
    chosen = pack(members, saving, size)
    assert saving[chosen].sum() == pytest.approx(best)
    used = [u for n in np.flatnonzero(chosen) for u in rows[n]]
    assert len(used) == len(set(used))


def test_a_circle_of_three_tuples_has_one_of_them_taken():
    members = np.array([[0, 1, -1], [1, 2, -1], [2, 0, -1], [3, 4, -1]])
    chosen = pack(members, np.array([1.0, 1.0, 1.0, 0.2]), 5)
    assert (chosen[:3].sum(), chosen[3]) == (1, True)


def test_weights_that_make_no_dissimilarity_are_refused():
    for alpha, beta in ((-1.0, 1.0), (-1.0, 3.0), (2.0, -0.5), (0.0, 0.0)):
        with pytest.raises(ValueError, match="alpha"):
            Dissimilarity(alpha, beta)


@pytest.mark.parametrize(
    ("saving", "taken"),
    [
        ([1.0, 1.0, 1.0, 1.2], [3]),
        ([1.0, 1.0, 1.0, 0.9], [0]),
        ([1.0, 1.2, 1.1, 1.1], [1]),
        ([1.0, 1.0, 1.0, 1.6], [3]),
    ],
)
def test_halves_of_a_circle_are_not_taken_for_the_best(saving, taken):
    """Halves of the three pairs save more than any one tuple; what the whole saves is among four.

    The tuple of all three is far dearer than it saves at the prices of the halves.
    """
    members = np.array([[0, 1, -1], [1, 2, -1], [2, 0, -1], [0, 1, 2]])
    chosen = pack(members, np.array(saving), 3)
    best = max(saving)
    assert np.array(saving)[chosen].sum() == pytest.approx(best)
    assert len(np.flatnonzero(chosen)) == 1
    if saving.count(best) == 1:
        assert np.flatnonzero(chosen).tolist() == taken
