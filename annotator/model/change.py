"""What a verb did, as data: for the log, for undo, and for whoever shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.model.identity import Id

Value = Mapping[str, object]
"""The columns of a row as JSON: ids as hexadecimal text, nothing that JSON cannot hold."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One row written by a verb: the whole new value, or None where the row is deleted.

    ``kind`` is one of those that the store knows: document, coder, codebook, annotation_set, span,
    relation, comment, assignment, review, decision, feedback, snapshot, parcel.
    """

    kind: str
    id: Id
    value: Value | None


@dataclass(frozen=True, slots=True)
class Revision:
    """One logged change: who, when (UTC text), which verb, what it was about.

    ``about`` holds what the wording of the verb needs: ``label``, ``quote``, ``document_id``,
    ``span_id``, ``count``; ``group`` ties changes that are undone together.
    """

    id: Id
    author_id: Id
    action: str
    about: Mapping[str, object]
    time: str
    undoes: Id | None = None
    group: Id | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A fact for the screen: which rows of which kinds are different now, and through whom."""

    kinds: frozenset[str]
    ids: frozenset[Id]
    document_ids: frozenset[Id]
    action: str
    about: Mapping[str, object] = field(default_factory=dict)
    initiator: object = None
