"""What an answer means for other marks: what it hides leaves, what it shows begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from annotator.codebooks.rules import in_context, looks_beyond, settled
from annotator.model.annotation_set import AnnotationSet
from annotator.model.attributes import Questions, applicable
from annotator.model.change import Operation
from annotator.model.codebook import Codebook
from annotator.model.relation import Relation
from annotator.model.span import Attributes, Span
from annotator.store import rows
from annotator.store.spans import find_span, load_set
from annotator.workbench.context import Context


def follow_fields(
    context: Context, annotations: AnnotationSet, fields: Attributes
) -> list[Operation]:
    """Return the writes that marks need when the answers on their document become ``fields``.

    Marks whose questions hang on them lose the answers that no longer apply and get the defaults
    of questions that newly do, as a mark does within itself.
    """
    return _writes(context, annotations, replace(annotations, fields=fields))


def follow_span(context: Context, span: Span) -> list[Operation]:
    """Return the writes that relations need when a span becomes what is given.

    They hang on its answers only: while those stay, nothing else is read.
    """
    codebook = context.codebook
    if not any(looks_beyond(label.attributes) for label in codebook.relations.values()):
        return []
    known = find_span(context.project, span.id)
    if known is None or known.attributes == span.attributes:
        return []
    before = load_set(context.project, span.document_id, span.coder_id, context.codebook_id)
    spans = tuple(span if one.id == span.id else one for one in before.spans)
    return _writes(context, before, replace(before, spans=spans))


def beyond_relation(fields: Attributes, source: Span, target: Span) -> Attributes:
    """Return what the conditions of a relation may ask of its document and of its ends."""
    ends = {"from": source.attributes, "to": target.attributes}
    return in_context({}, document=fields, **ends)


def _writes(context: Context, before: AnnotationSet, after: AnnotationSet) -> list[Operation]:
    """Return the writes of marks that are others after what the verb itself writes."""
    codebook, now = context.codebook, context.project.now()
    spans = [_settled_span(codebook, one, before.fields, after.fields) for one in after.spans]
    relations = _settled_relations(codebook, before, replace(after, spans=tuple(spans)))
    return [
        *(
            Operation("span", new.id, rows.span_value(replace(new, changed=now)))
            for new, old in zip(spans, after.spans, strict=True)
            if new != old
        ),
        *(
            Operation("relation", one.id, rows.relation_value(replace(one, changed=now)))
            for one in relations
        ),
    ]


def _settled_span(codebook: Codebook, span: Span, before: Attributes, after: Attributes) -> Span:
    label = codebook.labels.get(span.label)
    if label is None or before == after:
        return span
    old = in_context({}, document=before)
    answers = _settled(label.attributes, span.attributes, old, in_context({}, document=after))
    return replace(span, attributes=answers)


def _settled_relations(
    codebook: Codebook, before: AnnotationSet, after: AnnotationSet
) -> Iterator[Relation]:
    """Yield the relations of ``after`` whose answers are others now."""
    old, new = before.span_by_id(), after.span_by_id()
    for relation in after.relations:
        label = codebook.relations.get(relation.label)
        source, target = new.get(relation.source_id), new.get(relation.target_id)
        if label is None or source is None or target is None:
            continue
        ends = old.get(source.id, source), old.get(target.id, target)
        known = beyond_relation(before.fields, *ends)
        beyond = beyond_relation(after.fields, source, target)
        answers = _settled(label.attributes, relation.attributes, known, beyond)
        if answers != relation.attributes:
            yield replace(relation, attributes=answers)


def _settled(
    questions: Questions, answers: Attributes, before: Attributes, after: Attributes
) -> Attributes:
    """Return answers in another context; the same ones where no question comes or goes by it."""
    if before == after or not looks_beyond(questions):
        return answers
    old, new = {**answers, **before}, {**answers, **after}
    if applicable(questions, old) == applicable(questions, new):
        return answers  # what an import brought against the rules is not for this verb to drop
    return settled(questions, new, old)
