from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from unit_scene import KRIPPENDORFF_2016, marks, marks_of, text, texts

from annotator.agreement.shuffling import shuffle
from annotator.agreement.tuples.dissimilarity import Marks

EXAMPLE = [
    marks([(start, end, label) for label, start, end in coder], "1234567")
    for coder in KRIPPENDORFF_2016
]


def shapes(one: Marks) -> list[tuple[float, int]]:
    return sorted(zip(one.ends - one.starts, one.labels.tolist(), strict=True))


@given(texts((2, 4)), st.integers(0, 99))
def test_a_drawn_coder_is_a_real_one_with_all_units_shifted_alike(one, seed):
    coders = marks_of(one)
    for sample in shuffle(coders, one.length, np.random.default_rng(seed)):
        assert ((sample.starts >= 0) & (sample.starts < one.length)).all()
        assert (np.diff(sample.starts) >= 0).all()
        moved = [
            sorted((real.starts + by) % one.length)
            for real in coders
            if shapes(real) == shapes(sample)
            for by in range(one.length)
        ]
        assert sample.starts.tolist() in [list(starts) for starts in moved]


def test_shifts_are_the_mean_length_apart_in_a_circle():
    one = [marks([(0, 10, "a")]), marks([(0, 10, "a")]), marks([(0, 10, "a")])]
    for seed in range(50):
        drawn = shuffle(one, 100, np.random.default_rng(seed))
        shifts = [sample.starts[0] for sample in drawn]
        for a, b in itertools.combinations(shifts, 2):
            assert min(abs(a - b), 100 - abs(a - b)) >= 10


def test_where_no_place_is_free_a_shift_stands_anywhere():
    full = [marks([(0, 9, "a")]), marks([(0, 9, "a")]), marks([(0, 9, "a")])]
    drawn = shuffle(full, 9, np.random.default_rng(0))
    assert all(0 <= sample.starts[0] < 9 for sample in drawn)


def test_every_coder_and_every_place_is_drawn():
    drawn = [shuffle(EXAMPLE, 60, np.random.default_rng(seed)) for seed in range(300)]
    sizes = {len(sample.starts) for coders in drawn for sample in coders}
    starts = {int(start) for coders in drawn for sample in coders for start in sample.starts}
    assert sizes == {6, 4}
    assert starts == set(range(60))


def test_something_is_drawn_as_long_as_anybody_marked_something():
    coders = marks_of(text(50, [("a", 3, 9)], [], [], []))
    for seed in range(50):
        drawn = shuffle(coders, 50, np.random.default_rng(seed))
        assert sum(len(sample.starts) for sample in drawn) >= 1
    nobody = marks_of(text(50, [], []))
    assert [len(one.starts) for one in shuffle(nobody, 50, np.random.default_rng(0))] == [0, 0]
