"""The model as a whole: frozen values that share nothing and know nobody."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import pickle
import pkgutil

import pytest

from annotator import model
from annotator.model.change import Change, Operation
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.incoming import IncomingDocument, IncomingSet, IncomingSpan
from annotator.model.problem import Place, Problem, Severity
from annotator.model.span import Span

MODULES = [
    importlib.import_module(f"annotator.model.{found.name}")
    for found in pkgutil.iter_modules(model.__path__)
]
VALUES = [
    one
    for module in MODULES
    for one in vars(module).values()
    if isinstance(one, type) and dataclasses.is_dataclass(one) and one.__module__ == module.__name__
]
SPAN = Span(Id("1"), "s1", Id("d"), Id("c"), Id("b"), "rule", (Extent(0, 3),), {"a": ("x", "y")})


def test_the_model_has_values():
    assert {"Span", "Relation", "Document", "Codebook"} <= {one.__name__ for one in VALUES}


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_every_value_is_frozen_and_takes_no_further_field(kind):
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)


def test_a_value_that_is_copied_is_the_same_value():
    assert copy.deepcopy(SPAN) == SPAN
    assert pickle.loads(pickle.dumps(SPAN)) == SPAN


def test_a_changed_value_leaves_the_first_as_it_was():
    longer = dataclasses.replace(SPAN, fragments=(Extent(0, 5),))
    assert (SPAN.end, longer.end) == (3, 5)
    assert longer.attributes == SPAN.attributes


def test_a_problem_without_a_place_can_be_anywhere():
    problem = Problem("unknown_label", Severity.BLOCKING)
    assert problem.place == Place(None, None, None, None)
    assert (problem.value, problem.fields, problem.span_id, problem.document_id) == (
        None,
        {},
        None,
        None,
    )


def test_a_problem_is_told_as_one_of_three_kinds():
    assert [str(one) for one in Severity] == ["refused", "blocking", "warning"]


def test_a_change_comes_from_nobody_unless_it_says_so():
    change = Change(frozenset({"span"}), frozenset({Id("1")}), frozenset({Id("d")}), "add_span")
    assert (change.about, change.initiator) == ({}, None)


def test_a_deleted_row_has_no_value():
    assert Operation("span", Id("1"), None) != Operation("span", Id("1"), {})


def test_a_bare_text_offers_no_marks_and_no_coder():
    offered = IncomingSet(Place("a.txt"), IncomingDocument("a.txt", "0" * 64, "ASN"))
    assert (offered.spans, offered.relations, offered.comments, offered.fields) == ((), (), (), {})
    assert (offered.coder_name, offered.coder_key, offered.status) == (None, None, "new")
    assert (offered.document.encoding, offered.document.is_guess) == ("utf-8", False)


def test_the_smallest_mark_of_a_file_has_a_place_and_a_label():
    offered = IncomingSpan("s1", "rule", (Extent(0, 3),), {})
    assert offered[4:] == (None,) * 6 + ((),)
