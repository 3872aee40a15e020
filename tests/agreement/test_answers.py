"""Answers as numbers: the scale, the counts."""

from __future__ import annotations

import numpy as np
import pytest

from annotator.agreement.answers import (
    MISSING,
    count,
    gather,
    marginals,
    name_of,
)

ITEMS = [["b", "a"], ["b", None], [None, None], ["c", "b"]]


def test_values_that_occur_follow_those_of_the_order():
    assert gather([ITEMS]).values == ("a", "b", "c")
    assert gather([ITEMS], ["z", "b", "z"]).values == ("z", "b", "a", "c")


def test_numbers_come_by_size_before_texts_and_sets_come_last():
    one, two = frozenset(["x"]), frozenset(["x", "y"])
    found = gather([[[two, "b"], [10, 9.5], ["a", one], [True, None]]])
    assert found.values == (True, 9.5, 10, "a", "b", one, two)


def test_a_closed_scale_has_the_values_of_its_order_only():
    scale = gather([ITEMS], ["b", "a"], is_closed=True)
    assert scale.values == ("b", "a")
    assert scale.codes(ITEMS)[3].tolist() == [MISSING, 0]
    assert gather([ITEMS], is_closed=True).values == ("a", "b", "c"), "without an order, all"


def test_codes_are_places_and_nothing_where_there_is_no_answer():
    scale = gather([ITEMS, []])
    assert scale.coders == 2
    assert scale.codes(ITEMS).tolist() == [[1, 0], [1, -1], [-1, -1], [2, 1]]
    assert scale.codes([]).shape == (0, 2)


def test_items_with_different_numbers_of_coders_are_refused():
    with pytest.raises(ValueError, match=r"\[2, 3\]"):
        gather([ITEMS, [["a", "b", "c"]]])


def test_answers_are_counted_by_coder_or_together_with_any_weight():
    scale = gather([ITEMS])
    codes = scale.codes(ITEMS)
    assert count(codes, scale, columns=2).tolist() == [0, 2, 1, 1, 1, 0]
    assert count(codes, scale, columns=1).tolist() == [1, 3, 1]
    weights = np.array([0.5, 1, 9, 0.5])
    assert count(codes, scale, columns=1, weights=weights).tolist() == [0.5, 2, 0.5]


def test_marginals_name_the_coder_where_there_are_two():
    scale = gather([ITEMS])
    both = np.array([[0.0, 2, 1], [1, 1, 0]])
    assert marginals(scale, both) == {"a:b": 2, "a:c": 1, "b:a": 1, "b:b": 1}
    assert marginals(scale, both[:1]) == {"all:b": 2, "all:c": 1}


def test_a_set_is_named_with_its_members_in_order():
    assert name_of(frozenset(["strong", "mild"])) == "{mild, strong}"
    assert (name_of("mild"), name_of(2.5)) == ("mild", "2.5")
