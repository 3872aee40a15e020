"""Coders × documents: who codes what and how far it is, at one moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.model.assignment import Assignment, is_person
from annotator.model.coder import Coder
from annotator.model.document import Progress, progress_of
from annotator.model.identity import Id
from annotator.model.review import FINAL, Review, ReviewStatus
from annotator.store import assignments, coders, reviews
from annotator.store.assignments import Listed
from annotator.store.columns import Place
from annotator.store.project import Project
from annotator.workbench.language import N_


class CellState(StrEnum):
    """How far one coder's work on one document is, review included."""

    NOT_ASSIGNED = "not_assigned"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    LOCKED = "locked"
    IN_REVIEW = "in_review"
    SIGNED_OFF = "signed_off"
    REOPENED = "reopened"


STATE_WORDS: Mapping[CellState, str] = {
    CellState.NOT_ASSIGNED: N_("not assigned"),
    CellState.ASSIGNED: N_("assigned"),
    CellState.IN_PROGRESS: N_("in progress"),
    CellState.DONE: N_("done"),
    CellState.LOCKED: N_("locked"),
    CellState.IN_REVIEW: N_("in review"),
    CellState.SIGNED_OFF: N_("signed off"),
    CellState.REOPENED: N_("reopened"),
}
"""What people read for each; whoever shows it translates it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One coder and one document.

    ``place`` and ``since`` are those of the assignment, None where there is none; work that nobody
    assigned is there as well (``is_assigned`` False, state by how far it is).
    """

    document_id: Id
    coder_id: Id
    state: CellState
    progress: Progress
    spans: int = 0
    is_assigned: bool = False
    is_locked: bool = False
    place: int | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class CoderTotal:
    """A coder's column: how many documents are assigned, and how many of these are begun or done.

    ``finished`` counts all that are done, also unassigned ones; ``spans`` all marks.
    """

    coder: Coder
    assigned: int = 0
    begun: int = 0
    done: int = 0
    locked: int = 0
    finished: int = 0
    spans: int = 0


@dataclass(frozen=True, slots=True)
class GridLine:
    """A document's row: its cells in the order of the grid's coders, and its review if begun."""

    document: Listed
    cells: tuple[Cell, ...]
    review: Review | None = None

    @property
    def assigned(self) -> int:
        """Return to how many coders the document is assigned."""
        return sum(one.is_assigned for one in self.cells)

    @property
    def done(self) -> int:
        """Return how many of those to whom it is assigned have finished it."""
        return sum(one.is_assigned and one.progress is Progress.DONE for one in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """All coders (persons by name, second selves too, no gold) and documents in list order."""

    totals: tuple[CoderTotal, ...]
    lines: tuple[GridLine, ...]
    _rows: Mapping[Id, int] = field(default_factory=dict, repr=False, compare=False)
    _columns: Mapping[Id, int] = field(default_factory=dict, repr=False, compare=False)

    @property
    def coders(self) -> tuple[Coder, ...]:
        """Return who the columns are."""
        return tuple(one.coder for one in self.totals)

    def cell(self, document_id: Id, coder_id: Id) -> Cell:
        """Return the cell of a document and a coder; KeyError where the grid has no such pair."""
        return self.lines[self._rows[document_id]].cells[self._columns[coder_id]]

    def has(self, place: Place) -> bool:
        """Tell whether a document and a coder are in the grid."""
        return place[0] in self._rows and place[1] in self._columns


@dataclass(frozen=True, slots=True)
class _Known:
    """What the tables say, by document and coder."""

    assigned: Mapping[Place, Assignment]
    words: Mapping[Place, str]
    spans: Mapping[Place, int]

    def cell(self, place: Place, review: Review | None) -> Cell:
        document, coder = place
        assignment, spans = self.assigned.get(place), self.spans.get(place, 0)
        progress = progress_of(self.words.get(place, Progress.NEW), spans)
        if assignment is None:
            state = _state(progress, None, review)
            return Cell(document, coder, state, progress, spans)
        return Cell(
            document,
            coder,
            _state(progress, assignment, review),
            progress,
            spans,
            is_assigned=True,
            is_locked=assignment.is_locked,
            place=assignment.place,
            since=assignment.since,
        )


def load_grid(project: Project) -> Grid:
    """Return how the work stands now."""
    with project.file.lock:
        people = [one for one in coders.list_coders(project) if is_person(one)]
        documents = assignments.list_documents(project)
        begun = reviews.list_reviews(project)
        known = _Known(
            assignments.load_assigned(project),
            assignments.status_words(project),
            assignments.span_counts(project),
        )
    lines = [_line(known, document, people, begun.get(document.id)) for document in documents]
    return Grid(
        tuple(_total(one, [line.cells[at] for line in lines]) for at, one in enumerate(people)),
        tuple(lines),
        {line.document.id: at for at, line in enumerate(lines)},
        {one.id: at for at, one in enumerate(people)},
    )


def _line(
    known: _Known, document: Listed, people: Iterable[Coder], review: Review | None
) -> GridLine:
    cells = tuple(known.cell((document.id, one.id), review) for one in people)
    return GridLine(document, cells, review)


def _state(progress: Progress, assignment: Assignment | None, review: Review | None) -> CellState:
    """Return the state of a cell: what the review says of finished work goes before all else."""
    if assignment is None and progress is Progress.NEW:
        return CellState.NOT_ASSIGNED
    status = review.status if review else ReviewStatus.OPEN
    if status is ReviewStatus.REOPENED:
        return CellState.REOPENED
    if progress is Progress.DONE:
        if status in FINAL:
            return CellState.SIGNED_OFF
        if status is ReviewStatus.IN_REVIEW:
            return CellState.IN_REVIEW
    if assignment is not None and assignment.is_locked:
        return CellState.LOCKED
    return _UNREVIEWED[progress]


_UNREVIEWED = {
    Progress.NEW: CellState.ASSIGNED,
    Progress.IN_PROGRESS: CellState.IN_PROGRESS,
    Progress.DONE: CellState.DONE,
}


def _total(coder: Coder, cells: Iterable[Cell]) -> CoderTotal:
    assigned = begun = done = locked = finished = spans = 0
    for cell in cells:
        is_done = cell.progress is Progress.DONE
        spans += cell.spans
        finished += is_done
        if cell.is_assigned:
            assigned += 1
            locked += cell.is_locked
            done += is_done
            begun += cell.progress is Progress.IN_PROGRESS
    return CoderTotal(coder, assigned, begun, done, locked, finished, spans)
