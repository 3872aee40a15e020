"""Cases and what hangs on them: what they say of themselves."""

from __future__ import annotations

import pytest

from annotator.model.adjudication import (
    Aspect,
    AspectKind,
    Case,
    CaseKind,
    CaseRow,
    CaseType,
    Proposal,
    Reading,
)
from annotator.model.comparison import Contribution
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.span import Span

DOCUMENT, BOOK, A, B = Id("d"), Id("k"), Id("a"), Id("b")


def case_of(type_: CaseType) -> Case:
    row = CaseRow(answers=({}, {}), could=(True, True), spans=(None, None))
    return Case(
        Id("c"), DOCUMENT, CaseKind.SPAN, type_, (A, B), ("x",), 0, 5, (row,), (), "signature"
    )


def aspect(*values: object) -> Aspect:
    readings = tuple(Reading(A, Id(str(i)), value) for i, value in enumerate(values))
    return Aspect(0, AspectKind.END, readings)


@pytest.mark.parametrize("type_", CaseType)
def test_unanimous_cases_and_those_that_wait_need_no_decision(type_):
    settled = {CaseType.UNANIMOUS, CaseType.DEPENDENT}
    assert case_of(type_).needs_decision == (type_ not in settled)


def test_an_aspect_differs_where_two_readings_are_not_the_same():
    assert aspect(1, 1, 2).differs
    assert not aspect(1, 1).differs
    assert not aspect(None, None).differs
    assert aspect(None, 1).differs
    assert not aspect().differs


def test_a_proposal_with_a_tie_is_not_complete():
    assert Proposal(Id("c"), ()).is_complete
    assert not Proposal(Id("c"), (), (aspect(1, 2),)).is_complete


def test_the_marks_of_a_row_are_its_spans_or_its_relations():
    span = Span(Id("s"), "s", DOCUMENT, A, BOOK, "x", (Extent(0, 5),))
    relation = Relation(Id("r"), "r", DOCUMENT, A, BOOK, "to", Id("s"), Id("t"))
    two = {"answers": ({}, {}), "could": (True, True)}
    assert CaseRow(**two, spans=(span, None)).marks == (span, None)
    assert CaseRow(**two, relations=(None, relation), ends=(None, None)).marks == (None, relation)
    assert CaseRow(**two).marks == ()


def test_a_share_is_the_amount_of_the_total():
    assert Contribution(DOCUMENT, (Id("s"),), amount=29, total=599).share == 29 / 599
