"""The one tree of errors."""

from __future__ import annotations

import pytest

from annotator.model import errors
from annotator.model.errors import (
    AnnotatorError,
    EnvironmentFault,
    InputError,
    NotSaved,
    ProjectDamaged,
    ProjectLocked,
    RefusedError,
)
from annotator.model.problem import Place, Problem, Severity

ALL = [one for one in vars(errors).values() if isinstance(one, type) and one is not Problem]


@pytest.mark.parametrize("kind", [one for one in ALL if issubclass(one, Exception)])
def test_every_error_carries_its_code_and_fields(kind):
    error = kind("disk_full", path="p.annot", free=0)
    assert isinstance(error, AnnotatorError)
    assert (error.code, error.fields) == ("disk_full", {"path": "p.annot", "free": 0})
    assert kind("disk_full").fields == {}


@pytest.mark.parametrize(
    ("kind", "parent"),
    [
        (ProjectLocked, EnvironmentFault),
        (NotSaved, EnvironmentFault),
        (EnvironmentFault, AnnotatorError),
        (InputError, AnnotatorError),
        (RefusedError, AnnotatorError),
        (ProjectDamaged, AnnotatorError),
    ],
)
def test_errors_stand_in_the_tree_that_the_page_draws(kind, parent):
    assert kind.__base__ is parent


def test_an_input_error_lists_every_problem_in_the_order_found():
    found = [Problem(f"p{n}", Severity.REFUSED, Place("a.jsonl", n)) for n in (2, 1)]
    error = InputError("bad_file", found, file="a.jsonl")
    found.clear()
    assert [problem.code for problem in error.problems] == ["p2", "p1"]
    assert error.fields == {"file": "a.jsonl"}
    assert InputError("bad_file").problems == ()


def test_an_error_that_nobody_words_still_names_its_code_and_fields():
    text = str(InputError("wrong_encoding", encoding="utf-8", byte=7))
    assert "wrong_encoding" in text
    assert "utf-8" in text
