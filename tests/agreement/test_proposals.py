"""What helps to decide: majority, pattern, priority."""

from __future__ import annotations

import math

import pytest
from agreement_scene import (
    TWO_CODERS_RULES,
    A,
    B,
    C,
    D,
    annotation_sets,
    coded,
    two_coders,
)
from hypothesis import given

from annotator.agreement.cases import cases_of
from annotator.agreement.proposals import (
    entropy_of_votes,
    label_pair,
    pattern,
    priorities,
    proposal,
)
from annotator.model.adjudication import AspectKind, Case, CaseType
from annotator.model.identity import Id


def only(*sets) -> Case:
    (case,) = cases_of(sets)
    return case


def sides(*rows) -> list:
    return [
        coded(coder, *([row] if row else []))
        for coder, row in zip((A, B, C, D), rows, strict=False)
    ]


def chosen(case: Case) -> dict[str, tuple[object, int]]:
    return {one.name or one.kind.value: (one.value, one.support) for one in proposal(case).choices}


def test_the_majority_is_asked_aspect_by_aspect():
    case = only(
        *sides(
            (0, 9, "x", {"q": "1", "p": "a"}),
            (0, 8, "x", {"q": "2", "p": "a"}),
            (1, 8, "x", {"q": "2"}),
        )
    )
    found = proposal(case)
    assert found.is_complete
    assert chosen(case) == {
        "presence": (True, 3),
        "start": (0, 2),
        "end": (8, 2),
        "label": ("x", 3),
        "q": ("2", 2),
        "p": ("a", 2),
    }


def test_two_coders_who_differ_give_no_proposal():
    case = only(*sides((0, 9, "x"), (0, 8, "x")))
    found = proposal(case)
    assert not found.is_complete
    assert [aspect.kind for aspect in found.tied] == [AspectKind.END]
    assert "end" not in chosen(case)


def test_of_two_against_one_and_one_the_two_are_proposed():
    case = only(*sides((0, 9, "x"), (0, 8, "x"), (0, 9, "x"), (0, 7, "x")))
    assert chosen(case)["end"] == (9, 2)


def test_two_against_two_is_a_tie():
    case = only(*sides((0, 9, "x"), (0, 8, "x"), (0, 9, "x"), (0, 8, "x")))
    assert [aspect.kind for aspect in proposal(case).tied] == [AspectKind.END]


def test_what_most_did_not_mark_is_proposed_not_to_be_there():
    case = only(*sides((0, 9, "x", {"q": "1"}), None, None))
    assert chosen(case) == {"presence": (False, 2)}
    assert proposal(case).is_complete


def test_half_of_the_coders_is_no_majority():
    assert proposal(only(*sides((0, 9, "x"), None))).choices == ()


def test_attributes_are_those_of_the_label_that_is_chosen():
    case = only(*sides((0, 9, "x", {"q": "1"}), (0, 9, "y", {"p": "2"}), (0, 9, "y", {"p": "2"})))
    assert chosen(case) == {
        "presence": (True, 3),
        "start": (0, 3),
        "end": (9, 3),
        "label": ("y", 2),
        "p": ("2", 2),
    }


def test_start_and_end_that_leave_nothing_are_a_tie():
    # Two begin late, two end early, and no text lies between; the fifth joins them into one row.
    case = only(
        coded(A, (50, 60, "x")),
        coded(B, (50, 70, "x")),
        coded(C, (0, 40, "x")),
        coded(D, (10, 40, "x")),
        coded(Id("e" * 32), (20, 65, "x")),
    )
    assert len(case.rows) == 1
    assert {aspect.kind for aspect in proposal(case).tied} == {AspectKind.START, AspectKind.END}


@pytest.mark.parametrize(("late", "is_tied"), [(50, True), (49, False)])
def test_a_start_where_the_chosen_end_is_leaves_nothing_either(late, is_tied):
    """Two begin where two others end; the fifth joins them into one row."""
    case = only(
        coded(A, (late, 60, "x")),
        coded(B, (late, 70, "x")),
        coded(C, (0, 50, "x")),
        coded(D, (10, 50, "x")),
        coded(Id("e" * 32), (20, 65, "x")),
    )
    assert len(case.rows) == 1
    tied = {aspect.kind for aspect in proposal(case).tied}
    assert tied == ({AspectKind.START, AspectKind.END} if is_tied else set())


def test_fragments_are_chosen_as_a_whole():
    parted = ([(0, 3), (6, 9)], "x")
    case = only(*sides(parted, parted, (0, 9, "x")))
    assert set(chosen(case)) == {"presence", "fragments", "label"}
    assert chosen(case)["fragments"][1] == 2


@given(annotation_sets(A), annotation_sets(B))
def test_a_unanimous_case_has_a_complete_proposal_that_all_support(first, second):
    for case in cases_of([first, second]):
        found = proposal(case)
        if case.type is CaseType.UNANIMOUS:
            assert found.is_complete
            assert {choice.support for choice in found.choices} == {2}
        elif case.needs_decision:
            assert not found.is_complete


