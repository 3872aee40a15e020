"""Cases of relations: differences in linking, apart from differences in finding."""

from __future__ import annotations

import itertools

import pytest
from agreement_scene import TWO_CODERS_RULES, A, B, C, coded, differing_aspects, two_coders

from annotator.agreement.cases import cases_of
from annotator.model.adjudication import AspectKind, Case, CaseKind, CaseType, RowPlace

ROWS = [(0, 5, "x"), (10, 15, "y"), (20, 25, "y")]


def relations(*sets) -> list[Case]:
    return [case for case in cases_of(sets) if case.kind is CaseKind.RELATION]


def span_case_at(start: int, *sets) -> Case:
    (case,) = [c for c in cases_of(sets) if c.kind is CaseKind.SPAN and c.start == start]
    return case


def kinds(case: Case) -> list[AspectKind]:
    return [aspect.kind for aspect in differing_aspects(case)]


def test_the_two_coders_differ_in_two_relations_whose_ends_they_agree_on():
    cases = [case for pair in two_coders() for case in cases_of(pair, TWO_CODERS_RULES)]
    found = [case for case in cases if case.type is CaseType.RELATION]
    assert [(case.labels, case.start, case.end) for case in found] == [
        (("punishes",), 3550, 3660),
        (("punishes",), 3706, 3816),
    ]
    assert all(case.depends_on == () for case in found)


def test_relations_of_the_two_coders_depend_on_spans_in_dispute_only():
    for pair in two_coders():
        cases = cases_of(pair, TWO_CODERS_RULES)
        by_id = {case.id: case for case in cases}
        for case in cases:
            types = {by_id[id].type for id in case.depends_on}
            assert bool(types) == (case.type is CaseType.DEPENDENT)
            assert not types & {CaseType.UNANIMOUS, CaseType.ATTRIBUTE}


def test_the_same_relation_between_the_same_spans_is_unanimous():
    sets = [coded(coder, *ROWS, links=[("to", 0, 1)]) for coder in (A, B)]
    (case,) = relations(*sets)
    assert case.type is CaseType.UNANIMOUS
    assert not case.needs_decision
    source, target = (span_case_at(start, *sets) for start in (0, 10))
    assert case.rows[0].ends == ((RowPlace(source.id, 0), RowPlace(target.id, 0)),) * 2
    assert case.rows[0].could == (True, True)


@pytest.mark.parametrize(
    ("link", "differing"),
    [
        (("of", 0, 1), [AspectKind.LABEL]),
        (("to", 1, 0), [AspectKind.SOURCE, AspectKind.TARGET]),
        (("to", 0, 2), [AspectKind.TARGET]),
        (("to", 2, 1), [AspectKind.SOURCE]),
    ],
    ids=["label", "direction", "target", "source"],
)
def test_a_relation_may_differ_in_label_direction_or_one_end(link, differing):
    first = coded(A, *ROWS, links=[("to", 0, 1)])
    (case,) = relations(first, coded(B, *ROWS, links=[link]))
    assert case.type is CaseType.RELATION
    assert kinds(case) == differing


def test_a_relation_that_only_one_drew_between_agreed_ends_is_a_case():
    (case,) = relations(coded(A, *ROWS, links=[("to", 0, 1)]), coded(B, *ROWS))
    assert case.type is CaseType.RELATION
    assert kinds(case) == [AspectKind.PRESENCE]
    assert (case.start, case.end) == (0, 5)


def test_relations_with_nothing_in_common_but_a_label_are_two_cases():
    rows = [*ROWS, (30, 35, "y")]
    first = coded(A, *rows, links=[("to", 0, 1)])
    assert len(relations(first, coded(B, *rows, links=[("to", 2, 3)]))) == 2


