"""What each coder reads in a case, and where readings differ."""

from __future__ import annotations

from agreement_scene import (
    TWO_CODERS_RULES,
    A,
    B,
    C,
    annotation_sets,
    coded,
    differing_aspects,
    two_coders,
)
from hypothesis import given

from annotator.agreement.aspects import (
    aspects_of,
    boundaries,
    differing_stretches,
)
from annotator.agreement.cases import cases_of
from annotator.model.adjudication import AspectKind, Case, CaseType
from annotator.model.extent import Extent
from annotator.model.identity import set_id


def only(*sets) -> Case:
    (case,) = cases_of(sets)
    return case


def told(case: Case) -> dict[object, list[object]]:
    """What differs: kind (or name), and the values."""
    return {
        aspect.name or aspect.kind.value: [reading.value for reading in aspect.readings]
        for aspect in differing_aspects(case)
    }


def test_start_end_and_answers_are_told_apart():
    first = coded(A, (0, 9, "x", {"q": "1", "p": "s"}))
    second = coded(B, (2, 8, "x", {"q": "2", "p": "s", "r": 3}))
    case = only(first, second)
    assert told(case) == {"start": [0, 2], "end": [9, 8], "q": ["1", "2"], "r": [None, 3]}
    same = [aspect for aspect in aspects_of(case) if not aspect.differs]
    assert [(aspect.kind, aspect.name) for aspect in same] == [
        (AspectKind.PRESENCE, ""),
        (AspectKind.LABEL, ""),
        (AspectKind.ATTRIBUTE, "p"),
    ]


def test_a_reading_names_the_coder_and_the_mark():
    first, second = coded(A, (0, 9, "x")), coded(B, (0, 8, "x"))
    (aspect,) = differing_aspects(only(first, second))
    assert [reading.coder_id for reading in aspect.readings] == [A, B]
    assert [reading.mark_id for reading in aspect.readings] == [
        first.spans[0].id,
        second.spans[0].id,
    ]


def test_who_marked_nothing_is_asked_only_whether_it_is_there():
    case = only(coded(A, (0, 9, "x")), coded(B, (0, 8, "x")), coded(C))
    assert told(case) == {"presence": [True, True, False], "end": [9, 8]}


def test_fragments_are_asked_for_where_somebody_has_several():
    parts = [Extent(0, 3), Extent(6, 9)]
    case = only(coded(A, ([(0, 3), (6, 9)], "x")), coded(B, (0, 9, "x")))
    assert told(case) == {"fragments": [tuple(parts), (Extent(0, 9),)]}


def test_attributes_are_asked_only_of_those_with_the_same_label():
    case = only(
        coded(A, (0, 9, "x", {"q": "1"})),
        coded(B, (0, 9, "y", {"q": "2"})),
        coded(C, (0, 9, "y", {"q": "3"})),
    )
    assert told(case) == {"label": ["x", "y", "y"], "q": ["2", "3"]}
    asked = [(aspect.label, aspect.name) for aspect in aspects_of(case) if aspect.name]
    assert asked == [("x", "q"), ("y", "q")]


def test_document_fields_are_read_from_the_annotation_sets():
    sets = [coded(A, fields={"kind": "news"}), coded(B, fields={"kind": "ad", "region": "n"})]
    case = only(*sets)
    assert told(case) == {"kind": ["news", "ad"], "region": [None, "n"]}
    reading = differing_aspects(case)[0].readings[0]
    assert reading.mark_id == set_id(sets[0].document_id, A)


@given(annotation_sets(A), annotation_sets(B))
def test_a_case_is_unanimous_where_nothing_differs(first, second):
    for case in cases_of([first, second]):
        if case.type is not CaseType.DEPENDENT:
            assert bool(differing_aspects(case)) == case.needs_decision


def test_what_is_not_shared_is_what_one_reading_has_beyond_the_other():
    case = only(coded(A, (0, 9, "x")), coded(B, (2, 12, "x")))
    assert differing_stretches(case) == (Extent(0, 2), Extent(9, 12))
    assert boundaries(case) == (0, 2, 9, 12)


def test_all_of_a_span_that_somebody_did_not_mark_is_not_shared():
    case = only(coded(A, (0, 9, "x")), coded(B, (0, 9, "x")), coded(C))
    assert differing_stretches(case) == (Extent(0, 9),)


def test_a_difference_of_labels_alone_leaves_all_text_shared():
    assert differing_stretches(only(coded(A, (0, 9, "x")), coded(B, (0, 9, "y")))) == ()


def test_of_a_split_only_the_second_part_is_not_shared():
    # The published split: in the first article, coder A has one rule and coder B two.
    split = next(c for c in cases_of(two_coders()[0], TWO_CODERS_RULES) if c.type == "split")
    assert differing_stretches(split) == (Extent(1332, 1432),)
    assert boundaries(split) == (1248, 1332, 1333, 1432)


@given(annotation_sets(A), annotation_sets(B), annotation_sets(C))
def test_stretches_are_the_characters_that_not_all_readings_of_a_row_hold(first, second, third):
    for case in cases_of([first, second, third]):
        expected: set[int] = set()
        for row in case.rows:
            held = [
                {c for part in span.fragments for c in range(part.start, part.end)}
                if span
                else set()
                for span in row.spans
            ]
            if held:
                expected |= set.union(*held) - set.intersection(*held)
        found = differing_stretches(case)
        assert {c for e in found for c in range(e.start, e.end)} == expected
        assert list(found) == sorted(found)