@given(annotation_sets(A), annotation_sets(B), annotation_sets(C))
def test_what_is_proposed_has_more_support_than_anything_else(first, second, third):
    for case in cases_of([first, second, third]):
        found = proposal(case)
        for aspect in found.tied:
            assert aspect.differs
        rows = {choice.row for choice in found.choices}
        for row in rows:
            values = {c.kind: c.value for c in found.choices if c.row == row}
            if {AspectKind.START, AspectKind.END} <= values.keys():
                assert values[AspectKind.START] < values[AspectKind.END]


def attribute_pair(start: int, first: str, second: str, label: str = "x"):
    row = (start, start + 5, label)
    return coded(A, (*row, {"q": first})), coded(B, (*row, {"q": second}))


def test_the_same_difference_elsewhere_is_the_same_pattern():
    one = pattern(only(*attribute_pair(0, "1", "2")))
    assert pattern(only(*attribute_pair(40, "1", "2"))) == one
    for other in (
        attribute_pair(40, "2", "1"),
        attribute_pair(40, "1", "3"),
        attribute_pair(40, "1", "2", "y"),
    ):
        assert pattern(only(*other)) != one


def test_who_begins_first_is_part_of_the_pattern_and_how_far_is_not():
    def begun(first: int, second: int):
        return pattern(only(*sides((first, 20, "x"), (second, 20, "x"))))

    assert begun(0, 5) == begun(3, 4)
    assert begun(0, 5) != begun(5, 0)


def test_relations_that_differ_in_the_same_way_are_one_pattern():
    def linked(other: tuple[str, int, int], shift: int):
        rows = [
            (shift, shift + 5, "x"),
            (shift + 10, shift + 15, "y"),
            (shift + 20, shift + 25, "y"),
        ]
        sets = coded(A, *rows, links=[("to", 0, 1)]), coded(B, *rows, links=[other])
        return pattern(next(c for c in cases_of(sets) if c.type is CaseType.RELATION))

    assert linked(("to", 0, 2), 0) == linked(("to", 0, 2), 50)
    assert linked(("to", 0, 2), 0) != linked(("of", 0, 1), 0)


def test_the_label_pair_is_the_cell_of_the_confusion():
    assert label_pair(only(*sides((0, 9, "x"), (0, 8, "x")))) == ("x", "x")
    assert label_pair(only(*sides((0, 9, "x"), None))) == ("x", "")
    assert label_pair(only(*sides((0, 9, "x"), (0, 9, "y")))) == ("x", "y")
    assert label_pair(only(coded(A, fields={"k": "1"}), coded(B))) == ("", "")


@pytest.mark.parametrize(
    ("rows", "bits"),
    [
        ([(0, 9, "x"), (0, 9, "x"), (0, 9, "x"), (0, 9, "x")], 0.0),
        ([(0, 9, "x"), (0, 8, "x"), (0, 9, "x"), (0, 8, "x")], 1.0),
        ([(0, 9, "x"), (0, 8, "x"), (0, 7, "x"), None], 2.0),
        ([(0, 9, "x"), (0, 9, "x"), (0, 9, "x"), None], 0.8112781244591328),
    ],
)
def test_the_entropy_says_how_divided_the_votes_are(rows, bits):
    assert entropy_of_votes(only(*sides(*rows))) == pytest.approx(bits)


def test_who_lacks_an_end_of_a_relation_does_not_vote_on_it():
    rows = [(0, 5, "x"), (10, 15, "y")]
    sets = coded(A, *rows, links=[("to", 0, 1)]), coded(B, *rows), coded(C, rows[0])
    case = next(c for c in cases_of(sets) if c.type is CaseType.RELATION)
    assert entropy_of_votes(case) == 1.0


def test_the_priority_is_entropy_times_frequency_of_the_pair_times_rarity():
    first = coded(A, (0, 9, "x"), (20, 25, "x"), (40, 45, "x"), (60, 65, "y"))
    second = coded(B, (0, 8, "x"), (20, 25, "x"), (60, 64, "y"))
    cases = cases_of([first, second])
    found = {case.start: priorities(cases).get(case.id) for case in cases}
    # Seven spans, five of them x; three open cases, each of a label pair of its own.
    x, y = math.log(1 + 7 / 5), math.log(1 + 7 / 2)
    expected = {0: math.log(3) * x, 20: None, 40: math.log(3) * x, 60: math.log(3) * y}
    assert found == pytest.approx(expected)


def test_decided_cases_no_longer_count_for_the_others():
    sets = (
        coded(A, (0, 9, "x"), (20, 25, "x")),
        coded(B, (0, 8, "x"), (20, 24, "x")),
    )
    first, second = cases_of(sets)
    both = priorities([first, second])
    left = priorities([first, second], lambda case: case is first)
    assert left[first.id] / both[first.id] == pytest.approx(math.log(3) / math.log(4))


def test_the_rare_and_the_doubtful_come_first_among_the_two_coders_cases():
    cases = [case for pair in two_coders() for case in cases_of(pair, TWO_CODERS_RULES)]
    found = priorities(cases)
    assert len(found) == 30
    by_id = {case.id: case for case in cases}
    ordered = sorted(found, key=lambda id: -found[id])
    assert [by_id[id].labels for id in ordered[:4]] == [("punishes",)] * 2 + [("sanction",)] * 2
