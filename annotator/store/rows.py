"""Values as the log carries them and the field's own dataclasses, each from the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.model.annotation_set import AnnotationSet
from annotator.model.codebook import CodebookFile
from annotator.model.coder import Coder
from annotator.model.comment import Comment
from annotator.model.document import Document
from annotator.model.extent import Extent, Fragments
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.span import Attributes, AttributeValue, Span

Raw = Mapping[str, Any]
Value = dict[str, object]


def _answers(attributes: Attributes) -> Value:
    """Answers as JSON: several values as a list, empty answers left out."""
    return {
        name: list(answer) if isinstance(answer, tuple) else answer
        for name, answer in attributes.items()
        if answer not in (None, "", ())
    }


def _attributes(answers: Mapping[str, Any]) -> dict[str, AttributeValue]:
    return {
        name: tuple(answer) if isinstance(answer, list) else answer
        for name, answer in answers.items()
    }


def _fragments(pairs: Any) -> Fragments:
    return tuple(Extent(start, end) for start, end in pairs)


def document_value(document: Document) -> Value:
    """Return a document as the log carries it."""
    return {
        "key": document.key,
        "name": document.name,
        "title": document.title,
        "text": document.text,
        "sha256": document.sha256,
        "meta": dict(document.meta),
    }


def coder_value(coder: Coder) -> Value:
    """Return a coder as the log carries it."""
    return {"key": coder.key, "name": coder.name, "role": coder.role}


def codebook_value(codebook: CodebookFile, schema_id: str, version: str) -> Value:
    """Return a codebook as the log carries it, under the name and version it gives itself."""
    return {
        "schema_id": schema_id,
        "version": version,
        "yaml": codebook.yaml,
        "attachments": dict(codebook.attachments),
    }


def set_value(annotations: AnnotationSet) -> Value:
    """Return the status and document fields of an annotation set as the log carries them."""
    return {
        "document_id": annotations.document_id,
        "coder_id": annotations.coder_id,
        "codebook_id": annotations.codebook_id,
        "status": annotations.status,
        "fields": _answers(annotations.fields),
    }


def set_from_value(value: Raw) -> AnnotationSet:
    """Return the annotation set, without its marks, that a value of the log stands for."""
    return AnnotationSet(
        value["document_id"],
        value["coder_id"],
        value["codebook_id"],
        value["status"],
        _attributes(value["fields"]),
    )


def span_value(span: Span) -> Value:
    """Return a span as the log carries it."""
    return {
        "key": span.key,
        "document_id": span.document_id,
        "coder_id": span.coder_id,
        "codebook_id": span.codebook_id,
        "label": span.label,
        "fragments": [[part.start, part.end] for part in span.fragments],
        "attributes": _answers(span.attributes),
        "origin": str(span.origin),
        "created": span.created,
        "changed": span.changed,
    }


def span_from_value(identity: Id, value: Raw) -> Span:
    """Return the span that a value of the log stands for."""
    return Span(
        identity,
        value["key"],
        value["document_id"],
        value["coder_id"],
        value["codebook_id"],
        value["label"],
        _fragments(value["fragments"]),
        _attributes(value["attributes"]),
        value["origin"],
        value["created"],
        value["changed"],
    )


def relation_value(relation: Relation) -> Value:
    """Return a relation as the log carries it."""
    return {
        "key": relation.key,
        "document_id": relation.document_id,
        "coder_id": relation.coder_id,
        "codebook_id": relation.codebook_id,
        "label": relation.label,
        "source_id": relation.source_id,
        "target_id": relation.target_id,
        "attributes": _answers(relation.attributes),
        "origin": str(relation.origin),
        "created": relation.created,
        "changed": relation.changed,
    }


def relation_from_value(identity: Id, value: Raw) -> Relation:
    """Return the relation that a value of the log stands for."""
    return Relation(
        identity,
        value["key"],
        value["document_id"],
        value["coder_id"],
        value["codebook_id"],
        value["label"],
        value["source_id"],
        value["target_id"],
        _attributes(value["attributes"]),
        value["origin"],
        value["created"],
        value["changed"],
    )


def comment_value(comment: Comment) -> Value:
    """Return a note as the log carries it."""
    return {
        "key": comment.key,
        "document_id": comment.document_id,
        "target_id": comment.target_id,
        "coder_id": comment.coder_id,
        "text": comment.text,
        "created": comment.created,
        "changed": comment.changed,
    }


def comment_from_value(identity: Id, value: Raw) -> Comment:
    """Return the note that a value of the log stands for."""
    return Comment(
        identity,
        value["key"],
        value["document_id"],
        value["target_id"],
        value["coder_id"],
        value["text"],
        value["created"],
        value["changed"],
    )
