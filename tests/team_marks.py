"""Two coders who marked the same articles alike, people who review, and a third article.

Whatever one of the coders is asked for, nothing of the other may come.
"""

from __future__ import annotations

from annotator.model.annotation_set import AnnotationSet
from annotator.model.assignment import Assignment, Role
from annotator.model.change import Operation
from annotator.model.coder import Coder
from annotator.model.comment import Comment
from annotator.model.document import Document
from annotator.model.identity import Id, derived_id, own_key, set_id
from annotator.model.relation import Relation
from annotator.model.span import Span
from annotator.store import review_rows, rows


class TeamMarks:
    """What everybody has; ids by short names (``budi s1``)."""

    def __init__(self, world) -> None:
        self.world = world
        with world.project.transaction():
            self._begin()

    def _begin(self) -> None:
        world = self.world
        self.documents = [world.add_document(f"Bupati ke-{n} melarang.", f"d{n}") for n in range(3)]
        self.budi, self.dewi = (world.add_coder(name).id for name in ("Budi", "Dewi"))
        self.citra = self.person("Citra", Role.ADJUDICATOR)
        self.lead = self.person("Ibu Lead", Role.LEAD)
        for name, coder in (("budi", self.budi), ("dewi", self.dewi)):
            self._mark(name, coder)

    def person(self, name: str, role: str) -> Id:
        identity = self.id(name)
        value = rows.coder_value(Coder(identity, own_key("c", identity), name, role))
        self.world.commit(Operation("coder", identity, value))
        return identity

    def id(self, name: str) -> Id:
        return derived_id("team marks", name)

    def _mark(self, name: str, coder: Id) -> None:
        """Three marks of which one is gone, a relation to each of the others, notes, statuses."""
        first, second, _third = self.documents
        one, two = self.span(f"{name} s1", coder, first), self.span(f"{name} s2", coder, first)
        gone = self.span(f"{name} gone", coder, first)
        self.span(f"{name} s3", coder, second)
        self.relation(f"{name} r1", one, two)
        self.relation(f"{name} r gone", one, gone)
        self.world.delete("span", gone.id)
        self.comment(f"{name} n1", coder, first, one.id)
        for document, status in ((first, "done"), (second, "in_progress")):
            self.status(coder, document, status)
        self.assign(coder, first, 2)
        self.assign(coder, second, 1)

    def span(self, name: str, coder: Id, document: Document, **more: object) -> Span:
        identity = self.id(name)
        self.world.add_span(document, id=identity, coder_id=coder, key=name, **more)
        return self.world.span(document, id=identity, coder_id=coder, key=name, **more)

    def relation(self, name: str, source: Span, target: Span) -> Id:
        identity = self.id(name)
        made = Relation(
            *(identity, name, source.document_id, source.coder_id, source.codebook_id, "targets"),
            source_id=source.id,
            target_id=target.id,
        )
        self.world.commit(Operation("relation", identity, rows.relation_value(made)))
        return identity

    def comment(self, name: str, coder: Id, document: Document, target: Id) -> Id:
        identity = self.id(name)
        made = Comment(identity, name, document.id, target, coder, name)
        self.world.commit(Operation("comment", identity, rows.comment_value(made)))
        return identity

    def status(self, coder: Id, document: Document, status: str, by: Id | None = None) -> None:
        made = AnnotationSet(document.id, coder, self.world.codebook_id, status)
        operation = Operation("annotation_set", set_id(document.id, coder), rows.set_value(made))
        self.world.commit(operation, action="set_status", by=by)

    def assign(self, coder: Id, document: Document, place: int, **more: object) -> Assignment:
        made = Assignment(document.id, coder, place, **more)
        operation = Operation("assignment", made.id, review_rows.assignment_value(made))
        self.world.commit(operation, action="assign")
        return made

    def write(self, kind: str, made) -> None:
        value = getattr(review_rows, f"{kind}_value")(made)
        self.world.commit(Operation(kind, made.id, value), action="review")
