"""What holds for every measure of items: sums, symmetry, bounds, one road."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement import krippendorff, nominal, weighted
from annotator.agreement.item_measures import ITEM_MEASURES
from annotator.agreement.measure import Level

IDS = [
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
]
SCALE = [0, 1, 2, 3]
answers = st.none() | st.sampled_from(SCALE)


def corpora(coders):
    """Several documents by the same coders, some of them without an item."""
    items = st.lists(st.tuples(*[answers] * coders), max_size=5)
    return st.lists(items, min_size=1, max_size=5)


every_measure = pytest.mark.parametrize("measure", ITEM_MEASURES, ids=IDS)
some_documents = st.integers(2, 4).flatmap(corpora)


def documents_for(measure, data):
    return data.draw(corpora(2) if measure.coders == 2 else some_documents)


def pooled(counting, documents):
    return counting.value(sum(counting.tally(items) for items in documents))


def plain(measure):
    """The function of the same name that takes items."""
    modules = (nominal, weighted, krippendorff)
    return next(getattr(m, measure.id) for m in modules if hasattr(m, measure.id))


def same(one, other):
    if one.value is None or other.value is None:
        return (one.value, one.lack) == (other.value, other.lack)
    return one.value == pytest.approx(other.value, abs=1e-9) and one.units == other.units


def test_the_ids_are_those_that_were_agreed_on():
    assert [measure.id for measure in ITEM_MEASURES] == IDS
    assert {measure.level for measure in ITEM_MEASURES} == {Level.ITEMS}
    two = [measure.id for measure in ITEM_MEASURES if measure.coders == 2]
    assert two == ["scott_pi", "cohen_kappa", "cohen_kappa_weighted"]


@every_measure
def test_a_definition_is_one_sentence_that_prints_anywhere(measure):
    assert measure.definition.isascii()
    assert measure.definition.endswith(".")
    assert ". " not in measure.definition
    assert measure.definition.count("(") == measure.definition.count(")")


@every_measure
@given(data=st.data())
def test_the_sum_over_documents_is_the_value_of_all_their_items(measure, data):
    documents = documents_for(measure, data)
    counting = measure.begin(documents, SCALE)
    whole = [item for items in documents for item in items]
    by_documents = pooled(counting, documents)
    assert same(by_documents, counting.value(counting.tally(whole)))
    assert same(by_documents, plain(measure)(whole, SCALE))


@every_measure
@given(data=st.data())
def test_exchanging_coders_changes_nothing(measure, data):
    assert measure.is_symmetric
    documents = documents_for(measure, data)
    width = max((len(item) for items in documents for item in items), default=0)
    order = data.draw(st.permutations(range(width)))
    exchanged = [[[item[place] for place in order] for item in items] for items in documents]
    one = pooled(measure.begin(documents), documents)
    other = pooled(measure.begin(exchanged), exchanged)
    assert same(one, other)


@every_measure
@given(data=st.data())
def test_the_order_of_items_changes_nothing(measure, data):
    items = data.draw(corpora(2))[0]
    turned = data.draw(st.permutations(items))
    assert same(plain(measure)(items), plain(measure)(turned))


@every_measure
@given(data=st.data())
def test_agreement_is_at_most_one_and_without_distances_at_least_the_opposite(measure, data):
    documents = documents_for(measure, data)
    found = pooled(measure.begin(documents), documents)
    assert (found.value is None) is (found.lack is not None)
    if found.value is not None:
        assert found.value <= 1
        assert found.units > 0
        if "alpha" not in measure.id:
            lowest = 0 if measure.id == "percent_agreement" else -1
            assert found.value >= lowest - 1e-12


@every_measure
@given(
    copied=st.lists(st.sampled_from(SCALE), min_size=2, max_size=8),
    coders=st.integers(2, 4),
)
def test_copies_agree_fully_where_two_values_occur(measure, copied, coders):
    items = [[answer] * (measure.coders or coders) for answer in copied]
    found = plain(measure)(items)
    if measure.id != "percent_agreement" and len(set(copied)) < 2:
        assert found.value is None
    else:
        assert found.value == 1


@every_measure
@given(data=st.data())
def test_many_sums_at_once_have_the_values_of_each(measure, data):
    documents = documents_for(measure, data)
    counting = measure.begin(documents)
    tallies = np.array([counting.tally(items) for items in documents])
    alone = [counting.value(tally).value for tally in tallies]
    together = counting.values(tallies)
    assert [None if np.isnan(value) else value for value in together] == pytest.approx(alone)


@every_measure
def test_a_document_of_many_gives_its_own_value_with_the_scale_of_all(measure):
    """One document alone does not change what it adds, but the scale is that of the corpus."""
    here, there = [[0, 0], [1, 1], [1, 0]], [[3, 3], [2, 3]]
    counting = measure.begin([here, there])
    alone = counting.value(counting.tally(here))
    assert alone.units == 3
    if measure.id not in ("bennett_s", "gwet_ac1"):
        assert same(alone, plain(measure)(here))
    else:
        assert same(alone, plain(measure)(here, SCALE))


@every_measure
def test_every_part_that_is_told_is_a_plain_number(measure):
    found = plain(measure)([[0, 1], [1, 1], [2, None]])
    assert {type(part) for part in found.counts.values()} == {float}
    assert {"observed", "observed_disagreement"} & found.counts.keys()
    assert found.counts["left_out"] == 1
    kept = measure.id != "gwet_ac1"
    marginals = {name: n for name, n in found.counts.items() if name.startswith(("a:", "b:"))}
    assert marginals == ({"a:0": 1, "a:1": 1, "b:1": 2} if kept else {})


@every_measure
def test_of_a_lack_there_is_a_tally_too(measure):
    """So that a page of many cells needs no case of its own for the empty ones."""
    for documents in ([[], []], [[[1]], [[2]]]):
        counting = measure.begin(documents)
        tallies = np.array([counting.tally(items) for items in documents])
        assert counting.value(tallies.sum(axis=0)).value is None
        assert np.isnan(counting.values(tallies)).all()
