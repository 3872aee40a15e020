"""What holds for every measure on units, as the table has them."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit_scene import LABELS, copied, swapped, texts

from annotator.agreement.continuum import pooled
from annotator.agreement.measure import Counting, Level, Measure, Text, Unit
from annotator.agreement.unit_measures import UNIT_MEASURES
from annotator.model.measurement import Measurement

BY_ID = {measure.id: measure for measure in UNIT_MEASURES}
every = pytest.mark.parametrize("measure", UNIT_MEASURES, ids=BY_ID)


def begin(measure: Measure, documents: list[Text]) -> Counting:
    keywords: dict[str, object] = {}
    if measure.needs_label:
        keywords["label"] = LABELS[0]
    if measure.is_drawn:
        keywords |= {"seed": 1, "samples": 3, "progress": None}
    return measure.begin(documents, **keywords)


def measured(measure: Measure, *documents: Text) -> Measurement:
    return pooled(begin(measure, list(documents)), documents)


def test_the_table_has_the_measures_of_the_command_line():
    assert list(BY_ID) == [
        "char_cohen_kappa",
        "char_krippendorff_alpha",
        "alpha_u",
        "u_alpha_nominal",
        "bar_u_alpha_binary",
        "cu_alpha_nominal",
        "ku_alpha",
        "gamma",
        "gamma_cat",
    ]
    assert {measure.level for measure in UNIT_MEASURES} == {Level.TEXTS}


@every
def test_a_definition_is_one_sentence_with_its_source(measure):
    assert re.fullmatch(r"[A-Z][^.]* \([A-Z][^()]*\d{4}[^.]*\)\.", measure.definition)


def same(first: Measurement, second: Measurement) -> bool:
    return first.value == pytest.approx(second.value) and (first.lack, first.units) == (
        second.lack,
        second.units,
    )


@every
@settings(max_examples=20)
@given(st.data())
def test_the_order_of_coders_and_of_units_does_not_count(measure, data):
    one = data.draw(texts((2, 2 if measure.coders == 2 else 4), lone=data.draw(st.booleans())))
    assert measure.is_symmetric
    assert same(measured(measure, one), measured(measure, swapped(one)))


@every
@settings(max_examples=20)
@given(st.data())
def test_copies_agree_fully_where_there_is_a_value(measure, data):
    one = data.draw(texts((2, 2), lone=True))
    found = measured(measure, copied(one))
    assert found.value == pytest.approx(1) if found.lack is None else found.value is None


@every
@settings(max_examples=20)
@given(st.data())
def test_nothing_agrees_more_than_fully(measure, data):
    one = data.draw(texts((2, 2)))
    found = measured(measure, one)
    assert (found.value is None) == (found.lack is not None)
    assert found.value is None or found.value <= 1 + 1e-9
    if measure.id == "char_cohen_kappa" and found.value is not None:
        assert found.value >= -1


@every
@settings(max_examples=15)
@given(st.data())
def test_documents_add_up_and_their_order_does_not_count(measure, data):
    documents = [data.draw(texts((2, 2), lone=True)) for _ in range(3)]
    counting = begin(measure, documents)
    tallies = np.array([counting.tally(one) for one in documents])
    assert same(counting.value(tallies.sum(axis=0)), measured(measure, *reversed(documents)))
    resampled = counting.value(np.array([2.0, 0.0, 1.0]) @ tallies)
    assert same(resampled, measured(measure, documents[0], documents[2], documents[0]))


@every
def test_what_is_told_about_a_value_are_plain_numbers(measure):
    first = [Unit(10 * n, 10 * n + 8, LABELS[n % 3]) for n in range(9)]
    second = [unit._replace(start=unit.start + 1, label="a") for unit in first]
    found = measured(measure, Text(100, (first, second)))
    assert type(found.value) is float
    assert type(found.units) is int
    assert {type(number) for number in found.counts.values()} == {float}
    assert {"observed", "expected"} <= set(found.counts)


@every
def test_documents_with_different_numbers_of_coders_are_an_error(measure):
    with pytest.raises(ValueError, match="coders"):
        begin(measure, [Text(9, ((), ())), Text(9, ((), (), ()))])
