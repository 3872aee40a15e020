"""What a mark says, as plain JSON: for whoever reads what became of it without the project."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.model.extent import joined_text
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.span import Attributes, Span

Plain = dict[str, object]


def plain_answers(attributes: Attributes) -> Plain:
    """Return answers as JSON: several values as a list, empty ones left out."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in attributes.items()
        if value not in (None, "", ())
    }


def plain_span(span: Span, text: str) -> Plain:
    """Return what a span says: label, fragments (code points), its words, answers."""
    return {
        "label": span.label,
        "fragments": [[part.start, part.end] for part in span.fragments],
        "text": joined_text(text, span.fragments),
        "attributes": plain_answers(span.attributes),
    }


def plain_relation(relation: Relation, spans: Mapping[Id, Span], text: str) -> Plain:
    """Return what a relation says: label, its two ends as spans, answers."""
    ends = {
        name: plain_span(spans[end], text) if end in spans else None
        for name, end in (("from", relation.source_id), ("to", relation.target_id))
    }
    return {
        "relation": relation.label,
        **ends,
        "attributes": plain_answers(relation.attributes),
    }
