from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from unit_scene import letters, sections, text, texts

from annotator.agreement.continuum import find_labels
from annotator.agreement.measure import Text, Unit
from annotator.agreement.placements import alpha_u, begin_alpha_u
from annotator.model.measurement import Lack

# Published figures -----------------------------------------------------------------------------

QUALITATIVE_2004 = text(
    300,
    [("c", 75, 145), ("c", 220, 250), ("k", 30, 90), ("k", 150, 200)],
    [("c", 70, 150), ("c", 205, 225), ("c", 250, 270), ("k", 30, 90), ("k", 150, 200)],
)
"""K. Krippendorff, Measuring the reliability of qualitative text analysis data (2004), figure 2 and
appendix (also Content analysis, 2004, p. 254); its continuum begins at 150."""


def of_label(one: Text, label: str) -> Text:
    units = [[unit for unit in units if unit.label == label] for units in one.units]
    return Text(one.length, tuple(units))


@pytest.mark.parametrize(
    ("label", "observed", "expected", "alpha"),
    [("c", 0.0144, 0.0532, 0.7286), ("k", 0.0, 0.0490, 1.0)],
)
def test_each_label_is_that_of_krippendorff_2004(label, observed, expected, alpha):
    measured = alpha_u([of_label(QUALITATIVE_2004, label)])
    assert measured.value == pytest.approx(alpha, abs=5e-5)
    assert measured.counts["observed"] == pytest.approx(observed, abs=5e-5)
    assert measured.counts["expected"] == pytest.approx(expected, abs=5e-5)


def test_both_labels_together_are_those_of_krippendorff_2004():
    measured = alpha_u([QUALITATIVE_2004])
    assert measured.value == pytest.approx(0.859, abs=5e-4)
    assert measured.units == 9


CONTINUA_1995 = {
    "A": ([(2, 8), (14, 6)], [(4, 4), (15, 2)]),
    "B": ([(0, 18)], [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)]),
    "C": ([(2, 6), (10, 2), (14, 4), (20, 2)], [(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)]),
    "D": (
        [(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)],
        [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)],
    ),
}
"""K. Krippendorff, On the reliability of unitizing continuous data (1995), p. 57, as (start,
length) in 24 places; the figures for what is expected are for a continuum of very many places."""


def stretched(example: str, times: int) -> Text:
    coders = [
        [("x", start * times, (start + length) * times) for start, length in coder]
        for coder in CONTINUA_1995[example]
    ]
    return text(24 * times, *coders)


@pytest.mark.parametrize(
    ("example", "observed"), [("A", 0.03125), ("B", 2.26736), ("C", 0.02777), ("D", 0.38715)]
)
def test_the_observed_disagreement_is_that_of_krippendorff_1995(example, observed):
    for times in (1, 5000):
        measured = alpha_u([stretched(example, times)])
        assert measured.counts["observed"] == pytest.approx(observed, abs=1e-5)


@pytest.mark.parametrize(
    ("example", "expected", "alpha"), [("A", 0.0699, 0.553), ("D", 0.41445, 0.066)]
)
def test_the_expected_disagreement_is_that_of_krippendorff_1995(example, expected, alpha):
    """The figures printed there for B and C differ in the third digit from the formula of 2004."""
    measured = alpha_u([stretched(example, 50_000)])
    assert measured.counts["expected"] == pytest.approx(expected, abs=1e-5)
    assert measured.value == pytest.approx(alpha, abs=5e-4)


# Against every placement -----------------------------------------------------------------------


def difference(first: tuple[int, int, bool], second: tuple[int, int, bool]) -> int:
    (start, length, is_unit), (start2, length2, is_unit2) = first, second
    if is_unit and is_unit2 and start < start2 + length2 and start2 < start + length:
        return (start - start2) ** 2 + (start + length - start2 - length2) ** 2
    if is_unit and not is_unit2 and start2 <= start and start + length <= start2 + length2:
        return length**2
    if is_unit2 and not is_unit and start <= start2 and start2 + length2 <= start + length:
        return length2**2
    return 0


def brute_alpha(one: Text) -> float:
    observed = expected = 0.0
    coders = len(one.units)
    for label in find_labels([one]):
        rows = [sections(units, label, one.length) for units in one.units]
        observed += sum(
            difference(first, second)
            for ours, theirs in itertools.permutations(rows, 2)
            for first in ours
            for second in theirs
        ) / (coders * (coders - 1) * one.length**2)
        expected += placed(rows, one.length) / one.length
    return 1 - observed / expected if expected else float("nan")


