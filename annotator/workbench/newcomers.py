"""An incoming record as marks of the project: the same values under the project's ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotator.model.annotation_set import AnnotationSet
from annotator.model.comment import Comment
from annotator.model.identity import Id, mark_id
from annotator.model.incoming import IncomingComment, IncomingRelation, IncomingSet, IncomingSpan
from annotator.model.relation import Relation
from annotator.model.span import Origin, Span

NameMark = Callable[[str, Id, Id, str], Id]
"""Gives a mark its id: kind, document, coder and key."""


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Makes the marks of one coder on one document from what a file has."""

    document: Id
    coder: Id
    codebook: Id
    name: NameMark = mark_id

    def annotation_set(self, incoming: IncomingSet) -> AnnotationSet:
        """Return everything in a record as if all of it were new."""
        notes = [self._comment(note, self.document) for note in incoming.comments]
        notes += [
            self._comment(note, self._id("span", span.key))
            for span in incoming.spans
            for note in span.comments
        ]
        return AnnotationSet(
            self.document,
            self.coder,
            self.codebook,
            incoming.status,
            incoming.fields,
            tuple(map(self._span, incoming.spans)),
            tuple(map(self._relation, incoming.relations)),
            tuple(notes),
        )

    def _id(self, kind: str, key: str) -> Id:
        return self.name(kind, self.document, self.coder, key)

    def _span(self, span: IncomingSpan) -> Span:
        return Span(
            self._id("span", span.key),
            span.key,
            self.document,
            self.coder,
            self.codebook,
            span.label,
            span.fragments,
            span.attributes,
            span.origin or Origin.IMPORTED,
            span.created,
            span.changed,
        )

    def _relation(self, relation: IncomingRelation) -> Relation:
        return Relation(
            self._id("relation", relation.key),
            relation.key,
            self.document,
            self.coder,
            self.codebook,
            relation.label,
            self._id("span", relation.source_key),
            self._id("span", relation.target_key),
            relation.attributes,
            relation.origin or Origin.IMPORTED,
            relation.created,
            relation.changed,
        )

    def _comment(self, comment: IncomingComment, target: Id) -> Comment:
        return Comment(
            self._id("comment", comment.key),
            comment.key,
            self.document,
            target,
            self.coder,
            comment.text,
            comment.created,
            comment.changed,
        )
