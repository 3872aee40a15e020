"""What counts of a mark when coders are compared: its content, in a form that can be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from annotator.agreement.measure import Answer, Unit
from annotator.model.adjudication import CaseKind, CaseSource
from annotator.model.annotation_set import AnnotationSet
from annotator.model.attributes import is_empty
from annotator.model.identity import Id, derived_id
from annotator.model.span import Attributes, AttributeValue, Span

Ignored: TypeAlias = Callable[[str, str], bool]
"""Tells whether an attribute of a label does not count; the label of document fields is ``""``."""


def nothing_ignored(label: str, attribute: str) -> bool:
    """Count every attribute."""
    return False


def own_domain(label: str) -> str:
    """Let every label be a domain of its own."""
    return label


@dataclass(frozen=True, slots=True)
class Rules:
    """How coders are compared: which attributes do not count, which labels exclude each other.

    Labels of one *domain* exclude each other: what overlaps under them is decided together.
    """

    ignored: Ignored = nothing_ignored
    domain_of: Callable[[str], str] = own_domain
    _known: dict[tuple[str, str], bool] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def counts(self, label: str, attribute: str) -> bool:
        """Tell whether an attribute counts; each is asked once."""
        known = self._known.get((label, attribute))
        if known is None:
            known = self._known[label, attribute] = not self.ignored(label, attribute)
        return known


PLAIN = Rules()
"""Everything counts, every label is a domain of its own."""


def normal_answer(value: AttributeValue) -> AttributeValue:
    """Return an answer so that equal ones are equal: several values sorted, nothing as None."""
    if is_empty(value):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, tuple):
        return tuple(sorted(set(value)))
    return value


def item_answer(value: AttributeValue) -> Answer:
    """Return an answer as measures take it: several values as a set, nothing as None."""
    normal = normal_answer(value)
    return frozenset(normal) if isinstance(normal, tuple) else normal


def counted_answers(label: str, attributes: Attributes, rules: Rules) -> dict[str, AttributeValue]:
    """Return the answers that count and are given, sorted by name."""
    return {
        name: answer
        for name in sorted(attributes)
        if (answer := normal_answer(attributes[name])) is not None and rules.counts(label, name)
    }


def content_hash(content: Sequence[Any]) -> str:
    """Return the same hash for the same content on every computer: SHA-256, hexadecimal.

    Tuples and lists are told apart.
    """
    return hashlib.sha256(ascii(content).encode("ascii")).hexdigest()


def unit_of(span: Span) -> Unit:
    """Return a span as measures take it."""
    extent, fragments = span.extent, span.fragments
    several = tuple((part.start, part.end) for part in fragments) if len(fragments) > 1 else ()
    return Unit(extent.start, extent.end, span.label, span.id, several)


def sorted_by_coder(sets: Iterable[AnnotationSet]) -> tuple[AnnotationSet, ...]:
    """Return one document's annotation sets by coder id.

    Raises ValueError where they are of different documents, or two are of one coder.
    """
    ordered = tuple(sorted(sets, key=lambda one: one.coder_id))
    if len({one.document_id for one in ordered}) != 1:
        raise ValueError("annotation sets of one document are compared")
    if len({one.coder_id for one in ordered}) != len(ordered):
        raise ValueError("two annotation sets of one coder")
    return ordered


def case_id(document_id: Id, kind: CaseKind, sources: Iterable[CaseSource]) -> Id:
    """Return the id of a case, made of its document, its kind and the ids of its marks."""
    return derived_id("case", document_id, kind, *sorted(source.id for source in sources))


def signature_of(coder_ids: Iterable[Id], sources: Iterable[CaseSource]) -> str:
    """Return what changes when a mark of a case changes in what counts, or other coders compare."""
    contents = sorted((source.id, source.content_hash) for source in sources)
    return content_hash((tuple(coder_ids), tuple(contents)))
