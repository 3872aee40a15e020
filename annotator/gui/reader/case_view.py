"""The reading view of a review: it shows one case among the gold, and says where it was pressed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from annotator.gui.reader import places
from annotator.gui.reader.case_arrangement import CaseArrangement
from annotator.gui.reader.case_painter import CasePainter
from annotator.gui.reader.case_scene import NO_CASE, CaseScene
from annotator.gui.reader.painter import PagePainter
from annotator.gui.reader.view import ReadingView
from annotator.model.annotation_set import AnnotationSet
from annotator.model.identity import Id

GUTTER = 64.0
UPPER, LOWER, OPENS_AT = 0.06, 0.42, 0.26
"""Where a case may begin without the text being moved, and where it begins otherwise."""


class CaseView(ReadingView):
    """Takes no keys: those are verdicts.  ``pressed`` carries the code point that was clicked."""

    pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.case = NO_CASE
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page.arrange_by(
            lambda measures, look, _coders, text: CaseArrangement(
                measures, look, tuple(map(Id, self.case.letters)), text
            )
        )
        self._set_typography(replace(self.typography, gutter=GUTTER))

    def show_case(self, annotations: AnnotationSet, case: CaseScene) -> None:
        """Show a case and the marks around it, on the text that is shown."""
        is_other = case.letters != self.case.letters
        self.case = case
        if is_other:
            self.page.set_coders(())
        self.show_annotations(annotations)
        self._refresh()

    def open_at(self, offset: int) -> None:
        """Let a case begin in the upper third; where it does nearly, the text stays put."""
        rect = places.caret_rect(self.page, offset, self.visible())
        height = self._height()
        if UPPER * height <= rect.top <= LOWER * height:
            return
        self._bring(offset, OPENS_AT * height)
        cut = self.reading_place()[1]
        if cut < 0:
            self.scroll_by(cut)

    def new_painter(self, painter: QPainter) -> PagePainter:
        """Return what paints the page with its case."""
        made = CasePainter(painter, self.page, self.scene, self._paints, self._height())
        made.case = self.case
        return made

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say where it was pressed, unless words were selected."""
        super().mouseReleaseEvent(event)
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and self.selected_extent() is None:
            self.pressed.emit(self.offset_at(QPointF(event.position())))
