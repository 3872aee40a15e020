"""What a team has recorded: assignments, reviews, decisions, feedback, snapshots, parcels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from annotator.model.assignment import Assignment, Parcel
from annotator.model.identity import Id
from annotator.model.review import Decision, Feedback, Review, Snapshot
from annotator.store import review_rows
from annotator.store.columns import Make, made_from
from annotator.store.kinds import blob
from annotator.store.project import Project

Made = TypeVar("Made")


def _read(
    project: Project, make: Make[Made], columns: str, rest: str, values: Sequence[object] = ()
) -> list[Made]:
    return made_from(make, project.file.rows(f"SELECT {columns} FROM {rest}", values))


def list_assignments(
    project: Project, *, coder_id: Id | None = None, document_id: Id | None = None
) -> list[Assignment]:
    """Return who is to code what, of everybody or of one coder or document; by coder and place."""
    where, values = "deleted = 0", []
    if coder_id is not None:
        where, values = f"{where} AND coder_id = ?", [blob(coder_id)]
    if document_id is not None:
        where, values = f"{where} AND document_id = ?", [*values, blob(document_id)]
    return _read(
        project,
        review_rows.assignment,
        review_rows.ASSIGNMENT,
        f"assignment WHERE {where} ORDER BY coder_id, place, document_id",
        values,
    )


def find_review(project: Project, document_id: Id) -> Review | None:
    """Return how far the review of a document is; None where it has not begun."""
    found = _read(
        project,
        review_rows.review,
        review_rows.REVIEW,
        "review WHERE document_id = ? AND deleted = 0",
        (blob(document_id),),
    )
    return found[0] if found else None


def list_reviews(project: Project) -> dict[Id, Review]:
    """Return the reviews that have begun, by document."""
    rest = "review WHERE deleted = 0 ORDER BY document_id"
    found = _read(project, review_rows.review, review_rows.REVIEW, rest)
    return {one.document_id: one for one in found}


def list_decisions(project: Project, document_id: Id | None = None) -> list[Decision]:
    """Return the decisions that stand, on one document or on all; by document and time."""
    where, values = "deleted = 0", []
    if document_id is not None:
        where, values = f"{where} AND document_id = ?", [blob(document_id)]
    return _read(
        project,
        review_rows.decision,
        review_rows.DECISION,
        f"decision WHERE {where} ORDER BY document_id, created, id",
        values,
    )


def list_feedback(project: Project, coder_id: Id) -> list[Feedback]:
    """Return what has gone back to a coder, by document."""
    return _read(
        project,
        review_rows.feedback,
        review_rows.FEEDBACK,
        "feedback WHERE coder_id = ? AND deleted = 0 ORDER BY document_id",
        (blob(coder_id),),
    )


def list_document_feedback(project: Project, document_id: Id) -> list[Feedback]:
    """Return what has gone back to the coders of a document, by coder."""
    return _read(
        project,
        review_rows.feedback,
        review_rows.FEEDBACK,
        "feedback WHERE document_id = ? AND deleted = 0 ORDER BY coder_id",
        (blob(document_id),),
    )


def list_snapshots(project: Project) -> list[Snapshot]:
    """Return the views of the agreement that were kept, the oldest first."""
    rest = "snapshot WHERE deleted = 0 ORDER BY created, id"
    return _read(project, review_rows.snapshot, review_rows.SNAPSHOT, rest)


def list_parcels(project: Project) -> list[Parcel]:
    """Return the parcels that were handed out, the oldest first."""
    rest = "parcel WHERE deleted = 0 ORDER BY created, id"
    return _read(project, review_rows.parcel, review_rows.PARCEL, rest)
