from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from unit_scene import LABELS, characters, sections, text, texts

from annotator.agreement.continuum import (
    count_coders,
    cut,
    find_labels,
    gaps_of,
    pooled,
    unite,
    units_of,
)
from annotator.agreement.measure import Counting, Text, Unit
from annotator.model.measurement import Lack, Measurement


@given(texts())
def test_units_and_gaps_of_each_label_are_those_found_by_walking(one):
    for units in one.units:
        marked = units_of(units, LABELS, one.length)
        where, sizes = gaps_of(marked, len(LABELS), one.length)
        united = 0
        for number, label in enumerate(LABELS):
            found = sections(units, label, one.length)
            shift = number * (one.length + 1)
            ours = marked.pieces[marked.labels == number] - shift
            assert ours.tolist() == [[a, a + size] for a, size, is_unit in found if is_unit]
            assert sizes[where == number].tolist() == [n for _a, n, is_unit in found if not is_unit]
            united += sum(unit.label == label for unit in units) - len(ours)
        assert marked.united == united


@given(texts())
def test_stretches_tell_the_labels_of_every_character(one):
    stretches = cut(one, LABELS)
    assert stretches.lengths.sum() == one.length
    assert (stretches.lengths > 0).all()
    for coder, row in enumerate(characters(one)):
        found = [
            frozenset(np.array(LABELS)[marks[coder]].tolist())
            for marks, length in zip(stretches.marks, stretches.lengths, strict=True)
            for _ in range(int(length))
        ]
        assert found == row


def test_pieces_that_touch_stay_apart_and_those_inside_others_vanish():
    pieces = np.array([[0, 5], [1, 3], [4, 6], [6, 8], [8, 9]])
    assert unite(pieces).tolist() == [[0, 6], [6, 8], [8, 9]]
    assert unite(pieces[:1]).tolist() == [[0, 5]]


def test_empty_units_are_left_out_and_fragments_are_pieces():
    units = [Unit(2, 2, "a"), Unit(1, 9, "a", "", ((1, 3), (7, 9)))]
    assert units_of(units, ["a"], 10).pieces.tolist() == [[1, 3], [7, 9]]
    assert cut(Text(10, (units,)), ["a"]).marks[:, 0, 0].tolist() == [0, 1, 1, 0, 1, 0]


@pytest.mark.parametrize("unit", [Unit(-1, 3, "a"), Unit(5, 11, "a")])
def test_a_unit_outside_its_document_is_an_error(unit):
    with pytest.raises(ValueError, match="outside"):
        units_of([unit], ["a"], 10)
    with pytest.raises(ValueError, match="outside"):
        cut(Text(10, ((unit,), ())), ["a"])


def test_coders_and_labels_are_those_of_all_documents():
    documents = [text(9, [("b", 0, 2)], []), text(9, [], [("a", 1, 2), ("b", 3, 4)])]
    assert count_coders(documents) == 2
    assert count_coders([]) == 0
    assert find_labels(documents) == ("a", "b")


def test_what_documents_add_up_to_is_valued_once():
    counting = Counting(
        lambda one: np.array([one.length, 1.0]),
        lambda total: Measurement(total[0] / total[1], int(total[1])),
    )
    assert pooled(counting, [text(4, []), text(8, [])]) == Measurement(6, 2)
    assert pooled(counting, []).lack is Lack.NOTHING
