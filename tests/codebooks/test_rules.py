from __future__ import annotations

import time
from collections.abc import Callable

from annotator.codebooks.rules import find_problems
from annotator.model.annotation_set import AnnotationSet
from annotator.model.codebook import Codebook
from annotator.model.problem import Severity
from annotator.model.relation import Relation
from annotator.model.span import Span

TEXT = """\
labels:
  top: {abstract: true}
  cue:
    parent: top
    span: {overlap: {same_label: none}}
    attributes:
      kind: {type: enum, values: [x, y], required: true}
      more: {type: text, required: true, when: {document.type: news}}
  quote: {deprecated: {since: "1"}}
relations:
  introduces: {from: [cue], to: [quote], out: "1"}
document:
  type: {type: enum, values: [news, other], required: true}
  date: {type: date, required: warn}
  note: {type: text, when: {type: other}, required: true}
"""

Make = Callable[..., Span]
Link = Callable[..., Relation]
Code = Callable[..., AnnotationSet]


def test_findings_stand_in_text_order_with_those_of_the_document_last(
    parse: Callable[[str], Codebook], span: Make, coding: Code
) -> None:
    late = span("3", "quote", (20, 25))
    first = span("1", "cue", (0, 5), kind="x")
    second = span("2", "cue", (3, 8), kind="z")
    problems = find_problems(parse(TEXT), coding(late, second, first))
    assert [(p.code, p.span_id, p.place.field) for p in problems] == [
        ("relation_count", "1", "introduces"),
        ("overlap", "2", None),
        ("relation_count", "2", "introduces"),
        ("label_deprecated", "3", None),
        ("missing_document_field", None, "type"),
        ("missing_document_field", None, "date"),
    ]


def test_a_missing_answer_names_label_and_attribute(
    parse: Callable[[str], Codebook], span: Make, relation: Link, coding: Code
) -> None:
    marks = (span("1", "cue"), span("2", "quote", (6, 9)), relation("introduces", "1", "2"))
    kind, more, _old = find_problems(parse(TEXT), coding(*marks, type="news", date="2024-01-01"))
    assert (kind.code, kind.severity, kind.span_id) == ("missing_attribute", Severity.BLOCKING, "1")
    assert kind.fields == {"label": "cue", "attribute": "kind", "owner": "span"}
    assert kind.document_id == "d"
    assert more.fields["attribute"] == "more"


def test_conditions_on_the_document_hold_for_spans(
    parse: Callable[[str], Codebook], span: Make, relation: Link, coding: Code
) -> None:
    marks = (
        span("1", "cue", kind="x"),
        span("2", "quote", (6, 9)),
        relation("introduces", "1", "2"),
    )
    problems = find_problems(parse(TEXT), coding(*marks, type="other", date="2024-01-01", note="n"))
    assert [p.code for p in problems] == ["label_deprecated"]


def test_fields_of_the_document_are_asked_for_when_they_apply(
    parse: Callable[[str], Codebook], coding: Code
) -> None:
    (problem,) = find_problems(parse(TEXT), coding(type="other", date="2024-01-01"))
    assert (problem.code, problem.severity) == ("missing_document_field", Severity.BLOCKING)
    assert problem.fields == {"attribute": "note", "owner": "document"}
    (problem,) = find_problems(parse(TEXT), coding(type="news"))
    assert (problem.place.field, problem.severity) == ("date", Severity.WARNING)


def test_labels_that_nobody_can_give_are_found(
    parse: Callable[[str], Codebook], span: Make, coding: Code
) -> None:
    given = coding(span("1", "top"), span("2", "gone", (6, 9)), type="news", date="2024-01-01")
    problems = find_problems(parse(TEXT), given)
    assert [(p.code, p.value, p.severity.value) for p in problems] == [
        ("label_abstract", "top", "blocking"),
        ("unknown_label", "gone", "blocking"),
    ]


def test_three_hundred_spans_are_quick(
    parse: Callable[[str], Codebook], span: Make, relation: Link, coding: Code
) -> None:
    codebook = parse(TEXT)
    spans = [span(str(n), "cue", (n * 3, n * 3 + 8), kind="x") for n in range(300)]
    links = [relation("introduces", str(n), str(n + 1)) for n in range(299)]
    given = coding(*spans, *links, type="news")
    find_problems(codebook, given)
    began = time.process_time()
    problems = find_problems(codebook, given)
    assert time.process_time() - began < 0.1
    assert len(problems) > 900
