"""The rows of marks and problems, without a Qt model."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from panel_scene import CODEBOOK, RULE_SPAN, TEXT, annotations, span

from annotator.gui.models.ordered_spans import Order, OrderedSpans
from annotator.gui.models.problem_rows import ProblemRow, problem_rows
from annotator.model.extent import Extent
from annotator.model.problem import Problem, Severity

FIRST = span("a1", "venue", "menegaskan", created="2026-11-22T08:00:00Z")
SECOND = span("a2", "rule", "netral", created="2026-11-22T09:00:00Z")
THIRD = span("a3", "rule", "kampanye")
PLACES = {"rule": 0, "venue": 1}


def ids(rows: OrderedSpans) -> list[str]:
    return [one.id for one in rows.spans]


def test_the_three_orders():
    rows = OrderedSpans([THIRD, SECOND, FIRST], label_places=PLACES)
    assert ids(rows) == ["a1", "a2", "a3"]
    assert ids(rows.in_order(Order.LABEL)) == ["a2", "a3", "a1"]
    assert ids(rows.in_order(Order.NEWEST)) == ["a2", "a1", "a3"]


def test_labels_that_the_codebook_does_not_know_come_last():
    lost = replace(SECOND, label="lost")
    rows = OrderedSpans([FIRST, lost, THIRD], Order.LABEL, PLACES)
    assert ids(rows) == ["a3", "a1", "a2"]


def test_a_span_that_is_not_there_has_no_row():
    assert OrderedSpans([FIRST]).find_row("a9") == -1


def test_a_span_with_other_answers_stays_and_one_with_other_ends_does_not():
    rows = OrderedSpans([FIRST, SECOND])
    assert rows.stays(SECOND, replace(SECOND, attributes={"kind": "sides"}))
    assert not rows.stays(SECOND, replace(SECOND, fragments=(Extent(0, 3),)))


STARTS = st.lists(st.integers(0, 60), min_size=1, max_size=12)


@given(STARTS, st.sampled_from(Order), st.data())
def test_removing_and_inserting_keeps_every_order(starts, order, data):
    spans = [
        replace(FIRST, id=f"{at:x}", fragments=(Extent(start, start + 1),))
        for at, start in enumerate(starts)
    ]
    rows = OrderedSpans(spans, order, PLACES)
    moved = data.draw(st.sampled_from(spans))
    rows.remove(rows.find_row(moved.id))
    assert (len(rows), rows.find(moved.id)) == (len(spans) - 1, None)
    new = replace(moved, label="rule", fragments=(Extent(7, 9),))
    rows.insert(rows.row_for(new), new)
    rest = [new if one is moved else one for one in spans]
    assert ids(rows) == ids(OrderedSpans(rest, order, PLACES))
    assert [rows.find_row(one.id) for one in rows.spans] == list(range(len(rows)))


def test_a_problem_shows_the_words_and_the_label_of_its_mark():
    problem = Problem("overlap", Severity.BLOCKING, span_id=RULE_SPAN.id)
    (row,) = problem_rows([problem], annotations(RULE_SPAN), TEXT, CODEBOOK)
    assert (row.label_id, row.quote, row.span_id) == ("rule", "ASN harus netral", "a2")
    assert row.sentence
    assert row.severity is Severity.BLOCKING


def test_a_problem_of_the_document_has_neither_words_nor_label():
    problem = Problem("missing_attribute", Severity.WARNING, fields={"attribute": "form"})
    (row,) = problem_rows([problem], annotations(), TEXT, CODEBOOK)
    assert row == ProblemRow(Severity.WARNING, row.sentence)
