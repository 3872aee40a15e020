"""What the desk shows of a case: how far it is, whose reading has which letter, the card's rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.adjudication import AspectKind, Case, Proposal, ReadingValue
from annotator.model.annotation_set import AnnotationSet
from annotator.model.extent import Fragments
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.review import Decision, ReviewStatus
from annotator.model.span import Attributes, Span

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class CaseState(StrEnum):
    """How far a case is; computed from its decision and what the coders have now, never stored."""

    OPEN = "open"
    AUTO = "auto"
    """Everybody agrees: gold by rule, or (a relation whose end was rejected) fallen by rule."""
    DECIDED = "decided"
    STALE = "stale"
    """Decided, but not about what is there now; the gold stays until it is decided again."""
    SENT_BACK = "sent_back"
    SKIPPED = "skipped"
    WAITING = "waiting"
    """A relation between marks that are not decided yet."""


SETTLED_STATES = frozenset({CaseState.AUTO, CaseState.DECIDED})
"""States in which nothing is left to do."""


class StaleReason(StrEnum):
    """Why a decision no longer fits."""

    CHANGED = "changed"
    """A mark that it was about says something else now, or others lie there."""
    GONE = "gone"
    """A mark that it was about is not there any more."""
    REOPENED = "reopened"
    """A coder works on the document again."""
    CODERS = "coders"
    """Other coders are compared than then."""
    CODEBOOK = "codebook"
    """The codebook in force defines the labels in question otherwise."""


class Order(StrEnum):
    """In which order cases stand in the queue."""

    READING = "reading"
    """As in the text; document fields come last."""
    PRIORITY = "priority"
    """What teaches most first."""
    CONFUSION = "confusion"
    """One pair of labels after another, the most frequent pair first."""


@dataclass(frozen=True, slots=True)
class DeskCase:
    """A case as it stands on the desk.

    ``number`` is its place in the queue, from 1; 0 for a case that is not in it (by rule, or
    waiting).  ``decision`` is the one under the case's own id; ``earlier`` are decisions on marks
    of it that were cases of other sources.  ``is_orphan`` tells that all marks a decision was
    about are gone: then there is nothing but the decision and its gold, to be dropped or kept.
    ``has_lost_end`` tells that a relation everybody drew has an end that was rejected.
    """

    case: Case
    number: int
    state: CaseState
    decision: Decision | None = None
    earlier: tuple[Decision, ...] = ()
    reasons: tuple[StaleReason, ...] = ()
    is_orphan: bool = False
    has_lost_end: bool = False

    @property
    def id(self) -> Id:
        """Return the id of the case."""
        return self.case.id

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing is left to do."""
        return self.state in SETTLED_STATES


@dataclass(frozen=True, slots=True)
class Cell:
    """One coder's reading in a row of the card, under the coder's letter.

    ``is_there`` is False where the coder marked nothing; ``is_asked`` where the question belongs
    to a label the coder did not take.
    """

    letter: str
    value: ReadingValue
    is_there: bool
    is_asked: bool = True


@dataclass(frozen=True, slots=True)
class CardRow:
    """One line of the card: a question about a row of the case, everybody's reading, and the gold.

    ``index`` is what ``Desk.take_row`` takes.  ``gold`` is what is chosen or decided;
    ``has_gold`` tells it from an empty writing line.
    """

    index: int
    row: int
    kind: AspectKind
    name: str
    label: str
    cells: tuple[Cell, ...]
    differs: bool
    gold: ReadingValue = None
    has_gold: bool = False


@dataclass(frozen=True, slots=True)
class CaseNote:
    """What a coder wrote on a mark of the case; ``letter`` says who, without a name.

    ``is_answer`` tells that it was written after the case was sent back.
    """

    letter: str
    text: str
    mark_id: Id
    created: str | None = None
    is_answer: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """All that is read of one case.

    ``spans`` are the marks of each letter, row by row, None where there is none; ``gold`` the
    marks that were decided.  ``proposal`` is None where the case has none to make; ``stretches``
    are the code points that not everybody marked; ``starts`` and ``ends`` the candidate
    boundaries in text order; ``taken_from`` the letter whose reading was taken, if one was.
    """

    case_id: Id
    rows: tuple[CardRow, ...]
    letters: tuple[str, ...]
    spans: Mapping[str, tuple[Span | None, ...]]
    relations: Mapping[str, tuple[Relation | None, ...]]
    gold: tuple[Span, ...]
    gold_relations: tuple[Relation, ...]
    notes: tuple[CaseNote, ...]
    labels: tuple[str, ...]
    proposal: Proposal | None = None
    stretches: Fragments = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    taken_from: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases of an article are in which state; ``unanimous`` are those that cost nothing.

    ``open`` counts what was skipped or sent back as well.
    """

    open: int = 0
    stale: int = 0
    decided: int = 0
    unanimous: int = 0

    @property
    def queue(self) -> int:
        """Return how many cases a person has, or had, to decide."""
        return self.open + self.stale + self.decided

    @property
    def left(self) -> int:
        """Return how many cases keep the article from being signed off."""
        return self.open + self.stale


@dataclass(frozen=True, slots=True)
class Article:
    """An article in the list of the review.  ``counts`` is None until somebody asks for them."""

    document_id: Id
    key: str
    title: str
    status: ReviewStatus
    coders: int
    is_revealed: bool = False
    counts: Counts | None = None


@dataclass(frozen=True, slots=True)
class PastMark:
    """A source of a decision: whose, what it was when decided, what it is now (None: gone)."""

    letter: str
    kind: str
    id: Id
    then: Span | Relation | Attributes | None
    now: Span | Relation | Attributes | None


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """A stale case: what was decided, what that was about, and what is there now."""

    decisions: tuple[Decision, ...]
    gold: tuple[Span, ...]
    gold_relations: tuple[Relation, ...]
    marks: tuple[PastMark, ...]
    """Marks of then, with what became of them, and marks that have come since (``then`` None)."""


@dataclass(frozen=True, slots=True)
class PatternPreview:
    """What ``take_pattern`` would decide: the cases by document, and the verdict that they get."""

    case_id: Id
    cases: tuple[tuple[Id, Id], ...]
    """Document and case."""

    @property
    def count(self) -> int:
        """Return how many cases would be decided."""
        return len(self.cases)

    @property
    def documents(self) -> int:
        """Return in how many articles."""
        return len({document for document, _case in self.cases})


Sets = Mapping[Id, AnnotationSet]
"""What is compared: annotation sets by coder."""
