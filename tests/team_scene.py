<<<<<<< HEAD
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
=======
"""A project with some articles and some people, to hand out work in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from annotator.model.coder import Coder
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.workbench.importing import import_files
from annotator.workbench.people import add_person
from annotator.workbench.session import Session

TEXTS = tuple(f"Bupati ke-{number} melarang ASN ikut kampanye." for number in range(1, 7))
WORD = (0, 6)
OUTLETS = ("kompas", "tempo")


def write_articles(folder: Path, texts: Sequence[str] = TEXTS) -> Path:
    """A file of articles a1, a2 … of two outlets in turn."""
    lines = [
        {
            "id": f"a{number}",
            "title": f"Artikel {number}",
            "metadata": {"outlet": OUTLETS[number % 2], "year": 2024},
            "text": text,
        }
        for number, text in enumerate(texts, 1)
    ]
    path = folder / "articles.jsonl"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in lines), encoding="utf-8")
    return path


def add_articles(session: Session, folder: Path, texts: Sequence[str] = TEXTS) -> list[Id]:
    """Import articles and return their ids in list order."""
    report = import_files(session.context, [write_articles(folder, texts)])
    assert report.is_applied, report.problems
    return session.finding.documents()


def add_people(session: Session, *names: str) -> list[Coder]:
    return [add_person(session.context, name) for name in names]


def code(session: Session, name: str, documents: Iterable[Id], *, is_done: bool = True) -> None:
    """Mark a word in each document as somebody, and call it done; whoever coded goes on."""
    before = session.coder.name
    session.code_as(name)
    for document in documents:
        session.coding.add_span(document, (Extent(*WORD),), "place")
        if is_done:
            session.coding.set_status(document, "done")
    session.code_as(before)
>>>>>>> assigning
