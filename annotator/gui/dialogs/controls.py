"""Painted controls of dialogs: prose, options with a box, chips, rows of keys, a path field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

from annotator.gui.theme.controls import PaintedButton, PlainButton
from annotator.gui.theme.faces import font, named_font, text_width
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.layouts import line
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import CENTRE, cap_width, draw_cap, draw_text, ring, rounded
from annotator.workbench.language import _

_BOX = 14
_OPTION_INDENT = 32


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
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
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


class Chip(PaintedButton):
    """One of a few words, of which one is chosen."""

    def __init__(self, words: str, *, is_checked: bool = False) -> None:
        super().__init__(words)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setChecked(is_checked)

    def sizeHint(self) -> QSize:
        """Return the room that the words need."""
        return QSize(round(text_width(self.text(), named_font("small"))) + 17, 25)

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw ground, edge and words."""
        theme, is_on = look().theme, self.isChecked()
        ground = theme.chosen if is_on else theme.hover if self.underMouse() else None
        rounded(painter, rect, ground, edge=theme.ink if is_on else theme.faint)
        ink = theme.ink if is_on else theme.ink2
        return draw_text(painter, rect, self.text(), ink, named_font("small"), CENTRE)


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
        self.words = words
        self.setFixedHeight(24)
        self.setAccessibleName(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw icon and words."""
        theme = look().theme
        painter = QPainter(self)
        colour = getattr(theme, self._INKS[self.icon_name])
        draw_icon(painter, self.icon_name, 0, 5, colour, 14)
        area = QRectF(22, 0, self.width() - 22, self.height())
        if draw_text(painter, area, self.words, theme.ink2, named_font("small")):
            self.setToolTip(self.words)
        painter.end()


class Card(PaintedButton):
    """A large choice with icon, two lines and its key; the arrows move from one to the next."""

    def __init__(self, icon: str, words: str, detail: str, keys: str = "") -> None:
        super().__init__(words)
        self.icon_name, self.detail, self.keys = icon, detail, keys
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(58)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(detail)

    def sizeHint(self) -> QSize:
        """Return a usual width."""
        return QSize(520, 58)

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw the ground, icon, both lines and the key."""
        theme = look().theme
        if self.hasFocus():
            rounded(painter, rect, theme.panel, 8)
        elif self.underMouse():
            rounded(painter, rect, theme.hover, 8)
        draw_icon(painter, self.icon_name, 18, 20, theme.ink2, 18)
        end = rect.width() - 18
        for key in reversed(self.keys.split("+") if self.keys else ()):
            end -= cap_width(key)
            draw_cap(painter, end, rect.height() / 2, key)
            end -= 3
        area = QRectF(52, 9, end - 62, 22)
        is_cut = draw_text(painter, area, self.text(), theme.ink, font(14, 600))
        area = QRectF(52, 30, end - 62, 20)
        return draw_text(painter, area, self.detail, theme.ink2, named_font("small")) or is_cut

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, with a ring that follows its rounder corners."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._is_cut = self.paint(painter, QRectF(self.rect()))
        if self.hasFocus():
            ring(painter, self.rect(), 8)
        painter.end()


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

    def set_path(self, path: str) -> None:
        """Put another path in its place."""
        self.field.setText(path)

    def on_choose(self) -> None:
        """Let the person choose, and keep what they chose."""
        if chosen := self._choose(self.path):
            self.set_path(chosen)
