from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from unit_scene import KRIPPENDORFF_2016, LABELS, brute_cost, copied, letters, swapped, text, texts

from annotator.agreement import disorder as module
from annotator.agreement.disorder import begin_gammas, gamma, gamma_cat
from annotator.agreement.measure import Text, Unit
from annotator.agreement.shuffling import shuffle
from annotator.agreement.summary import MEASURES, summarise
from annotator.agreement.tuples.dissimilarity import Dissimilarity, Marks
from annotator.model.measurement import Lack
from annotator.model.stopped import Stopped

EXAMPLE = text(60, *KRIPPENDORFF_2016)

# Published figures -----------------------------------------------------------------------------


def test_gamma_of_a_published_example_is_that_of_other_programs():
    """Alex, Paul and Suzan with alpha 3, as the program of the authors has it.

    The tests of Titeux and Riad (2021, Journal of Open Source Software 6) put the disorder at 0.96
    and gamma between .44 and .47, where shifts may be half as near as the paper says.
    """
    measured = gamma([EXAMPLE], samples=200, dissimilarity=Dissimilarity(alpha=3))
    assert measured.counts["observed"] == pytest.approx(0.96, abs=5e-3)
    assert 0.44 <= measured.value <= 0.48
    assert measured.units == 16


def test_with_given_units_gamma_cat_observes_what_krippendorffs_alpha_observes():
    """The nominal data with missing values of Krippendorff (2011), section D: Do is 8 of 40."""
    coders = (
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    )
    given_units = text(
        2400,
        *[
            [(str(value), 200 * n, 200 * n + 9) for n, value in enumerate(row) if value]
            for row in coders
        ],
    )
    measured = gamma_cat([given_units], samples=5)
    assert measured.counts["observed"] == pytest.approx(8 / 40)


# Against every matching of everything that is drawn --------------------------------------------


@pytest.fixture
def drawn(monkeypatch) -> list[list[Marks]]:
    """What is drawn while the test runs."""
    kept: list[list[Marks]] = []

    def keep(*arguments: object) -> list[Marks]:
        kept.append(shuffle(*arguments))
        return kept[-1]

    monkeypatch.setattr(module, "shuffle", keep)
    return kept


def as_text(coders: list[Marks]) -> Text:
    columns = [zip(one.starts, one.ends, one.labels, strict=True) for one in coders]
    units = [tuple(Unit(int(s), int(e), LABELS[n]) for s, e, n in column) for column in columns]
    return Text(10_000, tuple(units))


SMALL = [
    text(30, [("a", 2, 8), ("b", 5, 19)], [("a", 3, 9), ("c", 12, 20), ("b", 25, 30)], []),
    text(18, [("c", 0, 7)], [("c", 1, 7)], [("a", 0, 9), ("a", 9, 18)]),
    text(50, [], [], []),
]


def brute_disorder(one: Text) -> float:
    return brute_cost(one) / (sum(map(len, one.units)) / len(one.units))


def test_gamma_is_one_less_observed_by_mean_drawn_disorder(drawn):
    measured = gamma(SMALL[:1], samples=8)
    expected = np.mean([brute_disorder(as_text(sample)) for sample in drawn])
    assert len(drawn) == 8
    assert measured.counts["observed"] == pytest.approx(brute_disorder(SMALL[0]))
    assert measured.counts["expected"] == pytest.approx(expected)
    assert measured.value == pytest.approx(1 - brute_disorder(SMALL[0]) / expected)


def test_of_several_documents_disorders_are_weighted_by_units_of_a_coder(drawn):
    measured = gamma(SMALL, samples=5)
    by_document = [drawn[:5], drawn[5:]]
    weights = [5 / 3, 4 / 3]
    expected = [np.mean([brute_disorder(as_text(s)) for s in part]) for part in by_document]
    observed = [brute_disorder(one) for one in SMALL[:2]]
    wanted = 1 - np.dot(weights, observed) / np.dot(weights, expected)
    assert measured.value == pytest.approx(wanted)
    assert measured.counts["observed"] == pytest.approx(np.dot(weights, observed) / 3)


def weighted_pairs(found: module.Matching, coders: list[Marks]) -> tuple[float, float]:
    differing = every = 0.0
    for row in found.tuples.tolist():
        units = [
            (one.starts[place], one.ends[place], one.labels[place])
            for one, place in zip(coders, row, strict=True)
            if place >= 0
        ]
        for n, (start, end, label) in enumerate(units):
            for start2, end2, label2 in units[n + 1 :]:
                apart = (abs(start - start2) + abs(end - end2)) / (end - start + end2 - start2)
                weight = max(0.0, 1 - apart**2) / (len(units) - 1)
                every += weight
                differing += weight * (label != label2)
    return differing, every


def test_gamma_cat_weighs_the_pairs_of_the_best_matchings(drawn, monkeypatch):
    found: list[tuple[module.Matching, list[Marks]]] = []
    match = module.match

    def keep(coders: list[Marks], weights: object) -> module.Matching:
        found.append((match(coders, weights), coders))
        return found[-1][0]

    monkeypatch.setattr(module, "match", keep)
    measured = gamma_cat([SMALL[0]], samples=20)
    differing, every = weighted_pairs(*found[0])
    by_chance = np.sum([weighted_pairs(*one) for one in found[1:]], axis=0)
    assert measured.counts["pairs"] == pytest.approx(every)
    assert measured.counts["observed"] == pytest.approx(differing / every)
    assert measured.counts["expected"] == pytest.approx(by_chance[0] / by_chance[1])
    assert measured.value == pytest.approx(1 - differing / every * by_chance[1] / by_chance[0])


# Laws ------------------------------------------------------------------------------------------


