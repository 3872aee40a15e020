"""What team work is in the log and in the tables, and the field's dataclasses made from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.model.assignment import Assignment, Parcel, Purpose
from annotator.model.identity import Id
from annotator.model.review import (
    Decision,
    DecisionSource,
    Feedback,
    Review,
    ReviewStatus,
    Snapshot,
    Verdict,
)
from annotator.store.columns import Names
from annotator.store.engine import Row
from annotator.store.rows import Value
from annotator.store.wire import json_value

ASSIGNMENT = "document_id, coder_id, place, locked, since"
REVIEW = "document_id, status, seed, reviewer_id, changed, revealed"
DECISION = "case_id, document_id, kind, verdict, reviewer_id, codebook_id, created, body"
FEEDBACK = "document_id, coder_id, created, items"
SNAPSHOT = "id, name, created, body"
PARCEL = "id, coder_id, purpose, created, stream, documents"


def assignment_value(assignment: Assignment) -> Value:
    """Return an assignment as the log carries it."""
    return {
        "document_id": assignment.document_id,
        "coder_id": assignment.coder_id,
        "place": assignment.place,
        "locked": assignment.is_locked,
        "since": assignment.since,
    }


def assignment(row: Row, names: Names) -> Assignment:
    """Return an assignment from its ASSIGNMENT columns."""
    document, coder, place, locked, since = row
    return Assignment(names[document], names[coder], place, bool(locked), since)


def review_value(review: Review) -> Value:
    """Return a review as the log carries it."""
    return {
        "document_id": review.document_id,
        "status": str(review.status),
        "seed": review.seed,
        "reviewer_id": review.reviewer_id,
        "changed": review.changed,
        "revealed": review.is_revealed,
    }


def review(row: Row, names: Names) -> Review:
    """Return a review from its REVIEW columns."""
    document, status, seed, reviewer, changed, revealed = row
    return Review(
        names[document], ReviewStatus(status), seed, names[reviewer], changed, bool(revealed)
    )


def decision_value(decision: Decision) -> Value:
    """Return a decision as the log carries it."""
    return {
        "case_id": decision.case_id,
        "document_id": decision.document_id,
        "kind": decision.kind,
        "verdict": str(decision.verdict),
        "reviewer_id": decision.reviewer_id,
        "codebook_id": decision.codebook_id,
        "created": decision.created,
        "body": {
            "signature": decision.signature,
            "taken_from": decision.taken_from,
            "sources": [[one.kind, one.id, one.coder_id, one.hash] for one in decision.sources],
            "gold": [list(one) for one in decision.gold],
            "pattern": decision.pattern,
            "note": decision.note,
            "gap": decision.gap,
            "question": decision.question,
            "seconds": decision.seconds,
            "is_audit": decision.is_audit,
        },
    }


def decision(row: Row, names: Names) -> Decision:
    """Return a decision from its DECISION columns."""
    case, document, kind, verdict, reviewer, codebook, created, text = row
    body: Mapping[str, Any] = json_value(text)
    return Decision(
        case_id=Id(case.hex()),
        document_id=names[document],
        kind=kind,
        verdict=Verdict(verdict),
        reviewer_id=names[reviewer],
        codebook_id=names[codebook],
        created=created,
        signature=body["signature"],
        taken_from=body["taken_from"],
        sources=tuple(DecisionSource(*one) for one in body["sources"]),
        gold=tuple((one, identity) for one, identity in body["gold"]),
        pattern=body["pattern"],
        note=body["note"],
        gap=body["gap"],
        question=body["question"],
        seconds=body["seconds"],
        is_audit=body["is_audit"],
    )


def feedback_value(feedback: Feedback) -> Value:
    """Return what goes back to a coder as the log carries it."""
    return {
        "document_id": feedback.document_id,
        "coder_id": feedback.coder_id,
        "created": feedback.created,
        "items": [dict(item) for item in feedback.items],
    }


def feedback(row: Row, names: Names) -> Feedback:
    """Return what goes back to a coder from its FEEDBACK columns."""
    document, coder, created, items = row
    return Feedback(names[document], names[coder], created, tuple(json_value(items)))


def snapshot_value(snapshot: Snapshot) -> Value:
    """Return a kept view of the agreement as the log carries it."""
    return {"name": snapshot.name, "created": snapshot.created, "body": dict(snapshot.body)}


def snapshot(row: Row, _: Names) -> Snapshot:
    """Return a kept view of the agreement from its SNAPSHOT columns."""
    identity, name, created, body = row
    return Snapshot(Id(identity.hex()), name, created, json_value(body))


def parcel_value(parcel: Parcel) -> Value:
    """Return a parcel as the log carries it."""
    return {
        "coder_id": parcel.coder_id,
        "purpose": str(parcel.purpose),
        "created": parcel.created,
        "stream": parcel.stream,
        "documents": list(parcel.document_ids),
    }


def parcel(row: Row, names: Names) -> Parcel:
    """Return a parcel from its PARCEL columns."""
    identity, coder, purpose, created, stream, documents = row
    ids = tuple(Id(str(one)) for one in json_value(documents))
    return Parcel(
        Id(identity.hex()), names[coder], Purpose(purpose), created, Id(stream.hex()), ids
    )
