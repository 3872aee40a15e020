"""Which links of two spans can be made."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.codebook import Codebook, RelationLabel
from annotator.model.errors import RefusedError
from annotator.model.relation import Relation
from annotator.model.span import Span


def require_link(
    codebook: Codebook, source: Span, target: Span, label: str, present: Iterable[Relation]
) -> RelationLabel:
    """Return the relation label of a link that may be made beside those that are there.

    Raises RefusedError ``relation_not_legal`` where the codebook does not know such a link, and
    ``already_related`` where it is there; where both directions mean the same, the other one is
    the same link.
    """
    entry = codebook.relations.get(label)
    is_here = source.document_id == target.document_id and source.id != target.id
    if entry is None or not is_here or not entry.links(source.label, target.label):
        raise RefusedError("relation_not_legal", label=label)
    same = {(source.id, target.id)}
    if entry.is_symmetric:
        same.add((target.id, source.id))
    if any(one.label == label and (one.source_id, one.target_id) in same for one in present):
        raise RefusedError("already_related", label=label)
    return entry
