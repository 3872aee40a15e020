"""Everything one coder marked on one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.model.comment import Comment
from annotator.model.document import Progress, progress_of
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.span import Attributes, Span


@dataclass(frozen=True, slots=True)
class AnnotationSet:
    """One coder's spans (in text order), relations, notes, document fields and status."""

    document_id: Id
    coder_id: Id
    codebook_id: Id
    status: str = "new"
    fields: Attributes = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    comments: tuple[Comment, ...] = ()

    @property
    def standing(self) -> str:
        """Return the status word; where none was said, what the marks say."""
        said = self.status
        return progress_of(said, len(self.spans)).value if said == Progress.NEW else said

    @property
    def answers(self) -> Mapping[Id, Attributes]:
        """Return the answers of spans and relations by their id."""
        spans = {one.id: one.attributes for one in self.spans}
        return {**spans, **{one.id: one.attributes for one in self.relations}}

    def span_by_id(self) -> Mapping[Id, Span]:
        """Return the spans by their id."""
        return {span.id: span for span in self.spans}

    def relations_of(self, span_id: Id) -> tuple[Relation, ...]:
        """Return the relations that start or end at a span."""
        return tuple(r for r in self.relations if span_id in (r.source_id, r.target_id))

    def comment_on(self, target_id: Id) -> Comment | None:
        """Return the coder's own note on a span or document, if there is one."""
        return next((c for c in self.comments if c.target_id == target_id), None)