@settings(max_examples=20)
@given(texts((2, 3)))
def test_the_order_of_coders_and_units_changes_nothing_at_all(one):
    assert gamma([one], samples=3) == gamma([swapped(one)], samples=3)
    assert gamma_cat([one], samples=3) == gamma_cat([swapped(one)], samples=3)


@settings(max_examples=20)
@given(texts((2, 3)))
def test_copies_agree_fully_and_nothing_agrees_more(one):
    assert gamma([copied(one, 3)], samples=3).value in (1, None)
    assert gamma_cat([copied(one, 3)], samples=3).value in (1, None)
    for measured in (gamma([one], samples=3), gamma_cat([one], samples=3)):
        assert measured.value is None or measured.value <= 1


def test_what_is_drawn_depends_on_the_seed_and_on_nothing_else():
    first, again, other = (gamma(SMALL[:1], samples=5, seed=seed) for seed in (4, 4, 5))
    assert first == again
    assert first.counts["expected"] != other.counts["expected"]
    counting = begin_gammas(SMALL, samples=5, seed=4)[0]
    assert counting.value(counting.tally(SMALL[0])) == first


def test_the_parameters_are_told_with_the_value():
    measured = gamma([EXAMPLE], samples=7, seed=9, dissimilarity=Dissimilarity(3, 0.5))
    told = {name: measured.counts[name] for name in ("samples", "seed", "alpha", "beta")}
    assert told == {"samples": 7, "seed": 9, "alpha": 3, "beta": 0.5}


def test_more_samples_make_the_expected_disorder_more_precise():
    few, many = (gamma([EXAMPLE], samples=n).counts["precision"] for n in (10, 160))
    assert many < few / 2
    assert gamma([EXAMPLE], samples=1).counts["precision"] == 0


def test_labels_that_are_near_count_as_partly_the_same():
    near = Dissimilarity(distance=lambda a, b: 0.0 if a == b else 0.25)
    one = letters("aaaa", "bbbb")
    far, close = (
        gamma([one], samples=3, dissimilarity=d).counts["observed"] for d in (Dissimilarity(), near)
    )
    assert (far, close) == (pytest.approx(1), pytest.approx(0.25))


def test_a_unit_with_fragments_is_one_unit():
    apart = Unit(2, 9, "x", "1", ((2, 4), (7, 9)))
    both = Text(20, ((apart,), (Unit(2, 9, "x"),)))
    measured = gamma([both], samples=3)
    assert (measured.value, measured.units) == (1, 2)


@pytest.mark.parametrize(("first", "second"), [("gamma", "gamma_cat"), ("gamma_cat", "gamma")])
def test_what_one_of_them_drew_serves_the_other_with_the_same_figures(first, second):
    told: list[int] = []
    units = [("a", 2, 8), ("b", 5, 19), ("c", 25, 30)], [("a", 3, 9), ("a", 5, 17)]
    documents = [text(30 + number, *units) for number in range(5)]
    drawn = summarise(
        MEASURES[first], documents, seed=3, draws=50, told=lambda done, _all: not told.append(done)
    )
    matchings = len(told)
    served, alone = (
        drawn.of(MEASURES[second]),
        summarise(MEASURES[second], documents, seed=3, draws=50),
    )
    assert (served.pooled, served.each) == (alone.pooled, alone.each)
    assert (served.interval, served.interval.lack) == (alone.interval, None)
    assert len(told) == matchings > 0


@pytest.mark.parametrize("other", ["alpha_u", "span_f1_exact", "gamma"])
def test_a_measure_that_counts_otherwise_is_not_served(other):
    assert summarise(MEASURES["gamma"], SMALL[2:], seed=3).of(MEASURES[other]) is None


# Being told, and stopping ----------------------------------------------------------------------


def test_every_matching_is_told():
    told = []
    gamma([*SMALL, SMALL[0]], samples=4, progress=lambda *at: told.append(at) or True)
    assert told[-1] == (20, 20)
    assert [done for done, _all in told] == sorted({done for done, _all in told})


def test_it_can_be_stopped():
    with pytest.raises(Stopped):
        gamma_cat(SMALL, samples=4, progress=lambda done, _all: done < 3)


# Where there is no number ----------------------------------------------------------------------


@pytest.mark.parametrize("measure", [gamma, gamma_cat])
@pytest.mark.parametrize(
    ("documents", "lack"),
    [
        ([], Lack.NOTHING),
        ([text(9, [], [])], Lack.NOTHING),
        ([text(9, [("x", 0, 2)])], Lack.ONE_CODER),
    ],
)
def test_there_is_no_value_where_nothing_can_be_said(measure, documents, lack):
    measured = measure(documents, samples=2)
    assert (measured.value, measured.lack) == (None, lack)


def test_gamma_cat_needs_two_labels_and_matched_units():
    one_label = text(30, [("x", 0, 9)], [("x", 1, 9)])
    far_apart = text(300, [("x", 0, 9)], [("y", 200, 209)])
    assert gamma_cat([one_label], samples=2).lack is Lack.ONE_CATEGORY
    assert gamma_cat([far_apart], samples=2).lack is Lack.NOTHING
    assert gamma([one_label], samples=2).value is not None


def test_an_empty_coder_against_a_full_one_is_a_value():
    measured = gamma([text(100, [("x", 3, 9), ("y", 12, 40), ("x", 60, 90)], [])], samples=20)
    assert measured.value <= 0


def test_a_unit_outside_its_document_and_no_samples_are_errors():
    with pytest.raises(ValueError, match="outside"):
        gamma([text(9, [("x", 5, 10)], [])])
    with pytest.raises(ValueError, match="samples"):
        gamma([EXAMPLE], samples=0)
