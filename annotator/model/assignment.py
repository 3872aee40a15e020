"""Who codes what: assignments, and parcels of work that are handed out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.model.coder import Coder
from annotator.model.identity import Id, derived_id


class Role(StrEnum):
    """What a person (or a named result) does in a project."""

    CODER = "coder"
    ADJUDICATOR = "adjudicator"
    """Decides between coders; may code as well."""
    LEAD = "lead"
    """Hands out work, joins it, decides, releases."""
    GOLD = "gold"
    """Nobody: the set of what was decided."""
    AGAIN = "again"
    """A coder coding for the second time what the same person has coded before."""


REVIEWERS = frozenset({Role.ADJUDICATOR, Role.LEAD})
NOBODY = frozenset({Role.GOLD})
"""Roles behind which there is no person who marks."""
NOT_COMPARED = frozenset({Role.GOLD, Role.AGAIN})
"""Roles whose work is never compared as one coder's among others: what was decided, and what
somebody codes again."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A document that a coder is to code; how far it is, the coder's annotation set says.

    ``place`` orders a coder's documents, lowest first.  A locked one is closed to the coder while
    it is reviewed.  ``since`` is the UTC day (``2026-11-22``) from which it is served, None for at
    once.
    """

    document_id: Id
    coder_id: Id
    place: int = 0
    is_locked: bool = False
    since: str | None = None

    @property
    def id(self) -> Id:
        """Return the id, the same in every copy of the project."""
        return derived_id("assignment", self.document_id, self.coder_id)


class Purpose(StrEnum):
    """What a parcel is for."""

    CODING = "coding"
    FEEDBACK = "feedback"
    """It brings what was decided about the coder's marks as well."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Work handed out to one coder as a project file of its own.

    ``stream`` holds the revisions that the file began with; they are in the project as well.
    """

    id: Id
    coder_id: Id
    purpose: Purpose
    created: str
    stream: Id
    document_ids: tuple[Id, ...]


def gold_id(project_id: Id) -> Id:
    """Return the id of the coder that stands for what was decided, the same in every copy."""
    return derived_id("gold", project_id)


def again_id(coder_id: Id) -> Id:
    """Return the id under which a coder codes for the second time."""
    return derived_id("again", coder_id)


def is_person(coder: Coder) -> bool:
    """Tell whether somebody marks under this name (gold is nobody)."""
    return coder.role not in NOBODY


def is_reviewer(coder: Coder) -> bool:
    """Tell whether the person hands out work and decides."""
    return coder.role in REVIEWERS
