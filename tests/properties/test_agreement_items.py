"""Laws of the measures of answers: what must not change a number, and numbers that follow from each
other by a formula."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement import (
    bennett_s,
    char_cohen_kappa,
    char_krippendorff_alpha,
    cohen_kappa,
    cohen_kappa_weighted,
    davies_fleiss_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha_interval,
    krippendorff_alpha_jaccard,
    krippendorff_alpha_masi,
    krippendorff_alpha_nominal,
    krippendorff_alpha_ordinal,
    krippendorff_alpha_ratio,
    percent_agreement,
    scott_pi,
)
from annotator.agreement.measure import Text, Unit

few = settings(max_examples=15)
SCALE = [1, 2, 3, 4]
OF_TWO = [scott_pi, cohen_kappa, cohen_kappa_weighted]
PROPORTIONAL = [
    percent_agreement,
    bennett_s,
    fleiss_kappa,
    davies_fleiss_kappa,
    gwet_ac1,
    *OF_TWO,
]
"""What looks at shares only, so that twice the same data are the same number."""
ALPHAS = [
    krippendorff_alpha_nominal,
    krippendorff_alpha_ordinal,
    krippendorff_alpha_interval,
    krippendorff_alpha_ratio,
    krippendorff_alpha_jaccard,
    krippendorff_alpha_masi,
]
NOMINAL = [
    percent_agreement,
    bennett_s,
    scott_pi,
    cohen_kappa,
    fleiss_kappa,
    davies_fleiss_kappa,
    krippendorff_alpha_nominal,
    gwet_ac1,
]


def items_of(coders: int, *, missing: bool = True, least: int = 1) -> st.SearchStrategy:
    answer = st.sampled_from(SCALE)
    one = st.tuples(*[st.none() | answer if missing else answer] * coders)
    return st.lists(one, min_size=least, max_size=9)


def same(one, other) -> bool:
    if one.value is None or other.value is None:
        return (one.value, one.lack) == (other.value, other.lack)
    return math.isclose(one.value, other.value, rel_tol=1e-9, abs_tol=1e-9)


def renamed(items, names):
    return [tuple(None if one is None else names[one] for one in item) for item in items]


def value_of(measure, items):
    return measure(items).value


# What must not change a number ------------------------------------------------------------------


@pytest.mark.parametrize("measure", NOMINAL)
@few
@given(items=items_of(2), names=st.permutations(["x", "ya", "😀", "tidak"]))
def test_other_names_for_the_values_change_nothing(measure, items, names):
    assert same(measure(items), measure(renamed(items, dict(zip(SCALE, names, strict=True)))))


@pytest.mark.parametrize("measure", PROPORTIONAL)
@few
@given(items=items_of(2), times=st.integers(2, 3))
def test_the_same_data_several_times_are_the_same_number(measure, items, times):
    once, often = measure(items), measure(items * times)
    assert same(once, often)
    assert often.units == times * once.units


@pytest.mark.parametrize("measure", [*NOMINAL, *ALPHAS, cohen_kappa_weighted])
@few
@given(items=items_of(2), more=st.integers(1, 3))
def test_an_item_that_nobody_answered_is_no_item(measure, items, more):
    there, with_empty = measure(items), measure([*items, *[(None, None)] * more])
    assert (there.value, there.units, there.lack) == (
        with_empty.value,
        with_empty.units,
        with_empty.lack,
    )


@pytest.mark.parametrize("measure", ALPHAS)
@few
@given(items=items_of(3), single=st.sampled_from(SCALE))
def test_an_item_with_one_answer_changes_no_alpha_and_is_told(measure, items, single):
    there, with_single = measure(items), measure([*items, (None, single, None)])
    assert same(there, with_single)
    if there.value is not None:
        assert with_single.counts["left_out"] == there.counts["left_out"] + 1


@pytest.mark.parametrize(
    "measure", [krippendorff_alpha_nominal, krippendorff_alpha_ordinal, percent_agreement]
)
@few
@given(items=items_of(3))
def test_a_coder_without_answers_changes_nothing(measure, items):
    assert same(measure(items), measure([(*item, None) for item in items]))


@few
@given(items=items_of(3))
def test_ordinal_alpha_knows_the_order_and_not_the_numbers(items):
    measured = krippendorff_alpha_ordinal(items)
    stretched = krippendorff_alpha_ordinal(renamed(items, {1: -7, 2: 0, 3: 0.5, 4: 1000}))
    assert same(measured, stretched)
    turned = krippendorff_alpha_ordinal(items, SCALE[::-1])
    assert same(krippendorff_alpha_ordinal(items, SCALE), turned)


@few
@given(items=items_of(3), unit=st.sampled_from([0.001, 0.5, 3, 1e6]))
def test_ratio_alpha_does_not_depend_on_the_unit(items, unit):
    scaled = {value: value * unit for value in SCALE}
    assert same(krippendorff_alpha_ratio(items), krippendorff_alpha_ratio(renamed(items, scaled)))


@pytest.mark.parametrize("weights", ["linear", "quadratic"])
@few
@given(items=items_of(2))
def test_weighted_kappa_is_the_same_read_from_the_other_end(weights, items):
    there = cohen_kappa_weighted(items, SCALE, weights=weights)
    back = cohen_kappa_weighted(items, SCALE[::-1], weights=weights)
    assert same(there, back)


# What follows from each other -------------------------------------------------------------------


@few
@given(st.integers(2, 4).flatmap(lambda coders: items_of(coders, missing=False)))
def test_of_complete_answers_alpha_is_fleiss_s_kappa_with_a_correction_for_few(items):
    """1 - alpha = (1 - kappa) (n - 1) / n with n answers: chance draws without putting back."""
    kappa, alpha = fleiss_kappa(items), krippendorff_alpha_nominal(items)
    answers = len(items) * len(items[0])
    if kappa.value is None:
        assert alpha.value is None
    else:
        assert 1 - alpha.value == pytest.approx((1 - kappa.value) * (answers - 1) / answers)


@pytest.mark.parametrize("measure", ALPHAS[:4])
@few
@given(items=items_of(2, missing=False))
def test_the_same_data_often_bring_alpha_down_to_its_limit(measure, items):
    """(1 - alpha) n / (n - 1) does not depend on how often the data stand there."""
    once, often = value_of(measure, items), value_of(measure, items * 4)
    answers = 2 * len(items)
    if once is not None:
        limit = (1 - once) * answers / (answers - 1)
        assert (1 - often) * 4 * answers / (4 * answers - 1) == pytest.approx(limit)
        assert often <= once + 1e-9


@few
@given(items_of(2, missing=False))
def test_quadratic_kappa_of_numbers_as_far_apart_is_interval_agreement(items):
    """Of coders with the same shares, quadratic kappa is interval alpha but for its correction."""
    both = [*items, *[item[::-1] for item in items]]
    kappa = cohen_kappa_weighted(both, SCALE, weights="quadratic").value
    alpha = krippendorff_alpha_interval(both).value
    if kappa is None:
        assert alpha is None
    else:
        answers = 2 * len(both)
        assert (1 - alpha) * answers / (answers - 1) == pytest.approx(1 - kappa)


@few
@given(st.lists(st.tuples(*[st.none() | st.sampled_from([0, 1])] * 3), min_size=1, max_size=9))
def test_of_two_values_all_alphas_are_one(items):
    """0 and 1 are as far apart by every distance that tells them apart."""
    found = [measure(items) for measure in ALPHAS]
    assert all(same(found[0], one) for one in found)


@few
@given(items=items_of(2))
def test_even_chance_is_the_linear_rescaling_of_the_percentage(items):
    share, found = percent_agreement(items, SCALE), bennett_s(items, SCALE)
    if found.value is not None:
        assert found.value == pytest.approx((4 * share.value - 1) / 3)
    assert found.units == share.units


@few
@given(items=items_of(2))
def test_coders_who_use_values_alike_have_one_kappa(items):
    """Where both have the same shares of every value, pi and kappa take off the same."""
    both = [*items, *[item[::-1] for item in items]]
    assert same(scott_pi(both), cohen_kappa(both))


@few
@given(items=items_of(2))
def test_kappa_is_never_below_pi(items):
    """Unlike shares only lower what chance agrees on."""
    kappa, pi = cohen_kappa(items).value, scott_pi(items).value
    assert (kappa is None) == (pi is None)
    assert kappa is None or kappa >= pi - 1e-12


@few
@given(st.lists(st.tuples(*[st.frozensets(st.sampled_from("abc"))] * 2), min_size=1, max_size=8))
def test_masi_is_never_nearer_than_jaccard(items):
    """Its distances are at least as large, those between unequal sets larger."""
    masi, jaccard = krippendorff_alpha_masi(items), krippendorff_alpha_jaccard(items)
    for name in ("observed_disagreement", "expected_disagreement"):
        assert masi.counts[name] >= jaccard.counts[name] - 1e-12
    assert (masi.lack, masi.units) == (jaccard.lack, jaccard.units)


@few
@given(st.lists(st.tuples(*[st.sampled_from(["", "x", "y"])] * 2), min_size=1, max_size=12))
def test_a_text_of_single_characters_is_a_list_of_items(rows):
    """Kappa and alpha of characters are those of items whose answer is what a character carries."""
    coders = [
        [Unit(at, at + 1, label) for at, label in enumerate(column) if label]
        for column in zip(*rows, strict=True)
    ]
    text = Text(len(rows), tuple(coders))
    for of_text, of_items in (
        (char_cohen_kappa([text]), cohen_kappa(rows)),
        (char_krippendorff_alpha([text]), krippendorff_alpha_nominal(rows)),
    ):
        if any(coders):
            assert same(of_text, of_items)
            assert of_text.units == len(rows)
        else:
            assert of_text.value is None
