"""Percent, S, pi, the kappas and AC1: published examples, and the definitions written out."""

from __future__ import annotations

import brute_agreement as brute
import published_agreement as published
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.nominal import (
    bennett_s,
    cohen_kappa,
    davies_fleiss_kappa,
    fleiss_kappa,
    gwet_ac1,
    percent_agreement,
    scott_pi,
)
from annotator.model.measurement import Lack

answers = st.sampled_from([None, "x", "y", "z"])
pairs = st.lists(st.tuples(answers, answers), max_size=8)
triples = st.lists(st.tuples(answers, answers, answers), max_size=7)


def near(expected, digits=3):
    """As exact as the number was printed."""
    return pytest.approx(expected, abs=0.5001 * 10**-digits)


# Published examples -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("items", "observed"),
    [
        pytest.param(published.DIALOGUE_ACTS, 0.70, id="Artstein and Poesio 2008, page 558"),
        pytest.param(published.THREE_ACTS, 0.88, id="Artstein and Poesio 2008, page 568"),
        pytest.param(published.PSYCHIATRISTS, 0.5556, id="Fleiss 1971"),
        pytest.param(published.FOUR_RATERS, 0.81818, id="Gwet 2014, with missing answers"),
        pytest.param(published.ABSTRACTORS, 0.89, id="Gwet 2014, abstractors"),
    ],
)
def test_percent_agreement_is_as_published(items, observed):
    assert percent_agreement(items).value == near(observed, 4)


@pytest.mark.parametrize(
    ("items", "value", "digits"),
    [
        pytest.param(published.DIALOGUE_ACTS, 0.4, 3, id="Artstein and Poesio 2008, page 558"),
        pytest.param(published.THREE_ACTS, 0.82, 3, id="Artstein and Poesio 2008, page 568"),
        pytest.param(published.BRENNAN_1, 0.40, 2, id="Brennan and Prediger 1981, page 689"),
        pytest.param(published.BRENNAN_2, 0.40, 2, id="Brennan and Prediger 1981, page 691"),
        pytest.param(published.ZWICK_2, 0.467, 3, id="Zwick 1988"),
        pytest.param(published.LESIONS, 0.8357, 4, id="Warrens 2010, eight coders"),
        pytest.param(published.FOUR_RATERS, 0.77273, 5, id="Gwet 2014, with missing answers"),
    ],
)
def test_bennett_s_is_as_published(items, value, digits):
    assert bennett_s(items).value == near(value, digits)


@pytest.mark.parametrize(
    ("items", "value", "digits"),
    [
        pytest.param(published.DIALOGUE_ACTS, 0.341, 3, id="Artstein and Poesio 2008, page 558"),
        pytest.param(published.THREE_ACTS, 0.7995, 4, id="Artstein and Poesio 2008, page 568"),
        pytest.param(published.ZWICK_1, 0.467, 3, id="Zwick 1988, first table"),
        pytest.param(published.ZWICK_2, 0.444, 3, id="Zwick 1988, second table"),
        pytest.param(published.ZWICK_3, 0.46, 2, id="Zwick 1988, third table"),
        pytest.param(published.EVEN, 0.186, 3, id="Krippendorff 2004, even"),
        pytest.param(published.UNEVEN, 0.186, 3, id="Krippendorff 2004, uneven"),
        pytest.param(published.ABSTRACTORS, 0.7962397, 7, id="Gwet 2014"),
    ],
)
def test_scott_pi_is_as_published(items, value, digits):
    assert scott_pi(items).value == near(value, digits)


