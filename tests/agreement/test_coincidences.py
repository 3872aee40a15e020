from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given
from unit_scene import KRIPPENDORFF_2016, LABELS, letters, text, texts

from annotator.agreement.coincidences import (
    bar_u_alpha_binary,
    begin_u_alpha,
    cu_alpha_nominal,
    ku_alpha,
    u_alpha_nominal,
)
from annotator.agreement.measure import Text
from annotator.model.measurement import Lack

EXAMPLE = text(60, *KRIPPENDORFF_2016)

# Published figures -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "value"),
    [(u_alpha_nominal, 0.510), (bar_u_alpha_binary, 0.413), (cu_alpha_nominal, 0.724)],
)
def test_the_family_is_that_of_krippendorff_and_others_2016(measure, value):
    """Also Krippendorff, Content analysis (4th edition, 2019), section 12.6."""
    assert measure([EXAMPLE]).value == pytest.approx(value, abs=5e-4)


@pytest.mark.parametrize(
    ("label", "value", "coverage"),
    [("1", 1, 1), ("2", 0, 1), ("3", 0, 1), ("4", 0, 1), ("5", 1, 0.444), ("6", 1, 1)],
)
def test_single_labels_are_those_of_krippendorff_and_others_2016(label, value, coverage):
    measured = ku_alpha([EXAMPLE], label)
    assert measured.value == pytest.approx(value)
    assert measured.counts["coverage"] == pytest.approx(coverage, abs=5e-4)


def test_a_label_that_lies_only_in_gaps_of_others_has_no_value():
    measured = ku_alpha([EXAMPLE], "7")
    assert (measured.value, measured.lack, measured.counts["coverage"]) == (None, Lack.NOTHING, 0)


# Against every pair of characters --------------------------------------------------------------


def values(one: Text) -> list[list[tuple[str, int] | None]]:
    """Each character's label and unit, by coder."""
    rows: list[list[tuple[str, int] | None]] = []
    for units in one.units:
        row: list[tuple[str, int] | None] = [None] * one.length
        for number, unit in enumerate(units):
            row[unit.start : unit.end] = [(unit.label, number)] * (unit.end - unit.start)
        rows.append(row)
    return rows


