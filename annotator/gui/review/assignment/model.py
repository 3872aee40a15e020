"""Articles × coders as a table: one column a coder, the review last."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from annotator.gui.review.assignment import words
from annotator.model.identity import Id
from annotator.workbench.assignment_grid import Cell, CellState, Grid, GridLine
from annotator.workbench.language import _, number

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class GridModel(QAbstractTableModel):
    """The grid as it stands; ``refreshed`` follows every new one."""

    refreshed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.grid = Grid((), ())
        self.find_cases: Callable[[GridLine], tuple[int, int] | None] = lambda _line: None
        """Returns how many cases of an article are decided, and of how many, if that is known."""
        self.today = ""

    def show_grid(self, grid: Grid, today: str) -> None:
        """Show another grid; with the same articles and coders nothing else is lost."""
        is_alike = _shape(grid) == _shape(self.grid)
        self.today = today
        if is_alike and grid.lines:
            self.grid = grid
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        else:
            self.beginResetModel()
            self.grid = grid
            self.endResetModel()
        self.refreshed.emit()

    def line(self, row: int) -> GridLine:
        """Return a document's line."""
        return self.grid.lines[row]

    def cell(self, index: Index) -> Cell | None:
        """Return a coder's cell; None for the review."""
        if not index.isValid() or self.is_review(index.column()):
            return None
        return self.grid.lines[index.row()].cells[index.column()]

    def is_review(self, column: int) -> bool:
        """Tell whether a column is that of the review."""
        return column == len(self.grid.totals)

    def place_of(self, document_id: Id, coder_id: Id | None) -> Index:
        """Return the place of a document and a coder, or of its review; nothing where none is."""
        rows = [at for at, one in enumerate(self.grid.lines) if one.document.id == document_id]
        columns = [at for at, one in enumerate(self.grid.coders) if one.id == coder_id]
        column = columns[0] if columns else len(self.grid.totals)
        return self.index(rows[0], column) if rows else QModelIndex()

    def places(self, indexes: Iterable[Index]) -> list[tuple[Id, Id]]:
        """Return the documents and coders of some places, from top to bottom."""
        cells = [self.cell(one) for one in sorted(indexes, key=lambda i: (i.row(), i.column()))]
        return [(one.document_id, one.coder_id) for one in cells if one is not None]

    def told(self, index: Index) -> tuple[CellState, str, str]:
        """Return the sign of a cell, its word, and what stands below."""
        cell = self.cell(index)
        if cell is None:
            return words.review_state(self.line(index.row()))
        below = words.cell_words(cell, self.today)
        return cell.state, words.state_words(cell.state), below

    def cases(self, index: Index) -> tuple[int, int] | None:
        """Return how many cases an article's review has decided, and of how many.

        None for a coder's cell, where there is no case, and as long as nobody knows.
        """
        if not self.is_review(index.column()):
            return None
        found = self.find_cases(self.line(index.row()))
        return found if found is not None and found[1] else None

    def refresh_review(self, document_id: Id) -> None:
        """Show the review of a document anew."""
        place = self.place_of(document_id, None)
        if place.isValid():
            self.dataChanged.emit(place, place)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of articles."""
        return 0 if parent.isValid() else len(self.grid.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of coders, and one for the review."""
        return 0 if parent.isValid() else len(self.grid.totals) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says, in words."""
        if not index.isValid() or role not in _SAID:
            return None
        _state, word, below = self.told(index)
        if cases := self.cases(index):
            below = words.cases_words(*cases)
        return f"{word}, {below}" if below else word

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the names of coders, and the titles of articles with their numbers."""
        if role not in _SAID:
            return None
        if orientation == Qt.Orientation.Horizontal:
            if self.is_review(section):
                return _("Review")
            return words.coder_words(self.grid.totals[section].coder)
        document = self.line(section).document
        return f"{number(section + 1)} {document.title or document.name}"


def _shape(grid: Grid) -> tuple[tuple[Id, ...], tuple[Id, ...]]:
    return tuple(one.document.id for one in grid.lines), tuple(one.id for one in grid.coders)
