"""What a codebook says about marks: findings on a coder's set, and on single answers.

Findings let the coding stay: BLOCKING ones keep a document from being called done, WARNING ones
stop nothing.  What cannot be kept at all is for ``check_answers``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.codebooks.answer_rules import find_faults
from annotator.codebooks.answers import (
    answered,
    check_answers,
    in_context,
    initial_attributes,
    looks_beyond,
    settled,
)
from annotator.codebooks.linking import find_linking
from annotator.codebooks.placement import find_placement
from annotator.model.annotation_set import AnnotationSet
from annotator.model.attributes import Questions
from annotator.model.codebook import Codebook
from annotator.model.problem import Place, Problem, Severity
from annotator.model.span import Attributes, Span, text_order

__all__ = [
    "answered",
    "check_answers",
    "find_problems",
    "in_context",
    "initial_attributes",
    "looks_beyond",
    "settled",
]


def find_problems(codebook: Codebook, annotations: AnnotationSet) -> list[Problem]:
    """Return every finding on one coder's marks, in text order.

    Findings on a relation stand at the span where it begins; those on the document come last.
    """
    spans = sorted(annotations.spans, key=text_order)
    fields = annotations.fields
    found = [
        *_spans(codebook, spans, fields),
        *find_placement(codebook, spans),
        *find_linking(codebook, spans, annotations.relations, fields),
        *_document(codebook.document, annotations),
    ]
    order = {span.id: number for number, span in enumerate(spans)}
    return sorted(
        found, key=lambda p: order.get(p.span_id, len(order)) if p.span_id else len(order)
    )


def _spans(codebook: Codebook, spans: Sequence[Span], fields: Attributes) -> Iterator[Problem]:
    """Yield what is wrong with the labels and answers of spans."""
    beyond = {key: looks_beyond(label.attributes) for key, label in codebook.labels.items()}
    for span in spans:
        label = codebook.labels.get(span.label)
        if label is None:
            yield _of_span("unknown_label", Severity.BLOCKING, span, span.label)
            continue
        if label.is_abstract:
            yield _of_span("label_abstract", Severity.BLOCKING, span, span.label)
        if label.is_deprecated:
            yield _of_span("label_deprecated", Severity.WARNING, span, span.label)
        answers = span.attributes
        context = in_context(answers, document=fields) if beyond[label.id] else answers
        for fault in find_faults(label.attributes, context):
            more = {"attribute": fault.attribute, "owner": "span", **dict(fault.fields)}
            yield _of_span(fault.code, fault.severity, span, fault.value, **more)


def _of_span(
    code: str, severity: Severity, span: Span, value: object = None, **fields: object
) -> Problem:
    place = Place(field=str(fields["attribute"])) if "attribute" in fields else Place()
    fields = {"label": span.label, **fields}
    return Problem(code, severity, place, value, fields, span.document_id, span.id)


def _document(questions: Questions, annotations: AnnotationSet) -> Iterator[Problem]:
    """Yield what is wrong with the answers on the document."""
    for fault in find_faults(questions, annotations.fields):
        code = fault.code.replace("missing_attribute", "missing_document_field")
        fields = {"attribute": fault.attribute, "owner": "document", **dict(fault.fields)}
        place = Place(field=fault.attribute)
        yield Problem(code, fault.severity, place, fault.value, fields, annotations.document_id)