def observed(rows: list[list[tuple[str, int] | None]]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for ours, theirs in itertools.permutations(rows, 2):
        for a, b in zip(ours, theirs, strict=True):
            found[a[0] if a else "", b[0] if b else ""] += 1 / (len(rows) - 1)
    return found


def expected(places: list[tuple[int, int, tuple[str, int] | None, float]], all_: float):
    """Pairs of places, none within one unit, in proportion to their weights."""
    found: Counter[tuple[str, str]] = Counter()
    for a, b in itertools.product(places, repeat=2):
        if a[:2] == b[:2] or (a[2] and a[2] == b[2] and a[0] == b[0]):
            continue
        found[a[2][0] if a[2] else "", b[2][0] if b[2] else ""] += a[3] * b[3]
    whole = sum(found.values())
    return Counter({pair: many * all_ / whole for pair, many in found.items()})


def alpha(seen: Counter[tuple[str, str]], chance: Counter[tuple[str, str]]) -> float | None:
    differing = sum(many for (a, b), many in chance.items() if a != b)
    if not differing:
        return None
    return 1 - sum(many for (a, b), many in seen.items() if a != b) / differing


def brute(one: Text) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    rows = values(one)
    places = [(i, at, value, 1.0) for i, row in enumerate(rows) for at, value in enumerate(row)]
    seen = observed(rows)
    return seen, expected(places, sum(seen.values()))


def brute_paired(one: Text) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    rows = values(one)
    seen = Counter({pair: many for pair, many in observed(rows).items() if all(pair)})
    places = []
    for i, at in itertools.product(range(len(rows)), range(one.length)):
        others = sum(row[at] is not None for j, row in enumerate(rows) if j != i)
        if rows[i][at] and others:
            places.append((i, at, rows[i][at], others / (len(rows) - 1)))
    return seen, expected(places, sum(seen.values())) if seen else Counter()


@given(texts((2, 4), lone=True))
def test_u_alpha_is_what_every_pair_of_characters_gives(one):
    wanted = alpha(*brute(one)) if any(one.units) else None
    assert u_alpha_nominal([one]).value == pytest.approx(wanted)


@given(texts((2, 4), lone=True))
def test_bar_u_alpha_is_u_alpha_of_units_without_labels(one):
    seen, chance = brute(one)
    both = [
        Counter(
            {key: sum(m for (a, b), m in c.items() if (bool(a), bool(b)) == key) for key in KEYS}
        )
        for c in (seen, chance)
    ]
    wanted = alpha(*both) if any(one.units) else None
    assert bar_u_alpha_binary([one]).value == pytest.approx(wanted)


KEYS = list(itertools.product((True, False), repeat=2))


@given(texts((2, 4), lone=True))
def test_cu_alpha_is_what_every_pair_of_marked_characters_gives(one):
    seen, chance = brute_paired(one)
    measured = cu_alpha_nominal([one])
    assert measured.value == pytest.approx(alpha(seen, chance) if seen else None)
    if any(one.units):
        all_ = len(one.units) * one.length
        assert measured.counts["coverage"] == pytest.approx(sum(seen.values()) / all_)


@given(texts((2, 4), lone=True))
def test_ku_alpha_is_what_every_pair_of_marked_characters_gives(one):
    seen, chance = brute_paired(one)
    for label in LABELS:
        ours = sum(many for (a, _b), many in seen.items() if a == label)
        ours_by_chance = sum(many for (a, _b), many in chance.items() if a == label)
        apart = ours_by_chance - chance[label, label]
        wanted = None
        if ours and apart:
            wanted = 1 - ours_by_chance / ours * (ours - seen[label, label]) / apart
        assert ku_alpha([one], label).value == pytest.approx(wanted, abs=1e-9)


# Several documents, what is united and what is refused -----------------------------------------


@given(texts((2, 3), lone=True), texts((2, 3), lone=True))
def test_documents_are_one_continuum(first, second):
    both = [Text(one.length, one.units[:2]) for one in (first, second)]
    joined = Text(
        first.length + second.length,
        tuple(
            (
                *ours,
                *(
                    u._replace(start=u.start + first.length, end=u.end + first.length)
                    for u in theirs
                ),
            )
            for ours, theirs in zip(both[0].units, both[1].units, strict=True)
        ),
    )
    for measure in (u_alpha_nominal, bar_u_alpha_binary, cu_alpha_nominal):
        assert measure(both).value == pytest.approx(measure([joined]).value)


def test_cutting_a_document_where_no_unit_is_cut_adds_up():
    left, right = letters("aab-a", "ab--a"), letters("b-bba", "bbb--")
    whole = letters("aab-ab-bba", "ab--abbb--")
    counting = begin_u_alpha([left, right, whole])
    assert counting.tally(whole) == pytest.approx(counting.tally(left) + counting.tally(right))


def test_labels_of_one_coder_that_overlap_are_refused_except_where_labels_do_not_count():
    one = text(20, [("x", 0, 8), ("y", 6, 10)], [("x", 0, 8)])
    for measured in (u_alpha_nominal([one]), cu_alpha_nominal([one]), ku_alpha([one], "x")):
        assert (measured.value, measured.lack) == (None, Lack.OVERLAPPING)
        assert measured.counts["overlapping"] == 2
    united = bar_u_alpha_binary([one])
    assert united.value == bar_u_alpha_binary([text(20, [("x", 0, 10)], [("x", 0, 8)])]).value
    assert (united.counts["united"], united.units) == (1, 2)


def test_pieces_of_one_label_that_overlap_are_united_first():
    one = text(20, [("x", 0, 8), ("x", 6, 10), ("y", 10, 12)], [("x", 0, 8)])
    united = text(20, [("x", 0, 10), ("y", 10, 12)], [("x", 0, 8)])
    for measure in (u_alpha_nominal, cu_alpha_nominal):
        assert measure([one]).value == measure([united]).value
        assert measure([one]).counts["united"] == 1


# Where there is no number ----------------------------------------------------------------------


@pytest.mark.parametrize("measure", [u_alpha_nominal, bar_u_alpha_binary, cu_alpha_nominal])
@pytest.mark.parametrize(
    ("documents", "lack"),
    [
        ([], Lack.NOTHING),
        ([text(9, [], [])], Lack.NOTHING),
        ([text(9, [("x", 0, 2)])], Lack.ONE_CODER),
        ([text(9, [("x", 0, 9)], [("x", 0, 9)])], Lack.ONE_CATEGORY),
    ],
)
def test_there_is_no_value_where_nothing_can_be_said(measure, documents, lack):
    measured = measure(documents)
    assert (measured.value, measured.lack) == (None, lack)


def test_one_label_says_nothing_about_labels():
    one = letters("aa-a-", "a--aa")
    assert cu_alpha_nominal([one]).lack is Lack.ONE_CATEGORY
    assert ku_alpha([one], "a").lack is Lack.ONE_CATEGORY
    assert ku_alpha([one], "b").lack is Lack.NOTHING
    assert u_alpha_nominal([one]).value == bar_u_alpha_binary([one]).value


def test_where_no_two_coders_marked_the_same_place_there_are_no_labels_to_compare():
    measured = cu_alpha_nominal([letters("ab---", "---ab")])
    assert (measured.value, measured.lack, measured.counts["coverage"]) == (None, Lack.NOTHING, 0)


def test_an_empty_coder_against_a_full_one_is_a_value():
    for measure in (u_alpha_nominal, bar_u_alpha_binary):
        assert measure([letters("ab--b", "-----")]).value <= 0
