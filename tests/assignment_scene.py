"""Grids made by hand, a small team's project, and its assignment page without the window."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import factories
import team_scene

from annotator.model.assignment import Role
from annotator.model.coder import Coder
from annotator.model.document import Progress
from annotator.model.identity import Id
from annotator.model.review import Review, ReviewStatus
from annotator.store.assignments import Listed
from annotator.workbench.assigning import Assigning
from annotator.workbench.assignment_grid import Cell, CellState, CoderTotal, Grid, GridLine
from annotator.workbench.people import set_role
from annotator.workbench.session import Session

LEAD, FIRST, SECOND = "Ani", "Ayu", "Bima"
"""The people of the project; the lead made it."""
TODAY = "2026-11-22"


# by hand --------------------------------------------------------------------------------------


def person(number: int, name: str = "", role: str = Role.CODER) -> Coder:
    return Coder(Id(f"{number:032x}"), f"c{number}", name or f"Coder {number}", role)


def listed(number: int, title: str = "", **meta: Any) -> Listed:
    name = f"{number}.txt"
    return Listed(Id(f"{number + 4096:032x}"), f"doc-{number}", name, title, 1000 * number, meta)


def cell(document: Listed, coder: Coder, **more: Any) -> Cell:
    given = {"state": CellState.NOT_ASSIGNED, "progress": Progress.NEW, **more}
    return Cell(document.id, coder.id, **given)


def review(document: Listed, status: ReviewStatus) -> Review:
    return Review(document.id, status, 7, Id("f" * 32), "2026-11-20T08:00:00+00:00")


def line(number: int, *cells: dict[str, Any], status: ReviewStatus | None = None) -> GridLine:
    """The row of an article; what is given of each coder's cell replaces that nothing is there."""
    document = listed(number, f"Article {number}")
    made = tuple(cell(document, person(at), **one) for at, one in enumerate(cells, 1))
    return GridLine(document, made, review(document, status) if status else None)


def grid_of(*lines: GridLine) -> Grid:
    """The grid of some rows, with the sums of its columns left out."""
    coders = len(lines[0].cells) if lines else 0
    return Grid(tuple(CoderTotal(person(at)) for at in range(1, coders + 1)), lines)


DONE = {"state": CellState.DONE, "progress": Progress.DONE, "spans": 2, "is_assigned": True}
BEGUN = {
    "state": CellState.IN_PROGRESS,
    "progress": Progress.IN_PROGRESS,
    "spans": 1,
    "is_assigned": True,
}
GIVEN: dict[str, Any] = {"state": CellState.ASSIGNED, "is_assigned": True}
NOTHING: dict[str, Any] = {}


# a project ------------------------------------------------------------------------------------


def make_team(folder: Path) -> Path:
    """Six articles; Ayu has four and finished two, Bima has two and finished the first."""
    with factories.make_session(folder, "team.annot", LEAD) as session:
        documents = team_scene.add_articles(session, folder)
        first, second = team_scene.add_people(session, FIRST, SECOND)
        set_role(session.context, session.coder.id, Role.LEAD)
        assigning = Assigning(session.context)
        assigning.assign([(one, first.id) for one in documents[:4]])
        assigning.assign([(one, second.id) for one in documents[:2]])
        team_scene.code(session, FIRST, documents[:2])
        team_scene.code(session, FIRST, documents[2:3], is_done=False)
        team_scene.code(session, SECOND, documents[:1])
        return session.path


def copied(path: Path, folder: Path) -> Session:
    """An open copy of a project, to work on."""
    return Session.open(Path(shutil.copy(path, folder / path.name)))


def id_of(session: Session, name: str) -> Id:
    return next(one.id for one in session.finding.coders() if one.name == name)


class FakeDesk:
    """Stands for the window around a page, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def show(self, name: str, target: object = None) -> None:
        self.asked.append(("show", name, target))

    def show_passage(self, document_id: Id, **place: object) -> None:
        self.asked.append(("passage", document_id, *place.values()))

    def trigger(self, action_id: str) -> None:
        self.asked.append(("trigger", action_id))