def placed(rows: list[list[tuple[int, int, bool]]], length: int) -> float:
    """The differences in all places where two sections can meet, by pair of their characters."""
    everything = [section for row in rows for section in row]
    total = sum(
        difference((shift, first[1], first[2]), (0, second[1], second[2]))
        for first, second in itertools.permutations(everything, 2)
        for shift in range(-length, length + 1)
    )
    places = [
        (coder, at, number if is_unit else None)
        for coder, row in enumerate(rows)
        for number, (start, size, is_unit) in enumerate(row)
        for at in range(start, start + size)
    ]
    pairs = sum(
        first[2] is None or first[0] != second[0] or first[2] != second[2]
        for first, second in itertools.permutations(places, 2)
    )
    return total / pairs


@given(texts())
def test_alpha_is_what_every_placement_gives(one):
    measured = alpha_u([one])
    if measured.value is None:
        assert measured.lack is Lack.NOTHING or brute_alpha(one) != brute_alpha(one)
    else:
        assert measured.value == pytest.approx(brute_alpha(one))


# Several documents, and what is united ---------------------------------------------------------


def test_documents_that_begin_and_end_with_units_are_one_continuum():
    first = text(10, [("x", 0, 3), ("x", 6, 10)], [("x", 0, 4), ("x", 8, 10)])
    second = text(7, [("x", 0, 2), ("x", 3, 7)], [("x", 0, 1), ("x", 5, 7)])
    joined = text(
        17,
        [("x", 0, 3), ("x", 6, 10), ("x", 10, 12), ("x", 13, 17)],
        [("x", 0, 4), ("x", 8, 10), ("x", 10, 11), ("x", 15, 17)],
    )
    assert alpha_u([first, second]).value == pytest.approx(alpha_u([joined]).value)


def test_no_gap_goes_beyond_its_document():
    """A unit of 4 does not fit into two gaps of 3, though it would into their sum."""
    apart = [text(3, [], []), text(3, [], []), text(5, [("x", 0, 4)], [("x", 1, 5)])]
    longer = [text(6, [], []), text(5, [("x", 0, 4)], [("x", 1, 5)])]
    assert alpha_u(apart).counts["expected"] < alpha_u(longer).counts["expected"]


def test_units_of_one_coder_and_label_that_overlap_are_united_first():
    overlapping = text(20, [("x", 2, 8), ("x", 5, 9), ("x", 9, 12)], [("x", 2, 9), ("y", 0, 20)])
    united = text(20, [("x", 2, 9), ("x", 9, 12)], [("x", 2, 9), ("y", 0, 20)])
    measured = alpha_u([overlapping])
    assert measured.counts["united"] == 1
    assert measured.value == alpha_u([united]).value
    assert measured.units == alpha_u([united]).units == 4


def test_a_fragment_counts_as_a_unit():
    with_fragments = Text(20, ((Unit(1, 9, "x", "1", ((1, 3), (6, 9))),), (Unit(2, 4, "x"),)))
    alone = text(20, [("x", 1, 3), ("x", 6, 9)], [("x", 2, 4)])
    assert alpha_u([with_fragments]) == alpha_u([alone])


def test_drawing_documents_again_is_adding_their_tallies_again():
    documents = [letters("aab--", "ab---"), letters("--aa-", "-aaa-"), letters("bbb-b", "b-bbb")]
    counting = begin_alpha_u(documents)
    tallies = [counting.tally(one) for one in documents]
    assert counting.value(2 * tallies[0] + tallies[2]) == alpha_u(
        [documents[0], documents[2], documents[0]]
    )


# Where there is no number ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("documents", "lack"),
    [
        ([], Lack.NOTHING),
        ([text(9, [], [])], Lack.NOTHING),
        ([text(9, [("x", 0, 2)])], Lack.ONE_CODER),
        ([letters("xxx", "xxx")], Lack.NO_CHANCE),
    ],
)
def test_there_is_no_value_where_nothing_can_be_said(documents, lack):
    measured = alpha_u(documents)
    assert (measured.value, measured.lack) == (None, lack)


def test_an_empty_coder_against_a_full_one_is_a_value():
    measured = alpha_u([text(20, [("x", 3, 9), ("x", 12, 15)], [])])
    assert measured.value is not None
    assert measured.value <= 0


def test_a_unit_outside_its_document_is_an_error():
    with pytest.raises(ValueError, match="outside"):
        alpha_u([text(9, [("x", 5, 10)], [])])
