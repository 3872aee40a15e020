"""The registry of measures, and the road from documents to a value with its interval."""

from __future__ import annotations

import statistics

import pytest

import annotator.agreement as agreement
from annotator.agreement.measure import Level, Text, Unit
from annotator.agreement.summary import MEASURES, mean_of_pairs, summarise
from annotator.model.measurement import Lack
from annotator.model.stopped import Stopped

PROMISED = [
    "span_f1_exact",
    "span_f1_overlap",
    "span_f1_iou50",
    "span_f1_unlabelled",
    "char_f1",
    "char_cohen_kappa",
    "char_krippendorff_alpha",
    "alpha_u",
    "u_alpha_nominal",
    "bar_u_alpha_binary",
    "cu_alpha_nominal",
    "ku_alpha",
    "gamma",
    "gamma_cat",
    "percent_agreement",
    "bennett_s",
    "scott_pi",
    "cohen_kappa",
    "cohen_kappa_weighted",
    "fleiss_kappa",
    "davies_fleiss_kappa",
    "krippendorff_alpha_nominal",
    "krippendorff_alpha_ordinal",
    "krippendorff_alpha_interval",
    "krippendorff_alpha_ratio",
    "krippendorff_alpha_jaccard",
    "krippendorff_alpha_masi",
    "gwet_ac1",
    "relation_f1_strict",
    "relation_f1_given_ends",
    "relation_f1_lenient",
]

SIDES = ([Unit(0, 4, "x", "1"), Unit(6, 9, "y", "2")], [Unit(0, 4, "x", "3"), Unit(6, 8, "y", "4")])
ALIKE = Text(12, (SIDES[0], SIDES[0]), ((), ()))
UNLIKE = Text(12, SIDES, ((), ()))
EXACT = MEASURES["span_f1_exact"]


def documents_of(measure, texts, items):
    return items if MEASURES[measure].level is Level.ITEMS else texts


def test_every_promised_measure_is_there_and_no_other():
    assert sorted(MEASURES) == sorted(PROMISED)
    assert all(measure.definition.endswith(".") for measure in MEASURES.values())


@pytest.mark.parametrize("measure", PROMISED)
def test_every_measure_is_a_plain_function_of_the_package_with_the_same_value(measure):
    """The function of the room and the road of the program give one number."""
    function = getattr(agreement, measure)
    items = [("x", "x"), ("y", "y"), ("x", "y"), ("y", "y"), ("x", "x")]
    if measure.endswith(("jaccard", "masi")):
        items = [tuple(frozenset(one) for one in pair) for pair in items]
    elif measure.endswith(("interval", "ratio")):
        items = [tuple("xy".index(one) + 1 for one in pair) for pair in items]
    documents = documents_of(measure, [UNLIKE, ALIKE], [items])
    needs_label = MEASURES[measure].needs_label
    summary = summarise(MEASURES[measure], documents, label="x" if needs_label else None, seed=0)
    if MEASURES[measure].level is Level.ITEMS:
        plain = function(items)
    else:
        plain = function(documents, "x") if needs_label else function(documents)
    assert plain.value == pytest.approx(summary.pooled.value)
    assert function.__doc__


def test_counts_are_pooled_and_each_document_has_its_own_value():
    summary = summarise(EXACT, [ALIKE, UNLIKE], seed=1)
    assert [one.value for one in summary.each] == [1.0, 0.5]
    assert (summary.pooled.value, summary.pooled.units) == (0.75, 8)


def test_the_interval_is_over_documents_and_the_same_for_the_same_seed():
    texts = [ALIKE, UNLIKE] * 4
    first, again = (summarise(EXACT, texts, draws=200, seed=7).interval for _ in range(2))
    assert first == again
    assert 0.5 < first.low < 0.75 < first.high < 1.0
    assert summarise(EXACT, texts[:4], seed=7).interval.lack == "few_documents"


@pytest.mark.parametrize("measure", [one for one in PROMISED if one != "ku_alpha"])
def test_without_documents_there_is_no_value_and_a_reason(measure):
    summary = summarise(MEASURES[measure], [], seed=1)
    assert (summary.pooled.value, summary.pooled.lack) == (None, Lack.NOTHING)
    assert summary.each == ()


def test_work_is_told_document_by_document_and_can_be_stopped():
    told = []
    summarise(EXACT, [ALIKE] * 3, seed=1, told=lambda *step: not told.append(step))
    assert told == [(0, 3), (1, 3), (2, 3)]
    with pytest.raises(Stopped):
        summarise(EXACT, [ALIKE], seed=1, told=lambda *_: False)


def test_a_mean_of_pairs_weighs_pairs_alike_and_draws_the_same_documents():
    pairs = [
        summarise(EXACT, [ALIKE] * 6, draws=100, seed=3),
        summarise(EXACT, [UNLIKE] * 4, draws=100, seed=3),
        summarise(EXACT, [], draws=100, seed=3),
    ]
    mean = mean_of_pairs(pairs, [range(6), range(2, 6), []], 6)
    assert mean.pooled.value == statistics.mean([1.0, 0.5])
    assert (mean.pooled.counts["pairs"], mean.pooled.units) == (2.0, 24 + 16)
    assert len(mean.each) == 6
    assert (mean.each[0].value, mean.each[5].value) == (1.0, 0.75)
    assert mean.interval.low == mean.interval.high == 0.75 or mean.interval.low < 0.75


def test_a_mean_of_pairs_without_any_value_says_why():
    mean = mean_of_pairs([summarise(EXACT, [], seed=1)] * 3, [[], [], []], 0)
    assert (mean.pooled.value, mean.pooled.lack) == (None, Lack.NOTHING)
