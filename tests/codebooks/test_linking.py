from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.codebooks.linking import find_linking
from annotator.model.codebook import Codebook
from annotator.model.problem import Problem, Severity
from annotator.model.relation import Relation
from annotator.model.span import Span

Parse = Callable[[str], Codebook]
Make = Callable[..., Span]
Link = Callable[..., Relation]

LABELS = "labels: {a: {attributes: {x: {type: bool}}}, b: , c: }\nrelations:\n  "


def find(codebook: Codebook, spans: list[Span], *relations: Relation) -> list[Problem]:
    return list(find_linking(codebook, spans, relations, {"kind": "news"}))


def codes(codebook: Codebook, spans: list[Span], *relations: Relation) -> list[str]:
    return [problem.code for problem in find(codebook, spans, *relations)]


@pytest.fixture
def spans(span: Make) -> list[Span]:
    return [
        span("a1", "a", (0, 5)),
        span("a2", "a", (5, 9)),
        span("b1", "b", (9, 12)),
        span("c1", "c", (1, 3)),
    ]


def test_a_relation_links_the_labels_it_is_for(
    parse: Parse, spans: list[Span], relation: Link
) -> None:
    codebook = parse(LABELS + "r: {from: [a], to: [b, a]}")
    assert codes(codebook, spans, relation("r", "a1", "b1"), relation("r", "a1", "a2")) == []
    (problem,) = find(codebook, spans, relation("r", "b1", "a1"))
    assert (problem.code, problem.severity) == ("relation_end_illegal", Severity.BLOCKING)
    assert problem.span_id == "b1"
    assert problem.fields == {
        "relation": "r",
        "relation_id": "r-b1-a1",
        "source_label": "b",
        "target_label": "a",
        "target": "a1",
        "sources": ("a",),
        "targets": ("b", "a"),
    }


def test_a_symmetric_relation_may_be_drawn_either_way(
    parse: Parse, spans: list[Span], relation: Link
) -> None:
    codebook = parse(LABELS + "r: {from: [a], to: [b], symmetric: true}")
    assert codes(codebook, spans, relation("r", "b1", "a1")) == []
    assert codes(codebook, spans, relation("r", "c1", "a1")) == ["relation_end_illegal"]


def test_both_ends_may_have_to_have_the_same_label(
    parse: Parse, spans: list[Span], relation: Link
) -> None:
    codebook = parse(LABELS + "r: {from: [a, b], to: [a, b], same_label: true}")
    assert codes(codebook, spans, relation("r", "a1", "a2")) == []
    assert codes(codebook, spans, relation("r", "a1", "b1")) == ["relation_same_label"]


def test_unknown_relations_and_loops_are_found(
    parse: Parse, spans: list[Span], relation: Link
) -> None:
    codebook = parse(LABELS + "r: {from: [a], to: [a]}")
    assert codes(codebook, spans, relation("q", "a1", "a2")) == ["unknown_relation"]
    assert codes(codebook, spans, relation("r", "a1", "a1")) == ["relation_to_itself"]
    assert codes(codebook, spans, relation("r", "a1", "nobody")) == []


def test_each_end_has_so_many_relations(parse: Parse, spans: list[Span], relation: Link) -> None:
    codebook = parse(LABELS + 'r: {from: [a], to: [b], out: "1", in: "0..1"}')
    first, second = find(codebook, spans)
    assert (first.code, first.severity, first.span_id, first.value) == (
        "relation_count",
        Severity.BLOCKING,
        "a1",
        0,
    )
    assert first.fields == {
        "label": "a",
        "relation": "r",
        "direction": "out",
        "allowed": "1",
        "least": 1,
        "most": 1,
        "ends": ("b",),
    }
    assert second.span_id == "a2"
    assert codes(codebook, [s for s in spans if s.label != "a"]) == []
    (many,) = find(codebook, spans, relation("r", "a1", "b1"), relation("r", "a2", "b1"))
    assert (many.span_id, many.value, many.fields["direction"]) == ("b1", 2, "in")
    assert many.fields["ends"] == ("a",)


def test_a_symmetric_relation_counts_both_ends_together(
    parse: Parse, spans: list[Span], relation: Link
) -> None:
    codebook = parse(LABELS + 'r: {from: [a], to: [b], symmetric: true, out: "0..1"}')
    assert codes(codebook, spans, relation("r", "a1", "b1")) == []
    (problem,) = find(codebook, spans, relation("r", "a1", "b1"), relation("r", "b1", "a2"))
    assert (problem.span_id, problem.value) == ("b1", 2)


