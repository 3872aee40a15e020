"""The relations of a mark as they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.annotation_set import AnnotationSet
from annotator.model.extent import joined_text
from annotator.model.identity import Id
from annotator.model.span import Span

_QUOTE = 200


@dataclass(frozen=True, slots=True)
class End:
    """One end of a relation as it is shown."""

    span_id: Id
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation as it is shown; ``is_outgoing`` where it starts at the mark in focus."""

    id: Id
    label: str
    source: End
    target: End
    is_outgoing: bool

    @property
    def other(self) -> End:
        """Return the end that is not in focus."""
        return self.target if self.is_outgoing else self.source


def relation_rows(annotations: AnnotationSet, span_id: Id, text: str) -> list[RelationRow]:
    """Return the relations of a span as rows: those that start at it first."""
    relations = annotations.relations_of(span_id)
    spans = annotations.span_by_id() if relations else {}
    rows = [
        RelationRow(
            one.id,
            one.label,
            _end(spans[one.source_id], text),
            _end(spans[one.target_id], text),
            one.source_id == span_id,
        )
        for one in relations
        if one.source_id in spans and one.target_id in spans
    ]
    return sorted(rows, key=lambda row: not row.is_outgoing)


def _end(span: Span, text: str) -> End:
    return End(span.id, span.label, joined_text(text, span.fragments)[:_QUOTE])