@pytest.mark.parametrize(
    ("items", "value", "digits"),
    [
        pytest.param(published.COHEN, 0.492, 3, id="Cohen 1960, page 45"),
        pytest.param(published.DIALOGUE_ACTS, 0.348, 3, id="Artstein and Poesio 2008, page 558"),
        pytest.param(published.THREE_ACTS, 0.8013, 4, id="Artstein and Poesio 2008, page 568"),
        pytest.param(published.BRENNAN_1, 0.27, 2, id="Brennan and Prediger 1981, page 689"),
        pytest.param(published.ZWICK_3, 0.474, 3, id="Zwick 1988, third table"),
        pytest.param(published.EVEN, 0.186, 3, id="Krippendorff 2004, even"),
        pytest.param(published.UNEVEN, 0.258, 3, id="Krippendorff 2004, uneven"),
        pytest.param(published.PATHOLOGISTS, 0.493, 3, id="Landis and Koch 1977, Agresti 1992"),
        pytest.param(published.MAMMOGRAMS, 0.4728, 4, id="Boyd et al. 1982, Stata"),
        pytest.param(published.COUPLES, 0.1293, 4, id="Hout et al. 1987, Agresti 1990"),
        pytest.param(published.ABSTRACTORS, 0.7964094, 7, id="Gwet 2014"),
    ],
)
def test_cohen_kappa_is_as_published(items, value, digits):
    assert cohen_kappa(items).value == near(value, digits)


@pytest.mark.parametrize(
    ("items", "value", "digits"),
    [
        pytest.param(published.PSYCHIATRISTS, 0.430, 3, id="Fleiss 1971"),
        pytest.param(published.PSYCHIATRISTS[:15], 0.4139265, 7, id="Gwet 2014, half of it"),
        pytest.param(published.LESIONS, 0.83235, 4, id="Warrens 2010"),
    ],
)
def test_fleiss_kappa_is_as_published(items, value, digits):
    assert fleiss_kappa(items).value == near(value, digits)


@pytest.mark.parametrize(
    ("items", "value", "digits"),
    [
        pytest.param(published.LESIONS, 0.8326, 4, id="Warrens 2010, as Hubert's kappa"),
        pytest.param(published.FOUR_JUDGES, 0.802479, 6, id="Warrens 2012, page 3"),
        pytest.param(published.PSYCHIATRISTS, 0.442, 3, id="R package irr, as Conger's kappa"),
    ],
)
def test_davies_and_fleiss_kappa_is_as_published(items, value, digits):
    """The same coefficient was found by Hubert (1977), Conger (1980), and Davies and Fleiss."""
    assert davies_fleiss_kappa(items).value == near(value, digits)


@pytest.mark.parametrize(
    ("items", "value"),
    [
        pytest.param(published.ABSTRACTORS, 0.8493305, id="two coders"),
        pytest.param(published.PSYCHIATRISTS[:15], 0.4448007, id="six coders"),
        pytest.param(published.FOUR_RATERS, 0.775444, id="with missing answers"),
    ],
)
def test_gwet_ac1_is_as_published(items, value):
    """Gwet's own package (2014), which rounds the last one to five digits."""
    assert gwet_ac1(items).value == near(value, 6)


def test_the_parts_of_the_formula_are_told():
    counts = cohen_kappa(published.DIALOGUE_ACTS).counts
    assert counts == {
        "observed": 0.7,
        "expected": pytest.approx(0.54),
        "left_out": 0,
        "agreed": 70,
        "values": 2,
        "a:Stat": 40,
        "b:Stat": 30,
        "a:IReq": 60,
        "b:IReq": 70,
    }
    gwet = gwet_ac1(published.FOUR_RATERS)
    assert (gwet.units, gwet.counts["left_out"]) == (11, 1)
    assert gwet.counts["expected"] == near(0.1903212, 7)


def test_each_value_against_the_rest_with_pooled_chance_is_fleiss_s_own():
    """Fleiss 1971, page 381, who calculated with rounded parts."""
    values = [m.value for m in published.by_value(fleiss_kappa, published.PSYCHIATRISTS).values()]
    assert values == pytest.approx([0.248, 0.248, 0.517, 0.470, 0.565], abs=0.0045)


def test_each_value_against_the_rest_with_own_chance_is_the_kappa_of_a_table_of_four():
    items = published.PATHOLOGISTS
    for value, found in published.by_value(cohen_kappa, items).items():
        assert found.value == pytest.approx(brute.cohen(published.against_rest(items, value)))
        assert found.counts["a:True"] == sum(item[0] == value for item in items)


# Definitions written out ------------------------------------------------------------------------


def agrees(found, expected):
    if expected is None:
        return found.value is None and found.lack is not None
    return found.lack is None and found.value == pytest.approx(expected, abs=1e-12)


