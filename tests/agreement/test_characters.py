from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given
from unit_scene import characters, letters, text, texts

from annotator.agreement.characters import char_cohen_kappa, char_krippendorff_alpha
from annotator.agreement.measure import Text, Unit
from annotator.model.measurement import Lack

# Published figures -----------------------------------------------------------------------------

BINARY_1995 = {
    "A": ("--xxxxxxxx----xxxxxx----", "----xxxx-------xx-------"),
    "B": ("xxxxxxxxxxxxxxxxxx------", "xxxxxxxxxx--------------"),
    "C": ("--xxxxxx--xx--xxxx--xx--", "xx--xxxx--xxxx--xx--xx--"),
}
"""K. Krippendorff, On the reliability of unitizing continuous data (1995), p. 57, as characters."""


@pytest.mark.parametrize(("example", "kappa"), [("A", 0.385), ("B", 0.385), ("C", 0.314)])
def test_kappa_is_that_of_krippendorff_1995(example, kappa):
    assert char_cohen_kappa([letters(*BINARY_1995[example])]).value == pytest.approx(
        kappa, abs=5e-4
    )


def test_alpha_is_that_of_krippendorff_1995():
    measured = char_krippendorff_alpha([letters(*BINARY_1995["A"])])
    assert measured.value == pytest.approx(0.329, abs=5e-4)


def test_alpha_of_the_nominal_data_of_krippendorff_2011_is_692_thousandths():
    """Computing Krippendorff's alpha-reliability (2011), section C."""
    measured = char_krippendorff_alpha([letters("aabbdcccedda", "babbbccceddd")])
    assert measured.value == pytest.approx(0.692, abs=5e-4)


@pytest.mark.parametrize(("length", "kappa"), [(1000, 0.889), (120, 0.400)])
def test_unmarked_text_is_chance_as_well(length, kappa):
    """Two coders of 100 characters each, 90 of them shared, in little and in much text."""
    both = text(length, [("x", 0, 100)], [("x", 10, 110)])
    measured = char_cohen_kappa([both])
    assert measured.value == pytest.approx(kappa, abs=5e-4)
    assert measured.units == length
    assert measured.counts["marked_a"] == measured.counts["marked_b"] == 100


# Against counting every character --------------------------------------------------------------


def brute_kappa(one: Text) -> float | None:
    first, second = characters(one)
    shares = [Counter(row) for row in (first, second)]
    expected = sum(shares[0][v] * shares[1][v] for v in shares[0]) / one.length**2
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / one.length
    return None if expected == 1 else (observed - expected) / (1 - expected)


def brute_alpha(one: Text) -> float | None:
    rows = characters(one)
    columns = list(zip(*rows, strict=True))
    observed = [a != b for column in columns for a, b in itertools.permutations(column, 2)]
    expected = [a != b for a, b in itertools.permutations([v for row in rows for v in row], 2)]
    if not any(expected):
        return None
    return 1 - sum(observed) / len(observed) / (sum(expected) / len(expected))


def is_unmarked(one: Text) -> bool:
    return not any(one.units)


@given(texts((2, 2)))
def test_kappa_is_what_counting_every_character_gives(one):
    wanted = None if is_unmarked(one) else brute_kappa(one)
    assert char_cohen_kappa([one]).value == pytest.approx(wanted)


@given(texts((2, 4)))
def test_alpha_is_what_counting_every_pair_of_characters_gives(one):
    wanted = None if is_unmarked(one) else brute_alpha(one)
    assert char_krippendorff_alpha([one]).value == pytest.approx(wanted)


def test_a_character_under_two_labels_has_their_combination_as_its_value():
    both = [("x", 0, 10), ("y", 0, 10)]
    alike = text(20, both, list(reversed(both)))
    partly = text(20, both, [("x", 0, 10)])
    assert char_cohen_kappa([alike]).value == 1
    assert char_cohen_kappa([partly]).counts["same"] == 10


def test_more_than_63_labels_are_counted_like_few():
    rows = "".join(chr(0x4E00 + n) for n in range(70))
    few = char_krippendorff_alpha([letters("abcde", "abcce")])
    many = char_krippendorff_alpha([letters(rows + "abcde", rows + "abcce")])
    assert char_krippendorff_alpha([letters(rows, rows)]).value == 1
    assert many.counts["observed"] * 150 == pytest.approx(few.counts["observed"] * 10)


def test_fragments_leave_what_is_between_them_unmarked():
    apart = Unit(2, 9, "x", "1", ((2, 4), (7, 9)))
    as_fragments = Text(12, ((apart,), (Unit(2, 9, "x"),)))
    as_units = text(12, [("x", 2, 4), ("x", 7, 9)], [("x", 2, 9)])
    assert char_cohen_kappa([as_fragments]) == char_cohen_kappa([as_units])


# Where there is no number ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("documents", "lack"),
    [
        ([], Lack.NOTHING),
        ([text(9, [], [])], Lack.NOTHING),
        ([text(9, [("x", 0, 9)], [("x", 0, 9)])], Lack.ONE_CATEGORY),
        ([text(9, [("x", 0, 9)])], Lack.ONE_CODER),
    ],
)
def test_neither_has_a_value_where_nothing_can_be_said(documents, lack):
    for measure in (char_cohen_kappa, char_krippendorff_alpha):
        measured = measure(documents)
        assert (measured.value, measured.lack) == (None, lack)


def test_kappa_is_for_two_coders():
    three = text(9, [("x", 0, 3)], [("x", 0, 3)], [])
    assert char_cohen_kappa([three]).lack is Lack.TWO_CODERS_ONLY
    assert char_krippendorff_alpha([three]).value is not None


def test_an_empty_coder_against_a_full_one_is_a_value():
    half = text(10, [("x", 0, 5)], [])
    assert char_cohen_kappa([half]).value == 0
    assert char_krippendorff_alpha([half]).value < 0
