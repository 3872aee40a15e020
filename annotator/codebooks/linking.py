"""Findings on relations: their ends, how many there are, circles."""

from __future__ import annotations

import graphlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from annotator.codebooks.answer_rules import find_faults
from annotator.codebooks.answers import in_context
from annotator.codebooks.placement import holds
from annotator.model.attributes import ALWAYS
from annotator.model.codebook import ANY_NUMBER, Codebook, Count, RelationLabel
from annotator.model.identity import Id
from annotator.model.problem import Place, Problem, Severity
from annotator.model.relation import Relation
from annotator.model.span import Attributes, Span

Ends = Mapping[tuple[str, Id], int]
"""How many relations of a label begin (or end) at a span."""


def find_linking(
    codebook: Codebook, spans: Sequence[Span], relations: Sequence[Relation], fields: Attributes
) -> Iterator[Problem]:
    """Yield what is wrong with relations; ``fields`` are those of the document, for conditions."""
    by_id = {span.id: span for span in spans}
    for relation in relations:
        source, target = by_id.get(relation.source_id), by_id.get(relation.target_id)
        if source and target:
            yield from _ends(codebook, relation, source, target)
            yield from _answers(codebook, relation, source, target, fields)
    yield from _counts(codebook, spans, relations)
    order = {span.id: number for number, span in enumerate(spans)}
    for label in codebook.relations.values():
        if label.is_acyclic:
            yield from _circle(label, [r for r in relations if r.label == label.id], order)


def _problem(code: str, severity: Severity, relation: Relation, **fields: object) -> Problem:
    fields = {"relation": relation.label, "relation_id": relation.id, **fields}
    return Problem(
        code,
        severity,
        fields=fields,
        document_id=relation.document_id,
        span_id=relation.source_id,
    )


def _ends(codebook: Codebook, relation: Relation, source: Span, target: Span) -> Iterator[Problem]:
    """Yield a relation whose label is unknown or does not link these two labels."""
    label = codebook.relations.get(relation.label)
    fields: dict[str, object] = {
        "source_label": source.label,
        "target_label": target.label,
        "target": target.id,
    }
    if label is None:
        yield _problem("unknown_relation", Severity.BLOCKING, relation, **fields)
    elif source.id == target.id:
        yield _problem("relation_to_itself", Severity.BLOCKING, relation, **fields)
    elif not _links(label, source.label, target.label):
        listed = source.label in label.sources and target.label in label.targets
        code = "relation_same_label" if listed else "relation_end_illegal"
        fields |= {"sources": label.sources, "targets": label.targets}
        yield _problem(code, Severity.BLOCKING, relation, **fields)


def _links(label: RelationLabel, source: str, target: str) -> bool:
    return label.links(source, target) or (label.is_symmetric and label.links(target, source))


def _answers(
    codebook: Codebook, relation: Relation, source: Span, target: Span, fields: Attributes
) -> Iterator[Problem]:
    """Yield what is wrong with a relation's own answers, and a condition that does not hold."""
    label = codebook.relations.get(relation.label)
    if label is None or (label.when is ALWAYS and not label.attributes):
        return
    ends = {"from": source.attributes, "to": target.attributes}
    context = in_context(relation.attributes, document=fields, **ends)
    if not label.when.holds(context):
        yield _problem("relation_not_applicable", Severity.WARNING, relation)
    for fault in find_faults(label.attributes, context):
        more = {"attribute": fault.attribute, "owner": "relation", **dict(fault.fields)}
        yield Problem(
            fault.code.replace("missing_attribute", "missing_relation_attribute"),
            fault.severity,
            Place(field=fault.attribute),
            fault.value,
            {"relation": label.id, "relation_id": relation.id, **more},
            relation.document_id,
            relation.source_id,
        )


def _counts(
    codebook: Codebook, spans: Sequence[Span], relations: Sequence[Relation]
) -> Iterator[Problem]:
    """Yield spans at which too few or too many relations of a label begin or end."""
    leaving = Counter((r.label, r.source_id) for r in relations)
    arriving = Counter((r.label, r.target_id) for r in relations)
    for label in codebook.relations.values():
        sources, targets = {*label.sources}, {*label.targets}
        ends = [
            ("out", label.outgoing, leaving, sources),
            ("in", label.incoming, arriving, targets),
        ]
        if label.is_symmetric:
            ends = [("out", label.outgoing, leaving + arriving, sources | targets)]
        for direction, allowed, counts, labels in ends:
            if allowed != ANY_NUMBER:
                affected = [span for span in spans if span.label in labels]
                yield from _count(label, direction, allowed, counts, affected, spans)


def _count(
    label: RelationLabel,
    direction: str,
    allowed: Count,
    counts: Ends,
    affected: Sequence[Span],
    spans: Sequence[Span],
) -> Iterator[Problem]:
    for span in affected:
        number = counts.get((label.id, span.id), 0)
        if allowed.allows(number):
            continue
        if direction == "in" and number == 0 and label.inherits_within:
            around = (one for one in spans if counts.get((label.id, one.id)))
            if any(holds(one.fragments, span.fragments) for one in around):
                continue
        leads_out = direction == "out" and span.label in label.sources
        fields = {
            "label": span.label,
            "relation": label.id,
            "direction": direction,
            "allowed": str(allowed),
            "least": allowed.least,
            "most": allowed.most,
            "ends": label.targets if leads_out else label.sources,
        }
        place = Place(field=label.id)
        yield Problem(
            "relation_count", Severity.BLOCKING, place, number, fields, span.document_id, span.id
        )


def _circle(
    label: RelationLabel, relations: Sequence[Relation], order: Mapping[Id, int]
) -> Iterator[Problem]:
    """Yield one circle of relations that must not have any, at its first span in the text."""
    graph: dict[Id, set[Id]] = {}
    for relation in relations:
        if relation.source_id != relation.target_id:
            graph.setdefault(relation.source_id, set()).add(relation.target_id)
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        ids = sorted(set(error.args[1]), key=lambda one: order.get(one, len(order)))
        document_id = relations[0].document_id
        fields = {"relation": label.id, "ids": tuple(ids)}
        yield Problem(
            "relation_circle",
            Severity.BLOCKING,
            fields=fields,
            document_id=document_id,
            span_id=ids[0],
        )
