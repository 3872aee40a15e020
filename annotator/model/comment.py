"""Notes that people write on marks; they are not part of the coding."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.identity import Id


@dataclass(frozen=True, slots=True)
class Comment:
    """A note by ``coder_id`` on the span (or document) ``target_id``."""

    id: Id
    key: str
    document_id: Id
    target_id: Id
    coder_id: Id
    text: str
    created: str | None = None
    changed: str | None = None
