"""A project that several people work on, and hands for the pages of review."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from window_scene import LEFT, NONE, Desk

from annotator.model.assignment import Role
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.workbench.assigning import Assigning
from annotator.workbench.people import add_person, set_role
from annotator.workbench.session import Session

LEAD, FIRST, SECOND = "gold", "Ayu", "Bima"
"""The people of the project; the lead made it."""


def make_team(path: Path) -> Path:
    """Add two coders to a project, and make who made it the lead."""
    with Session.open(path) as session:
        for name in (FIRST, SECOND):
            add_person(session.context, name)
        set_role(session.context, session.coder.id, Role.LEAD)
    return path


def coder_id(session: Session, name: str) -> Id:
    """Return the id of a coder by name."""
    return next(one.id for one in session.finding.coders() if one.name == name)


def hand_out(path: Path, name: str, count: int) -> None:
    """Assign the first documents of the list to a coder."""
    with Session.open(path) as session:
        who = coder_id(session, name)
        cells = [(one, who) for one in session.finding.documents()[:count]]
        Assigning(session.context).assign(cells)


def code(path: Path, name: str, count: int, *, marks: int = 2) -> None:
    """Let a coder put some marks on the first documents that are there."""
    with Session.open(path, name) as session:
        for document in session.finding.documents()[:count]:
            for at in range(marks):
                session.coding.add_span(document, [Extent(30 * at, 30 * at + 8)], "venue")


class Sheet:
    """The assignment page as somebody uses it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.trigger("workspace_assignment")

    @property
    def page(self) -> Any:
        return self.desk.window.reviewing.page

    @property
    def view(self) -> Any:
        return self.page.view

    def column_of(self, name: str) -> int:
        return next(at for at, one in enumerate(self.page.model.grid.coders) if one.name == name)

    def cell(self, row: int, name: str) -> Any:
        """The cell as the project file has it now."""
        session = self.desk.session
        grid = Assigning(session.context).grid()
        return grid.cell(grid.lines[row].document.id, coder_id(session, name))

    def centre(self, row: int, column: int) -> QPoint:
        rect = self.view.visualRect(self.page.model.index(row, column))
        return self.view.viewport().mapTo(self.desk.window, rect.center())

    def click(self, row: int, name: str) -> None:
        self.desk.click_at(self.centre(row, self.column_of(name)))

    def drag(self, start: tuple[int, str], end: tuple[int, str]) -> None:
        """Drag over a block, as the screen would send it."""
        handle = self.desk.window.windowHandle()
        begin = self.centre(start[0], self.column_of(start[1]))
        last = self.centre(end[0], self.column_of(end[1]))
        QTest.mousePress(handle, LEFT, NONE, begin)
        QTest.mouseMove(handle, (begin + last) / 2)
        QTest.mouseMove(handle, last)
        QTest.mouseRelease(handle, LEFT, NONE, last)
        self.desk.settle()

    def chosen(self) -> set[tuple[int, int]]:
        return {(one.row(), one.column()) for one in self.view.chosen()}
