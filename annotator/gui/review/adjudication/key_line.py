"""The keys beside the verdicts, printed on the card: each can be pressed, or says why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from annotator.gui.theme.controls import PaintedButton
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.layouts import FlowLayout
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import cap_width, caps_width, draw_caps, draw_text

HEIGHT, CAP = 22, 18
_GAP, _AFTER = 6, 12


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key: the command it carries out, what it does, and whether it cannot be used now."""

    command: str
    keys: str
    words: str
    is_off: bool = False


class HintButton(PaintedButton):
    """Caps and words."""

    def __init__(self, hint: KeyHint) -> None:
        super().__init__(hint.words)
        self.hint = hint
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{hint.words} ({hint.keys})")

    def show_hint(self, hint: KeyHint) -> None:
        """Show another key."""
        if hint != self.hint:
            self.hint = hint
            self.setText(hint.words)
            self.setAccessibleName(f"{hint.words} ({hint.keys})")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room of caps and words, and of the gap to the next one."""
        words = text_width(self.hint.words, named_font("small"))
        return QSize(round(_caps_width(self.hint.keys) + _GAP + words) + _AFTER, HEIGHT)

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw caps and words."""
        theme, width = look().theme, _caps_width(self.hint.keys)
        draw_caps(painter, width, rect.height() / 2, self.hint.keys, CAP)
        ink = theme.ink3 if self.hint.is_off else theme.ink
        area = QRectF(width + _GAP, 0, rect.width() - width - _GAP - 2, rect.height())
        return draw_text(painter, area, self.hint.words, ink, named_font("small"))


class KeyLine(QWidget):
    """As many lines of keys as the width asks for; ``pressed`` carries a command."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self, 3)
        self.buttons: list[HintButton] = []

    def show_hints(self, hints: Sequence[KeyHint]) -> None:
        """Show these keys."""
        for place, hint in enumerate(hints):
            if place < len(self.buttons):
                self.buttons[place].show_hint(hint)
                self.buttons[place].show()
                continue
            button = HintButton(hint)
            button.clicked.connect(partial(self._press, button))
            self._flow.addWidget(button)
            self.buttons.append(button)
        for button in self.buttons[len(hints) :]:
            button.hide()
        self.updateGeometry()

    def _press(self, button: HintButton) -> None:
        self.pressed.emit(button.hint.command)


def _caps_width(keys: str) -> float:
    return caps_width(keys, CAP) - 3 if len(keys) > 1 else cap_width(keys, CAP)
