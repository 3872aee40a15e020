"""What a review has recorded of one document, to be changed and then written as one act.

A verb copies the ledger, changes the copy, and writes what differs.  So it never matters in how
many rows a decision shows: gold, decisions, the review and what goes to coders move together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from annotator.model.annotation_set import AnnotationSet
from annotator.model.assignment import gold_id
from annotator.model.change import Operation
from annotator.model.identity import Id, set_id
from annotator.model.relation import Relation
from annotator.model.review import Decision, Feedback, Mark, Review
from annotator.model.span import Span, text_order
from annotator.store import review_rows, reviews, rows, spans
from annotator.store.project import Project

Kept = TypeVar("Kept", Decision, Span, Relation, Feedback)


@dataclass
class Ledger:
    """Decisions by case, gold marks by id, feedback by coder, the gold's fields, the review."""

    document_id: Id
    gold_coder: Id
    codebook_id: Id
    review: Review | None = None
    head: AnnotationSet | None = None
    decisions: dict[Id, Decision] = field(default_factory=dict)
    spans: dict[Id, Span] = field(default_factory=dict)
    relations: dict[Id, Relation] = field(default_factory=dict)
    feedback: dict[Id, Feedback] = field(default_factory=dict)

    def copy(self) -> Ledger:
        """Return another ledger with the same contents."""
        return replace(
            self,
            decisions=dict(self.decisions),
            spans=dict(self.spans),
            relations=dict(self.relations),
            feedback=dict(self.feedback),
        )

    @property
    def gold(self) -> AnnotationSet:
        """Return the gold as an annotation set, spans in text order."""
        head = self.head or AnnotationSet(self.document_id, self.gold_coder, self.codebook_id)
        return replace(
            head,
            spans=tuple(sorted(self.spans.values(), key=text_order)),
            relations=tuple(sorted(self.relations.values(), key=lambda r: (r.label, r.key))),
        )

    def set_head(self, **changed: object) -> None:
        """Change the status or the document fields of the gold."""
        head = self.head or AnnotationSet(self.document_id, self.gold_coder, self.codebook_id)
        self.head = replace(head, **changed)  # type: ignore[arg-type]

    def drop_marks(self, marks: tuple[Mark, ...]) -> None:
        """Take gold marks away; a relation that hangs in the air by that is for ``follow``."""
        for kind, identity in marks:
            if kind == "span":
                self.spans.pop(identity, None)
            elif kind == "relation":
                self.relations.pop(identity, None)

    def operations(self, before: Ledger) -> list[Operation]:
        """Return the rows to write to come from another ledger to this one."""
        made: list[Operation] = []
        if self.head is not None and self.head != before.head:
            identity = set_id(self.document_id, self.gold_coder)
            made.append(Operation("annotation_set", identity, rows.set_value(self.head)))
        elif self.head is None and before.head is not None:
            made.append(
                Operation("annotation_set", set_id(self.document_id, self.gold_coder), None)
            )
        made += _differing("relation", self.relations, before.relations, rows.relation_value)
        made += _differing("span", self.spans, before.spans, rows.span_value)
        made += _differing("decision", self.decisions, before.decisions, review_rows.decision_value)
        made += _differing("feedback", self.feedback, before.feedback, review_rows.feedback_value)
        if self.review is not None and self.review != before.review:
            value = review_rows.review_value(self.review)
            made.append(Operation("review", self.review.id, value))
        return made


def _differing(
    kind: str,
    now: Mapping[Id, Kept],
    before: Mapping[Id, Kept],
    value: Callable[[Kept], Mapping[str, object]],
) -> Iterator[Operation]:
    for key, old in before.items():
        if key not in now:
            yield Operation(kind, old.id, None)
    for key, one in now.items():
        if before.get(key) != one:
            yield Operation(kind, one.id, value(one))


def load_ledger(project: Project, document_id: Id, codebook_id: Id) -> Ledger:
    """Return what has been recorded of a document."""
    coder = gold_id(project.project_id)
    gold = spans.load_set(project, document_id, coder, codebook_id)
    head = spans.find_set(project, document_id, coder)
    decided = reviews.list_decisions(project, document_id)
    told = reviews.list_document_feedback(project, document_id)
    return Ledger(
        document_id,
        coder,
        codebook_id,
        reviews.find_review(project, document_id),
        head,
        {one.case_id: one for one in decided},
        {span.id: span for span in gold.spans},
        {relation.id: relation for relation in gold.relations},
        {one.coder_id: one for one in told},
    )