def test_each_end_of_a_symmetric_relation_is_told_the_labels_at_the_other(
    parse: Parse, spans: list[Span], relation: Link
) -> None:
    codebook = parse(LABELS + 'r: {from: [a], to: [b], symmetric: true, out: "1"}')
    told = {p.span_id: (p.fields["direction"], p.fields["ends"]) for p in find(codebook, spans)}
    assert told == {"a1": ("out", ("b",)), "a2": ("out", ("b",)), "b1": ("out", ("a",))}
    linked = find(codebook, spans, relation("r", "b1", "a1"))
    assert [problem.span_id for problem in linked] == ["a2"]


def test_a_mark_inside_a_linked_one_that_is_linked_itself_is_counted_by_its_own_links(
    parse: Parse, span: Make, relation: Link
) -> None:
    codebook = parse(LABELS + 'r: {from: [b], to: [a], in: "2..*", inherit: within}')
    spans = [span("a1", "a", (0, 9)), span("a2", "a", (2, 5)), span("b1", "b", (10, 12))]
    spans.append(span("b2", "b", (14, 16)))
    outer = [relation("r", "b1", "a1"), relation("r", "b2", "a1")]
    assert codes(codebook, spans, *outer) == []
    [problem] = find(codebook, spans, *outer, relation("r", "b1", "a2"))
    assert (problem.span_id, problem.value) == ("a2", 1)


def test_roles_are_counted_at_their_trigger(parse: Parse, span: Make, relation: Link) -> None:
    codebook = parse('labels: {hit: {roles: {by: {labels: [who], count: "1..*"}}}, who: }')
    spans = [span("h", "hit", (0, 2)), span("w", "who", (3, 5))]
    (problem,) = find(codebook, spans)
    assert (problem.span_id, problem.fields["relation"]) == ("h", "hit.by")
    assert codes(codebook, spans, relation("hit.by", "h", "w")) == []


def test_what_lies_inside_a_linked_span_counts_as_linked_where_that_is_inherited(
    parse: Parse, spans: list[Span], relation: Link
) -> None:
    text = LABELS + 'says: {from: [b], to: [a, c], in: "1..2"'
    linked = [relation("says", "b1", "a1"), relation("says", "b1", "a2")]
    assert codes(parse(text + "}"), spans, *linked) == ["relation_count"]
    assert codes(parse(text + ", inherit: within}"), spans, *linked) == []
    assert codes(parse(text + ", inherit: within}"), spans, linked[1]) == ["relation_count"] * 2


def test_circles_are_found_where_there_must_be_none(
    parse: Parse, spans: list[Span], relation: Link
) -> None:
    chain = [relation("r", "a2", "b1"), relation("r", "b1", "a1")]
    circle = [*chain, relation("r", "a1", "a2")]
    free = parse(LABELS + "r: {from: [a, b], to: [a, b]}")
    bound = parse(LABELS + "r: {from: [a, b], to: [a, b], acyclic: true}")
    assert codes(free, spans, *circle) == []
    assert codes(bound, spans, *chain) == []
    (problem,) = find(bound, spans, *circle)
    assert (problem.code, problem.span_id) == ("relation_circle", "a1")
    assert problem.fields == {"relation": "r", "ids": ("a1", "a2", "b1")}


def test_a_relation_has_conditions_and_answers_of_its_own(
    parse: Parse, span: Make, relation: Link
) -> None:
    codebook = parse("""\
labels: {a: {attributes: {x: {type: bool}}}}
document: {kind: {type: enum, values: [news, other]}}
relations:
  r:
    from: [a]
    to: [a]
    when: {from.x: true}
    attributes:
      how: {type: enum, values: [m, n], required: true, when: {document.kind: news, to.x: true}}
      why: {type: text, required: warn}
""")
    spans = [span("a1", "a", x=True), span("a2", "a", (6, 9))]
    assert codes(codebook, spans, relation("r", "a1", "a2", why="so")) == []
    there, missing, also = find(codebook, spans, relation("r", "a2", "a1"))
    assert (there.code, there.severity) == ("relation_not_applicable", Severity.WARNING)
    assert (missing.code, missing.severity) == ("missing_relation_attribute", Severity.BLOCKING)
    assert missing.place.field == "how"
    assert missing.fields == {
        "relation": "r",
        "relation_id": "r-a2-a1",
        "attribute": "how",
        "owner": "relation",
    }
    assert (also.place.field, also.severity) == ("why", Severity.WARNING)
