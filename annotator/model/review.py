"""What reviewers record: decisions, how far a document is reviewed, what goes back to coders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.model.identity import Id, derived_id

Mark = tuple[str, Id]
"""A row that was marked: its kind (``span``, ``relation``, ``annotation_set``) and id."""


class Verdict(StrEnum):
    """What was decided about a case."""

    READING = "reading"
    """One coder's reading stands (``taken_from``)."""
    PROPOSAL = "proposal"
    """The majority's reading, row by row."""
    EDITED = "edited"
    """Neither reading as it was: rows were chosen, ends moved, the label changed."""
    ALL = "all"
    """Every coder's marks are kept."""
    NONE = "none"
    """None of them belongs in the gold."""
    AUTO = "auto"
    """All coders agree; made gold by rule."""
    SENT_BACK = "sent_back"
    """The coders are asked first; there is no gold yet."""
    SKIPPED = "skipped"
    """Looked at and left for later."""


TAKES_PART = "coder"
"""The kind of a decision's source that is no mark but says whose work was compared."""

SETTLED = frozenset(
    {Verdict.READING, Verdict.PROPOSAL, Verdict.EDITED, Verdict.ALL, Verdict.NONE, Verdict.AUTO}
)
"""Verdicts after which a case is decided, as long as its sources stay what they were."""


@dataclass(frozen=True, slots=True)
class DecisionSource:
    """A mark that a decision was about, and the hash of what it said then."""

    kind: str
    id: Id
    coder_id: Id
    hash: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One case decided (or sent back, or skipped): what was chosen, from what, and why.

    There is one row a case (``case_id``); deciding again writes it anew, and the log keeps every
    earlier decision.  ``gold`` names the marks that the decision made.  ``signature`` is that of
    the case when it was decided: another one now makes the decision stale; it is empty while
    nobody has looked at a case of the audit sample (``is_audit``).  ``gap`` says what the
    guideline lacks; ``question`` goes to the coders.  ``seconds`` is how long it was looked at.
    """

    case_id: Id
    document_id: Id
    kind: str
    verdict: Verdict
    reviewer_id: Id
    codebook_id: Id
    created: str
    signature: str = ""
    taken_from: Id | None = None
    sources: tuple[DecisionSource, ...] = ()
    gold: tuple[Mark, ...] = ()
    pattern: str = ""
    note: str = ""
    gap: str = ""
    question: str = ""
    seconds: float | None = None
    is_audit: bool = False

    @property
    def id(self) -> Id:
        """Return the id, the same in every copy of the project."""
        return derived_id("decision", self.case_id)


class ReviewStatus(StrEnum):
    """How far the review of a document is."""

    OPEN = "open"
    IN_REVIEW = "in_review"
    SIGNED_OFF = "signed_off"
    RELEASED = "released"
    """Signed off, and the coders may see what became of their marks."""
    REOPENED = "reopened"


FINAL = frozenset({ReviewStatus.SIGNED_OFF, ReviewStatus.RELEASED})


@dataclass(frozen=True, slots=True)
class Review:
    """The review of one document.  ``seed`` shuffles the coders' letters, case by case.

    ``is_revealed`` tells that the coders' names were looked at, which is only offered after
    sign-off and is in the log.
    """

    document_id: Id
    status: ReviewStatus
    seed: int
    reviewer_id: Id
    changed: str
    is_revealed: bool = False

    @property
    def id(self) -> Id:
        """Return the id, the same in every copy of the project."""
        return derived_id("review", self.document_id)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What became of one coder's marks on one document, for that coder to read.

    Each item is plain JSON: ``case_id``, ``kind``, ``mark`` (kind and id of the coder's own mark,
    or null), ``own`` and ``gold`` (what each says, or null), ``verdict``, ``note``, ``question``.
    Nothing in it tells what other coders did.
    """

    document_id: Id
    coder_id: Id
    created: str
    items: tuple[Mapping[str, object], ...] = ()

    @property
    def id(self) -> Id:
        """Return the id, the same in every copy of the project."""
        return derived_id("feedback", self.document_id, self.coder_id)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A view of the agreement that was kept: what was asked, of what, and what came out.

    ``body`` is plain JSON: ``options``, ``inputs`` (a hash of everything counted), ``codebook``
    (its version) and ``rows``.
    """

    id: Id
    name: str
    created: str
    body: Mapping[str, object] = field(default_factory=dict)
