"""Answers are checked once each, and never confused with others that are equal in Python."""

from __future__ import annotations

from dataclasses import replace

import factories
import pytest

from annotator.codebooks.reader import parse_codebook, read_codebook
from annotator.model.extent import Extent
from annotator.model.incoming import IncomingDocument, IncomingSet, IncomingSpan
from annotator.model.problem import Place
from annotator.workbench import vetting
from annotator.workbench.vetting import Vetting


@pytest.fixture
def codebook(tmp_path):
    return parse_codebook(read_codebook(factories.write_codebook(tmp_path)))[0]


def incoming(label: str = "person", **answers) -> IncomingSet:
    span = IncomingSpan("s-1", label, (Extent(0, 1),), answers)
    document = IncomingDocument("a.txt", "0" * 64, "x")
    return IncomingSet(Place("m.jsonl", 7), document, "small", "1.0.0", spans=(span,))


def codes(checks: Vetting, given: IncomingSet) -> list[str]:
    return [problem.code for problem in checks.problems(given)]


def test_true_is_not_taken_for_one(codebook):
    checks = Vetting(codebook)
    assert codes(checks, incoming(age=1)) == []
    assert codes(checks, incoming(age=True)) == ["wrong_type"]
    assert codes(checks, incoming(sure=True)) == []
    assert codes(checks, incoming(sure=1)) == ["wrong_type"]
    assert codes(checks, incoming(age=1.0)) == []


def test_the_same_answers_to_another_label_are_another_matter(codebook):
    checks = Vetting(codebook)
    assert codes(checks, incoming("person", role="staff")) == []
    assert codes(checks, incoming("place", role="staff")) == ["unknown_value"]


def test_a_problem_stands_at_its_own_line_although_it_was_found_before(codebook):
    checks = Vetting(codebook)
    first = list(checks.problems(incoming(role="x")))
    later = replace(incoming(role="x"), place=Place("m.jsonl", 9))
    (problem,) = checks.problems(later)
    assert (first[0].place.line, problem.place.line) == (7, 9)
    assert problem.place.field == "spans[0].attributes.role"


def test_answers_without_end_do_not_fill_the_memory(codebook, monkeypatch):
    monkeypatch.setattr(vetting, "REMEMBERED", 10)
    checks = Vetting(codebook)
    for number in range(50):
        assert codes(checks, incoming(sure=False, why=f"alasan {number}")) == []
    assert len(checks._answers) <= 10


def test_a_record_that_names_no_codebook_is_taken_as_it_is(codebook):
    given = replace(incoming(), schema_id=None, schema_version=None)
    assert codes(Vetting(codebook), given) == []


def test_each_other_codebook_is_told_once(codebook):
    checks = Vetting(codebook)
    other = replace(incoming(), schema_version="2.0.0")
    third = replace(incoming(), schema_id="large", schema_version=None)
    assert [codes(checks, one) for one in (other, other, third, third)] == [
        ["other_codebook"],
        [],
        ["other_codebook"],
        [],
    ]
