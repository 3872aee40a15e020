"""The agreement page as somebody uses it, on coders who agree more and less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import comparing_scene
from PySide6.QtCore import QPoint, QRect
from window_scene import Desk

from annotator.gui.review.agreement.asked import Asked, Listing, listing_of
from annotator.gui.review.agreement.cells import Cell, CellTable


def make_project(folder: Path, records: Sequence[Mapping[str, Any]]) -> Path:
    """A project of records, closed."""
    scene = comparing_scene.Scene(folder, records)
    scene.close()
    return scene.session.path


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
