"""The keys that work here, by group, with the caps they are printed on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.controls import scrolling
from annotator.gui.dialogs.key_hints import KeyHint, by_group, in_columns
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.theme.controls import Caption
from annotator.gui.theme.faces import named_font
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import caps_width, draw_cap, draw_caps, draw_text, split_keys
from annotator.gui.theme.tips import set_tip
from annotator.gui.theme.tokens import SIZE
from annotator.workbench.language import _

COLUMNS = 3
ROW = 25
TALLEST = 580


class KeyLine(QWidget):
    """One thing to do and its keys."""

    def __init__(self, hint: KeyHint) -> None:
        super().__init__()
        self.hint = hint
        self.setFixedHeight(ROW)
        self.setMinimumWidth(120)
        self.setAccessibleName(f"{hint.text}: {hint.keys}")

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        return QSize(300, ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw words and caps."""
        hint, theme = self.hint, look().theme
        painter = QPainter(self)
        end, middle = float(self.width()), self.height() / 2
        keys = split_keys(hint.keys)
        if hint.label_id and keys:
            wide = caps_width(hint.keys)
            draw_caps(painter, end, middle, "+".join(keys[1:]))
            draw_cap(painter, end - wide + 3, middle, keys[0], look().tone(hint.label_id))
        else:
            draw_caps(painter, end, middle, hint.keys)
        area = QRectF(0, 0, end - caps_width(hint.keys) - 8, self.height())
        if draw_text(painter, area, hint.text, theme.ink, named_font("small")):
            set_tip(self, hint.text)
        painter.end()


class ShortcutsSheet(Sheet):
    """Shows what each key does in the place where somebody asked."""

    closes_outside = True

    def __init__(self, hints: Sequence[KeyHint]) -> None:
        super().__init__(_("Keys that work here"), SIZE["dialog"])
        self.lines: list[KeyLine] = []
        room = line(margins=(0, 0, 12, 0), spacing=32)
        for groups in in_columns(by_group(hints), COLUMNS):
            part = column()
            for number, (name, some) in enumerate(groups):
                part.addSpacing(16 if number else 0)
                head = Caption(name, "head")
                head.setMinimumHeight(24)
                part.addWidget(head)
                for hint in some:
                    self.lines.append(KeyLine(hint))
                    part.addWidget(self.lines[-1])
            part.addStretch()
            room.addLayout(part, 1)
        self.scroller = area = scrolling(room)
        area.want_height(min(room.sizeHint().height() + 4, TALLEST))
        self.content.addWidget(area)
        self.add_button(_("Close"), self.dismiss, is_primary=True)
