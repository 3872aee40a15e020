"""A table to read: plain cells, one small face, the ground of the sheet it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from annotator.gui.dialogs.cells import Cell
from annotator.gui.theme.faces import named_font
from annotator.gui.theme.icons import make_icon
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import LEFT, RIGHT, one_line
from annotator.gui.theme.tips import tip_text
from annotator.gui.theme.tokens import TYPE

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 27
_ICON = 14
_ROOT = QModelIndex()


@cache
def _icon(name: str, colour: str) -> QIcon:
    return make_icon(name, colour, _ICON)


class TableRows(QAbstractTableModel):
    """Rows of cells under headings."""

    def __init__(self) -> None:
        super().__init__()
        self._headings: list[str] = []
        self._rows: list[Sequence[Cell]] = []

    def show_rows(self, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Show these rows in place of what was there."""
        self.beginResetModel()
        self._headings, self._rows = list(headings), list(rows)
        self.endResetModel()

    def cell(self, row: int, number: int) -> Cell:
        """Return a cell."""
        return self._rows[row][number]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return text, place, colour and tip of a cell."""
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(cell.text)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if cell.is_number else LEFT
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(getattr(look().theme, cell.ink))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(cell.tip) or None
        if role == Qt.ItemDataRole.DecorationRole and cell.icon:
            return _icon(cell.icon, getattr(look().theme, cell.icon_ink))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the headings; those of numbers stand to the right as well."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_number = bool(self._rows) and self._rows[0][section].is_number
            return RIGHT if is_number else LEFT
        return None


class ReadingTable(QTableView):
    """Shows rows; nothing in it can be changed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows = TableRows()
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setFont(named_font("small"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setFont(named_font("small"))
        header.setMinimumSectionSize(24)
        look().changed.connect(self.dress)
        self.dress()

    def show_table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        widths: Sequence[int],
    ) -> None:
        """Show rows in columns of these widths; a width of 0 takes what is left."""
        self.rows.show_rows(headings, rows)
        header = self.horizontalHeader()
        for number, width in enumerate(widths):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(number, mode.Fixed if width else mode.Stretch)
            if width:
                self.setColumnWidth(number, width)

    def dress(self) -> None:
        """Stand on the ground of the sheet, not on that of the text."""
        theme = look().theme
        self.setStyleSheet(
            f"QTableView, QHeaderView {{ background:{theme.raised} }}"
            f"QTableView::item {{ padding:0 5px; border:0 }}"
            f"QTableView:focus {{ border:1px solid {theme.focus} }}"
            f"QHeaderView::section {{ background:{theme.raised}; color:{theme.ink2}; border:0;"
            f"border-bottom:1px solid {theme.hair}; padding:4px 8px; font-size:{TYPE['small']}px }}"
        )
