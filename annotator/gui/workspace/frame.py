"""Where everything stands: three columns split by hairlines, nothing in frames."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.models.documents import DocumentsModel
from annotator.gui.panels.articles import ArticlesPanel
from annotator.gui.panels.empty_state import EmptyState
from annotator.gui.panels.find_bar import FindBar
from annotator.gui.panels.header import Header
from annotator.gui.panels.inspector.inspector import Inspector
from annotator.gui.panels.marks import MarksPanel
from annotator.gui.panels.palette_column import PaletteColumn
from annotator.gui.panels.problems import ProblemsPanel
from annotator.gui.panels.rail import Rail
from annotator.gui.panels.selection_bar import SelectionBar
from annotator.gui.reader.view import ReadingView
from annotator.gui.theme.controls import Divider, Hairline, has_focus, surface
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.tokens import FOLD_LEFT, FOLD_RIGHT, SIZE, WIDE_WINDOW
from annotator.workbench.language import _

LOW_WINDOW, HIGH_WINDOW = 640, 900
LEAST_MARKS, LEAST_INSPECTOR = 92, 160
_NOTHING_WIDTH = 380
FOLDS = {"left_folded": False, "right_folded": False,
         "left_folded_narrow": True, "right_folded_narrow": True}  # fmt: skip
"""Whether a column is folded where the window has room for it and where it is narrow, at first."""


class Frame(QWidget):
    """Builds and places the panels; knows nothing of what they show.

    The columns fold themselves where the window is narrow, until the person says otherwise:
    ``folds`` has the wishes for windows with room and for narrow ones.  ``fold_chosen`` and
    ``marks_height_chosen`` tell what the person wants to be remembered.
    """

    folded = Signal()
    fold_chosen = Signal(str, bool)
    marks_height_chosen = Signal(int)

    def __init__(self, documents: DocumentsModel) -> None:
        super().__init__()
        surface(self, "paper")
        self.folds = dict(FOLDS)
        self.marks_height = 0
        self._shown = (False, False)
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
        self.nothing = EmptyState()
        self.nothing.setParent(self.reader.viewport())
        self.nothing.setCursor(Qt.CursorShape.ArrowCursor)
        self.find_bar.hide()
        self.problems.hide()
        self.nothing.hide()
        self._place()
        self.reader.geometry_changed.connect(self._align_header)
        self._show_nothing_words()

    def is_folded(self, side: str) -> bool:
        """Tell whether the ``left`` or ``right`` column is folded at the present width."""
        return self.folds[self._fold_of(side)]

    def fold(self, side: str, is_folded: bool) -> None:
        """Fold or unfold a column because the person wants it so in windows of this width."""
        name = self._fold_of(side)
        self.folds[name] = is_folded
        self._fit()
        self.fold_chosen.emit(name, is_folded)

    def unfold(self, side: str) -> None:
        """Unfold a column because something in it is needed now; nothing to be remembered."""
        self.folds[self._fold_of(side)] = False
        self._fit()

    def set_marks_height(self, height: int) -> None:
        """Give the list of marks a height; 0 for the usual one."""
        self.marks_height = height
        self._fit()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        for panel in (self.articles, self.labels, self.rail, self.header, self.find_bar,
                      self.problems, self.inspector, self.marks, self.bar):  # fmt: skip
            panel.retranslate()
        self._show_nothing_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns the widths of the window's size."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the text with an Esc that no panel had a use for."""
        if event.key() == Qt.Key.Key_Escape:
            self.reader.setFocus()
        else:
            super().keyPressEvent(event)

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
        self._stack = Divider()
        self._stack.addWidget(self.inspector)
        self._stack.addWidget(self.marks)
        self.inspector.setMinimumHeight(LEAST_INSPECTOR)
        self.marks.setMinimumHeight(LEAST_MARKS)
        self._stack.splitterMoved.connect(self._on_divider_moved)
        column(self._right).addWidget(self._stack)
        return self._right

    def _fold_of(self, side: str) -> str:
        least = FOLD_LEFT if side == "left" else FOLD_RIGHT
        return f"{side}_folded" if self.width() >= least else f"{side}_folded_narrow"

    def _fit(self) -> None:
        is_wide = self.width() >= WIDE_WINDOW
        is_rail, is_away = self.is_folded("left"), self.is_folded("right")
        going = [self._wide_left if is_rail else self.rail, *([self._right] if is_away else [])]
        if any(has_focus(one) for one in going):
            self.reader.setFocus()
        self._wide_left.setVisible(not is_rail)
        self.rail.setVisible(is_rail)
        left = SIZE["rail"] if is_rail else SIZE["left_wide" if is_wide else "left"]
        self._left.setFixedWidth(left)
        self._right.setVisible(not is_away)
        self._right_line.setVisible(not is_away)
        self._right.setFixedWidth(SIZE["right_wide" if is_wide else "right"])
        self._share_right()
        self._align_header()
        if (is_rail, is_away) != self._shown:
            self._shown = is_rail, is_away
            self.folded.emit()

    def _share_right(self) -> None:
        """Give the marks the height that was chosen, else the usual one; the inspector the rest."""
        high = self.height()
        usual = 380 if high >= HIGH_WINDOW else 164 if high >= LOW_WINDOW else 118
        most = max(LEAST_MARKS, high - LEAST_INSPECTOR - 1)
        self._stack.set_lower_height(max(LEAST_MARKS, min(self.marks_height or usual, most)))

    def _on_divider_moved(self) -> None:
        self.marks_height = self._stack.lower_height()
        self.marks_height_chosen.emit(self.marks_height)

    def _align_header(self) -> None:
        x = self.reader.viewport().mapTo(self._middle, QPoint(0, 0)).x()
        self.header.set_text_left(x + self.reader.text_left())
        view = self.reader.viewport()
        wide, high = min(view.width(), _NOTHING_WIDTH), self.nothing.sizeHint().height()
        self.nothing.setGeometry((view.width() - wide) // 2, view.height() // 3, wide, high)

    def _show_nothing_words(self) -> None:
        words = _("An article is one text file; coding begins with the first.")
        self.nothing.show_words(_("No articles yet"), words, _("Add articles …"))
