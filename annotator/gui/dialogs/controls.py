"""Painted controls of dialogs: prose, options with a box, rows of keys, findings, a path field."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from annotator.gui.theme.controls import PaintedButton, PlainButton
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.layouts import line
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import RIGHT, cap_width, draw_cap, draw_text, rounded
from annotator.gui.theme.tips import set_tip
from annotator.workbench.language import _

_BOX = 14
_OPTION_INDENT = 32
_LEAST_SCROLLED = 72


class Prose(QLabel):
    """Plain text over as many lines as the width asks for, in a size and a colour of the theme."""

    def __init__(
        self, text: str = "", ink: str = "ink2", size: str = "small", weight: int = 400
    ) -> None:
        super().__init__(text)
        self.ink = ink
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(named_font(size, weight))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text in the theme's colour of the moment."""
        painter = QPainter(self)
        painter.setPen(QColor(getattr(look().theme, self.ink)))
        painter.setFont(self.font())
        flags = int(self.alignment()) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(self.contentsRect(), flags, self.text())
        painter.end()


class Option(PaintedButton):
    """A choice that stands for itself: a box (or, where one excludes others, a ring) and two lines.

    ``detail`` says in small letters what the choice means.
    """

    def __init__(self, words: str, detail: str = "", *, is_exclusive: bool = False) -> None:
        super().__init__(words)
        self.detail = detail
        self.setCheckable(True)
        self.setAutoExclusive(is_exclusive)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(detail)

    def set_detail(self, detail: str) -> None:
        """Change the second line."""
        self.detail = detail
        self.setAccessibleDescription(detail)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room that both lines need."""
        first = text_width(self.text(), named_font("body"))
        second = text_width(self.detail, named_font("caption"))
        return QSize(round(max(first, second)) + _OPTION_INDENT + 12, 46 if self.detail else 30)

    def minimumSizeHint(self) -> QSize:
        """Return a width at which words are cut."""
        return QSize(120, self.sizeHint().height())

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw the box and both lines."""
        theme = look().theme
        if self.isEnabled() and self.underMouse():
            rounded(painter, rect, theme.hover)
        self._paint_box(painter, QPointF(8.5, 9.5))
        area = QRectF(_OPTION_INDENT, 6, rect.width() - _OPTION_INDENT - 8, 19)
        ink = theme.ink if self.isEnabled() else theme.ink3
        is_cut = draw_text(painter, area, self.text(), ink, named_font("body"))
        area = QRectF(area.x(), 25, area.width(), 16)
        return draw_text(painter, area, self.detail, theme.ink3, named_font("caption")) or is_cut

    def _paint_box(self, painter: QPainter, corner: QPointF) -> None:
        theme, is_on = look().theme, self.isChecked()
        edge = theme.ink if is_on else theme.edge
        painter.setPen(QPen(QColor(edge if self.isEnabled() else theme.faint), 1.4))
        box = QRectF(corner.x(), corner.y(), _BOX, _BOX)
        if self.autoExclusive():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box)
            if is_on:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.ink))
                painter.drawEllipse(box.center(), 3.6, 3.6)
            return
        painter.setBrush(QColor(theme.ink) if is_on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        if is_on:
            draw_icon(painter, "check", box.x() + 1, box.y() + 1, theme.on_ink, 12)


class KeyRow(QWidget):
    """Key caps with what they do, side by side."""

    def __init__(self, hints: Sequence[tuple[str, str]], height: int = 32) -> None:
        super().__init__()
        self.hints = hints
        self.setFixedHeight(height)
        self.setAccessibleName(", ".join(f"{key}: {words}" for key, words in hints))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw caps and words."""
        painter = QPainter(self)
        x, used = 12.0, named_font("small")
        for key, words in self.hints:
            x += draw_cap(painter, x, self.height() / 2 + 1, key) + 6
            width = text_width(words, used) + 1
            area = QRectF(x, 1, min(width, self.width() - x), self.height())
            draw_text(painter, area, words, look().theme.ink2, used)
            x += width + 16
        painter.end()

    def sizeHint(self) -> QSize:
        """Return the room for all of them."""
        used = named_font("small")
        width = sum(cap_width(key) + 22 + text_width(words, used) for key, words in self.hints)
        return QSize(round(width) + 12, self.height())


class Finding(QWidget):
    """One line with an icon: something that was checked (``check``, ``warn`` or ``block``)."""

    _INKS = {"check": "ok", "warn": "warn", "block": "bad"}

    def __init__(self, icon: str, words: str) -> None:
        super().__init__()
        self.icon_name = icon
        self.setFixedHeight(24)
        self.show_words(words)

    def show_words(self, words: str) -> None:
        """Say something else."""
        self.words = words
        self.setAccessibleName(words)
        set_tip(self, "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw icon and words."""
        theme = look().theme
        painter = QPainter(self)
        colour = getattr(theme, self._INKS[self.icon_name])
        draw_icon(painter, self.icon_name, 0, 5, colour, 14)
        area = QRectF(22, 0, self.width() - 22, self.height())
        if draw_text(painter, area, self.words, theme.ink2, named_font("small")):
            set_tip(self, self.words)
        painter.end()


class Meter(QWidget):
    """How far something has come: what is being done, and a line that fills."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._share, self._percent = "", 0.0, 0
        self.setFixedHeight(34)
        self.setMinimumWidth(160)

    def show_share(self, words: str, done: int, total: int) -> None:
        """Show what is being done and how much of it is done."""
        self._words = words
        self._share = min(done / total, 1.0) if total > 0 else 0.0
        # All of it is there only at the end, so nothing is rounded up.
        self._percent = min(done * 100 // total, 100) if total > 0 else 0
        self.setAccessibleName(f"{words} {self._percent}%")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw words, per cent, and the line."""
        theme, small = look().theme, named_font("small")
        painter = QPainter(self)
        area = QRectF(0, 4, self.width(), 20)
        draw_text(painter, area.adjusted(0, 0, -56, 0), self._words, theme.ink2, small)
        draw_text(painter, area, f"{self._percent} %", theme.ink3, small, RIGHT)
        painter.fillRect(QRectF(0, 28, self.width(), 2), QColor(theme.hair))
        painter.fillRect(QRectF(0, 28, self.width() * self._share, 2), QColor(theme.ink))
        painter.end()


class ScrollingArea(QScrollArea):
    """As high as it is wanted to be where there is room, and lower where there is not."""

    def __init__(self, height: int | None) -> None:
        super().__init__()
        self._height: int | None = None
        if height is not None:
            self.want_height(height)

    def want_height(self, height: int) -> None:
        """Be this high where there is room."""
        self._height = height
        self.setMaximumHeight(height)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height wanted."""
        hint = super().sizeHint()
        return hint if self._height is None else QSize(hint.width(), self._height)

    def minimumSizeHint(self) -> QSize:
        """Return room for a few lines."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), min(self._height or _LEAST_SCROLLED, _LEAST_SCROLLED))


def scrolling(layout: QLayout, height: int | None = None) -> ScrollingArea:
    """Return an area without frame or ground that scrolls what a layout holds."""
    inside = QWidget()
    inside.setLayout(layout)
    area = ScrollingArea(height)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    for ground in (inside, area.viewport()):
        ground.setAutoFillBackground(False)
    return area


class PathField(QWidget):
    """A path to type, or to choose in the computer's own dialog.

    ``choose`` is asked with the present path and returns another one, or nothing.
    """

    path_changed = Signal(str)

    def __init__(self, path: str, choose: Callable[[str], str | None], name: str) -> None:
        super().__init__()
        self._choose = choose
        self.field = QLineEdit(path)
        self.field.setAccessibleName(name)
        self.field.textChanged.connect(self.path_changed)
        self.button = PlainButton(_("Choose …"))
        self.button.clicked.connect(self.on_choose)
        row = line(self, spacing=8)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.field)

    @property
    def path(self) -> str:
        """Return the path as it stands, without blanks around it."""
        return self.field.text().strip()

    @property
    def full_path(self) -> str:
        """Return the path with the person's home in place of a tilde."""
        return os.path.expanduser(self.path)

    def set_path(self, path: str) -> None:
        """Put another path in its place."""
        self.field.setText(path)

    def on_choose(self) -> None:
        """Let the person choose, and keep what they chose."""
        if chosen := self._choose(self.path):
            self.set_path(chosen)
