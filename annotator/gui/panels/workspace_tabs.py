"""The workspaces as tabs, in the row of the menus."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from annotator.gui.commands.workspaces import WorkspaceRow
from annotator.gui.theme.controls import Hairline, PaintedButton
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.layouts import line
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import CENTRE, draw_text, rounded
from annotator.gui.theme.tips import set_tip
from annotator.gui.theme.tokens import SIZE
from annotator.workbench.language import _

_PADDING = 10
_STROKE = 2


class Tab(PaintedButton):
    """The name of a workspace, with a line below where it is the one that is shown."""

    def __init__(self, row: WorkspaceRow) -> None:
        super().__init__(_(row.text))
        self.row = row
        self.setCheckable(True)
        self.setFixedHeight(SIZE["menubar"])
        self.setAccessibleName(_(row.text))
        set_tip(self, f"{_(row.text)} ({row.keys})")

    def sizeHint(self) -> QSize:
        """Return the room of the words in their heavier weight, so that nothing moves."""
        width = text_width(self.text(), named_font("body", 600))
        return QSize(round(width) + 2 * _PADDING, SIZE["menubar"])

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw the words, and the line of the one that is shown."""
        theme, is_on = look().theme, self.isChecked()
        if self.underMouse() and not is_on:
            rounded(painter, rect.adjusted(1, 4, -1, -4), theme.hover)
        ink = theme.ink if is_on else theme.ink2
        used = named_font("body", 600 if is_on else 400)
        is_cut = draw_text(painter, rect, self.text(), ink, used, CENTRE)
        if is_on:
            foot = QRectF(_PADDING - 1, rect.height() - _STROKE, rect.width() - 2 * _PADDING + 2, 2)
            painter.fillRect(foot, QColor(theme.focus))
        return is_cut

    def nextCheckState(self) -> None:
        """Stay as it is: which workspace is shown is not the tab's to say."""


class WorkspaceTabs(QWidget):
    """All tabs behind a line; hidden while there is but one workspace.

    ``chosen`` carries the id of the command that shows a workspace.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.tabs: list[Tab] = []
        self._shown: tuple[object, ...] = ()
        self._row = line(self, (6, 0, 0, 0))
        self.hide()

    def show_tabs(self, rows: Sequence[WorkspaceRow], current: str) -> None:
        """Show these workspaces, of which one is the present one."""
        wanted = (*rows, *(_(row.text) for row in rows))
        if wanted != self._shown:
            self._shown = wanted
            self._fill(rows)
        for tab in self.tabs:
            tab.setChecked(tab.row.id == current)
        self.setVisible(bool(rows))

    def _fill(self, rows: Sequence[WorkspaceRow]) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        rule = Hairline(is_upright=True)
        rule.setFixedHeight(16)
        self._row.addWidget(rule)
        self._row.addSpacing(6)
        self.tabs = [Tab(row) for row in rows]
        for tab in self.tabs:
            tab.clicked.connect(partial(self.chosen.emit, tab.row.action))
            self._row.addWidget(tab)