def test_relations_with_one_end_in_common_are_one_case_only_where_all_ends_are_agreed():
    """One goes to the second place, the other to the third; whether that differs, spans say."""
    first = coded(A, *ROWS, links=[("to", 0, 1)])
    same = coded(B, *ROWS, links=[("to", 0, 2)])
    (case,) = relations(first, same)
    assert (case.type, len(case.sources)) == (CaseType.RELATION, 2)
    for moved in ([(10, 16, "y"), ROWS[2]], [ROWS[1], (20, 26, "y")], [ROWS[1], (20, 25, "x")]):
        other = coded(B, ROWS[0], *moved, links=[("to", 0, 2)])
        found = relations(first, other)
        assert [len(one.sources) for one in found] == [1, 1]


def test_a_relation_with_a_disputed_end_waits_for_the_span():
    first = coded(A, *ROWS, links=[("to", 0, 1)])
    moved = coded(B, (0, 4, "x"), *ROWS[1:])
    (case,) = relations(first, moved)
    assert case.type is CaseType.DEPENDENT
    assert not case.needs_decision
    assert case.depends_on == (span_case_at(0, first, moved).id,)
    missing = coded(B, *ROWS[1:])
    (case,) = relations(first, missing)
    assert case.type is CaseType.DEPENDENT
    assert case.rows[0].could == (True, False)


def test_ends_that_were_answered_differently_are_agreed_all_the_same():
    rows = [(0, 5, "x", {"q": "1"}), (10, 15, "y")]
    other = [(0, 5, "x", {"q": "2"}), (10, 15, "y")]
    (case,) = relations(coded(A, *rows, links=[("to", 0, 1)]), coded(B, *other))
    assert case.type is CaseType.RELATION
    assert case.depends_on == ()


def test_both_drew_it_from_a_disputed_span_and_it_is_one_case_that_waits():
    first = coded(A, *ROWS, links=[("to", 0, 1)])
    second = coded(B, (0, 4, "x"), *ROWS[1:], links=[("to", 0, 1)])
    (case,) = relations(first, second)
    assert case.type is CaseType.DEPENDENT
    assert differing_aspects(case) == ()
    assert len(case.sources) == 2


def test_two_of_three_differ_while_the_third_lacks_an_end():
    first = coded(A, *ROWS, links=[("to", 0, 1)])
    second, third = coded(B, *ROWS), coded(C, *ROWS[1:])
    (case,) = relations(first, second, third)
    assert case.type is CaseType.RELATION
    assert case.rows[0].could == (True, True, False)
    assert case.depends_on == (span_case_at(0, first, second, third).id,)
    readings = differing_aspects(case)[0].readings
    assert [reading.coder_id for reading in readings] == [A, B]


def test_two_of_three_agree_while_the_third_lacks_an_end():
    drawn = [coded(coder, *ROWS, links=[("to", 0, 1)]) for coder in (A, B)]
    (case,) = relations(*drawn, coded(C, *ROWS[1:]))
    assert case.type is CaseType.DEPENDENT


def test_a_relation_drawn_twice_is_two_cases():
    first = coded(A, *ROWS, links=[("to", 0, 1), ("to", 0, 1)])
    found = relations(first, coded(B, *ROWS, links=[("to", 0, 1)]))
    assert sorted(case.type for case in found) == [CaseType.RELATION, CaseType.UNANIMOUS]


def test_a_relation_without_a_span_of_its_coder_is_in_no_case():
    first = coded(A, *ROWS, links=[("to", 0, 1)])
    astray = coded(A, *ROWS[:1]).spans
    cut = first.__class__(
        first.document_id, A, first.codebook_id, spans=astray, relations=first.relations
    )
    assert relations(cut, coded(B, *ROWS)) == []


def test_the_order_of_coders_does_not_matter():
    sets = [
        coded(A, *ROWS, links=[("to", 0, 1), ("of", 1, 2)]),
        coded(B, *ROWS, links=[("to", 0, 2), ("of", 2, 1)]),
        coded(C, *ROWS, links=[("to", 2, 1)]),
    ]
    expected = relations(*sets)
    assert len(expected) == 2
    for turned in itertools.permutations(sets):
        assert relations(*turned) == expected
