from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from panel_scene import TEXT, annotations, span
from PySide6.QtTest import QAbstractItemModelTester

from annotator.gui.models.ordered_spans import Order
from annotator.gui.models.problem_rows import ProblemRow
from annotator.gui.models.problems import PROBLEM_ROLE, ProblemsModel
from annotator.gui.models.spans import SPAN_ROLE, UNDECIDED_ROLE, SpansModel
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.problem import Severity
from annotator.model.span import text_order

PLACES = {"rule": 0, "speaker": 1}
FIRST = span("0a", "speaker", "Dia", created="2026-11-22T08:00:00Z")
SECOND = span("0b", "rule", "ASN harus netral", created="2026-11-22T09:00:00Z")
THIRD = span("0c", "speaker", "Sri Wartini")
FOURTH = span("0d", "rule", "kampanye boleh dihadiri", created="2026-11-22T09:00:00Z")
ALL = (FIRST, SECOND, THIRD, FOURTH)


def filled(*spans, order=Order.TEXT):
    model = SpansModel()
    model.tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    model.set_spans(spans, TEXT, PLACES)
    model.set_order(order)
    return model


def ids(model):
    return [model.span_at(row).id for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.TEXT, ["0a", "0b", "0c", "0d"]),
        (Order.LABEL, ["0b", "0d", "0a", "0c"]),
        (Order.NEWEST, ["0d", "0b", "0a", "0c"]),
    ],
)
def test_spans_stand_in_the_order_chosen(qapp, order, expected):
    model = filled(*reversed(ALL), order=order)
    assert ids(model) == expected
    assert [model.find_row(one) for one in expected] == [0, 1, 2, 3]


def test_the_words_of_a_span_are_shown_with_its_gaps(qapp):
    split = replace(FIRST, fragments=(Extent(0, 3), Extent(16, 19)))
    model = filled(split)
    assert model.index(0).data() == "Dia … ASN"
    assert model.index(0).data(SPAN_ROLE) == split


def test_a_new_span_is_inserted_at_its_place(qapp, qtbot):
    model = filled(FIRST, THIRD)
    with qtbot.waitSignal(model.rowsInserted) as inserted:
        model.update_spans(annotations(*ALL[:3]), [SECOND.id])
    assert inserted.args[1:] == [1, 1]
    assert ids(model) == ["0a", "0b", "0c"]


def test_a_deleted_span_is_removed(qapp, qtbot):
    model = filled(*ALL)
    with qtbot.waitSignal(model.rowsRemoved) as removed:
        model.update_spans(annotations(FIRST, THIRD, FOURTH), [SECOND.id])
    assert removed.args[1:] == [1, 1]


def test_a_changed_answer_moves_nothing(qapp, qtbot):
    model = filled(*ALL)
    changed = replace(SECOND, attributes={"modality": "ban"})
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.rowsRemoved):
        model.update_spans(annotations(FIRST, changed, THIRD, FOURTH), [SECOND.id])
    assert model.span_at(1) == changed


def test_a_moved_boundary_moves_the_row(qapp):
    model = filled(*ALL)
    moved = replace(FIRST, fragments=(Extent(60, 70),))
    model.update_spans(annotations(moved, SECOND, THIRD, FOURTH), [FIRST.id])
    assert ids(model) == [one.id for one in sorted((moved, *ALL[1:]), key=text_order)]


def test_ids_that_are_no_spans_do_not_matter(qapp):
    model = filled(*ALL)
    model.update_spans(annotations(*ALL), [Id("a relation")])
    assert len(ids(model)) == 4
    assert model.find_row(Id("a relation")) == -1


starts = st.integers(0, 60)
changes = st.lists(st.tuples(st.integers(0, 8), st.none() | starts), max_size=20)


@given(changes, st.sampled_from(list(Order)))
def test_changes_in_place_end_where_filling_anew_does(qapp, given_changes, order):
    model = filled(order=order)
    alive = {}
    for number, start in given_changes:
        key = Id(f"{number:032x}")
        alive.pop(key, None)
        if start is not None:
            one = span(key, "rule" if number % 2 else "speaker", "Dia")
            alive[key] = replace(one, fragments=(Extent(start, start + 5 + number),))
        model.update_spans(annotations(*alive.values()), [key])
    assert ids(model) == ids(filled(*alive.values(), order=order))


def test_what_differs_from_another_version_of_the_set_is_named(qapp):
    model = filled(FIRST, SECOND)
    newer = annotations(replace(FIRST, label="rule"), SECOND, THIRD)
    assert model.different_ids(newer) == {FIRST.id, THIRD.id}
    assert filled(FIRST, SECOND).different_ids(annotations(FIRST, SECOND)) == set()
    assert filled(FIRST).different_ids(annotations()) == {FIRST.id}


def test_marks_in_two_versions_are_flagged(qapp, qtbot):
    model = filled(FIRST, SECOND)
    with qtbot.waitSignal(model.dataChanged):
        model.set_undecided(frozenset({FIRST.id}))
    flagged = [model.index(row).data(UNDECIDED_ROLE) for row in range(2)]
    assert flagged == [True, False]
    with qtbot.assertNotEmitted(model.dataChanged):
        model.set_undecided(frozenset({FIRST.id}))


def problem(span_id, severity=Severity.WARNING):
    return ProblemRow(severity, "Rule without target", "rule", "ASN", Id(span_id))


def test_problems_are_counted_by_severity_and_found_by_span(qapp):
    model = ProblemsModel()
    model.tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    model.set_problems([problem("a"), problem("b", Severity.BLOCKING), problem("b")])
    assert model.count(Severity.WARNING) == 2
    assert model.find_row(Id("b")) == 1
    assert model.find_row(Id("")) == -1
    assert model.index(0).data() == "Rule without target: ASN"
    assert model.index(1).data(PROBLEM_ROLE).severity is Severity.BLOCKING


def test_the_same_problems_again_reset_nothing(qapp, qtbot):
    model = ProblemsModel()
    model.set_problems([problem("a")])
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_problems([problem("a")])


def test_the_same_order_again_reads_nothing_anew(qapp, qtbot):
    model = filled(*ALL)
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_order(Order.TEXT)


def test_the_order_chosen_outlives_other_spans(qapp):
    model = filled(FIRST, order=Order.LABEL)
    model.set_spans(ALL, TEXT, PLACES)
    assert model.order is Order.LABEL
    assert ids(model) == ["0b", "0d", "0a", "0c"]


def test_another_label_moves_a_span_where_labels_make_the_order(qapp):
    model = filled(*ALL, order=Order.LABEL)
    relabelled = replace(FOURTH, label="speaker")
    model.update_spans(annotations(*ALL[:3], relabelled), [FOURTH.id])
    assert ids(model) == ["0b", "0a", "0c", "0d"]


def test_only_what_is_named_is_taken_over(qapp):
    model = filled(*ALL)
    changed = [replace(one, attributes={"kind": "vote"}) for one in ALL]
    model.update_spans(annotations(*changed), [THIRD.id])
    assert [bool(model.span_at(row).attributes) for row in range(4)] == [False, False, True, False]


def test_a_problem_of_the_article_is_found_by_its_question(qapp):
    model = ProblemsModel()
    asked = ProblemRow(Severity.BLOCKING, "Form is missing", field="form")
    model.set_problems([problem("a"), asked])
    assert asked.target == "#form"
    assert model.find_row("#form") == 1
    assert model.find_again(asked) == 1
    assert model.find_again(problem("gone")) == -1
    assert model.index(1).data() == "Form is missing"
