"""F1 of spans and characters: worked examples, explicit lists, laws."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from statistics import mean

import numpy as np
import pytest
from agreement_scene import text, text_of, two_coders, unit_lists, units
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.f_measure import (
    char_f1,
    span_f1_exact,
    span_f1_iou50,
    span_f1_overlap,
    span_f1_unlabelled,
)
from annotator.agreement.measure import Level, Unit
from annotator.agreement.text_measures import COUNTS, TEXT_MEASURES
from annotator.model.measurement import Lack

SPAN_MEASURES = [span_f1_exact, span_f1_overlap, span_f1_iou50, span_f1_unlabelled, char_f1]


def cohen_kappa(a: int, b: int, c: int, d: int) -> float:
    """κ of a 2 × 2 table: both, only the first, only the second, neither (Cohen 1960)."""
    n = a + b + c + d
    observed = (a + d) / n
    expected = ((a + b) * (a + c) + (c + d) * (b + d)) / n**2
    return (observed - expected) / (1 - expected)


def marked(both: int, only_a: int, only_b: int) -> tuple[list[Unit], list[Unit]]:
    places = iter(range(both + only_a + only_b))
    common = [Unit(i, i + 1, "x") for i in itertools.islice(places, both)]
    first = [Unit(i, i + 1, "x") for i in itertools.islice(places, only_a)]
    return common + first, common + [Unit(i, i + 1, "x") for i in places]


@pytest.mark.parametrize(
    ("table", "kappa", "positive"),
    [((40, 9, 6, 45), 0.70, 0.842), ((80, 10, 5, 5), 0.32, 0.914)],
    ids=["balanced", "skewed"],
)
def test_f1_is_the_positive_agreement_of_published_tables(table, kappa, positive):
    # The two tables of Feinstein & Cicchetti 1990 (doi:10.1016/0895-4356(90)90158-L), both with 85
    # per cent agreement; positive specific agreement after Cicchetti & Feinstein 1990.
    both, only_a, only_b, neither = table
    assert cohen_kappa(*table) == pytest.approx(kappa, abs=0.005)
    assert both + neither == 85
    found = span_f1_exact([text(*marked(both, only_a, only_b))])
    assert found.value == pytest.approx(positive, abs=0.0005)


@pytest.mark.parametrize("table", [(40, 9, 6), (80, 10, 5), (3, 4, 1)])
def test_kappa_comes_near_to_f1_as_what_nobody_marked_grows(table):
    # Hripcsak & Rothschild 2005, doi:10.1197/jamia.M1733.
    value = span_f1_exact([text(*marked(*table))]).value
    distances = [abs(cohen_kappa(*table, 10**k) - value) for k in range(2, 9)]
    assert distances == sorted(distances, reverse=True)
    assert distances[-1] < 1e-6


def test_an_entity_with_another_boundary_is_no_exact_pair():
    # An entity counts if it is the same entity exactly (Tjong Kim Sang & De Meulder 2003); of two
    # sentences one has a wrong boundary: precision, recall and F1 are one half.
    first = units((3, 6, "MISC"), (7, 9, "PER"))
    second = units((2, 6, "MISC"), (7, 9, "PER"))
    found = span_f1_exact([text(first, second)])
    assert found.value == 0.5
    assert found.counts["precision"] == found.counts["recall"] == 0.5
    assert span_f1_overlap([text(first, second)]).value == 1.0


def test_the_mean_over_pairs_of_experts_is_their_mean_f_measure():
    # Three experts: the average F among pairs (Hripcsak & Rothschild 2005).
    sides = [
        units((0, 1, "x"), (1, 2, "x")),
        units((0, 1, "x")),
        units((0, 1, "x"), (2, 3, "x"), (3, 4, "x")),
    ]
    found = span_f1_exact([text(*sides)])
    assert found.value == pytest.approx(mean([2 / 3, 2 / 5, 2 / 4]))
    assert found.units == 6
    assert found.counts == {"pairs": 3, "both": 3, "only_one": 6}


@pytest.mark.parametrize(
    ("measure", "both"),
    [
        (span_f1_exact, 285),
        (span_f1_overlap, 292),
        (span_f1_unlabelled, 285),
    ],
)
def test_the_two_coders_agree_as_much_as_published(measure, both):
    texts = [text_of(10_000, pair) for pair in two_coders()]
    found = measure(texts)
    assert found.units == 599
    assert found.counts["a"] == 300
    assert found.counts["b"] == 299
    assert found.counts["both"] == both
    assert found.counts["only_a"] == 300 - both
    assert found.value == 2 * both / 599


def test_counts_are_pooled_before_they_are_divided():
    large = text(units(*((i, i + 1, "x") for i in range(8))), units((0, 1, "x"), (1, 2, "x")))
    small = text(units((0, 1, "x")), units((0, 1, "x")))
    found = span_f1_exact([large, small])
    assert found.value == 2 * 3 / 12
    assert found.value != mean([2 * 2 / 10, 1.0])


def test_a_span_that_stands_twice_counts_twice():
    twice, once = units((0, 1, "x"), (0, 1, "x")), units((0, 1, "x"))
    assert span_f1_exact([text(twice, once)]).value == 2 / 3
    assert span_f1_exact([text(twice, twice)]).value == 1.0


def test_fragments_are_part_of_what_is_exact():
    parted, whole = units(([(0, 2), (4, 6)], "x")), units((0, 6, "x"))
    assert span_f1_exact([text(parted, whole)]).value == 0.0
    assert span_f1_unlabelled([text(parted, whole)]).value == 0.0
    assert span_f1_exact([text(parted, parted)]).value == 1.0
    assert char_f1([text(parted, whole)]).value == 2 * 4 / 10


def test_without_labels_only_the_place_counts():
    first, second = units((0, 2, "x"), (3, 5, "x")), units((0, 2, "y"), (3, 6, "x"))
    assert span_f1_unlabelled([text(first, second)]).value == 0.5
    assert span_f1_exact([text(first, second)]).value == 0.0


def test_a_character_counts_once_under_each_label():
    first = units((0, 10, "x"), (5, 12, "x"), (0, 3, "y"))
    second = units((0, 6, "x"), (0, 3, "y"), (8, 10, "z"))
    # 12 under x and 3 under y; 6, 3 and 2; six and three in common.
    assert char_f1([text(first, second)]).value == 2 * 9 / (15 + 11)


@given(unit_lists(), unit_lists())
def test_exact_counts_are_those_of_explicit_lists(first, second):
    def keys(side, with_label):
        return Counter((u.start, u.end, u.fragments, u.label if with_label else "") for u in side)

    for measure, with_label in ((span_f1_exact, True), (span_f1_unlabelled, False)):
        both = (keys(first, with_label) & keys(second, with_label)).total()
        total = len(first) + len(second)
        assert measure([text(first, second)]).value == (2 * both / total if total else None)


@given(unit_lists(), unit_lists())
def test_character_counts_are_those_of_explicit_sets(first, second):
    def held(side):
        parts = [(part, u.label) for u in side for part in u.fragments or ((u.start, u.end),)]
        return {(c, label) for (start, end), label in parts for c in range(start, end)}

    total = len(held(first)) + len(held(second))
    both = len(held(first) & held(second))
    assert char_f1([text(first, second)]).value == (2 * both / total if total else None)


@pytest.mark.parametrize("measure", SPAN_MEASURES)
@given(
    st.lists(st.tuples(unit_lists(), unit_lists(), unit_lists()), min_size=1, max_size=3),
    st.permutations(range(3)),
)
def test_coders_can_be_exchanged(measure, sides, order):
    for chosen in (order, order[:2]):
        there = measure([text(*(one[i] for i in sorted(chosen))) for one in sides])
        back = measure([text(*(one[i] for i in chosen)) for one in sides])
        assert there.value == pytest.approx(back.value)
        assert there.units == back.units
        assert there.lack is back.lack


@pytest.mark.parametrize("measure", SPAN_MEASURES)
@given(unit_lists(), unit_lists())
def test_a_value_lies_between_0_and_1_and_is_1_on_copies(measure, first, second):
    value = measure([text(first, second)]).value
    assert value is None or 0 <= value <= 1
    assert measure([text(first, first)]).value == (1.0 if first else None)


@pytest.mark.parametrize("measure", SPAN_MEASURES)
def test_one_empty_coder_gives_0_and_two_give_nothing(measure):
    some = units((0, 5, "x"))
    for sides in ((some, []), ([], some)):
        found = measure([text(*sides)])
        assert found.value == 0.0
        assert found.lack is None
    for texts in ([text([], [])], []):
        assert measure(texts).value is None
        assert measure(texts).lack is Lack.NOTHING


def test_a_pair_that_marked_nothing_does_not_count_among_pairs():
    found = span_f1_exact([text(units((0, 5, "x")), [], [])])
    assert found.value == 0.0
    assert found.counts["pairs"] == 2


def test_one_coder_alone_agrees_with_nobody():
    assert span_f1_exact([text(units((0, 5, "x")))]).lack is Lack.ONE_CODER


def test_documents_of_different_numbers_of_coders_are_refused():
    with pytest.raises(ValueError, match="different numbers"):
        span_f1_exact([text([], []), text([], [], [])])


@given(unit_lists(), unit_lists())
def test_better_demands_never_raise_the_value(first, second):
    texts = [text(first, second)]
    exact, half, some = (m(texts).value for m in (span_f1_exact, span_f1_iou50, span_f1_overlap))
    if exact is not None:
        assert exact <= half <= some


def test_every_measure_is_a_row_that_gives_what_its_function_gives():
    texts = [text_of(10_000, pair) for pair in two_coders()]
    functions = {one.__name__: one for one in SPAN_MEASURES}
    assert [one.id for one in TEXT_MEASURES] == list(COUNTS)
    for measure in TEXT_MEASURES:
        assert measure.level is Level.TEXTS
        assert measure.is_symmetric
        assert "Hripcsak & Rothschild 2005" in measure.definition
        counting = measure.begin(texts)
        tallies = np.array([counting.tally(one) for one in texts])
        assert tallies.shape == (5, 3)
        if measure.id in functions:
            assert counting.value(tallies.sum(axis=0)) == functions[measure.id](texts)


def test_a_million_spans_are_counted_in_seconds():
    texts = []
    for _document in range(50):
        first = [Unit(i * 40, i * 40 + 20, "x", "") for i in range(10_000)]
        second = [Unit(u.start + (i % 10 == 0), u.end, "x", "") for i, u in enumerate(first)]
        texts.append(text(first, second))
    began = time.process_time()
    assert span_f1_exact(texts).value == pytest.approx(0.9)
    assert time.process_time() - began < 5
