"""The verdicts as buttons, each under the column that it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from annotator.gui.theme.controls import PaintedButton
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import CENTRE, cap_width, draw_text, rounded
from annotator.gui.theme.tips import set_tip
from annotator.gui.theme.tokens import RADIUS

HEIGHT, CAP = 34, 20
_LEAST_WORDS = 24
_TIGHTER = 3
"""What words that do not fit take of the space at each side."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict: its key, its words, and why it cannot be given now (nothing: it can).

    ``short`` stands in a column that is too narrow for the words.  ``place`` is that of the coder
    whose reading it takes, -1 for none: beyond nine coders there is no key.
    """

    key: str
    words: str
    is_strong: bool = False
    reason: str = ""
    short: str = ""
    place: int = -1


class VerdictButton(PaintedButton):
    """A key cap and words in a frame; the keys of coders have filled caps."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.words)
        self.verdict = verdict
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show another verdict."""
        self.verdict = verdict
        self.setText(verdict.words)
        self.setAccessibleName(f"{verdict.words} ({verdict.key})")
        self.setAccessibleDescription(verdict.reason)
        set_tip(self, verdict.reason)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a usual size; the row gives each its column."""
        return QSize(90, HEIGHT)

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw frame, cap and words."""
        theme, told = look().theme, self.verdict
        ground = theme.hover if self.underMouse() and not told.reason else theme.raised
        edge = theme.hair if told.reason else theme.edge
        rounded(painter, rect, ground, 6, edge)
        width = cap_width(told.key, CAP)
        cap = QRectF(7, (rect.height() - CAP) / 2, width, CAP)
        letters = theme.ink3 if told.reason else theme.ink
        if told.is_strong and not told.reason:
            rounded(painter, cap, theme.focus, RADIUS["key"] + 1)
            letters = theme.paper
        else:
            rounded(painter, cap, None, RADIUS["key"] + 1, theme.edge)
        draw_text(painter, cap, told.key, letters, named_font("key", 600), CENTRE)
        used = named_font("body", 600 if told.is_strong else 400)
        left = cap.right() + 7
        area = QRectF(left, 0, rect.width() - left - 4, rect.height())
        if area.width() < _LEAST_WORDS:
            return True
        ink = theme.ink3 if told.reason else theme.ink
        words = self.words_in(area.width())
        if text_width(words, used) > area.width():
            used = named_font("small", 600 if told.is_strong else 400)
            area.adjust(-_TIGHTER, 0, _TIGHTER, 0)
        return draw_text(painter, area, words, ink, used)

    def words_in(self, width: float) -> str:
        """Return the words as they fit into so many pixels: short ones where there are any."""
        small = named_font("small", 600 if self.verdict.is_strong else 400)
        fits = text_width(self.verdict.words, small) <= width + 2 * _TIGHTER
        return self.verdict.words if fits else self.verdict.short or self.verdict.words


class VerdictRow(QWidget):
    """The buttons in one row; ``given`` carries the key of the verdict that was pressed, ``taken``
    in its stead the place of a coder.
    """

    given = Signal(str)
    taken = Signal(int)

    def __init__(self, columns: Callable[[], list[tuple[float, float]]]) -> None:
        super().__init__()
        self._columns = columns
        self.buttons: list[VerdictButton] = []
        self.setFixedHeight(HEIGHT)

    def show_verdicts(self, verdicts: Sequence[Verdict]) -> None:
        """Show one verdict a column: for the names, for every coder, for the gold."""
        while len(self.buttons) > len(verdicts):
            gone = self.buttons.pop()
            gone.hide()
            gone.deleteLater()
        for place, verdict in enumerate(verdicts):
            if place == len(self.buttons):
                button = VerdictButton(verdict)
                button.setParent(self)
                button.clicked.connect(partial(self._give, button))
                button.show()
                self.buttons.append(button)
            self.buttons[place].show_verdict(verdict)
        self.settle()

    def settle(self) -> None:
        """Put each button under its column."""
        columns = self._columns()
        last = len(self.buttons) - 1
        for place, (button, (left, width)) in enumerate(zip(self.buttons, columns, strict=False)):
            less = 0 if place == last else 8
            more = 8 if place == last else 0
            button.setFixedSize(max(28, round(width) - less - more), HEIGHT)
            button.move(round(left) + more, 0)

    def _give(self, button: VerdictButton) -> None:
        told = button.verdict
        if told.place < 0:
            self.given.emit(told.key)
        else:
            self.taken.emit(told.place)
