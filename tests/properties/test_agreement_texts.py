"""Laws of the measures of marked texts: what must not change a number, and what must move it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit_scene import LABELS, any_units, lone_units, text

from annotator.agreement.measure import Level, Link, Text, Unit
from annotator.agreement.summary import MEASURES, summarise
from annotator.model.measurement import Measurement

few = settings(max_examples=10)
OF_TEXTS = [one.id for one in MEASURES.values() if one.level is Level.TEXTS]
QUICK = [one for one in OF_TEXTS if not MEASURES[one].is_drawn]
F1 = [one for one in OF_TEXTS if "_f1" in one]
RELATIONS = [one for one in F1 if one.startswith("relation")]
LINES = ["u_alpha_nominal", "bar_u_alpha_binary", "cu_alpha_nominal", "ku_alpha"]
"""Measures of lengths on one line, which all documents together make."""


def measured(measure: str, *documents: Text, label: str = LABELS[0]) -> Measurement:
    return summarise(MEASURES[measure], documents, label=label, seed=1).pooled


def same(one: Measurement, other: Measurement) -> bool:
    if one.value is None or other.value is None:
        return (one.value, one.lack) == (other.value, other.lack)
    return one.value == pytest.approx(other.value, rel=1e-7, abs=1e-9)


@st.composite
def documents(draw: st.DrawFn, most: int = 3, *, lone: bool = False) -> list[Text]:
    """Short texts of two coders, who link some of what they marked."""
    units = lone_units if lone else any_units
    made = []
    for number in range(draw(st.integers(1, most))):
        length = draw(st.integers(6, 16))
        sides = [draw(units(length, 3)) for _coder in range(2)]
        named = [
            [Unit(s, e, label, f"{number}-{coder}-{i}") for i, (label, s, e) in enumerate(side)]
            for coder, side in enumerate(sides)
        ]
        links = [[Link("to", side[0].id, side[-1].id)] if side else [] for side in named]
        made.append(Text(length, tuple(named), tuple(links)))
    return made


def changed(one: Text, change: Callable[[Unit], Unit], length: int | None = None) -> Text:
    units = tuple([change(unit) for unit in side] for side in one.units)
    return Text(one.length if length is None else length, units, one.links)


# What must not change a number ------------------------------------------------------------------


@pytest.mark.parametrize("measure", QUICK)
@few
@given(documents(), st.permutations(["x", "bukan a", "😀"]))
def test_other_names_for_the_labels_change_nothing(measure, found, names):
    new = dict(zip(LABELS, names, strict=True))
    renamed = [changed(one, lambda unit: unit._replace(label=new[unit.label])) for one in found]
    there = measured(measure, *found)
    back = measured(measure, *renamed, label=new[LABELS[0]])
    assert same(there, back)
    assert there.units == back.units


@pytest.mark.parametrize("measure", QUICK)
@few
@given(documents())
def test_the_ids_of_marks_change_nothing(measure, found):
    def other(name: str) -> str:
        return f"m{name[::-1]}"

    renamed = [
        Text(
            one.length,
            changed(one, lambda unit: unit._replace(id=other(unit.id))).units,
            tuple([Link(k.label, other(k.source), other(k.target)) for k in s] for s in one.links),
        )
        for one in found
    ]
    assert measured(measure, *found) == measured(measure, *renamed)


@pytest.mark.parametrize("measure", QUICK)
@few
@given(documents(), st.randoms(use_true_random=False))
def test_the_order_of_documents_and_of_marks_changes_nothing(measure, found, draw):
    turned = [
        Text(one.length, tuple(draw.sample(side, len(side)) for side in one.units), one.links)
        for one in found
    ]
    draw.shuffle(turned)
    assert same(measured(measure, *found), measured(measure, *turned))


@pytest.mark.parametrize("measure", F1)
@few
@given(documents(), st.integers(1, 50), st.integers(0, 50))
def test_an_f1_sees_neither_what_stands_before_nor_what_follows(measure, found, before, after):
    def later(unit: Unit) -> Unit:
        return unit._replace(start=unit.start + before, end=unit.end + before)

    moved = [changed(one, later, one.length + before + after) for one in found]
    assert measured(measure, *found) == measured(measure, *moved)


@pytest.mark.parametrize("measure", [*F1, "char_cohen_kappa"])
@few
@given(documents(), st.integers(2, 5))
def test_shares_of_text_do_not_depend_on_how_long_a_character_is(measure, found, times):
    """All lengths times so much; what counts characters counts so many more."""

    def longer(unit: Unit) -> Unit:
        return unit._replace(start=unit.start * times, end=unit.end * times)

    stretched = [changed(one, longer, one.length * times) for one in found]
    there, back = measured(measure, *found), measured(measure, *stretched)
    assert same(there, back)
    assert back.units in (there.units, there.units * times)


@pytest.mark.parametrize("measure", [*F1, "char_cohen_kappa"])
@few
@given(documents(2), st.integers(2, 3))
def test_the_same_documents_several_times_are_the_same_number(measure, found, times):
    once, often = measured(measure, *found), measured(measure, *found * times)
    assert same(once, often)
    assert often.units == times * once.units


@pytest.mark.parametrize("measure", F1)
@few
@given(documents(), st.integers(1, 9))
def test_a_text_that_nobody_marked_changes_no_f1(measure, found, length):
    empty = Text(length, ([], []), ([], []))
    assert measured(measure, *found) == measured(measure, *found, empty)


@pytest.mark.parametrize("measure", ["alpha_u", "u_alpha_nominal", "bar_u_alpha_binary"])
@few
@given(documents(1, lone=True))
def test_turning_the_text_round_changes_nothing(measure, found):
    """Lengths and distances are the same read from the other end."""
    [one] = found
    turned = changed(
        one, lambda unit: unit._replace(start=one.length - unit.end, end=one.length - unit.start)
    )
    assert same(measured(measure, one), measured(measure, turned))


@pytest.mark.parametrize("measure", LINES)
@few
@given(documents(1, lone=True), documents(1, lone=True))
def test_two_documents_are_one_behind_the_other_with_a_gap(measure, first, second):
    """A line between them that nobody marked keeps the units apart; so much longer is the text."""
    one, other = first[0], second[0]
    gap = Text(1, ([], []))
    behind = one.length + 1
    joined = Text(
        one.length + 1 + other.length,
        tuple(
            [*ours, *(u._replace(start=u.start + behind, end=u.end + behind) for u in theirs)]
            for ours, theirs in zip(one.units, other.units, strict=True)
        ),
    )
    assert same(measured(measure, one, gap, other), measured(measure, joined))


# What must move it ------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", ["span_f1_exact", "span_f1_overlap", "char_f1"])
@few
@given(documents(1))
def test_a_mark_that_both_make_raises_an_f1_and_one_that_one_makes_lowers_it(measure, found):
    [one] = found
    there = measured(measure, one).value
    far = Unit(one.length + 1, one.length + 4, LABELS[0], "far")
    longer = one.length + 9
    both = Text(longer, tuple([*side, far] for side in one.units))
    alone = Text(longer, ([*one.units[0], far], one.units[1]))
    raised, lowered = measured(measure, both).value, measured(measure, alone).value
    if there is None:
        assert (raised, lowered) == (1.0, 0.0)
    else:
        assert raised > there or there == raised == 1.0
        assert lowered < there or there == lowered == 0.0


@pytest.mark.parametrize("measure", ["char_cohen_kappa", "char_krippendorff_alpha"])
@few
@given(documents(1), st.integers(1, 40))
def test_more_text_outside_the_marks_never_lowers_what_counts_it(measure, found, more):
    [one] = found
    there = measured(measure, one)
    longer = measured(measure, Text(one.length + more, one.units))
    if there.value is not None and there.value > 0:
        assert longer.value >= there.value - 1e-12


@few
@given(documents(2))
def test_the_measures_of_marks_are_in_the_order_of_what_they_ask_for(found):
    values = [
        measured(one, *found).value or 0.0
        for one in ("span_f1_exact", "span_f1_iou50", "span_f1_overlap")
    ]
    assert values == sorted(values)
    assert (measured("span_f1_unlabelled", *found).value or 0.0) >= values[0]


@few
@given(documents(2))
def test_finer_labels_never_raise_exact_agreement(found):
    """Every label cut in two by which coder made it: nothing is the same any more."""
    split = [
        Text(
            one.length,
            tuple(
                [unit._replace(label=f"{unit.label}{coder}") for unit in side]
                for coder, side in enumerate(one.units)
            ),
        )
        for one in found
    ]
    assert measured("span_f1_exact", *split).value in (None, 0.0)
    assert same(measured("span_f1_unlabelled", *split), measured("span_f1_unlabelled", *found))
    assert same(measured("bar_u_alpha_binary", *split), measured("bar_u_alpha_binary", *found))


def pair_of(*sides: Sequence[tuple[str, int, int]]) -> Text:
    return text(40, *sides)


def test_the_f1_of_three_is_the_mean_of_what_each_pair_has_alone():
    ani = [("a", 0, 5), ("b", 7, 12), ("a", 20, 30)]
    budi = [("a", 0, 5), ("b", 8, 12)]
    cici = [("a", 0, 5), ("b", 7, 12), ("c", 20, 30)]
    sides = [ani, budi, cici]
    pairs = [(0, 1), (0, 2), (1, 2)]
    for measure in F1:
        if measure in RELATIONS:
            continue
        alone = [measured(measure, pair_of(sides[i], sides[j])).value for i, j in pairs]
        together = measured(measure, pair_of(*sides)).value
        assert together == pytest.approx(sum(alone) / 3)
        assert measured(measure, pair_of(*sides[::-1])).value == pytest.approx(together)
