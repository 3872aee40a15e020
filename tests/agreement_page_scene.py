"""The agreement page as somebody uses it, on coders who agree more and less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import comparing_scene
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from window_scene import LEFT, NONE, Desk

from annotator.gui.dialogs.scrim import Floating
from annotator.gui.flows.long_work import LongWork
from annotator.gui.review.agreement.asked import Asked, Listing, listing_of
from annotator.gui.review.agreement.cells import Cell, CellTable
from annotator.gui.review.agreement.page import AgreementPage
from annotator.gui.theme.layouts import line
from annotator.gui.theme.naming import naming
from annotator.model.assignment import Role
from annotator.model.change import Operation
from annotator.model.coder import Coder
from annotator.model.errors import AnnotatorError
from annotator.model.identity import Id, set_id
from annotator.store.rows import coder_value
from annotator.store.spans import load_set
from annotator.workbench.language import language
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings


def make_project(folder: Path, records: Sequence[Mapping[str, Any]]) -> Path:
    """A project of records, closed."""
    scene = comparing_scene.Scene(folder, records)
    scene.close()
    return scene.session.path


def single_coder(session: Session, identity: Id, name: str, role: Role, source: Id) -> None:
    """Add a coder of a role with the marks of another one, but for the first of each article."""
    lead, project = session.coder.id, session.project
    value = coder_value(Coder(identity, name, name, role))
    operations = [Operation("coder", identity, value)]
    for document in session.finding.documents():
        place = {
            "document_id": document,
            "coder_id": identity,
            "codebook_id": session.codebook_id,
        }
        head = {**place, "status": "done", "fields": {}}
        operations.append(Operation("annotation_set", set_id(document, identity), head))
        found = load_set(project, document, source, session.codebook_id)
        for span in found.spans[1:]:
            made = project.make_id()
            fragments = [[span.start, span.end]]
            mark = {**place, "key": made[:8], "label": span.label, "fragments": fragments}
            rest = {"attributes": {}, "origin": "hand", "created": None, "changed": None}
            operations.append(Operation("span", made, {**mark, **rest}))
    project.commit(lead, "add_coder", operations, {"coder": name})


class Hands:
    """Somebody at the page: looks at cells, presses, clicks."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.trigger("workspace_agreement")
        self.settle()

    @property
    def page(self) -> Any:
        return self.desk.window.reviewing.page

    @property
    def board(self) -> Any:
        return self.page.board

    @property
    def band(self) -> Any:
        return self.page.band

    @property
    def listing(self) -> Listing:
        found = self.band.listing
        assert found is not None
        return found

    def settle(self) -> None:
        """Wait until everything that was asked for is worked out and seen."""
        page = self.page
        self.desk.qtbot.waitUntil(
            lambda: not page.reckoning.is_working and not self.desk.window.is_busy, timeout=20_000
        )
        self.desk.settle()

    def press(self, *given: Any, **more: Any) -> None:
        self.desk.press(*given, **more)
        self.settle()

    def click_on(self, widget: Any) -> None:
        self.desk.click_on(widget)
        self.settle()

    def place(self, table: CellTable, row: int, column: int) -> QPoint:
        self.board.ensureWidgetVisible(table, 0, 400)
        self.desk.settle()
        rect: QRect = table.visualRect(table.cell_model.index(row, column))
        return table.viewport().mapTo(self.desk.window, rect.center())

    def click(self, table: CellTable, row: int, column: int = 0) -> None:
        self.desk.click_at(self.place(table, row, column))
        self.settle()

    def said(self, table: CellTable) -> list[list[str]]:
        return [[cell.said for cell in row] for row in table.cell_model.sheet.cells]

    def cells(self) -> Iterator[tuple[CellTable, Cell, Asked]]:
        """Every number of the page that has a list."""
        for table in self.board.tables:
            for row in table.cell_model.sheet.cells:
                for cell in row:
                    if cell.asked is not None:
                        yield table, cell, cell.asked

    def list_of(self, asked: Asked) -> Listing:
        return listing_of(self.page.comparing, asked)

    def ask(self, **more: Any) -> None:
        """Ask another question than the present one."""
        from dataclasses import replace

        self.page.ask(replace(self.page.question, **more))
        self.settle()


class PlainDesk(LongWork):
    """What a page asks of the window, for a page that has a window to itself; it keeps what was
    asked, and does long work."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.settings = Settings()
        self.asked: list[tuple[Any, ...]] = []

    def show(self, name: str, target: object = None) -> None:
        self.asked.append(("show", name, target))

    def show_passage(
        self, document_id: Id, *, span_id: Id | None = None, start: int | None = None
    ) -> None:
        self.asked.append(("passage", document_id, span_id, start))

    def trigger(self, action_id: str) -> None:
        self.asked.append(("trigger", action_id))


class Lone(Hands):
    """Somebody at a page that has a window to itself, on a session that stays open."""

    def __init__(
        self, qtbot: Any, session: Session, *, size: tuple[int, int] = (1366, 768)
    ) -> None:
        self.qtbot, self.session = qtbot, session
        naming().set_codebook(session.codebook, language())
        self.window = QWidget()
        self.window.resize(*size)
        qtbot.addWidget(self.window)
        self.desk = PlainDesk(self.window)
        self._page = AgreementPage(session, self.desk)
        self.messages: list[str] = []
        self.failures: list[AnnotatorError] = []
        self._page.message.connect(self.messages.append)
        self._page.failed.connect(self.failures.append)
        self.desk.busy_changed.connect(self._page.set_busy)
        unsubscribe = session.events.subscribe(self._page.on_change)
        self._page.destroyed.connect(lambda _gone: unsubscribe())
        line(self.window).addWidget(self._page)
        with qtbot.waitActive(self.window):
            self.window.show()
        self._page.start()
        self.settle()

    @property
    def page(self) -> Any:
        return self._page

    @property
    def sheet(self) -> Any:
        """What floats over the page, the uppermost of several."""
        found = [one for one in self.window.findChildren(Floating) if one.is_open]
        return found[-1] if found else None

    def settle(self) -> None:
        page = self._page
        self.qtbot.waitUntil(
            lambda: not page.reckoning.is_working and not self.desk.is_busy, timeout=20_000
        )
        for _turn in range(3):
            QApplication.processEvents()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _time in range(times):
            QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
            self.settle()

    def click_on(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, LEFT, NONE, widget.rect().center())
        self.settle()

    def click(self, table: CellTable, row: int, column: int = 0) -> None:
        self.board.ensureWidgetVisible(table, 0, 400)
        rect = table.visualRect(table.cell_model.index(row, column))
        QTest.mouseClick(table.viewport(), LEFT, NONE, rect.center())
        self.settle()
