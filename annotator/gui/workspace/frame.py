"""Where everything stands: three columns split by hairlines, nothing in frames."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.models.documents import DocumentsModel
from annotator.gui.panels.articles import ArticlesPanel
from annotator.gui.panels.find_bar import FindBar
from annotator.gui.panels.header import Header
from annotator.gui.panels.inspector.inspector import Inspector
from annotator.gui.panels.marks import MarksPanel
from annotator.gui.panels.palette_column import PaletteColumn
from annotator.gui.panels.problems import ProblemsPanel
from annotator.gui.panels.rail import Rail
from annotator.gui.panels.selection_bar import SelectionBar
from annotator.gui.reader.view import ReadingView
from annotator.gui.theme.controls import Hairline, surface
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.tokens import FOLD_LEFT, FOLD_RIGHT, SIZE, WIDE_WINDOW

HIGH_WINDOW = 900
MARKS_HEIGHT = {False: 164, True: 380}


class Frame(QWidget):
    """Builds and places the panels; knows nothing of what they show.

    The columns fold where the window is narrow, and where the person wants it: ``is_left_folded``
    and ``is_right_folded`` are the person's wish, what is shown also follows the width.
    """

    folded = Signal()

    def __init__(self, documents: DocumentsModel) -> None:
        super().__init__()
        surface(self, "paper")
        self.is_left_folded = False
        self.is_right_folded = False
        self.articles = ArticlesPanel(documents)
        self.labels = PaletteColumn()
        self.rail = Rail(documents)
        self.header = Header()
        self.find_bar = FindBar()
        self.reader = ReadingView()
        self.reader.setObjectName("reader")
        self.problems = ProblemsPanel()
        self.inspector = Inspector()
        self.marks = MarksPanel()
        self.bar = SelectionBar(self.reader.viewport())
        self.find_bar.hide()
        self.problems.hide()
        self._place()
        self.reader.geometry_changed.connect(self._align_header)

    def fold_left(self, is_folded: bool) -> None:
        """Fold the left column into its rail, or unfold it."""
        self.is_left_folded = is_folded
        self._fit()

    def fold_right(self, is_folded: bool) -> None:
        """Fold the right column away, or unfold it."""
        self.is_right_folded = is_folded
        self._fit()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        for panel in (self.articles, self.labels, self.rail, self.header, self.find_bar,
                      self.problems, self.inspector, self.marks, self.bar):  # fmt: skip
            panel.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns the widths of the window's size."""
        super().resizeEvent(event)
        self._fit()

    def _place(self) -> None:
        row = line(self)
        row.addWidget(self._left_column())
        row.addWidget(Hairline(is_upright=True))
        row.addWidget(self._centre(), 1)
        self._right_line = Hairline(is_upright=True)
        row.addWidget(self._right_line)
        row.addWidget(self._right_column())

    def _left_column(self) -> QWidget:
        self._left = QWidget()
        surface(self._left, "panel")
        self._wide_left = QWidget()
        inner = column(self._wide_left)
        inner.addWidget(self.articles, 1)
        inner.addWidget(self.labels)
        outer = line(self._left)
        outer.addWidget(self._wide_left)
        outer.addWidget(self.rail)
        return self._left

    def _centre(self) -> QWidget:
        self._middle = QWidget()
        surface(self._middle, "paper")
        inner = column(self._middle)
        inner.addWidget(self.header)
        inner.addWidget(Hairline())
        inner.addWidget(self.find_bar)
        inner.addWidget(self.reader, 1)
        inner.addWidget(self.problems)
        return self._middle

    def _right_column(self) -> QWidget:
        self._right = QWidget()
        surface(self._right, "panel")
        inner = column(self._right)
        inner.addWidget(self.inspector, 1)
        inner.addWidget(Hairline())
        inner.addWidget(self.marks)
        return self._right

    def _fit(self) -> None:
        width, is_wide = self.width(), self.width() >= WIDE_WINDOW
        is_rail = self.is_left_folded or width < FOLD_LEFT
        self._wide_left.setVisible(not is_rail)
        self.rail.setVisible(is_rail)
        left = SIZE["rail"] if is_rail else SIZE["left_wide" if is_wide else "left"]
        self._left.setFixedWidth(left)
        is_away = self.is_right_folded or width < FOLD_RIGHT
        self._right.setVisible(not is_away)
        self._right_line.setVisible(not is_away)
        self._right.setFixedWidth(SIZE["right_wide" if is_wide else "right"])
        self.marks.setFixedHeight(MARKS_HEIGHT[self.height() >= HIGH_WINDOW])
        self._align_header()
        self.folded.emit()

    def _align_header(self) -> None:
        x = self.reader.viewport().mapTo(self._middle, QPoint(0, 0)).x()
        self.header.set_text_left(x + self.reader.text_left())
