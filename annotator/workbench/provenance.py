"""The gold outside its review: the coder it belongs to, and where each mark comes from."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.model.adjudication import CaseKind
from annotator.model.assignment import Role, gold_id
from annotator.model.coder import Coder
from annotator.model.identity import Id, own_key
from annotator.model.review import TAKES_PART, Decision, Review, ReviewStatus
from annotator.store import codebooks, coders, reviews
from annotator.store.project import Project

Plain = dict[str, object]

GOLD_NAME = "gold (adjudicated)"
"""What the gold is called where a coder is named: in lists and in files, in every language."""


def gold_coder(project: Project) -> Coder:
    """Return the coder that stands for what was decided; the same in every copy of a project."""
    identity = gold_id(project.project_id)
    return Coder(identity, own_key("c", identity), GOLD_NAME, Role.GOLD)


class Provenance:
    """Tells where the gold of each document of a project comes from."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.reviews = reviews.list_reviews(project)
        self._people: Mapping[Id, Coder] = {one.id: one for one in coders.list_coders(project)}
        self._codebooks = codebooks.names_by_id(project)

    def of_document(self, document_id: Id, keys: Mapping[Id, str]) -> Plain:
        """Return the review of a document and, by the key of each gold mark, its decision.

        ``keys`` are the keys of the gold marks by id.  A coder is only named where the names were
        revealed in that review; otherwise the number of readings says how many there were.
        """
        review = self.reviews.get(document_id)
        marks: Plain = {}
        document: Plain | None = None
        for decision in reviews.list_decisions(self._project, document_id):
            told = self._decision(decision, review)
            if decision.kind == CaseKind.DOCUMENT:
                document = told
            else:
                marks |= {keys[one]: told for _kind, one in decision.gold if one in keys}
        return {
            "review": self._review(review),
            "document": document,
            "marks": dict(sorted(marks.items())),
        }

    def _review(self, review: Review | None) -> Plain:
        if review is None:
            return {"status": str(ReviewStatus.OPEN), "reviewer": None, "changed": None}
        return {
            "status": str(review.status),
            "reviewer": self._key(review.reviewer_id),
            "changed": review.changed,
        }

    def _decision(self, decision: Decision, review: Review | None) -> Plain:
        is_revealed = review is not None and review.is_revealed
        taken_from = decision.taken_from if is_revealed else None
        took_part = {one.coder_id for one in decision.sources if one.kind == TAKES_PART}
        marked = {one.coder_id for one in decision.sources if one.kind != TAKES_PART}
        return {
            "decision": decision.id,
            "verdict": str(decision.verdict),
            "kind": decision.kind,
            "taken_from": self._key(taken_from) if taken_from else None,
            "coders": len(took_part),
            "readings": len(marked),
            "reviewer": self._key(decision.reviewer_id),
            "decided": decision.created,
            "codebook": self._codebooks.get(decision.codebook_id),
            "note": decision.note or None,
        }

    def _key(self, coder_id: Id) -> str:
        coder = self._people.get(coder_id)
        return coder.key if coder else coder_id
