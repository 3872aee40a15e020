"""The header over the text: title, state, where it is from; the way to the next article."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.panels.document_words import header_line, progress_words
from annotator.gui.theme.controls import Caption, IconButton, PlainButton, surface
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import draw_dot
from annotator.gui.theme.tips import set_tip
from annotator.model.document import DocumentRow, Progress
from annotator.workbench.language import _, number

_LEAST_LEFT = 24
_ROOM = 640
"""Pixels that words and buttons should have."""
_DONE_KEY = "Ctrl+Enter"


class Header(QWidget):
    """Shows one document; asks for its neighbours and for its status."""

    previous_requested = Signal()
    next_requested = Signal()
    done_requested = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        surface(self, "paper")
        self._row: DocumentRow | None = None
        self._place, self._total = 0, 0
        self._text_left = _LEAST_LEFT
        self.title = Caption("", "title")
        self.dot = StateDot()
        self.meta = Caption("", "small")
        self.previous_button = IconButton("left")
        self.position = Caption("", "small")
        self.next_button = IconButton("right")
        self.done_button = PlainButton("")
        self._build()
        self.previous_button.clicked.connect(self.previous_requested)
        self.next_button.clicked.connect(self.next_requested)
        self.done_button.clicked.connect(self._on_done_clicked)
        look().changed.connect(self.retranslate)
        self.retranslate()

    def show_document(self, row: DocumentRow | None, place: int = 0, total: int = 0) -> None:
        """Show a document that is at ``place`` (from 1) of ``total`` in the list; None for none."""
        self._row, self._place, self._total = row, place, total
        self.retranslate()

    def set_text_left(self, x: float) -> None:
        """Stand on the left edge of the text column, ``x`` pixels from the header's own.

        A narrow column of small letters is not followed where the header's words need the room.
        """
        self._text_left = round(x)
        self._stand()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        row = self._row
        self.previous_button.set_words(_("Previous article"))
        self.next_button.set_words(_("Next article"))
        is_done = row is not None and row.progress is Progress.DONE
        self.done_button.setText(_("Reopen") if is_done else _("Mark as done"))
        self.done_button.setToolTip(_DONE_KEY)
        for widget in (self.dot, self.position, self.done_button):
            widget.setVisible(row is not None)
        self.done_button.setVisible(row is not None and row.replaced_by is None)
        self.previous_button.setVisible(row is not None)
        self.next_button.setVisible(row is not None)
        self.previous_button.setEnabled(self._place > 1)
        self.next_button.setEnabled(self._place < self._total)
        self.title.setText((row.title or row.name) if row else "")
        self._fit_meta()
        self.dot.show_progress(row.progress if row else Progress.NEW)
        at, of_all = number(self._place), number(self._total)
        words = _("{place} of {total}").format(place=at, total=of_all)
        self.position.setText(words if self._place else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is less room."""
        super().resizeEvent(event)
        self._stand()

    def _stand(self) -> None:
        left = min(self._text_left, self.width() - _ROOM)
        self._layout.setContentsMargins(max(left, _LEAST_LEFT), 10, 16, 10)
        self._layout.activate()
        self._fit_meta()

    def _fit_meta(self) -> None:
        whole = header_line(self._row) if self._row else ""
        fits = text_width(whole, named_font("small")) <= self.meta.width()
        short = header_line(self._row, is_short=True) if self._row else ""
        self.meta.setText(whole if fits else short)
        set_tip(self.meta, "" if fits else whole)

    def _build(self) -> None:
        below = line(spacing=7)
        below.addWidget(self.dot)
        below.addWidget(self.meta, 1)
        words = column(spacing=2)
        words.addWidget(self.title)
        words.addLayout(below)
        self._layout = line(self, (_LEAST_LEFT, 10, 16, 10), 4)
        self._layout.addLayout(words, 1)
        self._layout.addSpacing(8)
        self._layout.addWidget(self.previous_button)
        self._layout.addWidget(self.position)
        self._layout.addWidget(self.next_button)
        self._layout.addSpacing(4)
        self._layout.addWidget(self.done_button)
        self.title.setFixedHeight(21)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _on_done_clicked(self) -> None:
        is_done = self._row is not None and self._row.progress is Progress.DONE
        self.done_requested.emit(not is_done)


class StateDot(QWidget):
    """Ring, half or disc."""

    def __init__(self) -> None:
        super().__init__()
        self.progress = Progress.NEW
        self.setFixedSize(QSize(11, 16))

    def show_progress(self, progress: Progress) -> None:
        """Show how far a document is."""
        self.progress = progress
        self.setAccessibleName(progress_words(progress))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot."""
        area = QRectF(self.rect())
        draw_dot(QPainter(self), 5, area.center().y(), self.progress)
