"""F1 of relations: strict, with given ends, lenient."""

from __future__ import annotations

import pytest
from agreement_scene import A, B, annotation_sets, coded, text_of, two_coders
from hypothesis import given

from annotator.agreement.measure import Link, Text
from annotator.agreement.relation_measures import (
    relation_f1_given_ends,
    relation_f1_lenient,
    relation_f1_strict,
    unshared,
)
from annotator.model.measurement import Lack

MEASURES = [relation_f1_strict, relation_f1_given_ends, relation_f1_lenient]


def values(first, second):
    return [measure([text_of(100, (first, second))]).value for measure in MEASURES]


def test_the_two_coders_agree_as_much_as_published():
    texts = [text_of(10_000, pair) for pair in two_coders()]
    strict = relation_f1_strict(texts)
    assert (strict.counts["a"], strict.counts["b"], strict.counts["both"]) == (207, 196, 187)
    assert strict.value == pytest.approx(0.928, abs=0.0005)


def test_given_ends_are_counted_by_hand_in_the_two_coders_files():
    def known(one):
        return {(s.label, s.fragments) for s in one.spans}

    def keys(one, other):
        own = {s.id: (s.label, s.fragments) for s in one.spans}
        ends = [(r.label, own[r.source_id], own[r.target_id]) for r in one.relations]
        return [key for key in ends if key[1] in known(other) and key[2] in known(other)]

    a = sum(len(keys(first, second)) for first, second in two_coders())
    b = sum(len(keys(second, first)) for first, second in two_coders())
    both = sum(len({*keys(x, y)} & {*keys(y, x)}) for x, y in two_coders())
    found = relation_f1_given_ends([text_of(10_000, pair) for pair in two_coders()])
    assert (found.counts["a"], found.counts["b"], found.counts["both"]) == (a, b, both)
    assert found.value == 2 * both / (a + b)


def test_what_was_found_is_told_apart_from_what_was_linked():
    rows = [(0, 5, "x"), (6, 9, "y"), (20, 30, "z")]
    first = coded(A, *rows, links=[("to", 0, 1), ("to", 1, 2)])
    second = coded(B, *rows[:2], (20, 29, "z"), links=[("to", 0, 1), ("to", 1, 2)])
    assert values(first, second) == [0.5, 1.0, 1.0]


def test_direction_and_label_count():
    rows = [(0, 5, "x"), (6, 9, "y")]
    first = coded(A, *rows, links=[("to", 0, 1)])
    assert values(first, coded(B, *rows, links=[("to", 1, 0)])) == [0.0, 0.0, 0.0]
    assert values(first, coded(B, *rows, links=[("of", 0, 1)])) == [0.0, 0.0, 0.0]


def test_the_labels_of_the_ends_count_but_not_for_the_lenient_one():
    first = coded(A, (0, 5, "x"), (6, 9, "y"), links=[("to", 0, 1)])
    second = coded(B, (0, 5, "x"), (6, 9, "z"), links=[("to", 0, 1)])
    assert values(first, second) == [0.0, None, 1.0]


def test_ends_without_a_partner_are_nobody_elses():
    first = coded(A, (0, 5, "x"), (6, 9, "y"), links=[("to", 0, 1)])
    second = coded(B, (0, 5, "x"), (40, 50, "y"), links=[("to", 0, 1)])
    assert values(first, second) == [0.0, None, 0.0]


def test_which_of_two_coinciding_spans_is_linked_does_not_matter():
    rows = [(0, 5, "x"), (0, 5, "x"), (6, 9, "y")]
    first = coded(A, *rows, links=[("to", 0, 2)])
    assert values(first, coded(B, *rows, links=[("to", 1, 2)])) == [1.0, 1.0, 1.0]


def test_a_span_that_stands_twice_has_the_partners_of_both():
    first = coded(A, (0, 5, "x"), (0, 5, "x"), links=[("to", 0, 0)])
    second = coded(B, (0, 5, "y"), (0, 5, "x"), links=[("to", 0, 0)])
    assert values(first, second) == values(second, first) == [0.0, 0.0, 1.0]


def test_a_link_without_its_ends_is_left_out():
    one = text_of(100, (coded(A, (0, 5, "x")), coded(B, (0, 5, "x"))))
    there = one.units[0][0].id
    for ends in ((there, "gone"), ("gone", there), ("gone", "gone")):
        found = relation_f1_strict([Text(100, one.units, ([Link("to", *ends)], []))])
        assert (found.lack, found.units) == (Lack.NOTHING, 0)
    there_and_back = [Link("to", there, there), Link("to", there, "gone")]
    assert relation_f1_strict([Text(100, one.units, (there_and_back, []))]).units == 1


@pytest.mark.parametrize("measure", MEASURES)
@given(annotation_sets(A), annotation_sets(B))
def test_values_are_symmetric_bounded_and_1_on_copies(measure, first, second):
    there = measure([text_of(100, (first, second))])
    back = measure([text_of(100, (second, first))])
    assert there.value == back.value
    assert there.value is None or 0 <= there.value <= 1
    copy = measure([text_of(100, (first, first))])
    assert copy.value == (1.0 if first.relations else None)


@pytest.mark.parametrize("measure", [relation_f1_strict, relation_f1_lenient])
def test_one_coder_without_relations_gives_0(measure):
    rows = [(0, 5, "x"), (6, 9, "y")]
    pair = coded(A, *rows, links=[("to", 0, 1)]), coded(B, *rows)
    assert measure([text_of(100, pair)]).value == 0.0
    assert relation_f1_given_ends([text_of(100, pair)]).value == 0.0


@given(annotation_sets(A), annotation_sets(B))
def test_lenient_is_never_less_than_strict(first, second):
    strict, _given, lenient = values(first, second)
    if strict is not None:
        assert lenient >= strict


def test_what_has_no_partner_is_named_by_place():
    assert unshared(["a", "b", "a", "c"], ["a", "d"]) == [1, 2, 3]
    assert unshared([], ["a"]) == []