@given(pairs)
def test_two_coders_are_measured_as_the_definitions_say(items):
    assert agrees(percent_agreement(items), brute.percent(items))
    assert agrees(scott_pi(items), brute.scott(items))
    assert agrees(cohen_kappa(items), brute.cohen(items))


@given(triples)
def test_more_coders_are_measured_as_the_definitions_say(items):
    assert agrees(percent_agreement(items), brute.percent(items))
    assert agrees(bennett_s(items), brute.bennett(items))
    assert agrees(fleiss_kappa(items), brute.fleiss(items))
    assert agrees(davies_fleiss_kappa(items), brute.davies_fleiss(items))
    assert agrees(gwet_ac1(items), brute.gwet(items))


@given(triples)
def test_values_that_nobody_gave_count_where_chance_is_even(items):
    order = ["w", "x", "y", "z"]
    assert agrees(bennett_s(items, order), brute.bennett(items, 4))
    assert agrees(gwet_ac1(items, order), brute.gwet(items, 4))


@given(pairs)
def test_for_two_coders_the_measures_of_many_are_those_of_two(items):
    assert fleiss_kappa(items).value == scott_pi(items).value
    many, two = davies_fleiss_kappa(items), cohen_kappa(items)
    assert many.value == two.value


# Where there is no number -----------------------------------------------------------------------

CORRECTED = [
    bennett_s,
    scott_pi,
    cohen_kappa,
    fleiss_kappa,
    davies_fleiss_kappa,
    gwet_ac1,
]


@pytest.mark.parametrize("measure", CORRECTED)
def test_one_value_only_says_nothing_about_chance(measure):
    found = measure([["x", "x"]] * 5, ["x", "y"])
    assert (found.value, found.units, found.lack) == (None, 5, Lack.ONE_CATEGORY)
    assert found.counts["observed"] == 1
    assert percent_agreement([["x", "x"]] * 5).value == 1


@pytest.mark.parametrize("measure", [percent_agreement, *CORRECTED])
@pytest.mark.parametrize(
    "items", [[], [["x", None], [None, "y"]], [[None, None]]], ids=["none", "apart", "empty"]
)
def test_without_a_common_item_there_is_nothing(measure, items):
    found = measure(items)
    assert (found.value, found.units, found.lack, found.counts) == (None, 0, Lack.NOTHING, {})


@pytest.mark.parametrize("measure", [percent_agreement, *CORRECTED])
def test_one_coder_is_not_compared_with_anybody(measure):
    assert measure([["x"], ["y"]]).lack is Lack.ONE_CODER


def test_whoever_answered_nothing_is_no_coder_for_davies_and_fleiss():
    with_nobody = [[*item, None] for item in published.DIALOGUE_ACTS]
    found = davies_fleiss_kappa(with_nobody)
    assert found.value == pytest.approx(cohen_kappa(published.DIALOGUE_ACTS).value)
    assert found.counts["answers_an_item"] == 2
    assert davies_fleiss_kappa([["x", None], ["y", None]]).lack is Lack.ONE_CODER


@pytest.mark.parametrize("measure", [scott_pi, cohen_kappa])
def test_measures_of_two_coders_refuse_three(measure):
    assert measure([["x", "y", "x"]]).lack is Lack.TWO_CODERS_ONLY


def test_fleiss_takes_the_usual_number_of_answers_and_tells_what_it_left_out():
    items = [["x", "x", "y"], ["y", "y", "y"], ["x", "y", None], [None, "x", None], [None] * 3]
    found = fleiss_kappa(items)
    assert (found.units, found.counts["left_out"]) == (2, 2)
    assert found.counts["answers_an_item"] == 3
    assert found.value == fleiss_kappa(items[:2]).value
    evenly = fleiss_kappa(items[1:3])
    assert evenly.counts["answers_an_item"] == 3, "the larger number where two are as usual"


def test_disagreement_throughout_is_as_far_below_chance_as_it_can_be():
    assert cohen_kappa([["x", "y"], ["y", "x"]]).value == -1
    assert cohen_kappa([["x", "y"]] * 3).value == 0, "chance would not agree either"
