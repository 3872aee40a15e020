"""A labelled, directed link of two spans."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.model.identity import Id
from annotator.model.span import Attributes, Origin


@dataclass(frozen=True, slots=True)
class Relation:
    """A link of ``label`` from the span ``source_id`` to the span ``target_id``."""

    id: Id
    key: str
    document_id: Id
    coder_id: Id
    codebook_id: Id
    label: str
    source_id: Id
    target_id: Id
    attributes: Attributes = field(default_factory=dict)
    origin: str = Origin.HAND
    created: str | None = None
    changed: str | None = None
