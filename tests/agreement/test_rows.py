"""Which units of several coders stand for one another."""

from __future__ import annotations

import itertools

from agreement_scene import unit_lists, units
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.matching import COUNTERPART, OVERLAP, best_matching, match_units
from annotator.agreement.measure import Unit
from annotator.agreement.rows import rows_of


def named(sides: list[list[Unit]]) -> list[list[Unit]]:
    return [[u._replace(id=f"{c}{i}") for i, u in enumerate(side)] for c, side in enumerate(sides)]


@given(st.lists(unit_lists(), min_size=1, max_size=4))
def test_every_unit_is_in_exactly_one_row(sides):
    for across in (False, True):
        rows = rows_of(sides, COUNTERPART, across_labels=across)
        for coder, own in enumerate(sides):
            found = sorted(row[coder] for row in rows if row[coder] is not None)
            assert found == list(range(len(own)))
        assert all(any(place is not None for place in row) for row in rows)


@given(unit_lists(), unit_lists())
def test_the_rows_of_two_coders_are_their_matching(first, second):
    for across, matching in ((False, match_units), (True, best_matching)):
        rows = rows_of([first, second], OVERLAP, across_labels=across)
        pairs = {row for row in rows if None not in row}
        assert pairs == {(pair.first, pair.second) for pair in matching(first, second)}


@given(st.lists(unit_lists(), min_size=3, max_size=3))
@settings(max_examples=60)
def test_rows_do_not_depend_on_the_order_of_coders(sides):
    sides = named(sides)

    def told(order: tuple[int, ...]) -> set[frozenset[str]]:
        chosen = [sides[c] for c in order]
        rows = rows_of(chosen, COUNTERPART, across_labels=True)
        return {
            frozenset(own[i].id for own, i in zip(chosen, row, strict=True) if i is not None)
            for row in rows
        }

    assert len({frozenset(told(order)) for order in itertools.permutations(range(3))}) == 1


def test_the_best_pair_is_joined_first_and_no_coder_stands_twice_in_a_row():
    first = units((0, 10, "x"))
    second = units((0, 9, "x"))
    third = units((0, 5, "x"), (5, 10, "x"))
    assert rows_of([first, second, third]) == [(0, 0, 0), (None, None, 1)]


def test_a_third_coder_brings_two_together_who_do_not_overlap_more():
    # The third coder's unit shares text with both, the two others share none.
    rows = rows_of([units((0, 5, "x")), units((5, 10, "x")), units((0, 10, "x"))])
    assert sorted(rows, key=str) == [(0, 0, 0)]


def test_unlike_labels_are_in_one_row_only_where_asked():
    sides = [units((0, 10, "x")), units((0, 10, "y")), units((0, 10, "x"))]
    assert rows_of(sides) == [(0, None, 0), (None, 0, None)]
    assert rows_of(sides, across_labels=True) == [(0, 0, 0)]


def test_answers_to_unlike_questions_do_not_decide_across_labels():
    """Two marks stand equally near; the one under the earlier label is taken, whatever was said."""
    sides = [units((0, 10, "x")), units((0, 10, "y"), (0, 10, "z"))]
    rows = rows_of(sides, answers=[["p"], ["q", "p"]], across_labels=True)
    assert rows == rows_of(sides, across_labels=True)
    assert (0, 0) in rows


def test_a_partner_of_ones_own_label_comes_before_one_at_the_same_place():
    sides = [units((0, 10, "x")), units((0, 10, "y"), (9, 14, "x"))]
    assert rows_of(sides, across_labels=True) == [(0, 1), (None, 0)]


def test_answers_decide_between_units_that_stand_equally_near():
    whole, halves = units((0, 10, "x")), units((0, 5, "x"), (5, 10, "x"))
    answers = [["b"], ["a", "b"]]
    assert rows_of([whole, halves], COUNTERPART, answers=answers) == [(0, 1), (None, 0)]
    assert rows_of([whole, halves], COUNTERPART) == [(0, 0), (None, 1)]
